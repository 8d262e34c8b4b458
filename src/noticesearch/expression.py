"""The tree a question's words become: what a part must hold. Every node prints itself in the query grammar.

Leaves are normalised text; a leaf matches where its characters stand together, and never begins or ends inside a run of
letters and digits (14个 is not in 114个).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from noticesearch.results import Warning

Where = Literal["all", "title", "body", "docno"]


@dataclass(frozen=True, slots=True)
class Contains:
    """The normalised *text* stands in one of the fields: title, body (text, headings and lead), docno, or all.

    With `prefix`, the last run of letters or digits may go on (iso9* finds iso9001); for Han text it changes nothing.
    """

    text: str
    where: Where = "all"
    prefix: bool = False
    quoted: bool = False

    def __str__(self) -> str:
        word = f'"{self.text}"' if self.quoted else self.text
        field = "" if self.where == "all" else f"{self.where}:"
        return f"{field}{word}{'*' if self.prefix else ''}"


@dataclass(frozen=True, slots=True)
class And:
    """All children hold, within the query's scope."""

    children: tuple[Expression, ...]

    def __str__(self) -> str:
        return " ".join(f"({child})" if isinstance(child, Or) else str(child) for child in self.children)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one child holds."""

    children: tuple[Expression, ...]

    def __str__(self) -> str:
        return " OR ".join(f"({child})" if isinstance(child, And) else str(child) for child in self.children)


@dataclass(frozen=True, slots=True)
class Not:
    """The child holds nowhere in the notice."""

    child: Expression

    def __str__(self) -> str:
        return f"-({self.child})" if isinstance(self.child, (And, Or)) else f"-{self.child}"


@dataclass(frozen=True, slots=True)
class Enough:
    """A question: the children that hold carry at least *share* of all children's idf weight."""

    children: tuple[Contains, ...]
    share: float

    def __str__(self) -> str:
        return " ".join(str(child) for child in self.children)


Expression = Contains | And | Or | Not | Enough


def nodes(expression: Expression) -> Iterator[Expression]:
    """*expression* and every node below it that does not exclude."""
    if isinstance(expression, Not):
        return
    yield expression
    for child in () if isinstance(expression, Contains) else expression.children:
        yield from nodes(child)


@dataclass(frozen=True, slots=True)
class Plan:
    """A query's words, ready for an engine.

    `expression` None means no words: filters alone. `words` and `bigrams` are the ranking terms of the fields of those
    names (positive words only, normalised). `ignored` are question and function words that were dropped. `warnings`
    say what was repaired, ignored or left out; the engine hands them on in its answer.
    """

    expression: Expression | None = None
    words: tuple[str, ...] = ()
    bigrams: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    warnings: tuple[Warning, ...] = ()
