"""Joined terms of many texts, as `engine.FieldTerms` has them, into sorted postings: arrays from end to end.

A term of up to two or three characters is its characters' numbers, no string is made of it; longer ones are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from noticesearch.columnar.records import Postings
from noticesearch.columnar.terms import CHAR_BITS, KEY_CHARS, Keys, Terms, key_of, sorted_terms
from noticesearch.text.runs import HAN_RANGES

Ints = NDArray[np.int64]
Codes = NDArray[np.uint32]

END, NEXT, SAME = 0x1D, 0x1F, 0x1E  # after a text; after a term; between the terms on one position
BIGRAM_CHARS = 2
SORT_BITS = 63
UNICODE = 0x110000


@dataclass(frozen=True, slots=True)
class Tokens:
    """Terms where they stand: their places in `codes`, their lengths in characters, their text's number."""

    codes: Codes
    starts: Ints
    lengths: Ints
    texts: Ints

    def chars(self, nth: int) -> Codes:
        """The *nth* character of each term, 0 where it has none."""
        at = np.minimum(self.starts + nth, len(self.codes) - 1)
        return np.where(self.lengths > nth, self.codes[at], np.uint32(0))


@dataclass(frozen=True, slots=True)
class Batch:
    """The postings of many texts, those of short and of long terms apart, each piece sorted.

    `lengths` are terms a text, `position_widths` the bytes of a position in each, as powers of 2.
    """

    pieces: tuple[tuple[Terms, Postings], ...]
    lengths: Ints
    position_widths: NDArray[np.uint8]


def words(texts: Sequence[str], first: int) -> Batch:
    """The postings of words fields; *texts* belong to the documents from *first* on."""
    joined = _joined([text.replace(chr(SAME), chr(NEXT)) for text in texts])
    tokens = _tokens(joined)
    pieces = tuple(_postings(joined, tokens, None, first, KEY_CHARS))
    return Batch(pieces, _lengths(tokens, len(texts)), np.zeros(len(texts), np.uint8))


def bigrams(texts: Sequence[str], first: int) -> Batch:
    """As `words`, for bigrams fields, with positions."""
    joined = _joined(texts)
    tokens = _tokens(joined)
    positions = _positions(tokens)
    pieces = tuple(_postings(joined, tokens, positions, first, BIGRAM_CHARS))
    last = positions[np.flatnonzero(np.diff(tokens.texts, append=len(texts)))]
    widths = (last > 0xFF).astype(np.uint8) + (last > 0xFFFF)
    return Batch(pieces, _lengths(tokens, len(texts)), widths)


def _lengths(tokens: Tokens, texts: int) -> Ints:
    return np.bincount(tokens.texts[tokens.lengths > 0], minlength=texts)


def _joined(texts: Sequence[str]) -> str:
    return "".join([text + chr(END) for text in texts])


def _tokens(joined: str) -> Tokens:
    """All terms of the joined texts; an empty one is a gap."""
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4")
    ends = np.flatnonzero((codes == NEXT) | (codes == END))
    starts = np.concatenate(([0], ends[:-1] + 1))[: len(ends)]
    texts = np.cumsum(codes[ends] == END)
    texts -= codes[ends] == END
    return Tokens(codes, starts, ends - starts, texts)


def _positions(tokens: Tokens) -> Ints:
    """Where each term begins, in characters of its text, a gap of any length counting as one.

    Of a run of Chinese characters come its first character, its pairs, its last character.
    """
    is_han = _is_han(tokens.chars(0))
    single, pair = is_han & (tokens.lengths == 1), is_han & (tokens.lengths == 2)
    steps = np.where(is_han, 1, np.maximum(tokens.lengths, 1))  # a gap is no character, and one step
    steps[:-1][single[:-1] & pair[1:]] = 0  # the first pair begins where its run does
    after = np.cumsum(steps)
    begin = after - steps
    first_of_text = np.flatnonzero(np.diff(tokens.texts, prepend=-1))
    return np.asarray(begin - np.repeat(begin[first_of_text], np.diff(first_of_text, append=len(begin))))


def _is_han(codes: Codes) -> NDArray[np.bool_]:
    found = np.zeros(len(codes), dtype=bool)
    for low, high in HAN_RANGES:
        found |= (codes >= low) & (codes <= high)
    return found


