"""What an operator may set about the site; the defaults serve a site as it comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


def no_trouble() -> str | None:
    """Nothing keeps a newer index out: what is said where nobody follows the index."""
    return None


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's name in both languages, the clock that `within=7d` counts from, and what keeps a newer index out."""

    name_zh: str = "通知检索"
    name_en: str = "Notice search"
    today: Callable[[], date] = date.today
    trouble: Callable[[], str | None] = no_trouble
