"""Whether a text is HTML or a text dump, for pages whose source does not say."""

from __future__ import annotations

import re
from typing import Literal

_CERTAIN = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body|meta|title)\b", re.IGNORECASE)
_LIKELY = re.compile(
    r"</?(?:div|p|table|tr|td|span|br|a|font|ul|li|h[1-6]|img|strong|script)\b[^<>]{0,500}>", re.IGNORECASE
)
_HEAD_CHARS = 65536
_MIN_TAGS = 3  # a dump may quote one


def look(text: str) -> Literal["html", "text"]:
    """html when the text has a document's tags, or several of ordinary ones."""
    head = text[:_HEAD_CHARS]
    if _CERTAIN.search(head) or len(_LIKELY.findall(head)) >= _MIN_TAGS:
        return "html"
    return "text"
