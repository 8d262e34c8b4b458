"""Help when nothing was found: which condition to drop, and what would remain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from noticesearch.query import Query
from noticesearch_web.links import Links
from noticesearch_web.presenters.filters import Filter, without_filters
from noticesearch_web.wording import Wording

MAX_TRIALS = 12  # searches spent on help; more conditions than that nobody reads


@dataclass(frozen=True, slots=True)
class WayOut:
    """A weaker question and how many notices answer it."""

    label: str
    remaining: str
    url: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A weaker question, not yet asked."""

    label: str
    query: Query


def ways_out(
    trials: tuple[Trial, ...], count: Callable[[Query], int], links: Links, wording: Wording
) -> tuple[WayOut, ...]:
    """The trials with their totals, the most fruitful first; what stays empty is listed without a link."""
    counted = [(count(trial.query), trial) for trial in trials[:MAX_TRIALS]]
    counted.sort(key=lambda pair: -pair[0])
    return tuple(
        WayOut(trial.label, wording.counted("remaining", total), links.search(trial.query) if total else "")
        for total, trial in counted
    )


def trials(query: Query, words: tuple[str, ...], active: tuple[Filter, ...], wording: Wording) -> tuple[Trial, ...]:
    """*query* without each of its *words*, each filter, and each way of asking narrowly, one at a time."""
    return (*_fewer_words(query, words, wording), *_fewer_filters(query, active, wording), *_wider(query, wording))


def _fewer_words(query: Query, words: tuple[str, ...], wording: Wording) -> Iterator[Trial]:
    if len(words) < 2:
        return
    for at, word in enumerate(words):
        rest = " ".join((*words[:at], *words[at + 1 :]))
        yield Trial(wording("drop_word", word=word.strip('"')), replace(query, q=rest, page=1))


def _fewer_filters(query: Query, active: tuple[Filter, ...], wording: Wording) -> Iterator[Trial]:
    for each in active:
        yield Trial(wording("drop_filter", name=each.name, value=each.label), each.without)
    if len(active) > 1 and query.q:
        yield Trial(wording("drop_filters"), without_filters(query))


def _wider(query: Query, wording: Wording) -> Iterator[Trial]:
    if query.mode == "exact":
        yield Trial(wording("use_smart"), replace(query, mode="smart", page=1))
