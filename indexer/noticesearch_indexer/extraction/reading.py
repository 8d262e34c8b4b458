"""A page with its lines judged and its body chosen: what the fields are read from, the same for HTML and text dumps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from noticesearch_indexer.extraction.document import Document, Line, Meta
from noticesearch_indexer.extraction.particulars import Particular, particulars
from noticesearch_indexer.extraction.score import Verdict

HEAD_LINES = 80  # particulars stand above the text, or in the first lines of the page
FOOT_LINES = 12  # or just below the text


@dataclass(frozen=True, slots=True)
class Found:
    """A field's value, the words of the page that gave it, and the rule by which."""

    value: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`kept` are the numbers of the body's lines, in order; `start` is where the body's block begins, kept or not.

    `labelled` are the particulars printed around the body; `dropped_chars` were beyond the limits and not read.
    """

    document: Document
    verdicts: tuple[Verdict, ...]
    kept: tuple[int, ...]
    start: int = 0
    url: str | None = None
    labelled: tuple[Particular, ...] = ()
    dropped_chars: int = 0

    @classmethod
    def of(
        cls,
        document: Document,
        verdicts: tuple[Verdict, ...],
        kept: tuple[int, ...],
        *,
        start: int = 0,
        url: str | None = None,
    ) -> Reading:
        """The reading, with its particulars read."""
        first, last = (kept[0], kept[-1]) if kept else (start, start)
        count = len(document.lines)
        places = chain(range(min(max(HEAD_LINES, first), count)), range(max(HEAD_LINES, last + 1), count))
        inside = frozenset(kept)
        near = (
            number
            for number in places
            if number not in inside and (number < HEAD_LINES or first - HEAD_LINES < number <= last + FOOT_LINES)
        )
        return cls(document, verdicts, kept, start, url, tuple(particulars(document.lines, near)))

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the page."""
        return self.document.lines

    @property
    def body(self) -> str:
        """The kept lines, one a line."""
        return "\n".join(self.lines[number].text for number in self.kept)

    @property
    def body_start(self) -> int:
        """The first kept line, or where the body would begin."""
        return self.kept[0] if self.kept else self.start

    def meta(self, names: tuple[str, ...]) -> Meta | None:
        """The first <meta> that has the first of *names* present."""
        by_name = {meta.name: meta for meta in reversed(self.document.metas)}
        return next((by_name[name] for name in names if name in by_name), None)

    def labels_of(self, field: str) -> tuple[Particular, ...]:
        """The particulars that speak for *field*, the most trusted label first."""
        found = (particular for particular in self.labelled if particular.field == field)
        return tuple(sorted(found, key=lambda particular: particular.rank))
