"""Issue types of labelled notices: precision, recall and F1 of each type, and the time that classifying takes.

    python -m benchmarks.issue_types [--half first] [--mistakes] [--time]

The labelled phrases are classified, with the notice's title and the labelled response to fall back on, so that what
finds the phrases has no part in the figures. `type` lines: right, too many, missed.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator

from noticesearch.issues import issue_types
from noticesearch_indexer.annotation.issue_typing import names, types_of_finding
from tests.annotation.labelled_notices import Labelled, LabelledFinding, labelled

ROUNDS = 7
LONG_CHARS = 3000


def found(notice: Labelled, finding: LabelledFinding) -> frozenset[str]:
    """The types that the rules give a labelled finding."""
    types, nothing = issue_types(), (finding.issue[1], finding.issue[1])
    body, response = notice.content.body, finding.response or nothing
    return frozenset(names(types_of_finding(body, finding.issue, (), response, notice.content.title, types)))


def compared(half: str) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """(where and what, the label's types, the rules' types) of every finding of a half."""
    for notice in labelled(half):
        for finding in notice.findings:
            phrase = notice.content.body[slice(*finding.issue)]
            yield f"{notice.name[:2]} {phrase}", finding.types, found(notice, finding)


def report(half: str, *, mistakes: bool) -> None:
    """Prints the figures of a half, all types together and each by itself."""
    right, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    for where, wanted, given in compared(half):
        right.update(wanted & given)
        extra.update(given - wanted)
        missed.update(wanted - given)
        if mistakes and wanted != given:
            print(f"-{'、'.join(sorted(wanted - given))} +{'、'.join(sorted(given - wanted))} {where}")
    hits, more, less = right.total(), extra.total(), missed.total()
    precision, recall, f1 = hits / (hits + more), hits / (hits + less), 2 * hits / (2 * hits + more + less)
    print(f"{half}: P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for name in issue_types().names:
        print(f"  {name:<10} {right[name]:>3} {extra[name]:>3} {missed[name]:>3}")


def seconds(texts: list[str]) -> float:
    """The least time, of some rounds, to classify a text, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            issue_types().classify(text)
        times.append((time.perf_counter() - start) / len(texts))
    return min(times)


def timed(half: str) -> None:
    """Prints the time of a phrase and of a long text."""
    notices = labelled(half)
    phrases = [notice.content.body[slice(*finding.issue)] for notice in notices for finding in notice.findings]
    whole = "".join(notice.content.body for notice in notices)
    texts = [whole[start : start + LONG_CHARS] for start in range(0, len(whole) - LONG_CHARS, LONG_CHARS)]
    print(f"a phrase {seconds(phrases) * 1e6:.0f} µs, {LONG_CHARS} characters {seconds(texts) * 1e6:.0f} µs")


def main() -> None:
    """Reads the options and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", default="first")
    parser.add_argument("--mistakes", action="store_true")
    parser.add_argument("--time", action="store_true")
    options = parser.parse_args()
    report(options.half, mistakes=options.mistakes)
    if options.time:
        timed(options.half)


if __name__ == "__main__":
    main()
