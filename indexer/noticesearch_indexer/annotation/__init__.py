"""From content to claims: which parts a notice has, about which county, what was found and done, on what evidence.

Rules have names; docs/rules.md explains each. Nothing here reads files or pages.
"""

from noticesearch_indexer.annotation.annotate import Annotation, annotate

__all__ = ["Annotation", "annotate"]
