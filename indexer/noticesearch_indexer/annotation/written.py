"""Rules are written in simplified characters; what is stored and quoted stays as the page has it (安溪縣)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from noticesearch.notice import Content, Evidence
from noticesearch.text.normalise import normalise

_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"


def simplified(text: str) -> str:
    """*text* with its traditional characters made simple; every other character, and every offset, stays."""
    pattern, simple = _traditional()
    return pattern.sub(lambda found: simple[found[0]], text)


@cache
def _traditional() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the Han characters that have a simple form, and those forms: most pages have hardly any."""
    han = "".join(map(chr, range(ord(_FIRST_HAN), ord(_LAST_HAN) + 1)))
    simple = {old: new for old, new in zip(han, normalise(han), strict=True) if old != new}
    return re.compile(f"[{''.join(simple)}]"), simple


def in_simplified(content: Content) -> Content:
    """*content* as the rules read it."""
    issuer = None if content.issuer is None else simplified(content.issuer)
    return replace(content, title=simplified(content.title), body=simplified(content.body), issuer=issuer)


def as_written(evidence: Evidence, content: Content) -> Evidence:
    """*evidence* quoting the words that the page has."""
    if evidence.start is None or evidence.end is None:
        return evidence
    text = content.title if evidence.place == "title" else content.body
    words = text[evidence.start : evidence.end]
    return evidence if words == evidence.text else replace(evidence, text=words)
