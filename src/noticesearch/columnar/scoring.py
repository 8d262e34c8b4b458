"""Relevance: BM25F over the words and bigrams of title, text and context, for the rows that are asked about.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.index import Index, TermRows
from noticesearch.columnar.layout import RANKED, Area, Kind
from noticesearch.columnar.sets import UNLIKE, Items, clear, matched, sums, union
from noticesearch.expression import Plan
from noticesearch.weights import AREA_WEIGHTS, K1, KIND_WEIGHTS, B

Scores = NDArray[np.float64]
Ints = NDArray[np.int64]


def row_scores(index: Index, plan: Plan, rows: Items) -> Scores:
    """The score of each of *rows* for the ranking terms of *plan*.

    What a term gives is added up for all its rows, in an array of all rows, where it has not many more than there are
    *rows*; else it is looked up for these alone.
    """
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("words", plan.words), ("bigrams", plan.bigrams))
    terms = [term for kind, of in kinds for text in dict.fromkeys(of) if (term := _ranking_term(index, kind, text))]
    scores, touched = np.zeros(len(rows)), []
    totals = sums(index.rows)
    for term in terms:
        if len(term.rows) < UNLIKE * len(rows):
            totals[term.rows] += term.gains()
            touched.append(term.rows)
        elif len(rows):
            term.add_at(rows, scores)
    if touched:
        scores += totals[rows]
        clear(totals, touched)
    return scores


class RankingTerm:
    """A term that ranks: the rows of each area that hold it, all of them together, and what it weighs."""

    def __init__(self, index: Index, kind: Kind, held: list[tuple[Area, TermRows]]) -> None:
        self._index = index
        self._kind = kind
        self._held = held
        self.rows = held[0][1].rows if len(held) == 1 else union([found.rows for _, found in held], index.rows)
        idf = math.log(1 + (index.live_rows - len(self.rows) + 0.5) / (len(self.rows) + 0.5))
        self._factor = KIND_WEIGHTS[kind] * idf * (K1 + 1)

    def gains(self) -> Scores:
        """What it gives each of its rows."""
        if len(self._held) == 1:
            area, found = self._held[0]
            gained: Scores = saturated(self._index, area, self._kind)[found.rows]
            at, many = found.exceptions()
            if len(at):
                frequencies = norms(self._index, area, self._kind)[found.rows[at]] * many
                gained[at] = frequencies / (frequencies + K1)
            gained *= self._factor
            return gained
        gained = np.zeros(len(self.rows))
        self.add_at(self.rows, gained)
        return gained

    def add_at(self, rows: Items, scores: Scores) -> None:
        """Add what it gives each of *rows* to *scores*."""
        frequencies = np.zeros(len(rows))
        for area, found in self._held:
            at, there = matched(rows, found.rows, self._index.rows)
            frequencies[at] += _frequencies(self._index, area, self._kind, found, there)
        scores += frequencies / (frequencies + K1) * self._factor


def _ranking_term(index: Index, kind: Kind, text: str) -> RankingTerm | None:
    held: list[tuple[Area, TermRows]] = [(area, index.term(f"{area}_{kind}", text)) for area in RANKED]
    held = [(area, found) for area, found in held if len(found.rows)]
    return RankingTerm(index, kind, held) if held else None


def _frequencies(index: Index, area: Area, kind: Kind, found: TermRows, chosen: Ints) -> Scores:
    """How often each of the *chosen* rows of a term, ascending, holds it: weighted, and discounted by length."""
    frequencies: Scores = norms(index, area, kind)[found.rows[chosen]]
    frequencies *= found.frequencies_of(chosen)
    return frequencies


def norms(index: Index, area: Area, kind: Kind) -> Scores:
    """What one occurrence counts in each row: the area's weight, over 1 - b + b * length / average length."""
    return index.once(("norms", area, kind), lambda: _norms(index, area, kind))


def saturated(index: Index, area: Area, kind: Kind) -> Scores:
    """What one occurrence gives in each row, before the weight of the term: f / (f + k1)."""

    def made() -> Scores:
        frequencies = norms(index, area, kind)
        return frequencies / (frequencies + K1)

    return index.once(("saturated", area, kind), made)


def _norms(index: Index, area: Area, kind: Kind) -> Scores:
    lengths = index.lengths(area, kind).astype(np.float64)
    average = lengths.mean() if index.live is None else lengths[index.live].mean()
    if not average:
        return np.zeros(len(lengths))
    lengths *= B / average
    lengths += 1 - B
    return np.divide(AREA_WEIGHTS[area], lengths, out=lengths)
