"""Pages from JSON lines, plain or gzipped: one record a line.

Fields: `url`, `html` or `text` (clean body) or `dump` (a page copied as text), `id` (kept as source_id), `title`,
`published`, `written`, `source`, `author`, `issuer`, `doc_number`, `fetched_at`; others are ignored.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Literal, cast

from noticesearch.notice import Given, Page, Rejection
from noticesearch.text.normalise import clean
from noticesearch_indexer.sources.limits import MAX_LINE_BYTES, MAX_PAGE_BYTES
from noticesearch_indexer.sources.refusal import Unreadable

MAX_NAMES_SHOWN, MAX_NAME_SHOWN = 12, 40  # field names, and characters of one, that a rejection repeats
_TEXT_FIELDS = ("html", "text", "dump")
_KINDS: dict[str, Literal["html", "text", "body"]] = {"html": "html", "text": "body", "dump": "text"}


def count(path: Path) -> int:
    """How many lines are not blank, as far as the file can be read."""
    found = 0
    try:
        with _open(path) as lines:
            while line := lines.readline(MAX_LINE_BYTES + 1):
                found += not line.isspace()
                if len(line) > MAX_LINE_BYTES:
                    _skip_rest_of_line(lines)
    except (OSError, EOFError, zlib.error):
        return found
    return found


def pages(path: Path, name: str) -> Iterator[Page | Rejection]:
    """Each record as a page; origin `NAME#id`, or `NAME#line-N` without an id."""
    number = 0
    try:
        with _open(path) as lines:
            while line := lines.readline(MAX_LINE_BYTES + 1):
                number += 1
                if len(line) > MAX_LINE_BYTES:
                    yield Rejection(f"{name}#line-{number}", "limit", f"a line of more than {MAX_LINE_BYTES:,} bytes")
                    _skip_rest_of_line(lines)
                elif not line.isspace():
                    yield _page(line, name, number)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Rejection(f"{name}#line-{number + 1}", "read", f"unreadable from here on: {error}")
    except OSError as error:
        yield Unreadable(name, "read", f"unreadable from line {number + 1} on: {error.strerror}")


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if path.name.lower().endswith(".gz") else path.open("rb")


def _skip_rest_of_line(lines: IO[bytes]) -> None:
    while (more := lines.readline(MAX_LINE_BYTES)) and not more.endswith(b"\n"):
        pass


def _page(line: bytes, name: str, number: int) -> Page | Rejection:
    origin = f"{name}#line-{number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Rejection(origin, "read", f"not a JSON record: {error}")
    if not isinstance(record, dict):
        return Rejection(origin, "read", f"expected a JSON object, found {type(record).__name__}")
    source_id = _string(record, "id")
    if source_id:
        origin = f"{name}#{source_id}"
    present = [key for key in _TEXT_FIELDS if isinstance(record.get(key), str)]
    if not present:
        return Rejection(origin, "read", f"expected a text in 'html', 'text' or 'dump', found {_fields(record)}")
    content = record[present[0]].encode("utf-8", "replace")  # "replace": a lone surrogate from a \ud800 escape
    if len(content) > MAX_PAGE_BYTES:
        return Rejection(origin, "limit", f"{len(content):,} bytes, more than the {MAX_PAGE_BYTES:,} of a page")
    return Page(
        content,
        origin,
        _KINDS[present[0]],
        url=_string(record, "url"),
        fetched_at=_time(_string(record, "fetched_at")),
        charset="utf-8",
        given=_given(record, source_id),
    )


def _fields(record: dict[str, object]) -> str:
    """The record's field names, for a sentence."""
    names = sorted(name if len(name) <= MAX_NAME_SHOWN else name[:MAX_NAME_SHOWN] + "…" for name in record)
    more = f" and {len(names) - MAX_NAMES_SHOWN} more" if len(names) > MAX_NAMES_SHOWN else ""
    return ", ".join(map(ascii, names[:MAX_NAMES_SHOWN])) + more if names else "no field"


def _given(record: dict[str, object], source_id: str | None) -> Given:
    return Given(
        source_id,
        title=_words(record, "title"),
        published=_words(record, "published"),
        written=_words(record, "written"),
        source=_words(record, "source"),
        author=_words(record, "author"),
        issuer=_words(record, "issuer"),
        doc_number=_words(record, "doc_number"),
    )


def _words(record: dict[str, object], key: str) -> str | None:
    """The field as text that is searched: without invisible characters."""
    return clean(_string(record, key) or "").strip() or None


def _string(record: dict[str, object], key: str) -> str | None:
    """The field as text, None when it is missing or blank; half a surrogate pair, as of \\ud800, becomes "?"."""
    value = record.get(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    return value.encode("utf-8", "replace").decode().strip() or None if isinstance(value, str) else None


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
