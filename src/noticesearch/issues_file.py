"""Reads a file of issue types and says, with line and reason, what is wrong. Its syntax is in data/issues.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.errors import Trouble
from noticesearch.text.normalise import normalise

MAX_WEIGHT = 3
LISTS = {"strong": 3, "terms": 2, "weak": 1}  # the weight of the terms listed under each key
NEAR = "+"  # 拖欠+工资: both words, near each other
KEYS = {"name", "group", "definition", *LISTS, "otherwise", "exclusions", "examples", "inherited"}
HEAD_KEYS = {"extends", "offices", "exclusions", "type"}

Table = dict[str, object]


class IssuesInvalid(Trouble):
    """A file of issue types cannot be used; the message has a line for each mistake."""


@dataclass(frozen=True)
class IssueType:
    """One type: its group, a definition of one line, normalised terms with weights.

    Terms within one of the `exclusions` do not count; those of `otherwise` count where a text has no type at all.
    `inherited` is whether a finding may take the type from the notice's title.
    """

    name: str
    group: str
    definition: str
    terms: tuple[tuple[str, int], ...]
    otherwise: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    inherited: bool = True


@dataclass(frozen=True)
class TypesFile:
    """The types of one file, whether they add to the package's own, and what counts for none of them.

    A term right before one of `offices` names an office (教育+局); one within an exclusion names something else.
    """

    types: tuple[IssueType, ...]
    extends: bool
    offices: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()


def read_types(text: str, name: str) -> TypesFile:
    """The types in *text*; *name* is the file's, for messages. Raises `IssuesInvalid` naming every mistake."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise IssuesInvalid(f"{name}: not valid TOML: {error}") from error
    tables = content.get("type", [])
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise IssuesInvalid(f"{name}:1: expected [[type]] tables, found none; see the head of the file that ships")
    lines = _Lines(text, name)
    if mistakes := [*_head_mistakes(content, lines), *_mistakes(tables, lines)]:
        raise IssuesInvalid("\n".join(mistakes))
    offices, exclusions = (_normalised(content.get(key, ())) for key in ("offices", "exclusions"))
    return TypesFile(tuple(_type(table) for table in tables), content.get("extends") is True, offices, exclusions)


class _Lines:
    """Where in the file a type's key stands."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._lines = text.splitlines()
        self._heads = [number for number, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*type\s*\]\]", line)]

    def where(self, index: int, key: str, word: str = "") -> str:
        """`file:line` of *key* in the type of that index (-1: above the types), of the type's head where it has none.

        With a *word*, the first line from there on that has it.
        """
        head = self._heads[index] if 0 <= index < len(self._heads) else 0
        end = self._heads[index + 1] if index + 1 < len(self._heads) else len(self._lines)
        written = (n for n in range(head, end) if re.match(rf'\s*"?{re.escape(key)}"?\s*=', self._lines[n]))
        line = next(written, head)
        return f"{self._name}:{next((n for n in range(line, end) if word in self._lines[n]), line) + 1}"


def _head_mistakes(content: Table, lines: _Lines) -> Iterator[str]:
    """What is wrong above the first [[type]]."""
    for key in content.keys() - HEAD_KEYS:
        yield f"{lines.where(-1, key)}: unknown key {key!r}; the keys are {', '.join(sorted(HEAD_KEYS))}"
    for key in ("offices", "exclusions"):
        if not _are_words(content.get(key, ())):
            yield f"{lines.where(-1, key)}: expected {key} as a list of texts, found {content[key]!r}"
    for phrase in _words(content.get("exclusions", ())):
        if reason := _word_mistake(phrase):
            yield f"{lines.where(-1, 'exclusions', phrase)}: {reason}"


def _mistakes(tables: list[Table], lines: _Lines) -> Iterator[str]:
    names: dict[object, str] = {}
    for index, table in enumerate(tables):
        name = table.get("name")
        for key, word, reason in _table_mistakes(table):
            yield f"{lines.where(index, key, word)}: type {name!r}: {reason}"
        if name in names:
            where = lines.where(index, "name")
            yield f"{where}: type {name!r} stands twice, first at {names[name]}; rename or drop one"
        names.setdefault(name, lines.where(index, "name"))


def _table_mistakes(table: Table) -> Iterator[tuple[str, str, str]]:
    """(key, the word that is wrong or nothing, what is wrong with it) for one [[type]]."""
    for key in table.keys() - KEYS:
        yield key, "", f"unknown key {key!r}; the keys are {', '.join(sorted(KEYS))}"
    for key in ("name", "group", "definition"):
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            yield key, "", f'expected {key} as a text, found {value!r}; write {key} = "…"'
    for key in ("strong", "weak", "otherwise", "exclusions", "examples"):
        if not _are_words(table.get(key, ())):
            yield key, "", f"expected {key} as a list of texts, found {table[key]!r}"
    if type(table.get("inherited", True)) is not bool:
        yield "inherited", "", f"expected inherited as true or false, found {table['inherited']!r}"
    yield from _term_mistakes(table)


def _term_mistakes(table: Table) -> Iterator[tuple[str, str, str]]:
    weighed = table.get("terms", ())
    if not table.keys() & LISTS.keys() or not (_are_words(weighed) or isinstance(weighed, dict)) or weighed == {}:
        found = f"expected terms as a table of term = weight or as words, found {table.get('terms')!r}"
        yield "terms", "", f'{found}; write terms = {{ "危房" = 3 }} or strong = "危房 公租房"'
        return
    for term, weight in _dict(weighed).items():
        if type(weight) is not int or not 1 <= weight <= MAX_WEIGHT:
            yield "terms", term, f"expected a weight of 1 to {MAX_WEIGHT} for {term!r}, found {weight!r}"
    for key in (*LISTS, "otherwise", "exclusions"):
        value = table.get(key, ())
        for term in value if isinstance(value, dict) else _words(value):
            if reason := _word_mistake(term):
                yield key, term, reason


def _word_mistake(term: str) -> str | None:
    """What is wrong with a term or exclusion as written."""
    if len(term) < 2:
        return f"expected terms of two characters or more, found {term!r}; write the whole word"
    words = term.split(NEAR)
    if len(words) > 2 or not all(words):
        return f"expected two words around {NEAR!r}, found {term!r}; write it as 拖欠+工资"
    return None


def _type(table: Table) -> IssueType:
    """The type of a table that has no mistakes."""
    terms: dict[str, int] = {}
    for key, weight in LISTS.items():
        value = table.get(key, ())
        weighed = value if isinstance(value, dict) else dict.fromkeys(_words(value), weight)
        terms |= {normalise(term): weight for term, weight in weighed.items() if normalise(term) not in terms}
    return IssueType(
        name=str(table["name"]),
        group=str(table["group"]),
        definition=str(table["definition"]),
        terms=tuple(terms.items()),
        otherwise=_normalised(table.get("otherwise", ())),
        exclusions=_normalised(table.get("exclusions", ())),
        examples=_texts(table.get("examples", ())),
        inherited=table.get("inherited") is not False,
    )


def _dict(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _are_words(value: object) -> bool:
    """Whether *value* is a text, or a list of texts that are not empty."""
    return isinstance(value, (str, tuple)) or (
        isinstance(value, list) and all(isinstance(item, str) and item for item in value)
    )


def _words(value: object) -> tuple[str, ...]:
    """The words of a text, apart by blanks, or the texts of a list."""
    return tuple(value.split()) if isinstance(value, str) else _texts(value)


def _normalised(value: object) -> tuple[str, ...]:
    return tuple(normalise(word) for word in _words(value))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
