"""Labelled notices as an office would type them: title, number, paragraphs, signature and date apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from noticesearch_indexer.extraction.dates import find_date
from tests.extraction.labelled import Label, labels, same_title

SETS = ("govcn_policy", "hand_gov")
MIN_CHARS = 150  # of a body: shorter ones are pictures
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}章")
_PROSE = re.compile(r"[。；：，]")
MAX_SIGNATURE, MAX_HEADING = 25, 30  # characters
DEFAULT_OFFICE, DEFAULT_NUMBER, DEFAULT_DATE = "示例县人民政府办公室", "示政办发〔2020〕12号", "2020年3月11日"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and how it is set: text, heading, attached (the title of an attached document), signed, date."""

    text: str
    form: str = "text"


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice to be printed; `written` is its ISO date."""

    name: str
    title: str
    number: str
    office: str
    written: str
    lines: tuple[Line, ...]

    @property
    def body(self) -> str:
        """What should be read from the print."""
        return "\n".join(line.text for line in self.lines)


def letters(data: Path) -> list[Letter]:
    """The labelled notices with a title and a text."""
    found = [_letter(label) for name in SETS for label in labels(data / "pages" / name) if _is_text(label)]
    return sorted(found, key=lambda letter: letter.name)


def _is_text(label: Label) -> bool:
    return bool(label.title) and len(label.body) >= MIN_CHARS


def _letter(label: Label) -> Letter:
    lines = _below_title([" ".join(line.split()) for line in label.body.split("\n") if line.strip()], label)
    at = next((number for number, line in enumerate(lines) if number and _DATE.fullmatch(line)), None)
    if at is None:
        lines += [DEFAULT_OFFICE, DEFAULT_DATE]
        at = len(lines) - 1
    written = find_date(lines[at])
    return Letter(
        label.name,
        label.title or "",
        label.doc_number or DEFAULT_NUMBER,
        lines[at - 1] if len(lines[at - 1]) <= MAX_SIGNATURE else DEFAULT_OFFICE,
        written.iso[:10] if written else "",
        tuple(Line(line, _form(number, lines, at)) for number, line in enumerate(lines)),
    )


def _below_title(lines: list[str], label: Label) -> list[str]:
    """The body without the title and the number that some labels begin with."""
    for count in range(1, 5):
        if same_title("".join(lines[:count]), label.title or ""):
            lines = lines[count:]
            break
    return lines[1:] if lines and label.doc_number and same_title(lines[0], label.doc_number) else lines


def _form(number: int, lines: list[str], at: int) -> str:
    line = lines[number]
    if number == at:
        return "date"
    if number == at - 1 and len(line) <= MAX_SIGNATURE:
        return "signed"
    if len(line) <= MAX_HEADING and _HEADING.match(line):
        return "heading"
    is_after = at < number <= at + 2 and not line.startswith("（")
    return "attached" if is_after and len(line) <= MAX_HEADING and not _PROSE.search(line) else "text"
