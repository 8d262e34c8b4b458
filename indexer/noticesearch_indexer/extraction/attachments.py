"""A notice's attachments (附件): links to files in its text or just below, and names printed in a list 附件：1. …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename
from urllib.parse import unquote, urljoin, urlsplit

from noticesearch.notice import Attachment
from noticesearch_indexer.extraction.document import FileLink
from noticesearch_indexer.extraction.file_suffixes import names_file
from noticesearch_indexer.extraction.reading import FOOT_LINES, Reading

MAX_ATTACHMENTS = 100
MAX_NAME_CHARS = 150
LIST_WORDS = 60  # of an entry; a longer line is a paragraph
_LIST_HEAD = re.compile(r"附件\s?[\d一二三四五六七八九十]{0,3}\s?[:：]\s?(?P<name>\S.*)?$")
_ENTRY = re.compile(r"(?:附件)?\s?\d{1,2}\s?[.．、:：]\s?(?P<name>\D.*)$")
_NUMBER = re.compile(r"^\d{1,2}\s?[.．、]\s?(?=\D)")


def attachments(reading: Reading) -> tuple[Attachment, ...]:
    """The attachments in reading order, each name once; those with an address win."""
    linked = tuple(_linked(reading))
    known = {_plain(each.name) for each in linked}
    printed = (Attachment(name) for name in _printed(reading))
    others = {_plain(each.name): each for each in printed if not _is_known(_plain(each.name), known)}
    return (*linked, *others.values())[:MAX_ATTACHMENTS]


def _linked(reading: Reading) -> Iterator[Attachment]:
    if not reading.kept:
        return
    seen: set[str] = set()
    for file in reading.document.files:
        if reading.kept[0] <= file.line <= reading.kept[-1] + FOOT_LINES and file.href not in seen:
            seen.add(file.href)
            yield Attachment(_name(file), _absolute(reading.url, file.href))


def _name(file: FileLink) -> str:
    if file.name:
        return file.name[:MAX_NAME_CHARS]
    return unquote(basename(file.href.partition("?")[0]))[:MAX_NAME_CHARS] or file.href[:MAX_NAME_CHARS]


def _absolute(base: str | None, href: str) -> str | None:
    """*href* as an address, or as written where the page's own is not known; None for what is no address."""
    try:
        address = urljoin(base, href) if base else href
        return address if urlsplit(address).scheme in ("http", "https", "") else None
    except ValueError:  # http://[ is no URL
        return None


def _printed(reading: Reading) -> Iterator[str]:
    in_list = False
    for number in reading.kept:
        line = reading.lines[number]
        if line.words > LIST_WORDS or "\t" in line.text:
            in_list = False
            continue
        head = _LIST_HEAD.match(line.text)
        entry = _ENTRY.match(line.text) if in_list else None
        if not head and not entry and names_file(line.text):
            yield line.text[:MAX_NAME_CHARS]
        in_list = bool(head or entry)
        found = head or entry
        if found and found["name"]:
            yield _NUMBER.sub("", found["name"])[:MAX_NAME_CHARS]


def _plain(name: str) -> str:
    return re.sub(r"^附件\s?[\d一二三四五六七八九十]{0,3}\s?[:：.、]?|\W|\.\w{2,4}$|^\d{1,2}(?=\D)", "", name)


def _is_known(name: str, known: set[str]) -> bool:
    return not name or any(name in other or other in name for other in known if other)
