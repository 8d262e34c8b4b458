"""The Whoosh schema of a part: terms for each area of its text, and columns for everything else.

Nothing is a stored field: Whoosh keeps those as pickles, columns as plain bytes.
"""

from __future__ import annotations

from typing import Literal

from whoosh.columns import CompressedBytesColumn, NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, Schema

from noticesearch.plain.fields import PreparedField

SCHEMA_VERSION = 3  # raise it when a field is added, dropped or filled otherwise: older indexes are then built anew

Area = Literal["title", "text", "context", "docno"]
"""The texts of a part that are searched, each apart: a match never runs from one into another."""

AREAS: tuple[Area, ...] = ("title", "text", "context", "docno")
RANKED: tuple[Area, ...] = ("title", "text", "context")  # the areas that have a words field and count for the score

SEPARATOR = "\x1f"  # between the values of one column
VALUE_COLUMNS = (
    "county",
    "former_county",
    "issue",
    "status",
    "province",
    "prefecture",
    "source",
    "site",
    "mention",
    "published",
    "written",
)
LENGTHS = tuple((area, kind) for kind in ("words", "bigrams") for area in RANKED)
"""What the `lengths` column holds, in this order, as unsigned 32-bit little-endian numbers: terms in a field."""


def part_schema() -> Schema:
    """A new schema; every part fills every column, because Whoosh 2.7.4 misreads columns with gaps at the end."""
    schema = Schema(notice=ID(sortable=True), number=COLUMN(NumericColumn("i", default=-1)))
    for area in RANKED:
        schema.add(words_field(area), PreparedField(positions=True))
    for area in AREAS:
        schema.add(bigrams_field(area), PreparedField(positions=False))
        schema.add(area, COLUMN(CompressedBytesColumn()))
    for name in VALUE_COLUMNS:
        schema.add(name, COLUMN(VarBytesColumn()))
    schema.add("lengths", COLUMN(VarBytesColumn()))
    schema.add("json", COLUMN(CompressedBytesColumn()))
    return schema


def words_field(area: Area) -> str:
    """The name of an area's words field."""
    return f"{area}_words"


def bigrams_field(area: Area) -> str:
    """The name of an area's bigrams field."""
    return f"{area}_bigrams"
