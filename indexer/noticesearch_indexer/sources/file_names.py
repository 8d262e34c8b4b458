"""What a file's name says: a page, records, furniture of a folder."""

from __future__ import annotations

import os
import re
from typing import Literal

HTML_SUFFIXES = frozenset("html htm shtml shtm xhtml xht asp aspx jsp jspx php do action".split())
TEXT_SUFFIXES = frozenset(("txt", "text"))
MHTML_SUFFIXES = frozenset(("mht", "mhtml"))
# What a scraper saves beside pages. Any other name is read: its bytes say whether it is a page.
OTHER_SUFFIXES = frozenset(
    """
    png jpg jpeg gif svg ico webp bmp tif tiff css js mjs map json xml rss woff woff2 ttf otf eot mp3 mp4 avi flv swf
    wmv mov wav doc xls xlsx ppt pptx wps et dps ofd rtf csv tsv rar 7z gz bz2 xz tar exe dll apk md py sh sql
    db sqlite log lock tmp part
    """.split()
)
RECORD_SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
ZIP_SUFFIXES = (".zip",)
WARC_SUFFIXES = (".warc", ".warc.gz")
SKIPPED_FOLDERS = frozenset({"__MACOSX", "node_modules"})
SKIPPED_FILES = frozenset({"README.md", "README.txt", "README", "Thumbs.db", "desktop.ini"})


def suffix_of(file_name: str) -> str:
    """The suffix in lower case without its dot, "" when there is none; of `show.asp?id=12` it is asp.

    wget saves a page under its address, the query string behind ? or @ included.
    """
    match = re.match(r"[^?@]*\.(?P<suffix>[A-Za-z0-9]{1,6})(?:[?@]|$)", file_name)
    return match["suffix"].lower() if match else ""


def kind_of(file_name: str) -> Literal["html", "text", "pdf", "docx"] | None:
    """What the file's name says it is; None leaves it to a look at the bytes."""
    suffix = suffix_of(file_name)
    if suffix in HTML_SUFFIXES:
        return "html"
    if suffix in TEXT_SUFFIXES:
        return "text"
    if suffix == "pdf":
        return "pdf"
    return "docx" if suffix == "docx" else None


def is_mhtml(file_name: str) -> bool:
    """Whether a file of this name holds a page with its pictures."""
    return suffix_of(file_name) in MHTML_SUFFIXES


def is_page(file_name: str) -> bool:
    """Whether a file of this name, met in a folder or an archive, is read as a page."""
    return not is_furniture(file_name) and suffix_of(file_name) not in OTHER_SUFFIXES


def holds_records(file_name: str) -> bool:
    """Whether the file is read line by line, a record each."""
    return file_name.lower().endswith(RECORD_SUFFIXES)


def holds_pages(file_name: str) -> bool:
    """Whether the file holds many pages: an archive, a web archive, a record file."""
    return file_name.lower().endswith(RECORD_SUFFIXES + ZIP_SUFFIXES + WARC_SUFFIXES)


def is_furniture(file_name: str) -> bool:
    """Whether a file of this name is passed over without being counted: hidden files, readmes, what systems leave."""
    return file_name.startswith(".") or file_name in SKIPPED_FILES


def readable(name: str) -> str:
    """A name of the file system as text: what is no UTF-8 is GB18030 (unpacked from Windows), else bytes."""
    raw = os.fsencode(name)
    for charset in ("utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
