"""What an index engine must do: the two Protocols that every engine implements and everything else programs against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from noticesearch.errors import Trouble
from noticesearch.issue_list import ListedType
from noticesearch.notice import Notice
from noticesearch.query import Axis, Query
from noticesearch.results import Crossing, ResultPage, Statistics
from noticesearch.versions import EarlierVersion


@dataclass(frozen=True, slots=True)
class FieldTerms:
    """One text's terms for the two fields.

    `words` holds positions joined by U+001F, the terms on one position (a word and its sub-words, distinct) by U+001E;
    an empty position is a gap (punctuation). `bigrams` holds terms joined by U+001F, in reading order; an empty one is
    a gap of any length between runs, so that where each stands follows from those before it.
    Both are what any engine indexes, so no engine analyses text itself.
    """

    words: str
    bigrams: str


@dataclass(frozen=True, slots=True)
class PartTerms:
    """The terms of a part's own text, of its headings and the notice's lead, and of the notice's title."""

    text: FieldTerms
    context: FieldTerms
    title: FieldTerms


@dataclass(frozen=True, slots=True)
class AnalysedNotice:
    """A notice and the terms of its parts, in the same order: what a worker hands to the writer.

    `findings` are the notice's findings as notices of their own (see `noticesearch.findings`); they have none.
    """

    notice: Notice
    terms: tuple[PartTerms, ...]
    findings: tuple[AnalysedNotice, ...] = ()


class Unindexable(Trouble):
    """A notice that no index can hold; the writer is unharmed and goes on."""


class WriterLocked(Trouble):
    """Another writer holds this folder."""


class IndexWriter(Protocol):
    """Writes one generation's index. Nothing is visible, and nothing lost, before `commit` returns."""

    def add(self, analysed: AnalysedNotice) -> None:
        """Index a notice and its findings, replacing one of the same id and its findings.

        Raises:
            Unindexable: no index can hold it; the message says what is wrong with it.
        """

    def remove(self, notice_id: str) -> None:
        """Take a notice and its findings out; unknown ids are ignored."""

    def commit(self) -> Statistics:
        """Write everything to disk, fsynced, and close the writer."""

    def abandon(self) -> None:
        """Close without writing; the folder may be deleted."""


class Searcher(Protocol):
    """Answers questions over one generation; safe to share between threads.

    Which notices are reposts of one text, and which pages stood for a notice before, are found when a generation is
    published: a searcher is given them as `groups.Groups` and `versions.Versions` when it opens, and its documents do
    not hold them.
    """

    def search(self, query: Query) -> ResultPage:
        """The page of hits that *query* asks for, with its total and facets."""

    def cross(self, query: Query, rows: Axis, columns: Axis) -> Crossing:
        """The hits of *query* counted by the values of two axes at once."""

    def findings(self) -> Searcher:
        """A searcher of the same generation whose hits are findings, each told in a notice of its own."""

    def issue_types(self) -> tuple[ListedType, ...]:
        """The issue types by which the index was tagged, in their file's order."""

    def notice(self, notice_id: str) -> Notice | None:
        """One notice, None when it is not in the index."""

    def notices(self) -> Iterator[Notice]:
        """Every notice, in index order."""

    def group(self, notice_id: str) -> tuple[str, ...]:
        """The ids of a notice and its reposts, the earliest first; none for a notice that is not in the index."""

    def earlier_versions(self, notice_id: str) -> tuple[EarlierVersion, ...]:
        """The pages that newer ones of the same URL replaced, the one replaced last at the end; none of most."""

    def statistics(self) -> Statistics:
        """What the index holds."""

    def close(self) -> None:
        """Let go of the files."""
