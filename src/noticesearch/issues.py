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

from noticesearch.issues_file import IssuesInvalid, IssueType, read_types
from noticesearch.text.normalise import normalise

__all__ = ["Classified", "IssueType", "IssueTypes", "IssuesInvalid", "TermHit", "issue_types"]

ENOUGH = 2  # weights that make a type; the file's own words for it stand in its head
LONG_CHARS = 300  # longer texts name many things in passing, so there a type must also be frequent
PER_1000_CHARS = 9  # weight that a type needs in each 1,000 characters of a long text
SHARE_OF_FIRST = 0.6  # of the weight of the text's heaviest type
MOST_TYPES = 3  # of a long text; a phrase may have any number


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term of a type in a text: text[start:end], normalised, is `term`."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Classified:
    """A type that a text has, with the terms that gave it, in reading order."""

    name: str
    hits: tuple[TermHit, ...]


@dataclass(frozen=True)
class IssueTypes:
    """The types of one file. `fingerprint` changes with anything that can change a classification."""

    types: tuple[IssueType, ...]
    fingerprint: str

    @property
    def names(self) -> tuple[str, ...]:
        """The types' names in the file's order."""
        return tuple(kind.name for kind in self.types)

    def group_of(self, name: str) -> str | None:
        """The group of a type, None for a name that no type has."""
        return next((kind.group for kind in self.types if kind.name == name), None)

    def classify(self, text: str) -> tuple[Classified, ...]:
        """The types of *text*, in the order their words stand there; for a long text its main ones only."""
        same = normalise(text)
        pairs = {same[index : index + 2] for index in range(len(same) - 1)}
        is_long = len(text) > LONG_CHARS
        least = ENOUGH if is_long else 1  # in a long text 贯彻落实 and 政策 are everywhere and say nothing
        scored = [
            (weight, found) for kind in self._beginning(pairs) for weight, found in _score(kind, same, pairs, least)
        ]
        if is_long:
            floor = PER_1000_CHARS * len(text) / 1000
            floor = max(floor, SHARE_OF_FIRST * max((weight for weight, _ in scored), default=0))
            scored = sorted((pair for pair in scored if pair[0] >= floor), key=lambda pair: -pair[0])[:MOST_TYPES]
        return tuple(sorted((found for _, found in scored), key=lambda found: found.hits[0].start))

    def _beginning(self, pairs: set[str]) -> tuple[IssueType, ...]:
        """The types, in the file's order, that have a term which begins with one of *pairs*."""
        numbers = {number for pair in pairs for number in self._by_head.get(pair, ())}
        return tuple(self.types[number] for number in sorted(numbers))

    @cached_property
    def _by_head(self) -> dict[str, tuple[int, ...]]:
        """The first two characters of each term → the numbers of the types that have such terms."""
        found: dict[str, dict[int, None]] = {}
        for number, kind in enumerate(self.types):
            for head, _ in kind.longest_first:
                found.setdefault(head, {})[number] = None
        return {head: tuple(numbers) for head, numbers in found.items()}


def _score(kind: IssueType, text: str, pairs: set[str], least: int) -> Iterator[tuple[int, Classified]]:
    """The type with its weight in the text, every occurrence counted, if the terms found, each once, are enough.

    Terms that weigh less than *least* do not count.
    """
    hits = [hit for hit in _hits(kind, text, pairs) if kind.weights[hit.term] >= least]
    if sum(kind.weights[term] for term in {hit.term for hit in hits}) >= ENOUGH:
        yield sum(kind.weights[hit.term] for hit in hits), Classified(kind.name, tuple(hits))


def _hits(kind: IssueType, text: str, pairs: set[str]) -> list[TermHit]:
    """Where the type's terms stand in *text*: longest first, none inside another or inside an exclusion.

    *pairs* are the text's pairs of neighbouring characters: a term that begins with none of them is not looked for.
    """
    found: list[TermHit] = []
    taken = set[int]()
    for term in (term for head, term in kind.longest_first if head in pairs):
        for start in _occurrences(term, text):
            end = start + len(term)
            if start not in taken or end - 1 not in taken:
                taken.update(range(start, end))
                if term not in kind.exclusions:
                    found.append(TermHit(term, start, end))
    return sorted(found, key=lambda hit: hit.start)


def _occurrences(term: str, text: str) -> Iterator[int]:
    start = text.find(term)
    while start >= 0:
        yield start
        start = text.find(term, start + len(term))


def issue_types(path: Path | None = None) -> IssueTypes:
    """The types of the file at *path*, of the package's own without one.

    Raises `IssuesInvalid`, which names every mistake with its line. A file with `extends = true` adds to our own.
    """
    return _ours() if path is None else _read(path)


@cache
def _ours() -> IssueTypes:
    text = files("noticesearch").joinpath("data/issues.toml").read_text(encoding="utf-8")
    return _types(read_types(text, "issues.toml").types)


def _read(path: Path) -> IssueTypes:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise IssuesInvalid(f"cannot read issue types from {path}: {error}; expected a UTF-8 TOML file") from error
    read = read_types(text, str(path))
    own = {kind.name for kind in read.types}
    kept = tuple(kind for kind in _ours().types if kind.name not in own) if read.extends else ()
    types = _types((*kept, *read.types))
    if mistakes := list(_wrong_examples(types, own, text, path)):
        raise IssuesInvalid("\n".join(mistakes))
    return types


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


def _types(types: tuple[IssueType, ...]) -> IssueTypes:
    rules = (types, ENOUGH, LONG_CHARS, PER_1000_CHARS, SHARE_OF_FIRST, MOST_TYPES)
    return IssueTypes(types, hashlib.sha256(repr(rules).encode()).hexdigest())
