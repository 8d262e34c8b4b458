"""Addresses that pages gave: which of them a link may lead to."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(url: str | None) -> str:
    """*url* when it is an address a link may lead to (http or https), else ""."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:  # scraped addresses may be malformed, such as http://[
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
