"""Rules are written in simplified characters; what is stored and quoted stays as the page has it (安溪縣)."""

from __future__ import annotations

from dataclasses import replace

from noticesearch.notice import Content, Evidence
from noticesearch.text.normalise import normalise

_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"


def simplified(text: str) -> str:
    """*text* with its traditional characters made simple; every other character, and every offset, stays."""
    pairs = zip(text, normalise(text), strict=True)
    return "".join(new if _FIRST_HAN <= old <= _LAST_HAN else old for old, new in pairs)


def in_simplified(content: Content) -> Content:
    """*content* as the rules read it."""
    issuer = None if content.issuer is None else simplified(content.issuer)
    return replace(content, title=simplified(content.title), body=simplified(content.body), issuer=issuer)


def as_written(evidence: Evidence, content: Content) -> Evidence:
    """*evidence* quoting the words that the page has."""
    if evidence.start is None or evidence.end is None:
        return evidence
    text = content.title if evidence.place == "title" else content.body
    return replace(evidence, text=text[evidence.start : evidence.end])
