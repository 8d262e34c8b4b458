"""Which of the cuts hold: a county that a list only names, or one sentence of many mentions, is no section."""

from __future__ import annotations

import re
from collections import defaultdict

from noticesearch_indexer.annotation.stretches import Stretch, outside

MIN_SAYS_HAN = 8  # 栾城县人民政府办公室 says nothing of 栾城县; 织金县：资金拨付不及时 does
STRONG = ("heading", "line_head", "table_row", "separator")

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SAYS = re.compile(r"[，。：；！,;:!\t\n]")


def accepted(stretches: tuple[Stretch, ...], body: str, whole: tuple[str, ...]) -> tuple[Stretch, ...]:
    """The stretches with the sections that do not hold taken back to none.

    *whole* are the keys of the units that the notice as a whole is about, as title or issuer say.
    """
    told = _told(stretches, body)
    kept = {key for key, rules in told.items() if rules}
    strong = {key for key in kept if told[key] & set(STRONG)}
    if not _are_sections(kept, strong, whole):
        return tuple(outside(stretch) if stretch.subjects else stretch for stretch in stretches)
    return tuple(stretch if any(s.key in kept for s in stretch.subjects) else outside(stretch) for stretch in stretches)


def _are_sections(kept: set[str], strong: set[str], whole: tuple[str, ...]) -> bool:
    """Two units or more make sections; one does under a heading or separator, where the title names no unit.

    Where the title names a county, sentences about others are asides, and only real sections cut.
    """
    if any(not key.endswith("00") for key in whole):
        return len(strong) > 1
    return len(kept) > 1 or (len(strong) == 1 and not whole)


def _told(stretches: tuple[Stretch, ...], body: str) -> dict[str, set[str]]:
    """Unit → the rules of those of its sections that say something of it, its names aside."""
    text: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for stretch in stretches:
        for subject in stretch.subjects:
            text[subject.key, stretch.section, stretch.rule].append(
                body[stretch.start : stretch.end].replace(subject.text, "", 1)
            )
    told: dict[str, set[str]] = defaultdict(set)
    for (key, _, rule), pieces in text.items():
        words = "\n".join(pieces)
        if len(_HAN.findall(words)) >= MIN_SAYS_HAN and _SAYS.search(words):
            told[key].add(rule)
    return told
