"""What an operator may set about the site; the defaults serve a site as it comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's name in both languages, and the clock that `within=7d` counts from."""

    name_zh: str = "通知检索"
    name_en: str = "Notice search"
    today: Callable[[], date] = date.today
