"""Reposts (转载): notices that are one text on several sites or addresses, found among all notices of an index.

A worker sketches each notice (`sketch_of`); when a run publishes, `group` compares the sketches and reads what may be
one text. Letters that merely share a form stay apart. Why it is done so: docs/decisions/0009.
"""

from noticesearch_indexer.reposts.grouping import group
from noticesearch_indexer.reposts.sketch import sketch_of
from noticesearch_indexer.reposts.sketches import complete, read_sketches, write_sketches

__all__ = ["complete", "group", "read_sketches", "sketch_of", "write_sketches"]
