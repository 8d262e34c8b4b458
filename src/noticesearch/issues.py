"""Issue types (问题类型): the file that defines them, checked, and what a phrase is about by its terms.

The rules are data: src/noticesearch/data/issues.toml, or a file of the user's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

from noticesearch.issue_weights import features_of_phrase, features_of_title, issue_weights
from noticesearch.issues_file import IssuesInvalid, IssueType, TypesFile, read_types
from noticesearch.issues_matching import NEAR_CHARS, OTHERWISE, TermHit, TermMatcher, TypeHits, WeighedHit
from noticesearch.text.normalise import normalise

__all__ = ["Classified", "IssueType", "IssueTypes", "IssuesInvalid", "TermHit", "issue_types"]

STRONG = 3  # the weight of a word that decides; the file's own words for it stand in its head
ENOUGH = 2  # weights that make a type where no word decides
LONG_CHARS = 120  # longer texts name many things in passing, so there a type must also be frequent; phrases stay below
PER_1000_CHARS = 9  # weight that a type needs in each 1,000 characters of a long text
SHARE_OF_FIRST = 0.6  # of the weight of the text's heaviest type
MOST_TYPES = 3  # of a text
SURE, LIKELY = 0.2, 0.15  # probabilities: of every type of a problem but the first, and of the first
RECENT = 16  # texts whose terms are kept
MOST_WORDS = 6  # the weight of a type's words in a phrase that counts, at most


@dataclass(frozen=True, slots=True)
class Classified:
    """A type that a text has, with the terms that gave it, in reading order; `is_sure` where they are strong ones.

    `is_learned`: no term of the type stands there, but words that go with it.
    """

    name: str
    hits: tuple[TermHit, ...]
    is_sure: bool = True
    is_learned: bool = False


_Scored = tuple[int, int, list[WeighedHit]]
"""The weight of a type in a text, negative so that the heaviest is first, its number and its terms."""


@dataclass(frozen=True)
class IssueTypes:
    """The types of one file. `fingerprint` changes with anything that can change a classification."""

    types: tuple[IssueType, ...]
    fingerprint: str
    offices: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    learned: frozenset[str] = frozenset()  # the names of those with learned weights: ours, as they are

    @property
    def names(self) -> tuple[str, ...]:
        """The types' names in the file's order."""
        return tuple(kind.name for kind in self.types)

    def group_of(self, name: str) -> str | None:
        """The group of a type, None for a name that no type has."""
        return next((kind.group for kind in self.types if kind.name == name), None)

    @property
    def inherited(self) -> frozenset[str]:
        """The names of the types that a finding may take from the notice's title."""
        return frozenset(kind.name for kind in self.types if kind.inherited)

    def classify(self, text: str) -> tuple[Classified, ...]:
        """The types of *text*, in the order their words stand there; for a long text its main ones only."""
        return self._classified(normalise(text))

    def _classified(self, text: str) -> tuple[Classified, ...]:
        hits = self._hits(text)
        main = sorted(self._of_long(hits, len(text)) if len(text) > LONG_CHARS else self._of_phrase(hits))[:MOST_TYPES]
        kinds = [
            Classified(self.types[number].name, tuple(hit for _, hit in words), words[0][0] >= STRONG)
            for _, number, words in main
        ]
        return tuple(sorted(kinds, key=lambda kind: kind.hits[0].start))

    def of_problem(self, phrase: str, title: str) -> tuple[Classified, ...]:
        """The types of a problem under a notice's *title*, in the order of their words; () where none is likely.

        Types of a user's own are told by their words alone.
        """
        text = normalise(phrase)
        own = tuple(kind for kind in self._classified(text) if kind.name not in self.learned)
        if not self.learned:
            return own
        scores = issue_weights().scores(self.features_of(phrase, title))
        names = chosen({name: score for name, score in scores.items() if name in self.learned})
        found = (*(self._learned(name, text) for name in names), *own)
        return tuple(sorted(found, key=lambda kind: kind.hits[0].start))

    def main_type(self, phrase: str) -> str | None:
        """The one type that a phrase surely has whatever its notice is about, None where none is sure."""
        found = self.of_problem(phrase, "")
        return found[0].name if len(found) == 1 else None

    def features_of(self, phrase: str, title: str) -> dict[str, float]:
        """What the learned weights are for, of a problem under a notice's *title*."""
        text = normalise(phrase)
        by_words = {
            self.types[number].name: min(_weight(words), MOST_WORDS) / MOST_WORDS
            for number, words in self._hits(text).items()
        }
        of_words = (kind.name for kind in self._classified(text))
        return features_of_phrase(text, by_words, of_words) | self._features_of_title(title)

    def _learned(self, name: str, text: str) -> Classified:
        """A type of a normalised phrase with the terms that it has there, else the words that speak for it."""
        words = self._hits(text).get(self.names.index(name), ())
        if words:
            return Classified(name, tuple(hit for _, hit in sorted(words, key=lambda each: -each[0])))
        start, end = issue_weights().words_for(name, text)
        return Classified(name, (TermHit(text[start:end], start, end),), is_learned=True)

    def _of_phrase(self, hits: TypeHits) -> list[_Scored]:
        """The types of the strongest words: strong ones, else those that are enough together, else `otherwise`."""
        for deciding in (_strong, _enough, _otherwise):
            if found := [_scored(number, words) for number, weighed in hits.items() if (words := deciding(weighed))]:
                return found
        return []

    def _of_long(self, hits: TypeHits, chars: int) -> list[_Scored]:
        """The types whose strong words are frequent; 政策 and 项目 are everywhere and say nothing."""
        scored = [_scored(number, words) for number, weighed in hits.items() if (words := _strong(weighed))]
        most = max((-weight for weight, _, _ in scored), default=0)
        floor = max(PER_1000_CHARS * chars / 1000, SHARE_OF_FIRST * most)
        return [each for each in scored if -each[0] >= floor]

    def __reduce__(self) -> tuple[object, ...]:
        """To be sent to other processes, which build what finds the terms anew: the terms alone are a tenth of it."""
        return IssueTypes, (self.types, self.fingerprint, self.offices, self.exclusions, self.learned)

    @cached_property
    def _hits(self) -> Callable[[str], TypeHits]:
        """The terms of a normalised text; of a phrase they are asked for several times."""
        return lru_cache(RECENT)(TermMatcher(self.types, self.offices, self.exclusions).hits)

    @cached_property
    def _features_of_title(self) -> Callable[[str], dict[str, float]]:
        """What the learned weights are for in a title, which all findings of a notice share."""
        return lru_cache(RECENT)(
            lambda title: features_of_title(normalise(title), (kind.name for kind in self.classify(title)))
        )


