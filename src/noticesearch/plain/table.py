"""Everything about parts that is not text, as arrays made once when an index is opened; never changed afterwards.

A *row* is a live part in index order, a *notice* an ordinal in the same order; both count from 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from noticesearch.plain.schema import LENGTHS, SEPARATOR, Area

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]

UNDATED = -1  # the day of a notice without a date; real days are proleptic Gregorian ordinals, from 1


@dataclass(frozen=True, slots=True)
class Values:
    """A facet's values: row `rows[i]` has value number `ordinals[i]`. Sorted by row; `names` are sorted too.

    `listed` tells which values a facet offers; an abolished county is only filtered by.
    `missing` are the rows that count as having no value.
    """

    names: tuple[str, ...]
    rows: Ints
    ordinals: Ints
    listed: Mask
    missing: Mask


@dataclass(frozen=True, slots=True)
class Dates:
    """One date of each notice: its day's ordinal or UNDATED, and its rank by time, earliest 0, undated last."""

    days: Ints
    ranks: Ints

    @property
    def newest_ranks(self) -> Ints:
        """Ranks that put the latest first and, still, the undated last."""
        return np.where(self.days == UNDATED, 1, -self.ranks)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of an index. `first` is each notice's first row, `id_rank` its place when ids are sorted.

    `documents` are the rows' document numbers in Whoosh, ascending. `lengths` are terms in a field, one array of rows
    for each area and kind ("words", "bigrams"). `facets` holds a `Values` for each facet, the year by date field, and
    "mention".
    """

    documents: Ints
    notice: Ints
    number: Ints
    first: Ints
    ids: tuple[str, ...]
    id_rank: Ints
    group: Ints
    dates: dict[str, Dates]
    facets: dict[str, Values]
    lengths: dict[tuple[Area, str], Ints]

    @property
    def rows(self) -> int:
        """How many live parts there are."""
        return len(self.documents)

    def any_part(self, mask: Mask) -> Mask:
        """For each notice, whether *mask* holds in one of its rows."""
        return np.logical_or.reduceat(mask, self.first) if self.rows else mask

    def spread(self, mask: Mask) -> Mask:
        """*mask* made to hold in all rows of every notice where it holds in one."""
        return self.any_part(mask)[self.notice]

    def rows_of(self, documents: Ints) -> Ints:
        """The rows of ascending Whoosh document numbers; those deleted are left out."""
        at = np.searchsorted(self.documents, documents)
        at = np.minimum(at, max(self.rows - 1, 0))
        return at[self.documents[at] == documents] if self.rows else at[:0]


def read_table(reader: IndexReader) -> Table:
    """The table of an open index.

    Raises:
        ValueError: its columns contradict each other.
    """
    live = np.array([at for at in range(reader.doc_count_all()) if not reader.is_deleted(at)], dtype=np.int64)

    def column(name: str) -> list[str]:
        return [value.decode() for value in _live_values(reader, name, live)]

    number = _part_numbers(reader, live)
    first = np.flatnonzero(number == 0)
    notice = np.cumsum(number == 0) - 1
    ids = np.array([*_live_values(reader, "notice", live)], dtype=object)[first].tolist()
    lengths = np.frombuffer(b"".join(_live_values(reader, "lengths", live)), dtype="<u4").reshape(-1, len(LENGTHS))
    dates = {field: np.array(column(field), dtype=object)[first].tolist() for field in ("published", "written")}
    return Table(
        documents=live,
        notice=notice,
        number=number,
        first=first,
        ids=tuple(ids),
        id_rank=_ordinals(ids),
        group=_ordinals(column("group"))[first],
        dates={field: _dates(values) for field, values in dates.items()},
        facets=_facets(column, notice, first),
        lengths={key: lengths[:, at].astype(np.int64) for at, key in enumerate(LENGTHS)},
    )


def _part_numbers(reader: IndexReader, live: Ints) -> Ints:
    """Each row's part number, checked: a column cut short gives -1, and every notice counts its parts from 0."""
    number = np.array(_live_values(reader, "number", live), dtype=np.int64)
    before = np.concatenate(([-1], number[:-1]))[: len(number)]
    if not np.all((number == 0) | ((number > 0) & (number == before + 1))):
        raise ValueError("the parts of a notice are not numbered 0, 1, 2 …")
    return number


def _live_values(reader: IndexReader, name: str, live: Ints) -> list:  # type: ignore[type-arg]  # the column decides
    if not len(live):
        return []
    values = list(reader.column_reader(name))
    return [values[at] for at in live.tolist()]


def _facets(column: Callable[[str], list[str]], notice: Ints, first: Ints) -> dict[str, Values]:
    many = {name: [_split(text) for text in column(name)] for name in ("county", "former_county", "issue", "mention")}
    places = {name: [_split(text) for text in column(name)] for name in ("province", "prefecture")}
    single = {name: [[text] if text else [] for text in column(name)] for name in ("source", "site")}
    years = {
        f"year of {name}": [[text[:4]] if text else [] for text in column(name)] for name in ("published", "written")
    }
    former = many.pop("former_county")
    everything = many | places | single | years
    facets = {name: _values(lists, notice, first) for name, lists in everything.items()}
    facets["county"] = _values(many["county"], notice, first, former)
    return facets | {"issue": _issue_missing(facets["issue"], facets["county"], notice, first)}


def _values(lists: list[list[str]], notice: Ints, first: Ints, unlisted: list[list[str]] | None = None) -> Values:
    """The values of each row; missing where no row of the notice has one."""
    both = lists if unlisted is None else [a + b for a, b in zip(lists, unlisted, strict=True)]
    names = sorted({name for values in both for name in values})
    number = {name: at for at, name in enumerate(names)}
    offered = {name for values in lists for name in values}
    rows = np.repeat(np.arange(len(both)), [len(values) for values in both]).astype(np.int64)
    ordinals = np.array([number[name] for values in both for name in values], dtype=np.int64)
    has = np.zeros(len(both), dtype=bool)
    has[rows] = True
    some = np.logical_or.reduceat(has, first)[notice] if len(first) else has
    return Values(tuple(names), rows, ordinals, np.array([name in offered for name in names], dtype=bool), ~some)


def _issue_missing(issue: Values, county: Values, notice: Ints, first: Ints) -> Values:
    """A part without an issue type counts as 未分类 when it has a county, or when the whole notice has no type."""
    has_county, has_issue = np.zeros_like(issue.missing), np.zeros_like(issue.missing)
    has_county[county.rows] = True
    has_issue[issue.rows] = True
    return replace(issue, missing=issue.missing | (has_county & ~has_issue))


def _split(text: str) -> list[str]:
    return text.split(SEPARATOR) if text else []


def _dates(texts: list[str]) -> Dates:
    days = np.array([date.fromisoformat(text[:10]).toordinal() if text else UNDATED for text in texts], dtype=np.int64)
    ranks = _ordinals([text or "~" for text in texts])  # "~" sorts behind every digit
    return Dates(days, ranks)


def _ordinals(texts: list[str]) -> Ints:
    """Each text's place among the distinct texts, sorted."""
    places = {text: at for at, text in enumerate(sorted(set(texts)))}
    return np.array([places[text] for text in texts], dtype=np.int64)
