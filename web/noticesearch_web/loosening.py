"""What weaker questions would find where one finds nothing: a few more searches."""

from __future__ import annotations

from noticesearch.engine import Searcher
from noticesearch.results import ResultPage
from noticesearch_web.marking import words_of
from noticesearch_web.presenters.filters import filters, labels_of
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.nothing import WayOut, trials, ways_out
from noticesearch_web.wording import Kind


def loosened(searcher: Searcher, answer: ResultPage, around: Surroundings, kind: Kind) -> tuple[WayOut, ...]:
    """The questions near that of *answer* with what *searcher* finds for them; none where the answer has results."""
    if answer.total:
        return ()
    query, wording = answer.query, around.wording
    active = filters(query, labels_of(answer.facets, wording), wording)
    weaker = trials(query, words_of(query), active, wording)
    return ways_out(weaker, lambda each: searcher.search(each).total, around.links, wording, kind)
