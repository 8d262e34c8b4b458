"""Sources in, pages out: folders, single files, zip archives and JSON lines, read one page at a time."""

from noticesearch_indexer.sources.read import Source, open_sources
from noticesearch_indexer.sources.refusal import SourceUnreadable, Unreadable

__all__ = ["Source", "SourceUnreadable", "Unreadable", "open_sources"]
