"""What weaker questions would find where one finds nothing, and what a type that is named: a few more searches."""

from __future__ import annotations

from noticesearch.engine import Searcher
from noticesearch.results import ResultPage
from noticesearch_web.marking import words_of
from noticesearch_web.presenters.filters import filters, labels_of
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.nothing import WayOut, trials, ways_out
from noticesearch_web.presenters.types_named import types_named
from noticesearch_web.wording import Kind


def loosened(searcher: Searcher, answer: ResultPage, around: Surroundings, kind: Kind) -> tuple[WayOut, ...]:
    """The questions near that of *answer* with what *searcher* finds for them; none where the answer has results."""
    if answer.total:
        return ()
    query, wording = answer.query, around.wording
    active = filters(query, labels_of(answer.facets, wording), wording)
    weaker = trials(query, words_of(query), active, wording)
    return ways_out(weaker, lambda each: searcher.search(each).total, around.links, wording, kind)


def by_type(searcher: Searcher, answer: ResultPage, around: Surroundings, kind: Kind) -> tuple[WayOut, ...]:
    """The issue types that *answer*'s question names, where they have more than its words find."""
    query, wording = answer.query, around.wording
    missing = {word for warning in answer.warnings if warning.code == "relaxed" for word in warning.words}
    names = {each.name for each in searcher.issue_types()} if query.q else set()
    counted = [(searcher.search(each.query).total, each) for each in types_named(query, words_of(query), names)]
    return tuple(
        WayOut(each.label, wording.counted(f"remaining_{kind}", total), around.links.search(each.query))
        for total, each in counted
        if total > (0 if each.label in missing else answer.total)
    )
