"""Relevance: BM25F over the words and bigrams of title, text and context, for the rows that are asked about.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.index import Index, TermRows
from noticesearch.columnar.layout import RANKED, Area, Kind
from noticesearch.columnar.sets import Items, matched, union
from noticesearch.expression import Plan
from noticesearch.weights import AREA_WEIGHTS, K1, KIND_WEIGHTS, B

Scores = NDArray[np.float64]

DENSE = 8  # times as many rows asked about as hold the term: from here on their places are looked up


def row_scores(index: Index, plan: Plan, rows: Items) -> Scores:
    """The score of each of *rows* for the ranking terms of *plan*."""
    scores = np.zeros(len(rows))
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("words", plan.words), ("bigrams", plan.bigrams))
    for kind, terms in kinds:
        for term in dict.fromkeys(terms):
            _add_term(index, kind, term, rows, scores)
    return scores


def _add_term(index: Index, kind: Kind, term: str, rows: Items, scores: Scores) -> None:
    """Add to *scores* what *term* gives each of *rows*."""
    held: list[tuple[Area, TermRows]] = [(area, index.term(f"{area}_{kind}", term)) for area in RANKED]
    held = [(area, found) for area, found in held if len(found.rows)]
    if not held:
        return
    every = held[0][1].rows if len(held) == 1 else union([found.rows for _, found in held], index.rows)
    idf = math.log(1 + (index.live_rows - len(every) + 0.5) / (len(every) + 0.5))
    factor = KIND_WEIGHTS[kind] * idf * (K1 + 1)
    if len(held) == 1 and len(every) <= DENSE * len(rows):
        frequency = _frequencies(index, held[0][0], kind, held[0][1])
        at, there = matched(rows, every, index.rows)
        frequency = frequency if len(there) == len(every) else frequency[there]
        gained = frequency / (frequency + K1) * factor
        if len(at) == len(rows):
            scores += gained
        else:
            scores[at] += gained
        return
    frequencies = np.zeros(len(rows))
    for area, found in held:
        at, there = matched(rows, found.rows, index.rows)
        frequencies[at] += _frequencies_at(index, area, kind, found, there)
    scores += frequencies / (frequencies + K1) * factor


def _frequencies(index: Index, area: Area, kind: Kind, found: TermRows) -> Scores:
    """How often each row holds the term, weighted and discounted by length."""
    frequencies: Scores = norms(index, area, kind)[found.rows]
    at, many = found.exceptions()
    frequencies[at] *= many
    return frequencies


def _frequencies_at(index: Index, area: Area, kind: Kind, found: TermRows, chosen: NDArray[np.int64]) -> Scores:
    """As `_frequencies`, of the *chosen* rows of the term, ascending."""
    frequencies: Scores = norms(index, area, kind)[found.rows[chosen]]
    at, many = found.exceptions()
    if len(at) and len(chosen):
        place = np.minimum(np.searchsorted(at, chosen), len(at) - 1)
        same = np.flatnonzero(at[place] == chosen)
        frequencies[same] *= many[place[same]]
    return frequencies


def norms(index: Index, area: Area, kind: Kind) -> Scores:
    """What one occurrence counts in each row: the area's weight, over 1 - b + b * length / average length."""
    return index.once(("norms", area, kind), lambda: _norms(index, area, kind))


def _norms(index: Index, area: Area, kind: Kind) -> Scores:
    lengths = index.lengths(area, kind).astype(np.float64)
    average = lengths.mean() if index.live is None else lengths[index.live].mean()
    if not average:
        return np.zeros(len(lengths))
    lengths *= B / average
    lengths += 1 - B
    return np.divide(AREA_WEIGHTS[area], lengths, out=lengths)