def _postings(
    joined: str, tokens: Tokens, positions: Ints | None, first: int, chars: int
) -> Iterator[tuple[Terms, Postings]]:
    """Sorted postings of the terms of at most *chars* characters, then of the longer ones."""
    is_long = tokens.lengths > chars
    for chosen, number in ((tokens.lengths > 0) & ~is_long, _numbered_short), (is_long, _numbered_long):
        at = np.flatnonzero(chosen)
        if len(at):
            some = Tokens(tokens.codes, tokens.starts[at], tokens.lengths[at], tokens.texts[at])
            numbered = number(joined, some, chars)
            found, postings = _sorted(numbered.numbers, some.texts, None if positions is None else positions[at], first)
            yield numbered.terms(found), postings


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number for each token, in the order of their terms, and how distinct ascending numbers become terms again."""

    numbers: Keys
    terms: Callable[[Keys], Terms]


def _numbered_short(_joined: str, tokens: Tokens, chars: int) -> Numbered:
    """By the ranks of their characters among those in use, so that few bits are needed."""
    columns = [tokens.chars(nth) for nth in range(chars)]
    used = np.zeros(UNICODE, dtype=bool)
    used[0] = True
    for column in columns:
        used[column] = True
    distinct = np.flatnonzero(used).astype(np.uint64)
    bits = np.uint64(max(int(len(distinct) - 1).bit_length(), 1))
    rank = np.cumsum(used) - 1
    numbers = np.zeros(len(tokens.starts), dtype=np.uint64)
    for column in columns:
        numbers = numbers << bits | rank[column].astype(np.uint64)

    def terms(numbers: Keys) -> Terms:
        mask = (np.uint64(1) << bits) - np.uint64(1)
        keys = np.zeros(len(numbers), dtype=np.uint64)
        for nth in range(KEY_CHARS):
            keys <<= np.uint64(CHAR_BITS)
            if nth < chars:
                keys |= distinct[numbers >> bits * np.uint64(chars - 1 - nth) & mask]
        return sorted_terms(keys, [])

    return Numbered(numbers, terms)


def _numbered_long(joined: str, tokens: Tokens, _chars: int) -> Numbered:
    """By their ranks as strings."""
    texts = [joined[at : at + size] for at, size in zip(tokens.starts.tolist(), tokens.lengths.tolist(), strict=True)]
    distinct = sorted(set(texts))
    rank = {text: at for at, text in enumerate(distinct)}
    numbers = np.fromiter(map(rank.__getitem__, texts), dtype=np.uint64, count=len(texts))

    def terms(numbers: Keys) -> Terms:
        found = [distinct[number] for number in numbers.tolist()]
        short = np.array([key_of(text) for text in found if len(text) <= KEY_CHARS], dtype=np.uint64)
        return sorted_terms(short, [text for text in found if len(text) > KEY_CHARS])

    return Numbered(numbers, terms)


def _sorted(numbers: Keys, texts: Ints, positions: Ints | None, first: int) -> tuple[Keys, Postings]:
    """The distinct numbers, ascending, and their postings."""
    position_bits = 0 if positions is None else int(positions.max()).bit_length()
    text_bits = int(texts[-1]).bit_length()
    if int(numbers.max()).bit_length() + text_bits + position_bits <= SORT_BITS:
        whole = (numbers.astype(np.int64) << text_bits | texts) << position_bits
        if positions is not None:
            whole |= positions
        whole.sort()
        pairs = whole >> position_bits
        number, text = (pairs >> text_bits).astype(np.uint64), pairs & ((1 << text_bits) - 1)
        position = whole & ((1 << position_bits) - 1)
    else:  # too much for one number of 64 bits: slower, and as right
        order = np.argsort(numbers, kind="stable")  # texts and positions ascend already
        number, text = numbers[order], texts[order]
        position = np.empty(0, np.int64) if positions is None else positions[order]
    new_term = np.diff(number, prepend=number[0] + np.uint64(1)) != 0
    posting = np.flatnonzero(new_term | (np.diff(text, prepend=-1) != 0))
    term = np.flatnonzero(new_term[posting])
    return number[posting[term]], Postings(
        counts=np.diff(term, append=len(posting)),
        documents=(text[posting] + first).astype(np.int32),
        frequencies=np.diff(posting, append=len(number)),
        positions=None if positions is None else position.astype(np.uint32),
    )
