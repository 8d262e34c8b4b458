"""How well PDF and Word documents become notices, in the layouts that offices use.

python -m benchmarks.documents SHARED/data [--every 3] [--keep FOLDER] [--worst 2]

The texts are the labelled notices, set and printed anew; what is kept in FOLDER can be looked at.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.letters import SETS, Letter, letters
from benchmarks.printing import LAYOUTS, browser, columns, expected, printed, printed_across, scanned
from benchmarks.word import WORD_LAYOUTS, word_expected
from noticesearch.notice import Content, Page, Rejection
from noticesearch_indexer.extraction import extract
from noticesearch_indexer.extraction.decode import decode
from tests.extraction.labelled import f1, labels, same_title


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed document, and what should be read from it; "" and None where the layout does not say."""

    layout: str
    name: str
    file: bytes
    body: str
    title: str | None = None
    number: str | None = None
    written: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """How one document was read; None where nothing was to be read."""

    name: str
    body: float
    lines: float
    title: bool | None
    number: bool | None
    date: bool | None
    seconds: float


def sheets(data: Path, every: int) -> Iterator[Sheet]:
    """Each letter in each layout, and the labelled pages as a browser prints them."""
    chosen = letters(data)[::every]
    with browser() as running:
        for layout, made in LAYOUTS.items():
            for letter in chosen:
                yield _sheet(f"PDF, {layout}", letter, printed(running, made(letter)), expected(layout, letter))
        for letter in chosen:
            across = printed_across(printed(running, columns(letter)))
            yield _sheet("PDF, columns in turns", letter, across, letter.body)
        for name in SETS:
            for label in labels(data / "pages" / name)[::every]:
                html = decode(label.html).text
                file = printed(running, html, as_web_page=True)
                yield Sheet("PDF, web page", label.name, file, label.body, label.title, published=label.date)
        yield Sheet("PDF, scan", chosen[0].name, scanned(running, LAYOUTS["plain"](chosen[0])), "")
    for layout, typed in WORD_LAYOUTS.items():
        for letter in chosen:
            yield _sheet(f"Word, {layout}", letter, typed(letter), word_expected(layout, letter))


def _sheet(layout: str, letter: Letter, file: bytes, body: str) -> Sheet:
    return Sheet(layout, letter.name, file, body, letter.title, letter.number, letter.written)


def marked(sheet: Sheet) -> Mark:
    """Read a document and compare."""
    started = perf_counter()
    found = extract(Page(sheet.file, sheet.name))
    seconds = perf_counter() - started
    got = found if isinstance(found, Content) else Content("", "", "empty")
    lines = set(map(_bare, got.body.split("\n")))
    wanted = [_bare(line) for line in sheet.body.split("\n")]
    date, dated = (got.written, sheet.written) if sheet.written else ((got.published or "")[:10], sheet.published)
    return Mark(
        sheet.name,
        f1(got.body, sheet.body) if sheet.body else float(isinstance(found, Rejection)),
        sum(line in lines for line in wanted) / len(wanted),
        same_title(got.title, sheet.title) if sheet.title else None,
        got.doc_number == sheet.number if sheet.number else None,
        date == dated[:10] if dated else None,
        seconds,
    )


def _bare(line: str) -> str:
    """A line without spaces; tabs between cells count."""
    return line.replace(" ", "").replace("\u3000", "")


def share(marks: list[bool | None]) -> str:
    """Hits of those that were to be read: 12/13."""
    known = [mark for mark in marks if mark is not None]
    return f"{sum(known)}/{len(known)}" if known else "–"


def main() -> None:
    """Print a line a layout."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--every", type=int, default=1, help="take every n-th notice")
    arguments.add_argument("--keep", type=Path, help="keep the files and texts here")
    arguments.add_argument("--worst", type=int, default=0)
    given = arguments.parse_args()
    by_layout: dict[str, list[Mark]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        for sheet in sheets(given.data, given.every):
            _write(folder / sheet.layout.replace(", ", "-").replace(" ", "-"), sheet)
            by_layout.setdefault(sheet.layout, []).append(marked(sheet))
    print(f"{'layout':24} files     F1  worst  lines   title  number    date  ms")
    for layout, marks in by_layout.items():
        mean = sum(mark.body for mark in marks) / len(marks)
        lines = sum(mark.lines for mark in marks) / len(marks)
        told = (share([getattr(mark, name) for mark in marks]) for name in ("title", "number", "date"))
        worst = min(mark.body for mark in marks)
        took_ms = 1000 * sum(mark.seconds for mark in marks) / len(marks)
        columns = " ".join(f"{each:>7}" for each in told)
        print(f"{layout:24} {len(marks):5} {mean:6.3f} {worst:6.3f} {lines:6.3f} {columns} {took_ms:4.0f}")
        for mark in sorted(marks, key=lambda mark: (mark.body, mark.lines))[: given.worst]:
            print(f"    {mark}")


def _write(folder: Path, sheet: Sheet) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    suffix = ".pdf" if sheet.layout.startswith("PDF") else ".docx"
    (folder / f"{sheet.name}{suffix}").write_bytes(sheet.file)
    (folder / f"{sheet.name}.expected.txt").write_text(sheet.body, encoding="utf-8")


if __name__ == "__main__":
    main()
