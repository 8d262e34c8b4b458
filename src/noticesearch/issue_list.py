"""The issue types by which an index was tagged, as a file of its generation: a reader needs no issues file for them.

The file is text, a type a line, in the order of the issues file: group, name and definition, with tabs between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.issues import IssueTypes


@dataclass(frozen=True, slots=True)
class ListedType:
    """An issue type without its terms."""

    group: str
    name: str
    definition: str


def listed(types: IssueTypes) -> tuple[ListedType, ...]:
    """*types* without their terms."""
    return tuple(ListedType(kind.group, kind.name, kind.definition) for kind in types.types)


def to_text(types: tuple[ListedType, ...]) -> str:
    """*types* as the text of a file."""
    return "".join(f"{kind.group}\t{kind.name}\t{' '.join(kind.definition.split())}\n" for kind in types)


def from_text(text: str) -> tuple[ListedType, ...]:
    """The types that `to_text` wrote.

    Raises:
        ValueError: a line is none; it is named.
    """
    return tuple(_types(text))


def _types(text: str) -> Iterator[ListedType]:
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.split("\t")
        if len(cells) != 3:
            raise ValueError(f"line {number}: expected group, name and definition, found {line[:80]!r}")
        yield ListedType(*cells)
