"""Which rows hold a leaf of the question: its characters stand together within one area, no run of letters cut.

Pairs of characters that overlap or touch, each where the leaf has it, are the leaf: positions say so without its text.
Only what stands between runs, such as punctuation, is looked for in the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from noticesearch.columnar.index import Index, TermRows
from noticesearch.columnar.layout import AREAS, RANKED, Area
from noticesearch.columnar.sets import NOTHING, Items, Mask, both, matched, union, without
from noticesearch.columnar.texts import area_text
from noticesearch.expression import Contains, Where
from noticesearch.part_values import squeeze
from noticesearch.text.runs import contains, runs
from noticesearch.text.terms import pairs

WHERE: dict[Where, tuple[Area, ...]] = {
    "all": AREAS,
    "title": ("title",),
    "body": ("text", "context"),
    "docno": ("docno",),
}
WORTH_ASKING = 64  # candidates: below, positions are read sooner than the words field is asked
POSITION_BITS = 32


class Placed(NamedTuple):
    """A term of the leaf, and where it stands in it: in characters, a gap counting as one."""

    term: str
    at: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A leaf's text taken apart: its runs' terms, and the rest.

    `opening` is a run that a term need only begin with, "" for none. `only` is the run when there is no other.
    `gaps` tells that something stands beside the runs, which no term holds.
    """

    runs: tuple[tuple[Placed, ...], ...]
    opening: str
    only: str
    gaps: bool

    @property
    def is_exact(self) -> bool:
        """Whether terms tell all there is to the leaf."""
        return not self.gaps and not (self.opening and self.runs)


def leaf_rows(index: Index, leaf: Contains) -> Items:
    """The live rows where *leaf* holds, ascending.

    Raises:
        SegmentDamaged: what it reads is not as written.
    """
    sets = []
    for area in WHERE[leaf.where]:
        text = squeeze(leaf.text) if area == "docno" else leaf.text
        if text:
            sets.append(_area_rows(index, area, f"{area}_bigrams", text, prefix=leaf.prefix))
    return sets[0] if len(sets) == 1 else union(sets, index.rows)


@lru_cache(1 << 12)
def shape(text: str, *, prefix: bool) -> Shape:
    """*text* taken apart; with *prefix* a last run of letters or digits may go on."""
    found = list(runs(text))
    opening = ""
    if found:
        _, last, han = found[-1]
        if prefix and not han:
            opening, found = last, found[:-1]
        elif len(found) == 1 and han and len(last) == 1:  # a character is a term only where a run begins or ends
            opening, found = last, []
    only = found[0][1] if len(found) == 1 and not opening else ""
    gaps = sum(len(run) for _, run, _ in runs(text)) < len(text)
    return Shape(tuple(_placed(found)), opening, only, gaps)


def _area_rows(index: Index, area: Area, field: str, text: str, *, prefix: bool) -> Items:
    leaf = shape(text, prefix=prefix)
    if not leaf.runs and not leaf.opening:
        return _by_text(index, area, text, index.every_row, prefix=prefix)
    if not index.has_terms(field):
        return NOTHING
    rows = _standing(index, area, field, leaf) if leaf.runs else None
    if leaf.opening:
        beginning = index.beginning_with(field, leaf.opening)
        rows = beginning if rows is None else both(rows, beginning, index.rows)
    if rows is None or leaf.is_exact or not len(rows):
        return NOTHING if rows is None else rows
    return _by_text(index, area, text, rows, prefix=prefix)


def _standing(index: Index, area: Area, field: str, leaf: Shape) -> Items:
    """The rows where the runs stand as they do in the leaf, whatever else is in the gaps between them."""
    if len(leaf.runs) == 1 and len(leaf.runs[0]) == 1:
        return index.term(field, leaf.runs[0][0].term).rows
    terms = _cheapest(index, field, leaf.runs)
    if not terms:
        return NOTHING
    held = [index.term(field, each.term) for each in terms]
    rows = held[0].rows
    for each in held[1:]:
        rows = both(rows, each.rows, index.rows)
        if not len(rows):
            return NOTHING
    certain = NOTHING
    if len(rows) > WORTH_ASKING and leaf.only and area in RANKED:
        # Where the leaf is a word, its characters stand together: most rows need no look at positions.
        certain = index.term(f"{area}_words", leaf.only).rows
        rows = without(rows, certain, index.rows)
    close = rows[_adjacent(rows, held, terms, index.rows)] if len(rows) else rows
    return union([certain, close], index.rows)


def _placed(found: Sequence[tuple[int, str, bool]]) -> Iterator[tuple[Placed, ...]]:
    """For each run its terms, where they stand in the leaf."""
    at, end = 0, found[0][0] if found else 0
    for start, run, han in found:
        at += start > end
        if han and len(run) > 1:
            yield tuple(Placed(pair, at + nth) for nth, pair in enumerate(pairs(run)))
        else:
            yield (Placed(run, at),)
        at += len(run)
        end = start + len(run)


def _cheapest(index: Index, field: str, runs: Sequence[Sequence[Placed]]) -> list[Placed]:
    """Of each run the terms that cover it with the fewest postings, the rarest first; none when one has no posting."""
    cost = {each.term: index.holding(field, each.term) for run in runs for each in run}
    if not all(cost.values()):
        return []
    chosen = [each for run in runs for each in _cover(run, cost)]
    return sorted(chosen, key=lambda each: cost[each.term])


def _cover(run: Sequence[Placed], cost: dict[str, int]) -> list[Placed]:
    """The pairs with the least cost that together hold every character: the first, the last, of neighbours one."""
    best: list[tuple[int, int]] = []  # up to and with each pair: the cost, and which pair was taken before it
    for nth, pair in enumerate(run):
        before = [(best[at][0], at) for at in (nth - 1, nth - 2) if at >= 0]
        least, last = min(before) if nth > 1 else (best[0][0], 0) if nth else (0, -1)
        best.append((least + cost[pair.term], last))
    taken, at = [], len(run) - 1
    while at >= 0:
        taken.append(run[at])
        at = best[at][1]
    return taken


def _adjacent(rows: Items, held: Sequence[TermRows], terms: Sequence[Placed], size: int) -> Mask:
    """Which of *rows*, that hold all *terms*, have them where the leaf has them."""
    where = None
    for each, term in zip(held, terms, strict=True):
        chosen, at = matched(rows, each.rows, size)
        positions, counts = each.positions(at)
        keys = np.repeat(chosen, counts) << POSITION_BITS
        keys += positions - term.at + (1 << POSITION_BITS - 1)
        where = keys if where is None else where[_in_sorted(where, keys)]
    found = np.zeros(len(rows), dtype=bool)
    if where is not None:
        found[where >> POSITION_BITS] = True
    return found


def _in_sorted(wanted: Items, keys: Items) -> Mask:
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.asarray(keys[at] == wanted)


def _by_text(index: Index, area: Area, text: str, rows: Items, *, prefix: bool) -> Items:
    """Those of *rows* whose own text holds the leaf."""
    found = [contains(area_text(index, area, row), text, prefix=prefix) for row in rows.tolist()]
    return np.asarray(rows[np.array(found, dtype=bool)])
