"""How well and how fast pages become notices.

python -m benchmarks.extraction SHARED/data            the figures of every labelled set
python -m benchmarks.extraction SHARED/data --pin      pin them as floors of the tests; --lower lets them fall
python -m benchmarks.extraction SHARED/data --speed    pages/s beside trafilatura, interleaved, on all cores
"""

from __future__ import annotations

import argparse
import os
import statistics
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from time import perf_counter

from noticesearch.notice import Page
from noticesearch_indexer.extraction import extract
from tests.extraction.figures import SETS, Figures, figures, pin

ROUNDS = 5
CHUNK = 25  # pages a task: each core has many, so that neither waits for the other at the end


def ours(html: bytes) -> None:
    """Body, title, dates and all other fields."""
    extract(Page(html, "page", "html"))


def theirs(html: bytes) -> None:
    """trafilatura's body, without its title, date and author."""
    import trafilatura

    trafilatura.extract(html)


def theirs_with_fields(html: bytes) -> None:
    """trafilatura's body, title, date and author."""
    import trafilatura

    trafilatura.bare_extraction(html, with_metadata=True)


READERS: dict[str, Callable[[bytes], None]] = {
    "noticesearch": ours,
    "trafilatura, body only": theirs,
    "trafilatura, with fields": theirs_with_fields,
}


def read(reader: str, pages: list[bytes]) -> None:
    """Read *pages*; what a page provokes in a reader is its own affair."""
    for html in pages:
        with suppress(Exception):  # a reader that fails on a page has been quick
            READERS[reader](html)


def speed(data: Path, count: int) -> None:
    """Print pages/s, medians of interleaved rounds, and the ratios."""
    with zipfile.ZipFile(data / "corpus/institution_pages.zip") as archive:
        names = sorted(name for name in archive.namelist() if not name.endswith("/"))
        pages = [archive.read(name) for name in names[:: max(1, len(names) // count)]][:count]
    chunks = [pages[at : at + CHUNK] for at in range(0, len(pages), CHUNK)]
    rates: dict[str, list[float]] = {name: [] for name in READERS}
    cores = len(os.sched_getaffinity(0))
    with ProcessPoolExecutor(cores) as pool:
        for number in range(ROUNDS + 1):
            for name in READERS:
                started = perf_counter()
                list(pool.map(read, [name] * len(chunks), chunks))
                if number:  # the first round loads what each needs
                    rates[name].append(len(pages) / (perf_counter() - started))
    medians = {name: statistics.median(found) for name, found in rates.items()}
    print(f"{len(pages)} pages, {cores} cores, median of {ROUNDS} interleaved rounds")
    for name, rate in medians.items():
        print(f"{name:26} {rate:8.1f} pages/s   noticesearch is {medians['noticesearch'] / rate:.2f} times as fast")


def main() -> None:
    """Measure, and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--pin", action="store_true")
    arguments.add_argument("--lower", action="store_true")
    arguments.add_argument("--speed", action="store_true")
    arguments.add_argument("--pages", type=int, default=300)
    given = arguments.parse_args()
    if given.speed:
        speed(given.data, given.pages)
        return
    measured = {name: figures(given.data / "pages" / name) for name in SETS}
    columns = [field.name for field in fields(Figures)]
    print(f"{'set':14}", *(f"{column:>10}" for column in columns))
    for name, found in measured.items():
        print(f"{name:14}", *(f"{value:10.4f}" for value in asdict(found).values()))
    if given.pin:
        pin(given.data, measured, lower=given.lower)


if __name__ == "__main__":
    main()
