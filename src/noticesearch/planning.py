"""From a query's text to a plan: which words a notice must hold, and which terms rank it."""

from __future__ import annotations

from noticesearch.expression import Plan
from noticesearch.query import Query


def plan(query: Query) -> Plan:
    """What *query*'s words ask for; a Plan without expression when it has none.

    Raises:
        QueryRefused: the text breaks a cap of the grammar; queries that `parameters.read` accepted never do.
    """
    raise NotImplementedError(query.q)
