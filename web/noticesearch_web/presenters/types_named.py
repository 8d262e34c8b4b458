"""A question whose words name an issue type, asked of the type: few notices call what they tell by its name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from noticesearch.planning.words import cut
from noticesearch.query import Query
from noticesearch_web.presenters.nothing import Trial

MAX_NAMED = 3  # types offered; each costs a search
MAX_WORDS = 4  # of a type's name: 形式主义 官僚主义 has two


def types_named(query: Query, words: tuple[str, ...], types: Collection[str]) -> tuple[Trial, ...]:
    """*query* with a type of *types* in place of that one of its *words* that names it; none where types are selected.

    哪些县医疗保障有问题 is one of the words, as typed; quoted words and those with operators are taken at their word.
    """
    if query.issue:
        return ()
    named = {kind: at for at, word in enumerate(words) for kind in _named(word, types)}
    return tuple(
        Trial(kind, replace(query, q=" ".join((*words[:at], *words[at + 1 :])), mode="smart", issue=(kind,), page=1))
        for kind, at in list(named.items())[:MAX_NAMED]
    )


def _named(chunk: str, types: Collection[str]) -> Iterator[str]:
    """The types that words of *chunk* make that follow on one another: 饮水安全 is two words to a dictionary."""
    if not chunk.replace(",", "").isalnum():
        return
    words = cut(chunk).words
    for first in range(len(words)):
        for last in range(first, min(first + MAX_WORDS, len(words))):
            if (name := "".join(words[first : last + 1])) in types:
                yield name
