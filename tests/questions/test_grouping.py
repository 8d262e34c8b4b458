"""Which place of a text holds the most of a question."""

from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.snippets.grouping import GROUP_CHARS, Group, densest, telling
from noticesearch.snippets.marking import Occurrence

ALIKE = dict.fromkeys(range(4), 2.0)
"""Words that say the same each."""


def at(start: int, word: int, chars: int = 2) -> Occurrence:
    return Occurrence(start, start + chars, word)


def test_different_words_count_for_more_than_repeated_ones() -> None:
    places = [at(0, 0), at(2, 0), at(4, 0), at(200, 0), at(210, 1)]
    assert densest(places, ALIKE) == Group((2, 4, 2), 200, 212)


def test_of_as_many_words_the_more_telling_ones_are_better() -> None:
    places = [at(0, 0), at(10, 1), at(20, 1), at(200, 0), at(210, 2)]
    assert densest(places, {0: 2, 1: 2, 2: 3}) == Group((2, 5, 2), 200, 212)


def test_longer_and_rarer_words_are_more_telling() -> None:
    assert telling([at(0, 0), at(10, 0), at(20, 1), at(30, 2, chars=4)]) == {0: 1, 1: 2, 2: 4}
    assert telling([]) == {}


def test_of_equal_places_the_first_is_taken() -> None:
    assert densest([at(0, 0), at(300, 0)], ALIKE) == Group((1, 2, 1), 0, 2)


def test_words_too_far_apart_are_no_group() -> None:
    assert densest([at(0, 0), at(GROUP_CHARS - 1, 1)], ALIKE) == Group((1, 2, 1), 0, 2)
    assert densest([at(0, 0), at(GROUP_CHARS - 2, 1)], ALIKE) == Group((2, 4, 2), 0, GROUP_CHARS)


def test_a_phrase_longer_than_a_group_is_one_by_itself() -> None:
    assert densest([at(0, 0, chars=300), at(1, 1)], ALIKE) == Group((1, 2, 1), 0, 300)
    assert densest([], ALIKE) == Group()


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3)), max_size=25))
@settings(deadline=None)
def test_no_other_group_has_more_different_words(places: list[tuple[int, int]]) -> None:
    occurrences = [at(start, word) for start, word in sorted(set(places))]
    best = densest(occurrences, ALIKE)
    for each in occurrences:
        near = {
            other.word for other in occurrences if each.start <= other.start and other.end <= each.start + GROUP_CHARS
        }
        assert len(near) <= best.rank[0]
    inside = [each for each in occurrences if best.start <= each.start and each.end <= best.end]
    assert len({each.word for each in inside}) == best.rank[0]
