"""Planning: a query in, a plan out, by the rules for words in docs/query-syntax.md.

Short chunks are words as typed; long ones and sentences are cut. Up to four words are all required; five and more
without operators are a question, of which a notice must hold enough. Touches no index.
"""

from noticesearch.planning.plan import MAX_QUESTION_WORDS, MAX_REQUIRED, SHARE, plan, positive_leaves

__all__ = ["MAX_QUESTION_WORDS", "MAX_REQUIRED", "SHARE", "plan", "positive_leaves"]
