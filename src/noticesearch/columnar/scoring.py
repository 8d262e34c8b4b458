"""Relevance: BM25F over the words and bigrams of title, text and context, for the rows that are asked about.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.index import Index, TermRows
from noticesearch.columnar.layout import RANKED, Area, Kind
from noticesearch.columnar.sets import Items, clear, matched, sums, union
from noticesearch.expression import Plan
from noticesearch.weights import AREA_WEIGHTS, K1, KIND_WEIGHTS, B

Scores = NDArray[np.float64]
Ints = NDArray[np.int64]

MANY = 4  # times as many rows hold a term as are asked about: from here on those are looked up


def row_scores(index: Index, plan: Plan, rows: Items) -> Scores:
    """The score of each of *rows* for the ranking terms of *plan*.

    What a term gives is added up for all its rows, in an array of all rows, where it has not many more than there are
    *rows*; else it is looked up for these alone.
    """
    scores, touched = np.zeros(len(rows)), []
    if not len(rows):
        return scores
    totals, asked = sums(index.rows), Asked(index, rows)
    try:
        for term in _ranking_terms(index, plan):
            if len(term.rows) < MANY * len(rows):
                np.add.at(totals, term.rows, _gains(index, term))
                touched.append(term.rows)
            else:
                asked.add(term, scores)
        if touched:
            scores += totals.take(rows)
    finally:
        clear(totals, touched)
    return scores


class RankingTerm(NamedTuple):
    """A term that ranks: the rows of each area that hold it, all of them together, and what it weighs."""

    kind: Kind
    held: list[tuple[Area, TermRows]]
    rows: Items
    factor: float


class Asked:
    """The rows that are asked about, with their norms; for one search."""

    def __init__(self, index: Index, rows: Items) -> None:
        self._index = index
        self._rows = rows
        self._norms: dict[tuple[Area, Kind], Scores] = {}

    def add(self, term: RankingTerm, scores: Scores) -> None:
        """Add what *term* gives each row to *scores*."""
        frequencies = np.zeros(len(self._rows)) if len(term.held) > 1 else None
        for area, found in term.held:
            at, there = matched(self._rows, found.rows, self._index.rows)
            if not len(at):
                continue
            of_area = self._norms_of(area, term.kind).take(at) * found.frequencies_of(there)
            if frequencies is not None:
                frequencies[at] += of_area
            else:
                scores[at] += of_area / (of_area + K1) * term.factor
        if frequencies is not None:
            scores += frequencies / (frequencies + K1) * term.factor

    def _norms_of(self, area: Area, kind: Kind) -> Scores:
        if (area, kind) not in self._norms:
            held = discount(self._index, area, kind)
            self._norms[area, kind] = held.norms.take(held.lengths.take(self._rows))
        return self._norms[area, kind]


def _gains(index: Index, term: RankingTerm) -> Scores:
    """What *term* gives each of its rows."""
    if len(term.held) > 1:
        gained = np.zeros(len(term.rows))
        Asked(index, term.rows).add(term, gained)
        return gained
    area, found = term.held[0]
    held = discount(index, area, term.kind)
    lengths = held.lengths.take(found.rows)
    gained = held.saturated.take(lengths)
    at, many = found.exceptions()
    if len(at):
        frequencies = held.norms.take(lengths.take(at)) * many
        gained[at] = frequencies / (frequencies + K1)
    gained *= term.factor
    return gained


def _ranking_terms(index: Index, plan: Plan) -> Iterator[RankingTerm]:
    """The terms that rank and that some row holds."""
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("words", plan.words), ("bigrams", plan.bigrams))
    for kind, terms in kinds:
        fields = [(area, field) for area in RANKED if index.has_terms(field := f"{area}_{kind}")]
        for term in dict.fromkeys(terms):
            held = [(area, found) for area, field in fields if len((found := index.term(field, term)).rows)]
            if held:
                rows = held[0][1].rows
                if len(held) > 1:
                    rows = union([found.rows for _, found in held], index.rows)
                idf = math.log(1 + (index.live_rows - len(rows) + 0.5) / (len(rows) + 0.5))
                yield RankingTerm(kind, held, rows, KIND_WEIGHTS[kind] * idf * (K1 + 1))


class Discount(NamedTuple):
    """What one occurrence counts in a row, told by the row's length: a table that stays in the processor's cache.

    `norms` are the area's weight over 1 - b + b * length / average length, `saturated` what that gives: f / (f + k1).
    """

    lengths: NDArray[Any]  # Any: unsigned, of the width that holds them
    norms: Scores
    saturated: Scores


def discount(index: Index, area: Area, kind: Kind) -> Discount:
    """The discount of a field's length."""
    return index.once(("discount", area, kind), lambda: _discount(index, area, kind))


def _discount(index: Index, area: Area, kind: Kind) -> Discount:
    lengths = index.lengths(area, kind)
    average = float((lengths if index.live is None else lengths[index.live]).mean())
    every = np.arange(int(lengths.max()) + 1, dtype=np.float64)
    norms: Scores = np.divide(AREA_WEIGHTS[area], 1 - B + B * every / average, dtype=np.float64)
    return Discount(lengths, norms, norms / (norms + K1))
