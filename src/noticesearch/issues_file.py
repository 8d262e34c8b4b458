"""Reads a file of issue types and says, with line and reason, what is wrong in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from noticesearch.errors import Trouble
from noticesearch.text.normalise import normalise

MAX_WEIGHT = 3
KEYS = {"name", "group", "definition", "terms", "exclusions", "examples"}

Table = dict[str, object]


class IssuesInvalid(Trouble):
    """A file of issue types cannot be used; the message has a line for each mistake."""


@dataclass(frozen=True)
class IssueType:
    """One type: its group, a definition of one line, normalised terms with weights, phrases that do not count."""

    name: str
    group: str
    definition: str
    terms: tuple[tuple[str, int], ...]
    exclusions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @cached_property
    def weights(self) -> dict[str, int]:
        """Term → weight."""
        return dict(self.terms)

    @cached_property
    def longest_first(self) -> tuple[tuple[str, str], ...]:
        """Terms and exclusions, each after its first two characters, so that the longest at a place wins."""
        terms = sorted({*self.weights, *self.exclusions}, key=lambda term: (-len(term), term))
        return tuple((term[:2], term) for term in terms)


@dataclass(frozen=True)
class TypesFile:
    """The types of one file, and whether they add to the package's own."""

    types: tuple[IssueType, ...]
    extends: bool


def read_types(text: str, name: str) -> TypesFile:
    """The types in *text*; *name* is the file's, for messages. Raises `IssuesInvalid` naming every mistake."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise IssuesInvalid(f"{name}: not valid TOML: {error}") from error
    tables = content.get("type", [])
    if not isinstance(tables, list) or not tables:
        raise IssuesInvalid(f"{name}:1: expected [[type]] tables, found none; see the head of the file that ships")
    if mistakes := list(_mistakes(tables, _Lines(text, name))):
        raise IssuesInvalid("\n".join(mistakes))
    return TypesFile(tuple(_type(table) for table in tables), content.get("extends") is True)


class _Lines:
    """Where in the file a type's key stands."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._lines = text.splitlines()
        self._heads = [number for number, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*type\s*\]\]", line)]

    def where(self, index: int, key: str) -> str:
        """`file:line` of *key* in the type of that index, of the type's head where it has no such key."""
        head = self._heads[index] if index < len(self._heads) else 0
        end = self._heads[index + 1] if index + 1 < len(self._heads) else len(self._lines)
        written = (n for n in range(head, end) if re.match(rf'\s*"?{re.escape(key)}"?\s*=', self._lines[n]))
        return f"{self._name}:{next(written, head) + 1}"


def _mistakes(tables: list[Table], lines: _Lines) -> Iterator[str]:
    names: dict[object, str] = {}
    for index, table in enumerate(tables):
        name = table.get("name")
        for key, reason in _table_mistakes(table):
            yield f"{lines.where(index, key)}: type {name!r}: {reason}"
        if name in names:
            where = lines.where(index, "name")
            yield f"{where}: type {name!r} stands twice, first at {names[name]}; rename or drop one"
        names.setdefault(name, lines.where(index, "name"))


def _table_mistakes(table: Table) -> Iterator[tuple[str, str]]:
    """(key, what is wrong with it) for one [[type]]."""
    for key in table.keys() - KEYS:
        yield key, f"unknown key {key!r}; the keys are {', '.join(sorted(KEYS))}"
    for key in ("name", "group", "definition"):
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            yield key, f'expected {key} as a text, found {value!r}; write {key} = "…"'
    for key in ("exclusions", "examples"):
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            yield key, f"expected {key} as a list of texts, found {value!r}"
    terms = table.get("terms")
    if not isinstance(terms, dict) or not terms:
        yield "terms", f'expected terms as a table of term = weight, found {terms!r}; write terms = {{ "危房" = 3 }}'
        return
    for term, weight in terms.items():
        if type(weight) is not int or not 1 <= weight <= MAX_WEIGHT:
            yield "terms", f"expected a weight of 1 to {MAX_WEIGHT} for {term!r}, found {weight!r}"
        if len(term) < 2:
            yield "terms", f"expected terms of two characters or more, found {term!r}; write the whole word"


def _type(table: Table) -> IssueType:
    """The type of a table that has no mistakes."""
    terms = {normalise(str(term)): int(str(weight)) for term, weight in _dict(table["terms"]).items()}
    return IssueType(
        name=str(table["name"]),
        group=str(table["group"]),
        definition=str(table["definition"]),
        terms=tuple(terms.items()),
        exclusions=tuple(normalise(text) for text in _texts(table, "exclusions")),
        examples=_texts(table, "examples"),
    )


def _dict(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _texts(table: Table, key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
