"""The Whoosh schema of a columnar index: a field for each kind of terms of each area, its terms made beforehand."""

from __future__ import annotations

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Frequency, Positions

from noticesearch.columnar.layout import FIELDS

SCHEMA_VERSION = 4  # raise it when a segment holds something else or means it otherwise: older indexes are built anew


class TermsField(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose terms are made elsewhere: no analyser runs inside Whoosh."""

    def __init__(self, *, positions: bool) -> None:
        super().__init__(Positions() if positions else Frequency(), analyzer=None, scorable=True)


def notice_schema() -> Schema:
    """A new schema; a document is a part, and what is stored of it is its notice's id and its number therein."""
    fields = {field.name: TermsField(positions=field.has_positions) for field in FIELDS}
    return Schema(notice=STORED(), part=STORED(), **fields)
