"""The straight strokes that pdfium finds on a page: borders of tables, lines between and below text."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float
from itertools import islice
from typing import Any

MAX_OBJECTS, MAX_STROKES = 300_000, 30_000  # of a document: a full page has a thousand words and borders
MAX_POINTS = 2_000  # of a path: more are a drawing

Stroke = tuple[float, float, float, float]
"""From (x, y) to (x, y)."""


class Strokes:
    """Reads the strokes of a document's pages until there are too many: a drawing's are not worth their time."""

    def __init__(self, raw: Any) -> None:  # Any: pdfium's functions have no types
        """*raw* is pypdfium2.raw."""
        self._raw = raw
        self._objects, self._strokes = MAX_OBJECTS, MAX_STROKES

    def of(self, page: Any) -> list[Stroke]:  # Any: pdfium's handles have no types
        """The strokes of a page, those of its forms left out."""
        found = list(islice(self._all(page), self._strokes))
        self._strokes -= len(found)
        return found

    def _all(self, page: Any) -> Iterator[Stroke]:  # Any: see of
        count = min(self._raw.FPDFPage_CountObjects(page), self._objects)
        self._objects -= count
        for index in range(count):
            each = self._raw.FPDFPage_GetObject(page, index)
            if each and self._raw.FPDFPageObj_GetType(each) == self._raw.FPDF_PAGEOBJ_PATH:
                yield from _of_path(each, self._raw)


def _of_path(path: Any, raw: Any) -> Iterator[Stroke]:  # Any: see Strokes
    count = raw.FPDFPath_CountSegments(path)
    matrix = raw.FS_MATRIX()
    if not 2 <= count <= MAX_POINTS or not raw.FPDFPageObj_GetMatrix(path, byref(matrix)):
        return
    x, y = c_float(), c_float()
    first = before = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            return
        kind = raw.FPDFPathSegment_GetType(segment)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and before:
            yield (*before, *point)
        if first and raw.FPDFPathSegment_GetClose(segment):
            yield (*point, *first)
        before = point