def chosen(scores: Mapping[str, float]) -> list[str]:
    """The types that are likely enough by their probabilities, the likeliest first."""
    likely = sorted(scores, key=lambda name: -scores[name])[:MOST_TYPES]
    return [name for at, name in enumerate(likely) if scores[name] >= (SURE if at else LIKELY)]


def _weight(weighed: Sequence[WeighedHit]) -> int:
    """Of a type's terms in a text, each counted once."""
    return sum({hit.term: weight for weight, hit in weighed}.values())


def _scored(number: int, weighed: list[WeighedHit]) -> _Scored:
    return -sum(weight for weight, _ in weighed), number, weighed


def _strong(weighed: list[WeighedHit]) -> list[WeighedHit]:
    return [each for each in weighed if each[0] >= STRONG]


def _enough(weighed: list[WeighedHit]) -> list[WeighedHit]:
    """The words that are enough together, each counted once; none where they are not."""
    return [each for each in weighed if each[0] > OTHERWISE] if _weight(weighed) >= ENOUGH else []


def _otherwise(weighed: list[WeighedHit]) -> list[WeighedHit]:
    return [each for each in weighed if each[0] == OTHERWISE]


def issue_types(path: Path | None = None) -> IssueTypes:
    """The types of the file at *path*, of the package's own without one.

    Raises `IssuesInvalid`, which names every mistake with its line. A file with `extends = true` adds to our own.
    """
    return _ours() if path is None else _read(path)


@cache
def _ours() -> IssueTypes:
    text = files("noticesearch").joinpath("data/issues.toml").read_text(encoding="utf-8")
    return _types(read_types(text, "issues.toml"), frozenset(issue_weights().names))


def _read(path: Path) -> IssueTypes:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise IssuesInvalid(f"cannot read issue types from {path}: {error}; expected a UTF-8 TOML file") from error
    read = read_types(text, str(path))
    own = {kind.name for kind in read.types}
    types = _types(_added(read, own), _ours().learned - own) if read.extends else _types(read)
    if mistakes := list(_wrong_examples(types, own, text, path)):
        raise IssuesInvalid("\n".join(mistakes))
    return types


def _added(read: TypesFile, own: set[str]) -> TypesFile:
    """Our own types with those of *read*, which take the place of ours where they have their names."""
    ours = _ours()
    types = (*(kind for kind in ours.types if kind.name not in own), *read.types)
    return TypesFile(types, True, (*ours.offices, *read.offices), (*ours.exclusions, *read.exclusions))


def _wrong_examples(types: IssueTypes, names: set[str], text: str, path: Path) -> Iterator[str]:
    """A sentence for each example of the types *names* that is not classified as its type."""
    lines = text.splitlines()
    examples = [(kind, example) for kind in types.types if kind.name in names for example in kind.examples]
    for kind, example in examples:
        found = [classified.name for classified in types.classify(example)]
        if kind.name not in found:
            line = next((number for number, line in enumerate(lines, 1) if example in line), 1)
            instead = "、".join(found) or "no type"
            yield f"{path}:{line}: expected {example!r} to be of type {kind.name!r}, found {instead}; add a term to it"


def _types(read: TypesFile, learned: frozenset[str] = frozenset()) -> IssueTypes:
    rules = (STRONG, ENOUGH, LONG_CHARS, PER_1000_CHARS, SHARE_OF_FIRST, MOST_TYPES, NEAR_CHARS)
    weights = (sorted(learned), issue_weights().fingerprint, SURE, LIKELY) if learned else ()
    used = (read.types, read.offices, read.exclusions, rules, weights)
    fingerprint = hashlib.sha256(repr(used).encode()).hexdigest()
    return IssueTypes(read.types, fingerprint, read.offices, read.exclusions, learned)
