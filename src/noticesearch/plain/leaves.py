"""Which parts hold a leaf of the question: candidates by bigrams, then the exact check on the stored text."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from noticesearch.expression import Contains, Where
from noticesearch.part_values import squeeze
from noticesearch.plain.postings import PartReader
from noticesearch.plain.schema import AREAS, Area, bigrams_field
from noticesearch.plain.table import Ints, Mask
from noticesearch.text.runs import contains, runs
from noticesearch.text.terms import query_bigrams

WHERE: dict[Where, tuple[Area, ...]] = {
    "all": AREAS,
    "title": ("title",),
    "body": ("text", "context"),
    "docno": ("docno",),
}


def leaf_mask(reader: PartReader, leaf: Contains) -> Mask:
    """The rows where *leaf* holds: its characters stand together within one area, no run of letters or digits cut."""
    mask = np.zeros(reader.table.rows, dtype=bool)
    for area in WHERE[leaf.where]:
        text = squeeze(leaf.text) if area == "docno" else leaf.text
        if text:
            mask[_rows(reader, area, text, prefix=leaf.prefix)] = True
    return mask


def _rows(reader: PartReader, area: Area, text: str, *, prefix: bool) -> Ints:
    candidates = _candidates(reader, area, text, prefix=prefix)
    if _is_a_term(text):
        return candidates
    found = (row for row in candidates.tolist() if contains(reader.text(area, row), text, prefix=prefix))
    return np.fromiter(found, dtype=np.int64)


def _candidates(reader: PartReader, area: Area, text: str, *, prefix: bool) -> Ints:
    """The rows that hold every term which all texts containing *text* hold."""
    rows = np.arange(reader.table.rows)
    for holding in _requirements(reader, area, text, prefix=prefix):
        rows = np.intersect1d(rows, holding, assume_unique=True)
    return rows


def _requirements(reader: PartReader, area: Area, text: str, *, prefix: bool) -> Iterator[Ints]:
    """For each term required, the rows that hold it."""
    field = bigrams_field(area)
    whole, opening = _whole_and_opening(text, prefix=prefix)
    for term in query_bigrams(whole):
        yield reader.postings(field, term).rows
    if opening:
        terms = reader.terms(field, opening)
        yield np.unique(np.concatenate([np.empty(0, np.int64), *(reader.postings(field, term).rows for term in terms)]))


def _whole_and_opening(text: str, *, prefix: bool) -> tuple[str, str]:
    """What of *text* stands there whole, and the last run when a term need only begin with it, else ""."""
    found = list(runs(text))
    if not found:
        return text, ""
    start, run, han = found[-1]
    if prefix and not han:
        return text[:start], run
    if len(found) == 1 and han and len(run) == 1:  # a character is itself a term only where a run begins or ends
        return "", run
    return text, ""


def _is_a_term(text: str) -> bool:
    """Whether holding the term, or one that begins with it, is already the exact answer."""
    found = list(runs(text))
    if len(found) != 1 or found[0][1] != text:
        return False
    return not found[0][2] or len(text) <= 2
