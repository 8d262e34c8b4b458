"""Reading the columns of an open Whoosh index into the table, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
from whoosh.reading import IndexReader

from noticesearch.groups import Groups
from noticesearch.plain.schema import LENGTHS, SEPARATOR
from noticesearch.plain.table import UNDATED, Dates, Ints, Table, Values

UNGROUPED = "其他"  # the group of an issue type that the list of types does not name


def read_table(reader: IndexReader, groups: Groups, issue_groups: Mapping[str, str]) -> Table:
    """The table of an open index, whose reposts are *groups*; *issue_groups* has the group of each issue type.

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
        group=_ordinals([groups.name(notice_id) for notice_id in ids]),
        dates={field: _dates(values) for field, values in dates.items()},
        facets=_facets(column, notice, first, issue_groups),
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


def _facets(
    column: Callable[[str], list[str]], notice: Ints, first: Ints, issue_groups: Mapping[str, str]
) -> dict[str, Values]:
    def several(name: str) -> list[list[str]]:
        return [text.split(SEPARATOR) if text else [] for text in column(name)]

    def one(texts: Iterable[str]) -> list[list[str]]:
        return [[text] if text else [] for text in texts]

    names = ("issue", "status", "province", "prefecture", "mention")
    values = {name: _values(several(name), notice, first) for name in names}
    for name in ("source", "site"):
        values[name] = _values(one(column(name)), notice, first)
    for name in ("published", "written"):
        for period, chars in (("year", 4), ("month", 7)):
            values[f"{period} of {name}"] = _values(one(text[:chars] for text in column(name)), notice, first)
    values["county"] = _values(several("county"), notice, first, unlisted=several("former_county"))
    values["issue"] = _issue_missing(values["issue"], values["county"])
    values["issue_group"] = _issue_group(values["issue"], issue_groups)
    return values


def _values(lists: list[list[str]], notice: Ints, first: Ints, unlisted: list[list[str]] | None = None) -> Values:
    """The values of each row, listed and *unlisted*; missing where no row of the notice has one."""
    both = [some + others for some, others in zip(lists, unlisted, strict=True)] if unlisted else lists
    listed = {name for values in lists for name in values}
    names = sorted({name for values in both for name in values})
    places = {name: at for at, name in enumerate(names)}
    has_one = np.array([bool(values) for values in both], dtype=bool)
    notice_has_one = np.logical_or.reduceat(has_one, first)[notice] if len(first) else has_one
    return Values(
        names=tuple(names),
        rows=np.repeat(np.arange(len(both)), [len(values) for values in both]).astype(np.int64),
        ordinals=np.array([places[name] for values in both for name in values], dtype=np.int64),
        listed=np.array([name in listed for name in names], dtype=bool),
        missing=~notice_has_one,
    )


def _issue_missing(issue: Values, county: Values) -> Values:
    """A part without an issue type counts as 未分类 when it has a county, or when the whole notice has no type."""
    has_county, has_issue = np.zeros_like(issue.missing), np.zeros_like(issue.missing)
    has_county[county.rows] = True
    has_issue[issue.rows] = True
    return replace(issue, missing=issue.missing | (has_county & ~has_issue))


def _issue_group(issue: Values, issue_groups: Mapping[str, str]) -> Values:
    """The groups of the rows' issue types; a row has one once for each of its types."""
    groups = [issue_groups.get(name, UNGROUPED) for name in issue.names]
    names = sorted(set(groups))
    ordinals = np.array([names.index(group) for group in groups], dtype=np.int64)
    return replace(issue, names=tuple(names), ordinals=ordinals[issue.ordinals], listed=np.ones(len(names), dtype=bool))


def _dates(texts: list[str]) -> Dates:
    days = np.array([date.fromisoformat(text[:10]).toordinal() if text else UNDATED for text in texts], dtype=np.int64)
    ranks = _ordinals([text or "~" for text in texts])  # "~" sorts behind every digit
    return Dates(days, ranks)


def _ordinals(texts: list[str]) -> Ints:
    """Each text's place among the distinct texts, sorted."""
    places = {text: at for at, text in enumerate(sorted(set(texts)))}
    return np.array([places[text] for text in texts], dtype=np.int64)
