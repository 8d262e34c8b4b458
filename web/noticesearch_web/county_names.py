"""Counties as people write them in an address, 织金县 or 织金县 520524, made the codes that a query takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from noticesearch.gazetteer import gazetteer
from noticesearch.notice import Unit
from noticesearch.parameters import MAX_VALUE_CHARS, MAX_VALUES, Problem
from noticesearch.query import NONE_VALUE
from noticesearch.text.normalise import normalise

_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
LISTED = 5  # of the units that share a name
SHOWN_CHARS = 40  # of a name that no unit has

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Raw parameters whose counties are codes; those that cannot be told are left out and named as problems."""

    pairs: Pairs
    problems: tuple[Problem, ...]


def with_codes(pairs: Iterable[tuple[str, str]], held: Callable[[], Collection[str]]) -> Named:
    """*pairs* with counties as codes; *held* gives those of the index, which decide between units of one name.

    More counties than a query may have are left for it to refuse.
    """
    given = tuple(pairs)
    if sum(name == "county" for name, _ in given) > MAX_VALUES:
        return Named(given, ())
    kept: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for name, value in given:
        outcome = _code(value, held) if name == "county" and value.strip() else value
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            kept.append((name, outcome))
    return Named(tuple(kept), tuple(problems))


def written(code: str) -> str:
    """A county as a form shows it, name and code, to be read back."""
    unit = gazetteer().unit(code)
    return f"{unit.name} {code}" if unit else code


def _code(value: str, held: Callable[[], Collection[str]]) -> str | Problem:
    text = normalise(value[:MAX_VALUE_CHARS]).strip()
    if given := _CODE.search(text):
        return given.group()
    if text == NONE_VALUE:
        return text
    units = gazetteer().named(text)
    if len(units) > 1:
        in_index = held()
        units = tuple(unit for unit in units if unit.code in in_index) or units
    if len(units) == 1:
        return units[0].code
    return _ambiguous(text, units) if units else _unknown(text)


def _unknown(text: str) -> Problem:
    shown = text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}…"
    return Problem("county", shown, f"没有叫“{shown}”的县区。", f"no county is called {shown!r}.")


def _ambiguous(text: str, units: tuple[Unit, ...]) -> Problem:
    names = [f"{gazetteer().full_name(unit.code)} {unit.code}" for unit in units[:LISTED]]
    zh, en = "、".join(names), ", ".join(names)
    return Problem(
        "county", text, f"叫“{text}”的县区不止一个，请写代码：{zh}。", f"several counties are called {text!r}: {en}."
    )
