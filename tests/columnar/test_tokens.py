from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.columnar import tokens
from noticesearch.columnar.ranges import starts_of
from noticesearch.columnar.tokens import Batch
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import runs
from noticesearch.text.terms import POSITIONS, SAME_POSITION, field_terms

# Han characters of three and four bytes, letters, digits, letters of other scripts, points, gaps of every kind, and the
# very characters that joined terms are parted by.
PIECES = st.sampled_from(
    [
        *"医疗保障县〇𠀀𠮷aB19éж。，、. \n_%〔〕😀①\x1c\x1d\x1e\x1f\u3000",
        *("国发〔2020〕1号", "3.5", "iso9001"),
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=30).map("".join), min_size=1, max_size=8)
FIRST = 1_000


def words_of(text: str) -> list[str]:
    positions = field_terms(text).words.split(POSITIONS)
    return [term for position in positions for term in position.split(SAME_POSITION) if term]


def bigrams_of(text: str) -> list[str]:
    return [term for term in field_terms(text).bigrams.split(POSITIONS) if term]


def spelt(text: str) -> str:
    """A text as positions count it: normalised, each gap between runs one blank, nothing after the last run."""
    found, end = "", 0
    for start, run, _ in runs(normalise(text)):
        found += (" " if start > end else "") + run
        end = start + len(run)
    return found


def places(text: str) -> Counter[tuple[str, int]]:
    """The bigrams of a text with their positions: of each Han run its first character, its pairs, its last one."""
    found: Counter[tuple[str, int]] = Counter()
    whole = spelt(text)
    for start, run, is_han in runs(whole):
        if not is_han or len(run) == 1:
            found[run, start] += 1
            continue
        found[run[0], start] += 1
        found[run[-1], start + len(run) - 1] += 1
        found.update((run[at : at + 2], start + at) for at in range(len(run) - 1))
    return found


def frequencies(batch: Batch) -> dict[str, dict[int, int]]:
    """How often each document holds each term; the pieces must not share one."""
    found: dict[str, dict[int, int]] = {}
    for terms, postings in batch.pieces:
        ends = np.cumsum(postings.counts)
        for text, first, end in zip(terms.texts(), starts_of(postings.counts), ends, strict=True):
            assert text not in found
            documents = postings.documents[first:end].tolist()
            assert documents == sorted(set(documents))
            found[text] = dict(zip(documents, postings.frequencies[first:end].tolist(), strict=True))
    return found


def positions(batch: Batch) -> dict[int, Counter[tuple[str, int]]]:
    """The terms and their positions in each document."""
    found: dict[int, Counter[tuple[str, int]]] = {}
    for terms, postings in batch.pieces:
        assert postings.positions is not None
        texts = np.repeat(np.array([*terms.texts()], dtype=object), postings.counts)
        at = 0
        for text, document, often in zip(texts, postings.documents, postings.frequencies, strict=True):
            own = postings.positions[at : at + int(often)].tolist()
            assert own == sorted(set(own))
            found.setdefault(int(document), Counter()).update((text, position) for position in own)
            at += int(often)
        assert at == len(postings.positions)
    return found


def expected(terms: list[list[str]]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for document, own in enumerate(terms, FIRST):
        for term, often in Counter(own).items():
            found.setdefault(term, {})[document] = often
    return found


@pytest.fixture(params=[tokens.SORT_BITS, 0], ids=["sorted as one number", "sorted by term alone"])
def sorting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of sorting: the second is for texts with too much in them for the first."""
    monkeypatch.setattr(tokens, "SORT_BITS", request.param)


@pytest.mark.usefixtures("sorting")
@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_words_are_counted_as_the_terms_have_them(texts: list[str]) -> None:
    batch = tokens.words([field_terms(text).words for text in texts], FIRST)
    wanted = [words_of(text) for text in texts]
    assert frequencies(batch) == expected(wanted)
    assert batch.lengths.tolist() == [len(own) for own in wanted]
    assert [postings.positions for _, postings in batch.pieces] == [None] * len(batch.pieces)


@pytest.mark.usefixtures("sorting")
@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_bigrams_are_counted_and_stand_where_the_text_has_them(texts: list[str]) -> None:
    batch = tokens.bigrams([field_terms(text).bigrams for text in texts], FIRST)
    wanted = [bigrams_of(text) for text in texts]
    assert frequencies(batch) == expected(wanted)
    assert batch.lengths.tolist() == [len(own) for own in wanted]
    found = positions(batch)
    assert [found.get(document, Counter()) for document in range(FIRST, FIRST + len(texts))] == [
        places(text) for text in texts
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_neighbouring_characters_are_one_apart_and_a_gap_is_one_step(text: str) -> None:
    found = positions(tokens.bigrams([field_terms(text).bigrams], 0)).get(0, Counter())
    whole = spelt(text)
    assert all(whole.startswith(term, at) for term, at in found)
    pairs = {(one + other, at) for at, (one, other) in enumerate(pairwise(whole)) if is_han_pair(one, other)}
    assert {(term, at) for term, at in found if is_han_pair(*term[:2])} == pairs if pairs else True


def is_han_pair(one: str, other: str = "") -> bool:
    return [(run, is_han) for _, run, is_han in runs(one + other)] == [(one + other, True)] and bool(other)


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("医疗保", {("医", 0), ("医疗", 0), ("疗保", 1), ("保", 2)}),
        ("医", {("医", 0)}),
        ("医，，疗", {("医", 0), ("疗", 2)}),
        ("。医疗", {("医", 1), ("医疗", 1), ("疗", 2)}),
        ("改造14个", {("改", 0), ("改造", 0), ("造", 1), ("14", 2), ("个", 4)}),
        ("国发〔2020〕1号", {("国", 0), ("国发", 0), ("发", 1), ("2020", 3), ("1", 8), ("号", 9)}),
        ("𠀀𠮷a", {("𠀀", 0), ("𠀀𠮷", 0), ("𠮷", 1), ("a", 2)}),
        ("ab 3.5", {("ab", 0), ("3.5", 3)}),
        ("。，", set()),
        ("", set()),
    ],
)
def test_a_term_stands_at_its_first_character(text: str, stand: set[tuple[str, int]]) -> None:
    assert set(positions(tokens.bigrams([field_terms(text).bigrams], 0)).get(0, ())) == stand


@pytest.mark.parametrize(
    ("chars", "width"), [(0, 0), (256, 0), (257, 1), (65_536, 1), (65_537, 2)], ids=lambda value: f"{value:,}"
)
def test_the_width_of_positions_is_that_of_the_last(chars: int, width: int) -> None:
    texts = ["短", "字" * chars, ""]
    assert tokens.bigrams([field_terms(text).bigrams for text in texts], 0).position_widths.tolist() == [0, width, 0]


def test_texts_without_terms_give_no_pieces() -> None:
    for make in (tokens.words, tokens.bigrams):
        batch = make(["", "", ""], 5)
        assert (batch.pieces, batch.lengths.tolist(), batch.position_widths.tolist()) == ((), [0, 0, 0], [0, 0, 0])
