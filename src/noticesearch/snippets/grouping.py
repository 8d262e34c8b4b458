"""Where in a text the most of a question stands close together, in one pass over its words' places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from noticesearch.snippets.marking import Occurrence

GROUP_CHARS = 80  # query words further apart do not fit into one fragment with some text around them


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring occurrences, from the first one's start to the furthest end.

    `rank` is better with more different words, then more telling ones, then more places.
    """

    rank: tuple[int, float, int] = (0, 0, 0)
    start: int = 0
    end: int = 0


def telling(occurrences: Sequence[Occurrence]) -> dict[int, float]:
    """How much each word says: more the longer it is (危房改造, not 问题) and the rarer among *occurrences*.

    Of 住房 整改 in a notice about 整改, the one place that speaks of 住房 is what the searcher wants to see.
    """
    counts = Counter(each.word for each in occurrences)
    return {each.word: (each.end - each.start) / counts[each.word] for each in occurrences}


def densest(occurrences: Sequence[Occurrence], weights: Mapping[int, float]) -> Group:
    """The best-ranked of the groups that fit into `GROUP_CHARS`; the first of *occurrences*, sorted, where they tie."""
    best = Group()
    counts: Counter[int] = Counter()
    beyond = 0
    for first, each in enumerate(occurrences):
        while beyond < len(occurrences) and occurrences[beyond].end <= each.start + GROUP_CHARS:
            counts[occurrences[beyond].word] += 1
            beyond += 1
        if beyond <= first:  # a phrase longer than a group is one by itself
            beyond = first + 1
            rank = (1, weights[each.word], 1)
        else:
            rank = (len(counts), fsum(map(weights.__getitem__, counts)), beyond - first)
            counts[each.word] -= 1
            if not counts[each.word]:
                del counts[each.word]
        if rank > best.rank:
            best = Group(rank, each.start, max(inside.end for inside in occurrences[first:beyond]))
    return best
