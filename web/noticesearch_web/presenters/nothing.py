"""Help when nothing was found: which condition to drop or to loosen, and what would remain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from noticesearch.grammar import QueryRefused, parse
from noticesearch.planning.question_words import question_words
from noticesearch.planning.words import cut
from noticesearch.query import Query
from noticesearch.text.runs import is_han
from noticesearch.text.terms import tokenize
from noticesearch_web.links import Links
from noticesearch_web.presenters.filters import Filter, without_filters
from noticesearch_web.wording import Kind, Wording

MAX_TRIALS = 12  # searches spent on help; more conditions than that nobody reads


@dataclass(frozen=True, slots=True)
class WayOut:
    """A weaker question and how many results answer it."""

    label: str
    remaining: str
    url: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A weaker question, not yet asked."""

    label: str
    query: Query


def ways_out(
    trials: tuple[Trial, ...], count: Callable[[Query], int], links: Links, wording: Wording, kind: Kind
) -> tuple[WayOut, ...]:
    """The trials with their totals, the most fruitful first; what stays empty is listed without a link.

    Where all stay empty there is nothing to list.
    """
    counted = [(count(trial.query), trial) for trial in trials[:MAX_TRIALS]]
    counted.sort(key=lambda pair: -pair[0])
    if not any(total for total, _ in counted):
        return ()
    return tuple(
        WayOut(trial.label, wording.counted(f"remaining_{kind}", total), links.search(trial.query) if total else "")
        for total, trial in counted
    )


def trials(query: Query, words: tuple[str, ...], active: tuple[Filter, ...], wording: Wording) -> tuple[Trial, ...]:
    """*query* with its *words* cut apart, without each of them, each filter, each way of asking narrowly, one at a
    time."""
    single = tuple(each for word in words for each in (cut(word).words if _is_plain(word) else (word,)))
    thinkable = (
        *_cut_apart(query, single, active, wording),
        *_fewer_words(query, single, wording),
        *_fewer_filters(query, active, wording),
        *_wider(query, wording),
    )
    return tuple(trial for trial in thinkable if _can_be_asked(trial.query))


def _can_be_asked(query: Query) -> bool:
    """Whether the grammar takes it: what stands for itself in exact mode, as * or ((, may be nothing in smart mode."""
    try:
        parse(query.q if query.mode == "smart" else "")
    except QueryRefused:
        return False
    return True


def _cut_apart(query: Query, words: tuple[str, ...], active: tuple[Filter, ...], wording: Wording) -> Iterator[Trial]:
    """住房推进缓慢 is looked for as it stands, since its six characters may be one word; here as 住房 推进 缓慢."""
    apart = tuple(each for word in words for each in (_segments(word.strip('"')) or (word,)))
    if apart != words:
        q = " ".join(dict.fromkeys(apart))
        looser = replace(query, q=q, mode="smart", page=1)
        yield Trial(wording("cut_apart", words=q), looser)
        if active:
            yield Trial(wording("cut_apart_everywhere", words=q), without_filters(looser))


def _segments(word: str) -> tuple[str, ...]:
    """The words in *word*, question and function words left out; none when it is no Chinese."""
    if not all(map(is_han, word)):
        return ()
    return tuple(token.text for token in tokenize(word) if token.text not in question_words().dropped)


def _is_plain(word: str) -> bool:
    """Whether *word*, printed as the grammar does, has no operator: no quotes, group, field, minus or star."""
    return word.replace(",", "").isalnum()


def _fewer_words(query: Query, words: tuple[str, ...], wording: Wording) -> Iterator[Trial]:
    if len(words) < 2:
        return
    for at, word in enumerate(words):
        rest = " ".join((*words[:at], *words[at + 1 :]))
        yield Trial(wording("drop_word", word=word.strip('"')), replace(query, q=rest, page=1))


def _fewer_filters(query: Query, active: tuple[Filter, ...], wording: Wording) -> Iterator[Trial]:
    for each in active:
        yield Trial(wording("drop_filter", name=each.name.lower(), value=each.label), each.without)
    if len(active) > 1 and query.q:
        yield Trial(wording("drop_filters"), without_filters(query))


def _wider(query: Query, wording: Wording) -> Iterator[Trial]:
    if query.mode == "exact":
        yield Trial(wording("use_smart"), replace(query, mode="smart", page=1))
