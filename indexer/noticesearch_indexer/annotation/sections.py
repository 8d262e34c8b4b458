"""Which of the cuts hold: a county that a list only names, or one sentence of many mentions, is no section."""

from __future__ import annotations

import re
from itertools import groupby, islice

from noticesearch_indexer.annotation.heads import Units
from noticesearch_indexer.annotation.stretches import Stretch, outside

MIN_SAYS_HAN = 5  # besides punctuation: 栾城县人民政府办公室 says nothing of 栾城县, 织金县：资金拨付不及时 does
STRONG = ("heading", "line_head", "table_row", "separator")

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SAYS = re.compile(r"[，。；！,;!\t]|[：:][\u4e00-\u9fff]{4}|问题|整改|不到位|不力|不足|滞后|缓慢|未")


def accepted(stretches: tuple[Stretch, ...], units: Units, whole: tuple[str, ...]) -> tuple[Stretch, ...]:
    """The stretches with the sections that do not hold taken back to none.

    *whole* are the keys of the units that the notice as a whole is about, as title or issuer say.
    """
    runs = [(run, bool(run[0].subjects) and _says(run, units)) for run in _runs(stretches)]
    told = [run[0] for run, says in runs if says]
    keys = {subject.key for stretch in told for subject in stretch.subjects}
    strong = {subject.key for stretch in told if stretch.rule in STRONG for subject in stretch.subjects}
    holds = _are_sections(keys, strong, whole)
    return tuple(stretch if holds and says else outside(stretch) for run, says in runs for stretch in run)


def _are_sections(told: set[str], strong: set[str], whole: tuple[str, ...]) -> bool:
    """Two units or more make sections; one does under a heading or separator, where the title names no unit.

    Where the title names a county, sentences about others are asides, and only real sections cut.
    """
    if any(not key.endswith("00") for key in whole):
        return len(strong) > 1
    return len(told) > 1 or (len(strong) == 1 and not whole)


def _runs(stretches: tuple[Stretch, ...]) -> list[tuple[Stretch, ...]]:
    """Neighbouring stretches of one section with the same subjects."""
    return [tuple(run) for _, run in groupby(stretches, key=lambda stretch: (stretch.section, stretch.subjects))]


def _says(run: tuple[Stretch, ...], units: Units) -> bool:
    """Whether a section says something of its subjects, more than that they are on a list."""
    text = "".join(_without_names(stretch, units) for stretch in run)
    han = tuple(islice(_HAN.finditer(text), MIN_SAYS_HAN))
    return len(han) == MIN_SAYS_HAN and _SAYS.search(text) is not None


def _without_names(stretch: Stretch, units: Units) -> str:
    """The stretch's words, the names of units taken out: a list of counties says nothing of the city over it."""
    kept, position = [], stretch.start
    for named in units.within(stretch.start, stretch.end):
        kept.append(units.body[position : named.begin])
        position = named.end
    return "".join([*kept, units.body[position : stretch.end]])
