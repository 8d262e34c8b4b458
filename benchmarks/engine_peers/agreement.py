"""Whether engines answer alike: the same totals and the same counts of every facet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.engine_peers.peer import LISTED, Answer
from benchmarks.engine_peers.questions import COUNTIES_ASKED, Asked


def differences(asked: Asked, answers: Mapping[str, Answer]) -> Iterator[str]:
    """A line for each engine and figure that is not as the first engine has it."""
    (first, expected), *others = answers.items()
    for name, answer in others:
        where = f"{asked.kind}: {asked.expression}"
        if answer.total != expected.total:
            yield f"{where}: total {answer.total} of {name}, {expected.total} of {first}"
        counts, wanted = answer.counts(), expected.counts()
        for facet in sorted({*counts, *wanted}):
            if not _alike(counts.get(facet, {}), wanted.get(facet, {})):
                yield f"{where}: {facet} {_head(counts.get(facet))} of {name}, {_head(wanted.get(facet))} of {first}"


def common(ours: Answer, theirs: Answer) -> float:
    """The share of our hits that are theirs too; 1 where there are none."""
    hits = ours.hits()
    return len(set(hits) & set(theirs.hits())) / len(hits) if hits else 1.0


def _alike(counts: Mapping[str, int], others: Mapping[str, int]) -> bool:
    """Whether the highest counts are the same, and those of every value that both list.

    Which of several values with the lowest count are still listed may differ, and ours lists what was asked for first.
    """
    certain = LISTED - COUNTIES_ASKED
    highest, theirs = (sorted(each.values(), reverse=True)[:certain] for each in (counts, others))
    return highest == theirs and all(counts[value] == others[value] for value in counts.keys() & others.keys())


def _head(counts: Mapping[str, int] | None) -> dict[str, int]:
    return dict(sorted((counts or {}).items(), key=lambda item: (-item[1], item[0]))[:5])
