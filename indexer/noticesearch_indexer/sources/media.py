"""Headers of mail, the form in which MHTML and HTTP describe what they carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime

MAX_HEAD_BYTES = 16_384  # servers refuse more; the standard library reads some headers in quadratic time
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LABEL = re.compile(r"[A-Za-z0-9._:-]{1,40}")


@dataclass(frozen=True, slots=True)
class Head:
    """What the headers say of the body below them; "" and None where they say nothing.

    `media_type` is in lower case, text/plain by default; `encoding` is the transfer encoding of mail; `packings` are
    those of HTTP, in the order they were applied. `locations` are web addresses, the most trusted first.
    """

    media_type: str
    charset: str | None = None
    boundary: str = ""
    encoding: str = ""
    packings: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    sent_at: datetime | None = None


def split(content: bytes, start: int = 0, end: int | None = None) -> tuple[Head, int] | None:
    """The head that begins at *start*, and where its body begins; None when there is none before *end*."""
    limit = len(content) if end is None else end
    found = _HEAD_END.search(content, start, min(limit, start + MAX_HEAD_BYTES))
    if found is None:
        return None
    return _read(content[start : found.start()]), found.end()


def _read(raw: bytes) -> Head:
    headers = HeaderParser().parsestr(raw.decode("utf-8", "replace").replace("\0", ""))
    charset = headers.get_content_charset() or ""
    return Head(
        media_type=headers.get_content_type(),
        charset=charset if _LABEL.fullmatch(charset) else None,
        boundary=headers.get_boundary("") or "",
        encoding=_words(headers, "content-transfer-encoding"),
        packings=_packings(headers),
        locations=_locations(headers),
        sent_at=_time(headers),
    )


def _words(headers: Message, name: str) -> str:
    return str(headers.get(name, "")).strip().lower()


def _packings(headers: Message) -> tuple[str, ...]:
    named = f"{_words(headers, 'content-encoding')},{_words(headers, 'transfer-encoding')}"
    return tuple(word for word in map(str.strip, named.split(",")) if word not in ("", "identity"))


def _locations(headers: Message) -> tuple[str, ...]:
    """Snapshot-Content-Location is Chromium's word for the page's own address."""
    found = (str(headers.get(name, "")).strip() for name in ("snapshot-content-location", "content-location"))
    return tuple(address for address in found if address.lower().startswith(("http://", "https://")))


def _time(headers: Message) -> datetime | None:
    try:
        read = parsedate_to_datetime(str(headers.get("date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
