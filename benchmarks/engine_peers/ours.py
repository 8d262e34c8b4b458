"""Our engine behind the face of a peer. The one line that names the engine is the import of its writer and opener."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.engine_peers.corpus import Record
from benchmarks.engine_peers.peer import FACETS, Answer
from benchmarks.engine_peers.questions import Asked
from noticesearch.columnar import ColumnarWriter, open_searcher
from noticesearch.engine import AnalysedNotice


class OurBuilder:
    """A `peer.Builder`."""

    overlaps = False

    def __init__(self, folder: Path) -> None:
        self._writer = ColumnarWriter(folder)

    def prepared(self, record: Record) -> AnalysedNotice:
        """The notice and its terms, as a worker hands them over."""
        return record.analysed

    def add(self, document: object) -> None:
        """Index the notice."""
        if not isinstance(document, AnalysedNotice):
            raise TypeError(f"expected an analysed notice, found {document!r}")
        self._writer.add(document)

    def commit(self) -> None:
        """Write everything, fsynced."""
        self._writer.commit()


class OurPeer:
    """A `peer.Peer`."""

    def __init__(self, folder: Path) -> None:
        self._searcher = open_searcher(folder, "bench", "")

    def ready(self, asked: Asked, *, facets: bool) -> Callable[[], Answer]:
        """As `peer.Peer.ready`."""
        wanted = FACETS if facets else ()

        def ask() -> Answer:
            ranked = self._searcher.rank(asked.query, asked.plan, wanted)
            return Answer(
                ranked.total,
                lambda: tuple(hit for hit, _ in ranked.hits),
                lambda: {name: dict(counts) for name, counts in ranked.facets.items()},
            )

        return ask

    def forget(self) -> None:
        """Drop what earlier questions left in caches."""
        self._searcher.forget()

    def segments(self) -> int:
        """None that the searcher tells of."""
        return 0

    def best(self, asked: Asked) -> tuple[str, ...]:
        """As `peer.Snipping.best`."""
        return self.ready(asked, facets=False)().hits()

    def snipping(self, asked: Asked, _records: Mapping[str, Record]) -> tuple[Callable[[], object], ...]:
        """The whole page, and what it takes without reading hits and cutting snippets: the same facets, all of them."""
        return (
            lambda: self._searcher.answer(asked.query, asked.plan),
            lambda: self._searcher.rank(asked.query, asked.plan),
        )
