"""The columnar engine: a Whoosh index whose segments are arrays in a mapped file, searched by whole-array operations.

It answers as the plain engine does, which is its oracle in the tests. docs/index-format.md has the files.
"""

from noticesearch.columnar.engine import ColumnarWriter, open_index_searcher, open_searcher
from noticesearch.columnar.schema import SCHEMA_VERSION
from noticesearch.columnar.searcher import ColumnarSearcher, Ranked
from noticesearch.columnar.segment_file import SegmentDamaged
from noticesearch.columnar.writer import PartWriter

__all__ = [
    "SCHEMA_VERSION",
    "ColumnarSearcher",
    "ColumnarWriter",
    "PartWriter",
    "Ranked",
    "SegmentDamaged",
    "open_index_searcher",
    "open_searcher",
]
