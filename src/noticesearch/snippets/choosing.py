"""Which stretches of a notice to show: those that hold the most different query words.

One a part where several parts match; where all that matches is one part, up to three of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from noticesearch.notice import Notice, Span
from noticesearch.snippets.cutting import fragment, stretches
from noticesearch.snippets.grouping import Group, densest, telling
from noticesearch.snippets.marking import Marker, Occurrence, merged

MAX_FRAGMENTS = 3
MAX_OCCURRENCES = 10_000  # looked at in a part; of 4,933 laws and notices none has a word more than 1,852 times
FAR_CHARS = 200  # a second fragment of one part without a new word comes from at least so far away, as from elsewhere


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a part that holds query words; their places count characters of the body."""

    part: int
    span: Span
    occurrences: tuple[Occurrence, ...]

    @property
    def words(self) -> frozenset[int]:
        """The numbers of the words that stand here."""
        return frozenset(each.word for each in self.occurrences)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of the body to show: its span, the part it is from, its marks and the numbers of the words marked."""

    part: int
    span: Span
    marks: tuple[Span, ...] = ()
    words: frozenset[int] = frozenset()
    weight: float = 0


def matching(notice: Notice, numbers: Sequence[int], marker: Marker) -> tuple[Fragment, ...]:
    """Up to three fragments in reading order; none when the words stand nowhere in the parts numbered.

    A part whose own text does not match shows its headings or the notice's lead, where its words then are.
    """
    found: dict[int, list[Place]] = {}
    for number in numbers:
        if places := next(filter(None, _sources(notice, number, marker)), None):
            found.setdefault(places[0].part, places)
    weights = telling([each for places in found.values() for place in places for each in place.occurrences])
    of_parts = list(found.values())
    if len(of_parts) == 1:
        chosen = _of_one_part(notice.body, of_parts[0], weights)
    else:
        chosen = _most_telling([_best(notice.body, places, weights) for places in of_parts])
    return tuple(sorted(chosen, key=lambda each: each.span))


def opening(notice: Notice, number: int, issues: Sequence[str] = ()) -> Fragment | None:
    """How a part begins, or its first finding of a type in *issues*; None when it has no text."""
    part = notice.parts[number]
    asked = [each.start for each in part.findings if not set(issues).isdisjoint(each.issue_types)]
    places = [place for span in part.spans for place in stretches(notice.body, *span)]
    for start, end in places:
        if at := next((at for at in asked if start <= at < end), None):
            return Fragment(number, fragment(notice.body, (start, end), at, at))
    return Fragment(number, fragment(notice.body, places[0], places[0][0], places[0][0])) if places else None


def _sources(notice: Notice, number: int, marker: Marker) -> Iterator[list[Place]]:
    """The places of a part's own text, of its headings, of the notice's lead."""
    part, lead = notice.parts[number], notice.lead
    yield _places(notice.body, number, part.spans, marker)
    yield _places(notice.body, number, part.headings, marker)
    if lead[1] > lead[0]:
        holders = (n for n, each in enumerate(notice.parts) if any(s <= lead[0] < e for s, e in each.spans))
        yield _places(notice.body, next(holders, number), (lead,), marker)


def _places(body: str, number: int, spans: Sequence[Span], marker: Marker) -> list[Place]:
    places, count = [], 0
    for span in spans:
        for start, end in stretches(body, *span):
            if found := marker.occurrences(body[start:end], start, MAX_OCCURRENCES):
                places.append(Place(number, (start, end), tuple(found)))
                count += len(found)
            if count > MAX_OCCURRENCES:
                return places
    return places


def _best(
    body: str, places: Sequence[Place], weights: Mapping[int, float], without: frozenset[int] = frozenset()
) -> Fragment:
    """The fragment around the place where the most different words, save those *without*, stand close together."""
    best, where = Group(), places[0]
    for place in places:
        group = densest([each for each in place.occurrences if each.word not in without], weights)
        if group.rank > best.rank:
            best, where = group, place
    span = fragment(body, where.span, best.start, best.end)
    shown = [each for each in where.occurrences if span[0] <= each.start and each.end <= span[1]]
    marks = tuple((start - span[0], end - span[0]) for start, end in merged(shown))
    words = frozenset(each.word for each in shown)
    return Fragment(where.part, span, marks, words, fsum(weights[each] for each in words))


def _of_one_part(body: str, places: list[Place], weights: Mapping[int, float]) -> Iterator[Fragment]:
    """The best fragment and those of words it does not show; else one from far away that shows as many."""
    chosen = [_best(body, places, weights)]
    yield chosen[0]
    while len(chosen) < MAX_FRAGMENTS:
        shown = frozenset[int]().union(*(each.words for each in chosen))
        rest = [place for place in _outside(places, chosen, 0) if not place.words <= shown]
        if not rest:
            break
        chosen.append(_best(body, rest, weights, shown))
        yield chosen[-1]
    if len(chosen) == 1 and (rest := _outside(places, chosen, FAR_CHARS)):
        far = _best(body, rest, weights)
        repeated = body[slice(*far.span)] == body[slice(*chosen[0].span)]  # some pages print their text twice
        if len(far.words) == len(chosen[0].words) and not repeated:
            yield far


def _outside(places: Sequence[Place], chosen: Sequence[Fragment], distance: int) -> list[Place]:
    """What is left of *places* at least *distance* characters from every fragment *chosen*."""
    left = list(places)
    for start, end in (each.span for each in chosen):
        left = [
            piece
            for place in left
            for piece in (_before(place, start, distance), _after(place, end, distance))
            if piece.occurrences
        ]
    return left


def _before(place: Place, at: int, distance: int) -> Place:
    kept = tuple(each for each in place.occurrences if each.end <= at - distance)
    return Place(place.part, (place.span[0], min(at, place.span[1])), kept)


def _after(place: Place, at: int, distance: int) -> Place:
    kept = tuple(each for each in place.occurrences if each.start >= at + distance)
    return Place(place.part, (max(at, place.span[0]), place.span[1]), kept)


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
