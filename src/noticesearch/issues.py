"""Issue types (问题类型): the file that defines them, checked, and what a phrase is about by its terms.

The rules are data: src/noticesearch/data/issues.toml, or a file of the user's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Classified:
    """A type that a text has, with the terms that gave it, in reading order; `is_sure` where they are strong ones."""

    name: str
    hits: tuple[TermHit, ...]
    is_sure: bool = True


_Scored = tuple[int, int, list[WeighedHit]]
"""The weight of a type in a text, negative so that the heaviest is first, its number and its terms."""


@dataclass(frozen=True)
class IssueTypes:
    """The types of one file. `fingerprint` changes with anything that can change a classification."""

    types: tuple[IssueType, ...]
    fingerprint: str
    offices: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()

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
        hits = self._matcher.hits(normalise(text))
        main = sorted(self._of_long(hits, len(text)) if len(text) > LONG_CHARS else self._of_phrase(hits))[:MOST_TYPES]
        kinds = [
            Classified(self.types[number].name, tuple(hit for _, hit in words), words[0][0] >= STRONG)
            for _, number, words in main
        ]
        return tuple(sorted(kinds, key=lambda kind: kind.hits[0].start))

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
        return IssueTypes, (self.types, self.fingerprint, self.offices, self.exclusions)

    @cached_property
    def _matcher(self) -> TermMatcher:
        return TermMatcher(self.types, self.offices, self.exclusions)


def _scored(number: int, weighed: list[WeighedHit]) -> _Scored:
    return -sum(weight for weight, _ in weighed), number, weighed


def _strong(weighed: list[WeighedHit]) -> list[WeighedHit]:
    return [each for each in weighed if each[0] >= STRONG]


def _enough(weighed: list[WeighedHit]) -> list[WeighedHit]:
    """The words that are enough together, each counted once; none where they are not."""
    enough = sum({hit.term: weight for weight, hit in weighed}.values()) >= ENOUGH
    return [each for each in weighed if each[0] > OTHERWISE] if enough else []


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
    return _types(read_types(text, "issues.toml"))


def _read(path: Path) -> IssueTypes:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise IssuesInvalid(f"cannot read issue types from {path}: {error}; expected a UTF-8 TOML file") from error
    read = read_types(text, str(path))
    own = {kind.name for kind in read.types}
    types = _types(_added(read, own) if read.extends else read)
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


def _types(read: TypesFile) -> IssueTypes:
    rules = (STRONG, ENOUGH, LONG_CHARS, PER_1000_CHARS, SHARE_OF_FIRST, MOST_TYPES, NEAR_CHARS)
    used = (read.types, read.offices, read.exclusions, rules)
    return IssueTypes(read.types, hashlib.sha256(repr(used).encode()).hexdigest(), read.offices, read.exclusions)
