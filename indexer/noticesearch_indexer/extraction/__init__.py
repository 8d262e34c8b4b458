"""Chrome removal: a page as scraped in, its content (title, body, fields with evidence) or a `Rejection` out."""

from noticesearch_indexer.extraction.extract import extract

__all__ = ["extract"]
