"""Sources in, pages out: folders, single files, zip archives and JSON lines, read one page at a time."""

from noticesearch_indexer.sources.read import Source, SourceUnreadable, open_sources

__all__ = ["Source", "SourceUnreadable", "open_sources"]
