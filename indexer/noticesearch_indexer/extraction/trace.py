"""Each line of a page with its verdict, and whether it was kept: so that a person can see why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.extraction.documents import is_document, read_lines
from noticesearch_indexer.extraction.extract import all_but_chrome, how_of, reading_of, text_of
from noticesearch_indexer.extraction.reading import Reading


@dataclass(frozen=True, slots=True)
class TracedLine:
    """A line as judged; `linked` is the share of its characters inside links, `tag` its block ("" in a dump)."""

    number: int
    is_kept: bool
    score: float
    reason: str
    linked: float
    tag: str
    text: str


def trace(page: Page) -> tuple[TracedLine, ...] | Rejection:
    """The lines of *page* in reading order, or why it could not be read; a record's clean text is traced as a dump."""
    reading = read_lines(page) if is_document(page) else _reading(page)
    if isinstance(reading, Rejection):
        return reading
    kept = frozenset(all_but_chrome(reading) if how_of(reading) == "fallback" else reading.kept)
    judged = zip(reading.lines, reading.verdicts, strict=True)
    return tuple(
        TracedLine(number, number in kept, verdict.score, verdict.reason, line.linked, line.tag, line.text)
        for number, (line, verdict) in enumerate(judged)
    )


def _reading(page: Page) -> Reading | Rejection:
    text = text_of(page)
    return text if isinstance(text, Rejection) else reading_of(page, text)


def trace_lines(origin: str, traced: tuple[TracedLine, ...]) -> Iterator[str]:
    """The trace as columns for a terminal: + kept or - dropped, line number, score, reason, tag, links, text."""
    yield f"# {origin}"
    width = max((len(line.reason) for line in traced), default=0)
    for line in traced:
        mark = "+" if line.is_kept else "-"
        links = f"{line.linked:4.0%}" if line.linked else "    "
        text = line.text.replace("\t", " ⇥ ")
        columns = f"{mark} {line.number:4} {line.score:+6.2f}  {line.reason:<{width}}  {line.tag:<7.7} {links}"
        yield f"{columns}  {text}".rstrip()
