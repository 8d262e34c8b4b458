"""Learned weights of words for issue types: which of the types whose words a problem has it is about.

A problem names places, persons and money of other fields: of 学校食堂留样不足 it is 食品药品, not 教育保障. Words alone
give every type whose word stands in the phrase; weights, learned by logistic regression from labelled phrases
(tools/train_issue_types.py), tell which are meant. A score is the probability of one type, for itself.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

DATA = "data/issue_weights.npz"
PHRASE_GRAMS, TITLE_GRAMS = (2, 3), (2,)  # characters
TITLE_SHARE = 0.5  # of the weight of a word in the title
MOST_CHARS = 400  # of a phrase and of a title: the longest labelled phrase has 120
LONGEST_WORDS = 8  # characters that are shown as what gave a type

Features = Mapping[str, float]
Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class IssueWeights:
    """`weights[feature, type]`, whole numbers in units of `scales[type]`, and the `intercepts` of the types."""

    names: tuple[str, ...]
    vocabulary: Mapping[str, int]
    weights: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]
    intercepts: npt.NDArray[np.float32]
    fingerprint: str

    def scores(self, features: Features) -> dict[str, float]:
        """The probability of each type, by name."""
        known = [
            (number, value) for name, value in features.items() if (number := self.vocabulary.get(name)) is not None
        ]
        rows = self.weights[[number for number, _ in known]].astype(np.float32)
        sums = np.array([value for _, value in known], dtype=np.float32) @ rows
        odds = np.exp(-(sums * self.scales + self.intercepts))
        return dict(zip(self.names, (1 / (1 + odds)).tolist(), strict=True))

    def words_for(self, name: str, text: str) -> tuple[int, int]:
        """text[start:end], the characters of *text*, normalised, that speak most for a type: eight at most."""
        column = self.names.index(name)
        gains = [0.0] * len(text)
        for start, end in _spans(text, PHRASE_GRAMS):
            number = self.vocabulary.get(text[start:end])
            if number is not None:
                for position in range(start, end):
                    gains[position] += float(self.weights[number, column]) / (end - start)
        return max(_windows(len(text)), key=lambda span: sum(gains[span[0] : span[1]]))


def features_of_phrase(text: str, by_words: Features, types: Iterable[str]) -> dict[str, float]:
    """What the weights are for in a normalised phrase.

    *by_words* is the weight of each type's words in it; *types* are those that the words alone give it.
    """
    found = dict.fromkeys((text[start:end] for start, end in _spans(text[:MOST_CHARS], PHRASE_GRAMS)), 1.0)
    return (
        found | {f"words:{name}": value for name, value in by_words.items()} | {f"phrase:{name}": 1.0 for name in types}
    )


def features_of_title(text: str, types: Iterable[str]) -> dict[str, float]:
    """What the weights are for in a normalised title; *types* are those that the words alone give it."""
    found = {f"title:{text[start:end]}": TITLE_SHARE for start, end in _spans(text[:MOST_CHARS], TITLE_GRAMS)}
    return found | {f"title type:{name}": TITLE_SHARE for name in types}


def _spans(text: str, lengths: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    return ((start, start + length) for length in lengths for start in range(len(text) - length + 1))


def _windows(chars: int) -> Iterator[tuple[int, int]]:
    """All stretches of a text of up to LONGEST_WORDS characters, the shorter ones first."""
    for length in range(min(2, chars), min(LONGEST_WORDS, chars) + 1):
        yield from ((start, start + length) for start in range(chars - length + 1))


@cache
def issue_weights() -> IssueWeights:
    """The weights that ship with the package, loaded once a process (20 ms)."""
    content = files("noticesearch").joinpath(DATA).read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return from_arrays(arrays, hashlib.sha256(content).hexdigest())


def from_arrays(arrays: Arrays, fingerprint: str) -> IssueWeights:
    """The weights of a file's arrays: names and vocabulary (UTF-8, a line each), weights, scales, intercepts."""
    vocabulary = bytes(arrays["vocabulary"]).decode().split("\n")
    return IssueWeights(
        tuple(bytes(arrays["names"]).decode().split("\n")),
        {feature: number for number, feature in enumerate(vocabulary)},
        arrays["weights"],
        arrays["scales"],
        arrays["intercepts"],
        fingerprint,
    )
