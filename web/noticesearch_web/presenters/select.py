"""A list to choose one value from, as a form shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values; "" is a parameter that is not given."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A parameter and its values."""

    name: str
    label: str
    options: tuple[Option, ...]
