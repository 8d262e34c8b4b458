"""Which stretches of a notice to show: those that hold the most different query words, at most one a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from noticesearch.notice import Notice, Span
from noticesearch.snippets.cutting import fragment, stretches
from noticesearch.snippets.marking import Marker, Occurrence, merged

MAX_FRAGMENTS = 3
GROUP_CHARS = 100  # query words further apart do not fit into one fragment with some text around them


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of the body to show: its span, the part it is from, its marks and the numbers of the words marked."""

    part: int
    span: Span
    marks: tuple[Span, ...] = ()
    words: frozenset[int] = frozenset()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring occurrences, from number `first` up to but not including `beyond`.

    `rank` is better with more different words, then longer ones (危房改造 says more than 问题), then more places.
    """

    rank: tuple[int, int, int] = (0, 0, 0)
    first: int = 0
    beyond: int = 0


def matching(notice: Notice, numbers: Sequence[int], marker: Marker) -> tuple[Fragment, ...]:
    """Up to three fragments in reading order; none when the words stand nowhere in the parts numbered.

    A part whose own text does not match shows its headings or the notice's lead, where its words then are.
    """
    found: dict[int, Fragment] = {}
    for number in numbers:
        for shown, spans in ((number, notice.parts[number].spans), *_context(notice, number)):
            best = _best(notice.body, shown, spans, marker)
            if best is not None:
                found.setdefault(shown, best)
                break
    return tuple(sorted(_most_telling(list(found.values())), key=lambda each: each.span))


def opening(notice: Notice, number: int) -> Fragment | None:
    """How a part begins; None when it has no text."""
    for start, end in notice.parts[number].spans:
        for stretch in stretches(notice.body, start, end):
            return Fragment(number, fragment(notice.body, stretch, stretch[0], stretch[0]))
    return None


def _context(notice: Notice, number: int) -> Iterator[tuple[int, tuple[Span, ...]]]:
    yield number, notice.parts[number].headings
    if notice.lead[1] > notice.lead[0]:
        holders = (n for n, part in enumerate(notice.parts) if any(s <= notice.lead[0] < e for s, e in part.spans))
        yield next(holders, number), (notice.lead,)


def _best(body: str, number: int, spans: Sequence[Span], marker: Marker) -> Fragment | None:
    """The fragment around the place in *spans* where the most different words stand close together."""
    places = (stretch for start, end in spans for stretch in stretches(body, start, end))
    best, where, found = Group(), (0, 0), list[Occurrence]()
    for place in places:
        occurrences = marker.occurrences(body[slice(*place)])
        group = densest(occurrences)
        if group.rank > best.rank:
            best, where, found = group, place, occurrences
    return _around(body, number, where, found, best) if best.beyond else None


def _around(body: str, number: int, place: Span, occurrences: Sequence[Occurrence], group: Group) -> Fragment:
    offset = place[0]
    inside = occurrences[group.first : group.beyond]
    last = max(each.end for each in inside)
    start, end = fragment(body, place, offset + inside[0].start, offset + last)
    shown = [each for each in occurrences if start <= offset + each.start and offset + each.end <= end]
    marks = tuple((offset + a - start, offset + b - start) for a, b in merged(shown))
    return Fragment(number, (start, end), marks, frozenset(each.word for each in shown), len(shown))


def densest(occurrences: Sequence[Occurrence]) -> Group:
    """The best-ranked of the groups that fit into `GROUP_CHARS`; the first of *occurrences*, sorted, where they tie."""
    best = Group()
    lengths = {each.word: each.end - each.start for each in occurrences}
    counts: Counter[int] = Counter()
    beyond = 0
    for first, each in enumerate(occurrences):
        while beyond < len(occurrences) and occurrences[beyond].end <= each.start + GROUP_CHARS:
            counts[occurrences[beyond].word] += 1
            beyond += 1
        if beyond <= first:  # a phrase longer than a group is one by itself
            beyond = first + 1
            group = Group((1, lengths[each.word], 1), first, beyond)
        else:
            group = Group((len(counts), sum(map(lengths.__getitem__, counts)), beyond - first), first, beyond)
            counts[each.word] -= 1
            if not counts[each.word]:
                del counts[each.word]
        if group.rank > best.rank:
            best = group
    return best


def _most_telling(fragments: list[Fragment]) -> Iterator[Fragment]:
    """The fragments that show the most, each chosen for the words that those before it did not show.

    A third one that adds no word is only shown when it has as many words as the first.
    """
    shown: frozenset[int] = frozenset()
    most = max((len(each.words) for each in fragments), default=0)
    for count in range(min(MAX_FRAGMENTS, len(fragments))):
        best = max(fragments, key=lambda each: (len(each.words - shown), len(each.words), each.weight, -each.span[0]))
        if count == MAX_FRAGMENTS - 1 and best.words <= shown and len(best.words) < most:
            return
        fragments.remove(best)
        shown |= best.words
        yield best
