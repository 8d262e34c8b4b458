"""A chunk of a query cut into the words that a notice must hold: docs/query-syntax.md, docs/decisions/0007.

A short chunk is one word as typed, so that 体责任 and 织金 are found inside longer words; a longer one, or a sentence,
is cut by the segmenter. Chunks come from the grammar: normalised, their pieces joined by commas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from noticesearch.grammar.lexer import EDGE
from noticesearch.planning.question_words import question_words
from noticesearch.text.runs import RUN, is_han
from noticesearch.text.segmenter import segmenter

MAX_WORD_HAN = 6  # 脱贫攻坚战略 is one word, 落实教育扶贫政策 is cut
# With a letter or digit in it a chunk is a code, a date or an amount, and stays whole; but a sentence that has a year
# in it does not. Document numbers have up to 10 (黔脱贫攻坚领办发[2020]1号).
MAX_CODE_HAN = 12


@dataclass(frozen=True, slots=True)
class Cut:
    """A chunk's words in order, the question and function words dropped, and the text without those.

    `ignored` is empty where nothing else would remain. `stretches` has a comma where something was dropped.
    """

    words: tuple[str, ...]
    ignored: tuple[str, ...]
    stretches: str


def cut(chunk: str) -> Cut:
    """The words of *chunk*; at least one, when the chunk holds a Han character, a letter or a digit."""
    pieces = chunk.split(",")
    if not any(_is_text(piece) for piece in pieces):
        return _sorted_out(pieces, chunk)
    return _sorted_out([word for piece in pieces for word in _segmented(piece)], _without_dropped(chunk))


def together(cuts: Sequence[Cut]) -> Cut:
    """Chunks as one: a question word typed alone is dropped too, unless nothing else was typed."""
    words = [word for each in cuts for word in (*each.words, *each.ignored)]
    return _sorted_out(words, ",".join(each.stretches for each in cuts if not set(each.words) <= _dropped()))


def _sorted_out(words: Sequence[str], stretches: str) -> Cut:
    distinct = dict.fromkeys(word for word in words if RUN.search(word))
    kept = tuple(word for word in distinct if word not in _dropped())
    if not kept:
        return Cut(tuple(distinct), (), ",".join(distinct))
    return Cut(kept, tuple(word for word in distinct if word in _dropped()), stretches)


def _is_text(piece: str) -> bool:
    """Whether *piece* is running text rather than one word."""
    han = sum(map(is_han, piece))
    most = MAX_CODE_HAN if any(char.isalnum() and not is_han(char) for char in piece) else MAX_WORD_HAN
    return han > most or not question_words().question.isdisjoint(segmenter().cut(piece))


def _segmented(piece: str) -> Iterator[str]:
    """The segmenter's words, neighbouring single characters, numbers and signs joined: 2019年, 67.74%, qq群88个."""
    joined, last_is_small = "", False
    for word in segmenter().cut(piece):
        if word in _dropped():
            yield joined.strip(EDGE)
            yield word
            joined, last_is_small = "", False
            continue
        small = len(word) == 1 or not any(map(is_han, word))
        # A bracket inside a piece is a document number's, and belongs to the word before: 国发[2020]1号.
        if (small and last_is_small) or word == "[":
            joined += word
        else:
            yield joined.strip(EDGE)
            joined = word
        last_is_small = small
    yield joined.strip(EDGE)


def _without_dropped(chunk: str) -> str:
    return "".join("," if word in _dropped() else word for word in segmenter().cut(chunk)).strip(",")


def _dropped() -> frozenset[str]:
    return question_words().dropped
