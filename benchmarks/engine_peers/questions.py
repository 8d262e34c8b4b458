"""The questions of the engine benchmark, drawn from the corpus itself with a fixed seed, as plans made beforehand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, combinations
from pathlib import Path
from random import Random

from benchmarks.engine_peers.corpus import SEED, Record, blocks
from noticesearch.expression import And, Contains, Enough, Expression, Or, Plan
from noticesearch.planning import plan as plan_of
from noticesearch.planning import positive_leaves
from noticesearch.query import Query
from noticesearch.text.normalise import clean, normalise
from noticesearch.text.runs import is_han, runs
from noticesearch.text.segmenter import segmenter
from noticesearch.text.terms import POSITIONS, SAME_POSITION, pairs, query_bigrams, tokenize

EACH = 20  # questions of a class
SAMPLED_OF_BLOCK = 50  # documents of which pairs of words, phrases and characters are drawn
CANDIDATES = 100  # words of a class that are looked for in every document
RARE = range(5, 51)  # documents
COMMON = (0.10, 0.50)  # share of the documents
MODERATE = (0.02, 0.10)
QUESTION_CHARS = 20
COUNTIES_ASKED = 3  # drawn as often as documents have them
NUMBERS = ("1", "2", "3", "5", "10", "19", "20", "201")
ANY = 1e-9  # of a question's weight: one word is enough
QUERIES = "queries/statutes.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its class, what is filtered by, and its words as a plan."""

    kind: str
    query: Query
    plan: Plan

    @property
    def expression(self) -> Expression:
        """What a document must hold; every question here has words."""
        if self.plan.expression is None:
            raise ValueError(f"{self.query} has no words")
        return self.plan.expression

    @property
    def leaves(self) -> tuple[Contains, ...]:
        """The words asked for."""
        return tuple(positive_leaves(self.plan.expression))


@dataclass(slots=True)
class Drawn:
    """What one pass over the corpus leaves to draw from."""

    documents: int = 0
    holding: Counter[str] = field(default_factory=Counter)
    sample: list[Record] = field(default_factory=list)
    chooser: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311

    def words(self, least: float, most: float, among: set[str] | None = None) -> list[str]:
        """The words of *among*, else all, in at least and at most so many documents, in a drawn order."""
        words = self.holding if among is None else among
        chosen = sorted(word for word in words if least <= self.holding[word] <= most)
        self.chooser.shuffle(chosen)
        return chosen

    def moderate(self, among: set[str] | None = None) -> list[str]:
        """The words that are neither rare nor common."""
        return self.words(MODERATE[0] * self.documents, MODERATE[1] * self.documents, among)


def questions(corpus: Path, data: Path) -> list[Asked]:
    """The questions of every class over a corpus."""
    drawn = _drawn(corpus)
    rare, common = _in_so_many(corpus, drawn)
    made = {
        "rare": map(word, rare),
        "common": map(word, common),
        "and": map(both, _pairs(drawn)),
        "or": map(either, zip(*[iter(drawn.moderate())] * 3, strict=False)),
        "phrase": map(word, _phrases(drawn)),
        "question": _sentences(data, drawn.chooser),
        "filter": _filtered(drawn),
        "prefix": map(beginning, chain(NUMBERS, _characters(drawn))),
    }
    asked = [Asked(kind, *each) for kind, all_of in made.items() for each in _first(all_of)]
    return [replace(each, query=replace(each.query, dup="all")) for each in asked]


Question = tuple[Query, Plan]


def word(text: str) -> Question:
    """One word or phrase."""
    return _ranked(Contains(text), (text,))


def both(words: tuple[str, ...]) -> Question:
    """All of the words."""
    return _ranked(And(tuple(map(Contains, words))), words)


def either(words: tuple[str, ...]) -> Question:
    """One of the words."""
    return _ranked(Or(tuple(map(Contains, words))), words)


def beginning(text: str) -> Question:
    """Any word that begins so; one character stands for every pair that begins with it."""
    return _ranked(Contains(text, prefix=not is_han(text)), (text,))


