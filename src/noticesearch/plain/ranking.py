"""Relevance: BM25F over the words and bigrams of title, text and context, and a bonus where one part holds all.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from noticesearch.expression import Plan
from noticesearch.plain.postings import PartReader
from noticesearch.plain.schema import RANKED
from noticesearch.plain.table import Ints, Mask, Table
from noticesearch.weights import AREA_WEIGHTS, K1, KIND_WEIGHTS, ONE_PART_FACTOR, B

Scores = NDArray[np.float64]
Kind = Literal["words", "bigrams"]


def part_scores(reader: PartReader, plan: Plan, one_part: Mask) -> Scores:
    """Each row's score for the ranking terms of *plan*; *one_part* are the rows that get the bonus."""
    scores = np.zeros(reader.table.rows)
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("words", plan.words), ("bigrams", plan.bigrams))
    for kind, terms in kinds:
        for term in dict.fromkeys(terms):
            scores += KIND_WEIGHTS[kind] * _term_scores(reader, kind, term)
    scores[one_part] *= ONE_PART_FACTOR
    return scores


def notice_scores(table: Table, scores: Scores, rows: Mask) -> Scores:
    """Each notice's score: that of its best row among *rows*, 0 where it has none."""
    if not len(scores):
        return scores
    # Rounded, so that sums made in another order still tie.
    best: Scores = np.maximum.reduceat(np.where(rows, scores, 0.0), table.first)
    return best.round(9)


def _term_scores(reader: PartReader, kind: Kind, term: str) -> Scores:
    frequency = np.zeros(reader.table.rows)
    for area in RANKED:
        found = reader.postings(f"{area}_{kind}", term)
        lengths = reader.table.lengths[area, kind]
        frequency[found.rows] += AREA_WEIGHTS[area] * found.frequencies / _length_norms(lengths, found.rows)
    holding = int(np.count_nonzero(frequency))
    idf = math.log(1 + (len(frequency) - holding + 0.5) / (holding + 0.5))
    scores: Scores = idf * frequency * (K1 + 1) / (frequency + K1)
    return scores


def _length_norms(lengths: Ints, rows: Ints) -> Scores:
    """1 - b + b * length / average length; a term is never in an empty field, so the average is not 0."""
    if not len(rows):
        return np.empty(0)
    norms: Scores = 1 - B + B * lengths[rows] / lengths.mean()
    return norms
