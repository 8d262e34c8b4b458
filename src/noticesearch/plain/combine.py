"""The tree of a question as masks over parts. In scope notice every leaf first spreads over its notice's parts."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from noticesearch.expression import And, Contains, Enough, Expression, Not, Or, nodes
from noticesearch.plain.leaves import leaf_mask
from noticesearch.plain.postings import PartReader
from noticesearch.plain.table import Mask

Scope = Literal["notice", "part"]

ROUNDING = 1e-9  # sums of the same weights in another order differ by less


@dataclass(frozen=True, slots=True)
class Words:
    """One question's words over one index; masks of leaves are made once. For one search, in one thread."""

    reader: PartReader
    masks: dict[Contains, Mask] = field(default_factory=dict)

    def leaf(self, leaf: Contains) -> Mask:
        """The rows where *leaf* holds."""
        if leaf not in self.masks:
            self.masks[leaf] = leaf_mask(self.reader, leaf)
        return self.masks[leaf]

    def mask(self, expression: Expression, scope: Scope) -> Mask:
        """The rows where *expression* holds; in scope notice all rows of a notice or none."""
        match expression:
            case Contains():
                mask = self.leaf(expression)
                return self.reader.table.spread(mask) if scope == "notice" else mask
            case And(children):
                return reduce(np.logical_and, (self.mask(child, scope) for child in children), self._everything())
            case Or(children):
                return reduce(np.logical_or, (self.mask(child, scope) for child in children), ~self._everything())
            case Not(child):
                return ~self.reader.table.spread(self.mask(child, scope))
            case Enough():
                return self._enough(expression, scope)[0]

    def dropped(self, expression: Expression, scope: Scope) -> tuple[str, ...]:
        """The words of questions in *expression* that the answer does without, in the order asked."""
        questions = (node for node in nodes(expression) if isinstance(node, Enough))
        words = (word for question in questions for word in self._enough(question, scope)[1])
        return tuple(dict.fromkeys(words))

    def hits(self, expression: Expression) -> Mask:
        """The rows that hold a leaf which counts for the question, not one that excludes."""
        leaves = (node for node in nodes(expression) if isinstance(node, Contains))
        return reduce(np.logical_or, map(self.leaf, leaves), ~self._everything())

    def _everything(self) -> Mask:
        return np.ones(self.reader.table.rows, dtype=bool)

    def _enough(self, question: Enough, scope: Scope) -> tuple[Mask, tuple[str, ...]]:
        """Where the words that hold weigh enough; where nothing does, the best there is. And the words done without.

        Weights and what is reachable are taken over the whole index: filters do not change what is enough.
        """
        masks = [self.mask(child, scope) for child in question.children]
        weights = [self._weight(child) for child in question.children]
        held = sum(
            (mask * weight for mask, weight in zip(masks, weights, strict=True)), np.zeros(len(self._everything()))
        )
        best = float(held.max(initial=0.0))
        if best == 0.0:
            return ~self._everything(), ()
        needed = question.share * sum(weights)
        mask: NDArray[np.bool_] = held >= min(needed, best) - ROUNDING
        mask &= held > 0
        relaxed = best < needed - ROUNDING
        missing = [not (found & mask).any() if relaxed else not found.any() for found in masks]
        return mask, tuple(child.text for child, gone in zip(question.children, missing, strict=True) if gone)

    def _weight(self, leaf: Contains) -> float:
        """The idf of a leaf over notices; 0 for one that holds nowhere, which no notice can be asked for."""
        holding = int(self.reader.table.any_part(self.leaf(leaf)).sum())
        notices = len(self.reader.table.first)
        return math.log(1 + (notices - holding + 0.5) / (holding + 0.5)) if holding else 0.0
