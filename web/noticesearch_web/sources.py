"""Where the site gets its searcher from, and how long a request keeps it."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Protocol

from flask import g

from noticesearch.engine import Searcher


class SearcherSource(Protocol):
    """Lends the searcher of the live generation, reopened when the generation has moved.

    `noticesearch.live.following(folder).use` is one.
    """

    def __call__(self) -> AbstractContextManager[Searcher]:
        """The current searcher, usable until the block ends.

        Raises:
            IndexTrouble: on entering, when there is no index or it cannot be opened; the site answers 503.
        """


@dataclass(frozen=True, slots=True)
class Lending:
    """One searcher a request, so that all of an answer comes from one generation."""

    source: SearcherSource

    def searcher(self) -> Searcher:
        """This request's searcher, borrowed when first asked for."""
        if "searcher" not in g:
            g.borrowed = ExitStack()
            g.searcher = g.borrowed.enter_context(self.source())
        searcher: Searcher = g.searcher
        return searcher

    def give_back(self, _error: BaseException | None) -> None:
        """Hand the searcher back at the request's end."""
        if "borrowed" in g:
            g.borrowed.close()
