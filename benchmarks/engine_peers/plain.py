"""The peer plain: stock Whoosh 2.7.4 with its own searcher, collectors and facets.

Its skipping of blocks loses hits, hence `optimize=False`, and then its `len(results)` is wrong for OR: the total is the
sum of a facet that every document has, counted beside the others or alone.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.compat
import whoosh.filedb.structfile
import whoosh.formats
import whoosh.index
from whoosh import query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.scoring import BM25F
from whoosh.sorting import Count, FieldFacet

from benchmarks.engine_peers.corpus import Record, id_of
from benchmarks.engine_peers.peer import BIGRAM_WEIGHT, HITS, Answer, is_beginning, phrase
from benchmarks.engine_peers.questions import Asked
from noticesearch.expression import And, Contains

POOL_MB = 256
SEPARATOR = ","
_OVERLAPPING = frozenset({"issue"})


def _schema() -> Schema:
    return Schema(
        number=STORED,
        id=STORED,
        body=STORED,
        words=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False),
        bigrams=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True),
        county=ID(sortable=True),
        issue=KEYWORD(commas=True),
        year=ID(sortable=True),
        date=NUMERIC(int),
    )


class PlainBuilder:
    """A `peer.Builder`."""

    overlaps = False

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._writer = create_in(str(folder), _schema()).writer(limitmb=POOL_MB, procs=1)

    def prepared(self, record: Record) -> dict[str, object]:
        """The arguments of Whoosh's `add_document`."""
        return {
            "number": record.number,
            "id": record.id,
            "body": record.body,
            "words": record.words_apart,
            "bigrams": record.bigrams_apart,
            "county": record.county,
            "issue": SEPARATOR.join(record.issues),
            "year": str(record.published.year),
            "date": record.published.toordinal(),
        }

    def add(self, document: object) -> None:
        """Index the document."""
        if not isinstance(document, dict):
            raise TypeError(f"expected Whoosh's arguments, found {document!r}")
        self._writer.add_document(**document)

    def commit(self) -> None:
        """Commit as Whoosh does by itself."""
        self._writer.commit()


class PlainPeer:
    """A `peer.Peer`."""

    def __init__(self, folder: Path) -> None:
        _as_installed()
        self._index = open_dir(str(folder))
        self._searcher = self._index.searcher(weighting=BM25F(B=0.75, K1=1.2))

    def ready(self, asked: Asked, *, facets: bool) -> Callable[[], Answer]:
        """As `peer.Peer.ready`; a county asked for costs a second search, which counts counties without that filter."""
        ranked = _ranked(asked, county=True)
        if not facets:
            return lambda: replace(self._answer(ranked, ("year",)), counts=dict)
        if not asked.query.county:
            return lambda: self._answer(ranked, ("county", "issue", "year"))
        wider = _ranked(asked, county=False)

        def ask() -> Answer:
            answer = self._answer(ranked, ("issue", "year"))
            counties = self._answer(wider, ("county", "year")).counts
            return Answer(answer.total, answer.hits, lambda: {**answer.counts(), "county": counties()["county"]})

        return ask

    def forget(self) -> None:
        """Nothing: Whoosh keeps filters only, and none is asked for as one."""

    def segments(self) -> int:
        """The segments after the commit."""
        return len(self._index._segments())

    def _answer(self, ranked: query.Query, facets: tuple[str, ...]) -> Answer:
        grouped = {name: FieldFacet(name, allow_overlap=name in _OVERLAPPING, maptype=Count) for name in facets}
        results = self._searcher.search(ranked, limit=HITS, optimize=False, groupedby=grouped)
        total = sum(results.groups("year").values())
        numbers = tuple(hit["number"] for hit in results)
        return Answer(
            total, lambda: tuple(map(id_of, numbers)), lambda: {name: _named(results.groups(name)) for name in facets}
        )


def _as_installed() -> None:
    """Give Whoosh its own unpickling back, which our engine, opened before, has bound to a safe and slower one."""
    for module in (whoosh.compat, whoosh.codec.whoosh3, whoosh.columns, whoosh.formats):
        module.loads = pickle.loads
    whoosh.compat.load = pickle.load
    whoosh.filedb.structfile.load_pickle = pickle.load
    whoosh.index.pickle = pickle


def _ranked(asked: Asked, *, county: bool) -> query.Query:
    """What matches, weighing nothing, and the terms that rank where they stand."""
    match = query.ConstantScoreQuery(query.And([_match(asked), *_filters(asked, county=county)]), 0.0)
    words = (query.Term("words", word) for word in asked.plan.words)
    bigrams = (query.Term("bigrams", term, boost=BIGRAM_WEIGHT) for term in asked.plan.bigrams)
    return query.AndMaybe(match, query.Or(list(chain(words, bigrams))))


def _match(asked: Asked) -> query.Query:
    leaves = [_leaf(leaf) for leaf in asked.leaves]
    return (query.And if isinstance(asked.expression, And) else query.Or)(leaves)


def _leaf(leaf: Contains) -> query.Query:
    if leaf.prefix or is_beginning(leaf.text):
        return query.Prefix("bigrams", leaf.text)
    terms = phrase(leaf.text)
    return query.Phrase("bigrams", list(terms)) if len(terms) > 1 else query.Term("bigrams", terms[0])


def _filters(asked: Asked, *, county: bool) -> Iterator[query.Query]:
    wanted = asked.query
    if wanted.county and county:
        yield query.Or([query.Term("county", code) for code in wanted.county])
    if wanted.date_from and wanted.date_to:
        yield query.NumericRange("date", wanted.date_from.toordinal(), wanted.date_to.toordinal())


def _named(groups: dict[object, int]) -> dict[str, int]:
    """Counts by value; columns give bytes, and documents without a value count under None."""
    return {
        value.decode() if isinstance(value, bytes) else str(value): count
        for value, count in groups.items()
        if value is not None
    }