def _ranked(expression: Expression, texts: tuple[str, ...]) -> Question:
    """The terms that rank, as in planning: the words of each text, and its pairs of characters."""
    words = dict.fromkeys(token.text for text in texts for token in tokenize(text))
    bigrams = dict.fromkeys(term for text in texts for term in query_bigrams(text))
    return Query(q=str(expression)), Plan(expression, tuple(words), tuple(bigrams))


def _first(all_of: Iterator[Question]) -> list[Question]:
    return [each for _, each in zip(range(EACH), all_of, strict=False)]


def _drawn(corpus: Path) -> Drawn:
    drawn = Drawn()
    for block in blocks(corpus):
        drawn.documents += len(block)
        drawn.sample += drawn.chooser.sample(block, min(SAMPLED_OF_BLOCK, len(block)))
        for record in block:
            drawn.holding.update(_words(record))
    drawn.chooser.shuffle(drawn.sample)
    return drawn


def _words(record: Record) -> set[str]:
    terms = set(record.words.replace(SAME_POSITION, POSITIONS).split(POSITIONS))
    return {term for term in terms if 2 <= len(term) <= 4 and all(map(is_han, term))}


def _in_so_many(corpus: Path, drawn: Drawn) -> tuple[list[str], list[str]]:
    """Rare and common words, counted where their characters stand together, as a search finds them."""
    least, most = (share * drawn.documents for share in COMMON)
    candidates = drawn.words(RARE[0], RARE[-1])[:CANDIDATES], drawn.words(least, most)[:CANDIDATES]
    needles = {each: POSITIONS.join(["", *pairs(each), ""]) for each in chain(*candidates)}
    holding: Counter[str] = Counter()
    for block in blocks(corpus):
        for record in block:
            bigrams = f"{POSITIONS}{record.bigrams}{POSITIONS}"
            holding.update(each for each, needle in needles.items() if needle in bigrams)
    rare, common = candidates
    return (
        [each for each in rare if holding[each] in RARE],
        [each for each in common if least <= holding[each] <= most],
    )


def _pairs(drawn: Drawn) -> Iterator[tuple[str, ...]]:
    """Two words that stand in one document."""
    for record in drawn.sample:
        found = drawn.moderate(_words(record))
        yield from [pair for pair in combinations(found, 2) if not set(pair[0]) & set(pair[1])][:1]


def _phrases(drawn: Drawn) -> Iterator[str]:
    """Four to eight characters from anywhere in a document, no word of the dictionary."""
    for record in drawn.sample:
        han = [run for _, run, is_han_run in runs(normalise(record.body)) if is_han_run and len(run) >= 8]
        if han:
            run, chars = drawn.chooser.choice(han), drawn.chooser.randint(4, 8)
            start = drawn.chooser.randint(0, len(run) - chars)
            if not segmenter().known(run[start : start + chars]):
                yield run[start : start + chars]


def _sentences(data: Path, chooser: Random) -> Iterator[Question]:
    """What people asked, the beginning of it; a document must hold one of the words."""
    lines = (data / QUERIES).read_text(encoding="utf-8").splitlines()
    chooser.shuffle(lines)
    for line in lines:
        query = Query(q=clean(json.loads(line)["query"])[:QUESTION_CHARS])
        plan = plan_of(query)
        leaves = tuple(positive_leaves(plan.expression))
        if len(leaves) >= 3 and all(len(leaf.text) > 1 and all(map(is_han, leaf.text)) for leaf in leaves):
            yield query, replace(plan, expression=Enough(leaves, ANY))


def _filtered(drawn: Drawn) -> Iterator[Question]:
    """A word within three counties and two years."""
    for text in drawn.moderate():
        query, plan = word(text)
        year = drawn.chooser.randint(2012, 2023)
        chosen: set[str] = set()
        while len(chosen) < COUNTIES_ASKED:
            chosen.add(drawn.chooser.choice(drawn.sample).county)
        counties = tuple(sorted(chosen))
        yield replace(query, county=counties, date_from=date(year, 1, 1), date_to=date(year + 1, 12, 31)), plan


def _characters(drawn: Drawn) -> Iterator[str]:
    """Characters as often as texts have them, each once."""
    han = [char for record in drawn.sample for char in normalise(record.body) if is_han(char)]
    drawn.chooser.shuffle(han)
    yield from dict.fromkeys(han)
