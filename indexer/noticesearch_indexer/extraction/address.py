"""A page's own address, when nobody gave one: canonical link, og:url, or the comment a browser leaves when it saves."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SAVED_FROM = re.compile(r"<!--\s{0,3}saved from url=\(\d{1,5}\)(\S{1,2000})")
_HEAD_CHARS = 4096


def find_address(links: tuple[str, ...], html: str) -> str | None:
    """The first absolute http(s) address of *links* and the saved-from comment of *html*."""
    saved = _SAVED_FROM.search(html[:_HEAD_CHARS])
    candidates = (*links, saved[1]) if saved else links
    return next((link for link in candidates if is_address(link)), None)


def host_in(address: str | None) -> str | None:
    """The host of an address; None without one, and for what is no URL."""
    try:
        return urlsplit(address).hostname if address else None
    except ValueError:  # "http://["
        return None


def is_address(text: str) -> bool:
    """Whether *text* is an absolute http(s) URL with a host."""
    try:
        parts = urlsplit(text)
    except ValueError:  # "http://[": not an address
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", text)
