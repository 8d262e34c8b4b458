"""PDF and DOCX: printed documents without chrome, read into the lines, title and body that a page has."""

from noticesearch_indexer.extraction.documents.read import is_document, read_document, read_lines

__all__ = ["is_document", "read_document", "read_lines"]
