"""What parts, counties, findings and issue types cost, beside extraction and indexing without them.

    python -m benchmarks.tagging SHARED/data [--rounds 5]

Every page is read twice in turns: as it is, and as one part without tags. Prints the median over the rounds of the
processor time a page of each step, and the share that tagging adds to extraction, terms and index: annotation, the
terms of more parts and of findings, their documents. Looking for reposts is left out: it is the same for both.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from noticesearch.engine import AnalysedNotice
from noticesearch.notice import Notice, Page, Part, Rejection
from noticesearch.plain import PlainWriter
from noticesearch.text.terms import analysed
from noticesearch_indexer.annotation import annotate
from noticesearch_indexer.assembly import read_notice
from noticesearch_indexer.extraction import extract
from noticesearch_indexer.sources import open_sources

SAMPLES = Path(__file__).resolve().parent.parent / "sample_docs"
SETS = (("corpus/institution_pages.zip", 400), ("corpus/hebei.jsonl.gz", 300))
PLAIN, TAGGED = ("extraction", "terms, untagged", "index, untagged"), ("annotation", "terms, tagged", "index, tagged")

Value = TypeVar("Value")


class Round:
    """The seconds of each step over all pages, once."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def timed(self, step: str, work: Callable[[], Value]) -> Value:
        """What *work* gives; its processor time is added to *step*."""
        started = process_time()
        value = work()
        self.seconds[step] += process_time() - started
        return value

    @property
    def untagged(self) -> float:
        """The seconds of extraction and indexing without tags."""
        return sum(self.seconds[step] for step in PLAIN)

    @property
    def added(self) -> float:
        """The seconds that tagging adds to them."""
        return sum(self.seconds[step] for step in TAGGED) - self.untagged + self.seconds["extraction"]


def pages(data: Path) -> Iterator[tuple[str, Page]]:
    """The pages of each set, with its name."""
    for path, most in ((SAMPLES, None), *((data / name, count) for name, count in SETS)):
        found = (page for source in open_sources([path]) for page in source.pages() if isinstance(page, Page))
        for page in islice(found, most):
            yield path.name, page


def measured(of_set: list[tuple[Page, Notice]], folder: Path, *, tagged_first: bool) -> Round:
    """One round over the pages of a set, with the notices that are read from them."""
    seconds = Round()
    forms = ("tagged", "untagged") if tagged_first else ("untagged", "tagged")
    made: dict[str, list[AnalysedNotice]] = {form: [] for form in forms}
    for page, notice in of_set:
        content = seconds.timed("extraction", lambda: extract(page))  # noqa: B023  # called at once
        if not isinstance(content, Rejection):
            seconds.timed("annotation", lambda: annotate(content))  # noqa: B023
        whole = replace(notice, parts=(Part(((0, len(notice.body)),)),), lead=(0, 0), mentions=(), province=None)
        notices = {"tagged": notice, "untagged": whole}
        for form in forms:
            made[form].append(seconds.timed(f"terms, {form}", lambda: analysed(notices[form])))  # noqa: B023
    for form in forms:
        seconds.timed(f"index, {form}", lambda: written(made[form], folder / form))  # noqa: B023
    return seconds


def written(notices: list[AnalysedNotice], folder: Path) -> None:
    """An index of *notices* in *folder*."""
    writer = PlainWriter(folder)
    for notice in notices:
        writer.add(notice)
    writer.commit()


def told(name: str, count: int, rounds: list[Round]) -> Iterator[str]:
    """The medians of a set's rounds."""
    steps = ", ".join(
        f"{step} {1000 * median(each.seconds[step] for each in rounds) / count:.2f}" for step in (*PLAIN, *TAGGED)
    )
    shares = sorted(each.added / each.untagged for each in rounds)
    yield f"{name}: {count} pages, ms a page: {steps}"
    yield f"{name}: tagging adds {median(shares):.1%} ({shares[0]:.1%} to {shares[-1]:.1%})"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("data", type=Path, help="the folder that holds corpus/")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    sets: dict[str, list[tuple[Page, Notice]]] = {}
    for name, page in pages(given.data):
        notice = read_notice(page)  # also warms the dictionaries up
        if isinstance(notice, Notice):
            sets.setdefault(name, []).append((page, notice))
    rounds: dict[str, list[Round]] = {name: [] for name in sets}
    for number in range(given.rounds):
        for name, of_set in sets.items():
            with TemporaryDirectory() as folder:
                rounds[name].append(measured(of_set, Path(folder), tagged_first=number % 2 == 1))
    for name, of_set in sets.items():
        print("\n".join(told(name, len(of_set), rounds[name])))
    together = [_together([each[at] for each in rounds.values()]) for at in range(given.rounds)]
    print("\n".join(told("all", sum(map(len, sets.values())), together)))


def _together(rounds: list[Round]) -> Round:
    summed = Round()
    for each in rounds:
        for step, seconds in each.seconds.items():
            summed.seconds[step] += seconds
    return summed


if __name__ == "__main__":
    main()
