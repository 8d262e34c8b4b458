"""The tree of a question as sets: of rows in scope part, of notices in scope notice."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from noticesearch.columnar.index import Index
from noticesearch.columnar.leaves import leaf_rows
from noticesearch.columnar.sets import NOTHING, Items, Mask, both, clear, sums, union, within, without
from noticesearch.expression import And, Contains, Enough, Expression, Not, Or, nodes

Scope = Literal["notice", "part"]

ROUNDING = 1e-9  # sums of the same weights in another order differ by less


@dataclass(frozen=True, slots=True)
class Words:
    """One question's words over one index; the rows of leaves are found once. For one search, in one thread."""

    index: Index
    rows: dict[Contains, Items] = field(default_factory=dict)

    def leaf(self, leaf: Contains) -> Items:
        """The rows where *leaf* holds."""
        if leaf not in self.rows:
            self.rows[leaf] = leaf_rows(self.index, leaf)
        return self.rows[leaf]

    def holding(self, expression: Expression, scope: Scope) -> Items:
        """The rows, or in scope notice the notices, where *expression* holds."""
        match expression:
            case Contains():
                rows = self.leaf(expression)
                return self.index.notices_of(rows) if scope == "notice" else rows
            case And(children):
                return self._all(children, scope)
            case Or(children):
                return union([self.holding(child, scope) for child in children], self._size(scope))
            case Not(child):
                return without(self._everything(scope), self._excluded(child, scope), self._size(scope))
            case Enough():
                return self._enough(expression, scope)[0]

    def dropped(self, expression: Expression, scope: Scope) -> tuple[str, ...]:
        """The words of questions in *expression* that the answer does without, in the order asked."""
        questions = (node for node in nodes(expression) if isinstance(node, Enough))
        words = (word for question in questions for word in self._enough(question, scope)[1])
        return tuple(dict.fromkeys(words))

    def hits(self, expression: Expression, rows: Items) -> Mask:
        """Which of *rows* hold a leaf that counts for the question, not one that excludes."""
        found = np.zeros(len(rows), dtype=bool)
        for node in nodes(expression):
            if isinstance(node, Contains):
                found |= within(rows, self.leaf(node), self.index.rows)
        return found

    def _all(self, children: tuple[Expression, ...], scope: Scope) -> Items:
        size = self._size(scope)
        wanted = [self.holding(child, scope) for child in children if not isinstance(child, Not)]
        found = self._everything(scope) if not wanted else NOTHING
        for nth, each in enumerate(sorted(wanted, key=len)):
            found = both(found, each, size) if nth else each
        for child in children:
            if isinstance(child, Not):
                found = without(found, self._excluded(child.child, scope), size)
        return found

    def _excluded(self, child: Expression, scope: Scope) -> Items:
        """What *child* excludes: the whole notice where it holds in one part."""
        found = self.holding(child, scope)
        return found if scope == "notice" else self.index.rows_of(self.index.notices_of(found))

    def _everything(self, scope: Scope) -> Items:
        return self.index.every_row if scope == "part" else self.index.every_notice

    def _size(self, scope: Scope) -> int:
        return self.index.rows if scope == "part" else self.index.notices

    def _enough(self, question: Enough, scope: Scope) -> tuple[Items, tuple[str, ...]]:
        """Where the words that hold weigh enough; where nothing does, the best there is. And the words done without.

        Weights and what is reachable are taken over the whole index: filters do not change what is enough.
        """
        size = self._size(scope)
        sets = [self.holding(child, scope) for child in question.children]
        weights = [self._weight(child) for child in question.children]
        some = union(sets, size)
        if not len(some):
            return NOTHING, ()
        totals = sums(size)
        for each, weight in zip(sets, weights, strict=True):
            np.add.at(totals, each, weight)
        held = totals.take(some)
        clear(totals, [some])
        best, needed = float(held.max()), question.share * sum(weights)
        enough = some if needed <= 0 else some[held >= min(needed, best) - ROUNDING]
        relaxed = best < needed - ROUNDING
        missing = [not (len(both(each, enough, size)) if relaxed else len(each)) for each in sets]
        return enough, tuple(child.text for child, gone in zip(question.children, missing, strict=True) if gone)

    def _weight(self, leaf: Contains) -> float:
        """The idf of a leaf over notices; 0 for one that holds nowhere, which no notice can be asked for."""
        holding = len(self.index.notices_of(self.leaf(leaf)))
        notices = self.index.live_notices
        return math.log(1 + (notices - holding + 0.5) / (holding + 0.5)) if holding else 0.0
