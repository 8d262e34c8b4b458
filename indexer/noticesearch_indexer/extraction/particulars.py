"""Labelled values as printed: 发布机构：某某县人民政府, in table cells, neighbouring lines or one line of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from noticesearch_indexer.extraction.document import Line
from noticesearch_indexer.extraction.labels import FIELD_OF, LABELLED, RANK_OF, WHOLE_LABEL

MAX_VALUE_CHARS = 200  # titles reach 100
_OPENERS = " \t【[（(｜|"
_EDGE = " \t:：|｜;；,，"


@dataclass(frozen=True, slots=True)
class Particular:
    """A label without its inner blanks, its value, the number of the line, and the words of both."""

    label: str
    value: str
    line: int
    text: str

    @property
    def field(self) -> str | None:
        """The field its label stands for, None when no field reads it."""
        return FIELD_OF.get(self.label)

    @property
    def rank(self) -> int:
        """The label's place among those of its field, 0 for the most trusted."""
        return RANK_OF.get(self.label, 0)


def particulars(lines: tuple[Line, ...], numbers: Iterable[int]) -> Iterator[Particular]:
    """The labelled values on the given lines, in reading order."""
    for number in numbers:
        cells = lines[number].text.split("\t")
        in_table = lines[number].tag in ("td", "th", "tr")  # a label alone there has an empty cell beside it
        following = lines[number + 1].text if number + 1 < len(lines) and not in_table else ""
        for cell, after in zip(cells, [*cells[1:], following], strict=True):
            yield from _of_cell(cell.strip(), after.partition("\t")[0].strip(), number)


def _of_cell(cell: str, after: str, number: int) -> Iterator[Particular]:
    whole = WHOLE_LABEL.fullmatch(cell)
    if whole:
        if after and not WHOLE_LABEL.fullmatch(after) and not LABELLED.match(after):
            yield from _particular(whole["label"], after, number, f"{cell} {after}")
        return
    if len(cell) > 3 * MAX_VALUE_CHARS:
        return
    found = list(LABELLED.finditer(cell))
    ends = [*(following.start() for following in found[1:]), len(cell)]
    for label, end in zip(found, ends, strict=False):  # a cell without labels has an end all the same
        yield from _particular(label["label"], cell[label.end() : end], number, cell[label.start() : end])


def _particular(label: str, value: str, number: int, text: str) -> Iterator[Particular]:
    value = value.strip(_EDGE)
    if value and len(value) <= MAX_VALUE_CHARS:
        yield Particular("".join(label.split()), value, number, _without_brackets(text))


def _without_brackets(text: str) -> str:
    """*text* without the brackets that part it from its neighbours: 来源：某某局 】【."""
    text = text.rstrip(_OPENERS)
    return text if "【" in text else text.rstrip("】 ").strip()
