# ruff: noqa: S608  # statements are put together from names and numbers of ours
"""The peer SQLite FTS5: one table of two columns, pairs searched as phrases, and narrow tables beside it for facets.

It ranks by every phrase of its question, so a phrase that only matches counts too; totals and counts are exact.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from string import punctuation

from benchmarks.engine_peers.corpus import Record, id_of
from benchmarks.engine_peers.peer import BIGRAM_WEIGHT, FACETS, HITS, Answer, Counts, is_beginning, phrase
from benchmarks.engine_peers.questions import Asked
from noticesearch.expression import And, Contains

_TOKENCHARS = punctuation.replace("'", "").replace('"', "")  # all that may stand in a word; blanks part words
_TABLES = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -256000;
CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT, body TEXT);
CREATE TABLE fact (number INTEGER PRIMARY KEY, county TEXT, year TEXT, date INTEGER);
CREATE TABLE issue (number INTEGER, issue TEXT, PRIMARY KEY (number, issue)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5 (words, bigrams, content='', tokenize="ascii tokenchars '{_TOKENCHARS}'");
"""


class Fts5Builder:
    """A `peer.Builder`."""

    overlaps = False

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._file = folder / "fts5.sqlite"
        self._database = sqlite3.connect(self._file)
        self._database.executescript(_TABLES)

    def prepared(self, record: Record) -> tuple[tuple[object, ...], ...]:
        """The rows of *record*."""
        facts = record.number, record.county, str(record.published.year), record.published.toordinal()
        return (
            (record.number, record.id, record.body),
            facts,
            (record.number, record.words_apart, record.bigrams_apart),
            tuple((record.number, issue) for issue in record.issues),
        )

    def add(self, document: object) -> None:
        """Insert the rows."""
        if not isinstance(document, tuple):
            raise TypeError(f"expected rows, found {document!r}")
        stored, facts, text, issues = document
        self._database.execute("INSERT INTO document VALUES (?, ?, ?)", stored)
        self._database.execute("INSERT INTO fact VALUES (?, ?, ?, ?)", facts)
        self._database.execute("INSERT INTO text (rowid, words, bigrams) VALUES (?, ?, ?)", text)
        self._database.executemany("INSERT INTO issue VALUES (?, ?)", issues)

    def commit(self) -> None:
        """Merge into one tree, commit, and have the disk hold it."""
        self._database.execute("INSERT INTO text (text) VALUES ('optimize')")
        self._database.commit()
        self._database.execute("ANALYZE")
        self._database.commit()
        self._database.close()
        with self._file.open("rb") as file:
            os.fsync(file.fileno())


class Fts5Peer:
    """A `peer.Peer`."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.sqlite", cached_statements=1000)
        self._database.executescript(
            "PRAGMA cache_size = -256000; PRAGMA mmap_size = 8000000000; PRAGMA query_only = 1;"
        )

    def ready(self, asked: Asked, *, facets: bool) -> Callable[[], Answer]:
        """As `peer.Peer.ready`, in one statement; the county is counted without its own filter, as ours is."""
        statement, values = _statement(asked, facets=facets)

        def ask() -> Answer:
            rows = self._database.execute(statement, values).fetchall()
            total = next(count for what, _, count in rows if what == "total")
            return Answer(total, lambda: _hits(rows), lambda: _counts(rows))

        return ask

    def forget(self) -> None:
        """Nothing: what SQLite keeps are pages of the file."""

    def segments(self) -> int:
        """None that could be told apart."""
        return 0


def _statement(asked: Asked, *, facets: bool) -> tuple[str, dict[str, object]]:
    found = f"SELECT text.rowid AS number, bm25(text, 1.0, :weight) AS score FROM text{_where(asked, county=True)}"
    parts = [
        f"WITH found AS MATERIALIZED ({found})",
        "SELECT 'total', '', count(*) FROM found",
        f"UNION ALL SELECT * FROM (SELECT 'hit', number, 0 FROM found ORDER BY score, number LIMIT {HITS})",
    ]
    if facets:
        wider = (
            f"(SELECT text.rowid AS number FROM text{_where(asked, county=False)})" if asked.query.county else "found"
        )
        parts += [_counting("issue", "issue", "found"), _counting("year", "fact", "found")]
        parts.append(_counting("county", "fact", wider))
    return " ".join(parts), {"match": _match(asked), "weight": BIGRAM_WEIGHT}


def _counting(facet: str, table: str, rows: str) -> str:
    return (
        f"UNION ALL SELECT '{facet}', {facet}, count(*) FROM {rows} CROSS JOIN {table} USING (number) GROUP BY {facet}"
    )


def _where(asked: Asked, *, county: bool) -> str:
    """Words and filters as a condition. Codes and days are ours, so they stand in the text.

    A cross join keeps the order: filters first, as a list of row numbers, took ten times as long.
    """
    query, conditions = asked.query, ["text MATCH :match"]
    if query.county and county:
        conditions.append(f"county IN ({', '.join(map(repr, query.county))})")
    if query.date_from and query.date_to:
        conditions.append(f"date BETWEEN {query.date_from.toordinal()} AND {query.date_to.toordinal()}")
    joined = " CROSS JOIN fact ON fact.number = text.rowid" if len(conditions) > 1 else ""
    return f"{joined} WHERE {' AND '.join(conditions)}"


def _match(asked: Asked) -> str:
    """What must match, and with it the terms that rank; a term that matches anyway is not said twice."""
    leaves = [_leaf(leaf) for leaf in asked.leaves]
    word_terms = [f'words : "{word}"' for word in asked.plan.words]
    pair_terms = [f'bigrams : "{term}"' for term in asked.plan.bigrams]
    rank = [*word_terms, *pair_terms]
    if isinstance(asked.expression, And):
        match = " AND ".join(leaves)
    else:
        match = " OR ".join(leaves)
        single = all(len(leaf.text) == 2 and not leaf.prefix for leaf in asked.leaves)
        if single and {leaf.text for leaf in asked.leaves} >= {*asked.plan.words, *asked.plan.bigrams}:
            return " OR ".join(dict.fromkeys([*leaves, *rank]))
    return f"({match}) AND ({' OR '.join(dict.fromkeys([*leaves, *rank]))})"


def _leaf(leaf: Contains) -> str:
    if leaf.prefix or is_beginning(leaf.text):
        return f'bigrams : "{leaf.text}" *'
    return f'bigrams : "{" ".join(phrase(leaf.text))}"'


def _counts(rows: list[tuple[str, str, int]]) -> Counts:
    return {name: {value: count for what, value, count in rows if what == name} for name in FACETS}


def _hits(rows: list[tuple[str, str, int]]) -> tuple[str, ...]:
    return tuple(id_of(int(value)) for what, value, _ in rows if what == "hit")
