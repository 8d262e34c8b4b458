"""Where the site gets its searcher from: the composition root decides when to reopen the index."""

from __future__ import annotations

from typing import Protocol

from noticesearch.engine import Searcher


class SearcherSource(Protocol):
    """Gives the searcher of the live generation, reopened when the generation has moved.

    Called once a request; a searcher given out stays usable until that request is answered.
    """

    def __call__(self) -> Searcher:
        """The current searcher.

        Raises:
            IndexMissing: there is no index (any more); the site answers 503.
        """
