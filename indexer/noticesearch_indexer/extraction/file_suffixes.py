"""Which links lead to files, by the end of their address or of their words."""

from __future__ import annotations

import re

_SUFFIXES = r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|dps|ofd|rtf|csv|zip|rar|7z)"
_HREF = re.compile(rf"{_SUFFIXES}(?:$|[?#&])", re.IGNORECASE)
_NAME = re.compile(rf"{_SUFFIXES}\b|^附件\s?[\d一二三四五六七八九十]{{0,3}}\s?[:：.、]?\s?\S", re.IGNORECASE)
_MAX_NAME_CHARS = 200


def is_file(href: str, name: str) -> bool:
    """Whether a link of these words leads to a file: 附件1.docx, /upload/plan.pdf, 附件：名单."""
    if href.lstrip()[:11].lower().startswith(("javascript:", "#", "mailto:")):
        return False
    return _HREF.search(href[-300:]) is not None or _NAME.search(name[:_MAX_NAME_CHARS]) is not None


def names_file(text: str) -> bool:
    """Whether *text* ends in a file's suffix."""
    return re.search(rf"{_SUFFIXES}$", text[-20:], re.IGNORECASE) is not None
