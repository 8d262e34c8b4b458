"""The query language: words, "phrase", -word, OR, ( ), title:, docno:, prefix 住房*; text in, expression out.

What is merely clumsy (odd quotes, a bracket or an OR left over) is repaired with a warning; only what would be costly
or has no meaning is refused. Knows nothing of word boundaries: that is `noticesearch.planning`.
"""

from noticesearch.grammar.parser import MAX_DEPTH, MAX_QUERY_CHARS, MAX_TERMS, Parsed, joined, parse
from noticesearch.grammar.refusal import QueryRefused

__all__ = ["MAX_DEPTH", "MAX_QUERY_CHARS", "MAX_TERMS", "Parsed", "QueryRefused", "joined", "parse"]
