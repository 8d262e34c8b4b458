"""The normalised texts of a row, as its terms were made of them, from the stored notice."""

from __future__ import annotations

from noticesearch.columnar.index import Index
from noticesearch.columnar.layout import Area
from noticesearch.notice_json import from_json
from noticesearch.part_values import squeeze
from noticesearch.text.normalise import normalise
from noticesearch.text.terms import context_text


def area_text(index: Index, area: Area, row: int) -> str:
    """The normalised text of an area of a part."""
    number = int(index.notice_of[row])
    notice = from_json(index.notice_json(number))
    part = notice.parts[row - int(index.first[number])]
    match area:
        case "title":
            return normalise(notice.title)
        case "text":
            return normalise(notice.part_text(part))
        case "context":
            return normalise(context_text(notice, part))
        case "docno":
            return squeeze(notice.doc_number or "")
