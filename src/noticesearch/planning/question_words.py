"""The words that only say that something is asked, from data/question_words.txt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """`question` words make a sentence of a short chunk; `dropped` holds them and the function words."""

    question: frozenset[str]
    dropped: frozenset[str]


@cache
def question_words() -> QuestionWords:
    """The lists as shipped."""
    return read_question_words(files("noticesearch").joinpath("data/question_words.txt").read_text(encoding="utf-8"))


def read_question_words(text: str) -> QuestionWords:
    """The lists in *text*: lines of `question:` or `function:` and words, `#` begins a comment.

    Raises:
        ValueError: a line is neither; the message names its number.
    """
    words: dict[str, set[str]] = {"question": set(), "function": set()}
    for number, line in enumerate(text.splitlines(), start=1):
        kind, colon, rest = line.partition("#")[0].partition(":")
        if colon and kind.strip() in words:
            words[kind.strip()].update(rest.split())
        elif kind.strip():
            raise ValueError(f"question_words.txt, line {number}: expected 'question:' or 'function:', found {line!r}")
    return QuestionWords(frozenset(words["question"]), frozenset(words["question"] | words["function"]))
