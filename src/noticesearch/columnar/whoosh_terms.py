"""The terms of a segment as Whoosh reads them, fields and terms in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.codec.base import EmptyCursor, FieldCursor, TermsReader
from whoosh.reading import TermInfo, TermNotFound

from noticesearch.columnar.segment_file import SegmentFile
from noticesearch.columnar.whoosh_field import WhooshField, field_facts
from noticesearch.columnar.whoosh_matcher import ColumnarMatcher

Term = tuple[str, bytes]


class ColumnarTermsReader(TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """The inverted index of one segment; closes the file it is given."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file
        self._facts = field_facts(file)
        self._fields: dict[str, WhooshField] = {}

    def __contains__(self, term: Term) -> bool:
        return self._find(*term)[1] >= 0

    def close(self) -> None:
        """Let go of the file."""
        self._fields = {}
        self._file.close()

    def indexed_field_names(self) -> list[str]:
        """The names of all fields that have terms, sorted."""
        return list(self._facts)

    def cursor(self, fieldname: str, fieldobj: Any) -> FieldCursor:  # Any: Whoosh's field
        """A cursor at the first term of a field."""
        return ColumnarCursor(self._field(fieldname), fieldobj) if fieldname in self._facts else EmptyCursor()

    def terms(self) -> Iterator[Term]:
        """All terms of all fields."""
        for name in self._facts:
            yield from ((name, term) for term in self._field(name).terms_from(0))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """The terms from *prefix* on, then those of the fields after; none when there is no such field."""
        if fieldname not in self._facts:
            return
        field = self._field(fieldname)
        yield from ((fieldname, term) for term in field.terms_from(field.place(prefix)))
        for name in self._facts:
            if name > fieldname:
                yield from ((name, term) for term in self._field(name).terms_from(0))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """As `terms`, each with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """As `terms_from`, each with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term.

        Raises:
            TermNotFound: no document holds it.
        """
        return self._field(fieldname).info(self._number(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """What a term weighs in all documents together, 0 for an unknown one."""
        field, number = self._find(fieldname, text)
        return 0.0 if field is None or number < 0 else float(field.info(number).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents hold a term."""
        field, number = self._find(fieldname, text)
        return 0 if field is None or number < 0 else field.documents(number)

    # Any: Whoosh's format and scorer.
    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ColumnarMatcher:
        """The postings of a term.

        Raises:
            TermNotFound: no document holds it.
        """
        postings = self._field(fieldname).postings(self._number(fieldname, text))
        return ColumnarMatcher(postings, (fieldname, text), format_, scorer)

    def _number(self, fieldname: str, text: bytes) -> int:
        _, number = self._find(fieldname, text)
        if number < 0:
            raise TermNotFound(f"no document holds the term {fieldname}:{text!r}")
        return number

    def _find(self, fieldname: str, text: bytes) -> tuple[WhooshField | None, int]:
        if fieldname not in self._facts:
            return None, -1
        field = self._field(fieldname)
        return field, field.find(text)

    def _field(self, name: str) -> WhooshField:
        if name not in self._fields:  # two threads may both open it, which does no harm
            self._fields[name] = WhooshField(self._file, name, self._facts[name])
        return self._fields[name]


class ColumnarCursor(FieldCursor):  # type: ignore[misc]  # Whoosh has no types
    """Goes through the terms of one field, as the field reads them from bytes."""

    def __init__(self, field: WhooshField, fieldobj: Any) -> None:  # Any: Whoosh's field
        self._field = field
        self._fieldobj = fieldobj
        self._number = 0

    def first(self) -> Any:  # Any: what the field reads: text, a number
        """Go to the first term."""
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> Any:  # Any: as `first`
        """Go to *string*, or to the first term after it."""
        self._number = self._field.place(string if isinstance(string, bytes) else self._fieldobj.to_bytes(string))
        return self.text()

    def next(self) -> Any:  # Any: as `first`
        """Go to the next term."""
        self._number = min(self._number + 1, len(self._field))
        return self.text()

    def text(self) -> Any:  # Any: as `first`
        """The term where it stands, None behind the last."""
        return self._fieldobj.from_bytes(self._field.term(self._number)) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """What is known of the term where it stands."""
        return self._field.info(self._number) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether it stands at a term."""
        return self._number < len(self._field)
