"""The plain engine: an index of parts in stock Whoosh 2.7.4, searched exhaustively with numpy masks.

Slow and simple on purpose: a faster engine is right when it answers as this one does. Whoosh is imported only here.
"""

from noticesearch.engine import Unindexable, WriterLocked
from noticesearch.plain.engine import PlainWriter, open_searcher
from noticesearch.plain.schema import SCHEMA_VERSION
from noticesearch.plain.searcher import PlainSearcher, open_index_searcher
from noticesearch.plain.writer import PartWriter
from noticesearch.whoosh_loading import IndexUnreadable, UnsafeIndex

__all__ = [
    "SCHEMA_VERSION",
    "IndexUnreadable",
    "PartWriter",
    "PlainSearcher",
    "PlainWriter",
    "Unindexable",
    "UnsafeIndex",
    "WriterLocked",
    "open_index_searcher",
    "open_searcher",
]
