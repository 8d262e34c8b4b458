"""Says things in the reader's language; the words themselves are in texts.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from noticesearch_web.texts import TEXTS

Lang = Literal["zh", "en"]

Kind = Literal["notices", "findings"]
"""What is listed and counted: texts that say how many there are exist for each."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The interface's voice in one language: `wording("apply")`, `wording("page_number", number="12")`."""

    lang: Lang = "zh"

    def __call__(self, key: str, **values: str) -> str:
        """The text of *key* with *values* filled in; a key that is not in the table is a KeyError."""
        zh, en = TEXTS[key]
        return (zh if self.lang == "zh" else en).format(**values)

    def counted(self, key: str, number: int) -> str:
        """The text of *key* about *number* things; English has its singular under `<key>_one`."""
        return self(f"{key}_one" if number == 1 else key, count=self.number(number))

    def number(self, number: int) -> str:
        """A number for people: 1,234."""
        return f"{number:,}"

    def listed(self, words: Iterable[str]) -> str:
        """Words side by side: 织金县、德江县."""
        return ("、" if self.lang == "zh" else ", ").join(words)

    @property
    def html_lang(self) -> str:
        """The language tag of pages in this wording."""
        return "zh-CN" if self.lang == "zh" else "en"
