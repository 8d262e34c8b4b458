"""Reposts (转载): notices that are one text on several sites or addresses, found among all notices of an index.

A worker signs each notice (`signature_of`); when a run publishes, `group` compares the signatures and reads what may be
one text. Letters that merely share a form stay apart. Why it is done so: docs/decisions/0009.
"""

from noticesearch_indexer.reposts.grouping import group
from noticesearch_indexer.reposts.signature import signature_of
from noticesearch_indexer.reposts.signatures import complete, read_signatures, write_signatures

__all__ = ["complete", "group", "read_signatures", "signature_of", "write_signatures"]
