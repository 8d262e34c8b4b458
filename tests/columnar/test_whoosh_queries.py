"""Whoosh's own searcher over our segments answers as over its own, whatever it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from whoosh import query
from whoosh.query import spans
from whoosh.searching import Searcher

from noticesearch.columnar.layout import FIELDS
from tests.columnar.whoosh_peers import Peers, notice_peers
from tests.plain.corpus import seeded

SAME = 1e-9
QUESTIONS = 250
LAYOUTS = {"one segment": ((60,), 0), "three segments": ((90, 18, 3), 0), "with deletions": ((90, 18, 3), 20)}
WORDS = tuple(field.name for field in FIELDS if not field.has_positions)
BIGRAMS = tuple(field.name for field in FIELDS if field.has_positions)


@pytest.fixture(scope="module", params=LAYOUTS.values(), ids=list(LAYOUTS))
def peers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peers]:
    sizes, removed = request.param
    found = notice_peers(tmp_path_factory.mktemp("peers"), sizes, removed)
    yield found
    found.close()


Kinds = tuple[Callable[[], query.Query], ...]


class Asker:
    """Makes random questions of the terms that an index holds, and of some that it does not."""

    def __init__(self, random: Random, searcher: Searcher) -> None:
        self.random = random
        reader = searcher.reader()
        self.terms = {field.name: [*reader.field_terms(field.name)] for field in FIELDS}

    def question(self, depth: int = 2, *, of_terms: bool = False) -> query.Query:
        """Any question, or one whose leaves are terms, whose postings Whoosh reads one by one as we give them."""
        if depth and self.random.random() < 0.7:
            parts = range(self.random.choice((2, 2, 3, 6)))
            return self.compound([self.question(depth - 1, of_terms=of_terms) for _ in parts], of_terms)
        return self.leaf(of_terms)

    def leaf(self, of_terms: bool) -> query.Query:
        name = self.random.choice((*WORDS, *BIGRAMS))
        term, pattern = self.term(name), "?" + "*" * self.random.randrange(2)
        terms: Kinds = (
            lambda: query.Term(name, term),
            lambda: query.Term(name, term, boost=self.random.choice((0.5, 3.0))),
            lambda: query.Term(name, "鑫鑫"),
            self.phrase,
        )
        others: Kinds = (
            lambda: query.Prefix(name, term[:1]),
            lambda: query.Wildcard(name, term[:1] + pattern),
            lambda: query.FuzzyTerm(
                name, term, maxdist=self.random.choice((1, 2)), prefixlength=self.random.choice((0, 1))
            ),
            lambda: query.TermRange(name, *sorted((term, self.term(name))), self.flag(), self.flag()),
            lambda: query.Every(name),
            lambda: query.Every(),
        )
        return self.random.choice(terms if of_terms or self.flag() else others)()

    def compound(self, many: list[query.Query], of_terms: bool) -> query.Query:
        one, other, *_ = many
        kinds: Kinds = (
            lambda: query.And(many),
            lambda: query.Or(many),
            lambda: query.Or(many, boost=2.5),
            lambda: query.DisjunctionMax(many),
            lambda: query.AndNot(one, other),
            lambda: query.AndMaybe(one, other),
        )
        others: Kinds = (
            lambda: query.And([one, query.Not(other)]),
            lambda: query.Or([one, query.Not(other)]),
            lambda: query.ConstantScoreQuery(one, 1.5),
        )
        return self.random.choice(kinds if of_terms else (*kinds, *others))()

    def span(self) -> query.Query:
        name = self.random.choice(BIGRAMS)
        one, other = (query.Term(name, self.term(name)) for _ in range(2))
        return self.random.choice(
            (
                spans.SpanFirst(one, limit=3),
                spans.SpanNear(one, other, slop=4, ordered=self.flag()),
                spans.SpanNear2([one, other], slop=3, ordered=self.flag()),
                spans.SpanNot(one, other),
                spans.SpanOr([one, other]),
                spans.SpanContains(one, other),
                spans.SpanBefore(one, other),
                spans.SpanCondition(one, other),
            )
        )

    def phrase(self) -> query.Query:
        """Two or three pairs that overlap, as a text that has their characters side by side has them."""
        name = self.random.choice(BIGRAMS)
        words = [self.term(name)]
        for _ in range(self.random.randint(1, 2)):
            after = [term for term in self.terms[name] if len(term) == 2 and term[0] == words[-1][-1]]
            words.append(self.random.choice(after) if after else self.term(name))
        return query.Phrase(name, words, slop=self.random.choice((1, 1, 2)))

    def term(self, name: str) -> str:
        found: str = self.random.choice(self.terms[name])
        return found

    def flag(self) -> bool:
        return self.random.random() < 0.5


def hits(searcher: Searcher, asked: query.Query, limit: int | None) -> tuple[list[int], list[float], int]:
    """Documents in order, their scores, and how many there are in all."""
    results = searcher.search(asked, limit=limit)
    return [number for _, number in results.top_n], [score for score, _ in results.top_n], len(results)


def outcome(searcher: Searcher, asked: query.Query) -> Any:  # Any: hits, or the error that Whoosh has in store
    try:
        return hits(searcher, asked, None)
    except Exception as error:
        return type(error)


def test_questions_are_answered_alike(peers: Peers) -> None:
    asker = Asker(seeded(1), peers.stock)
    answered = found = 0
    for _ in range(QUESTIONS):
        asked = asker.span() if asker.random.random() < 0.2 else asker.question()
        wanted, given = outcome(peers.stock, asked), outcome(peers.ours, asked)
        if not isinstance(wanted, type):  # else Whoosh cannot answer it over its own segments either
            assert (given[0], given[2]) == (wanted[0], wanted[2]), asked
            assert given[1] == pytest.approx(wanted[1], abs=SAME), asked
            answered += 1
            found += bool(wanted[0])
    assert answered > 0.95 * QUESTIONS
    assert found > 0.6 * answered


def test_the_first_ten_are_the_best_ten_and_the_total_is_right(peers: Peers) -> None:
    """Over Whoosh's own segments they are not: it leaves out what it takes for too bad, and what it counts with it."""
    asker = Asker(seeded(2), peers.stock)
    many = 0
    for _ in range(QUESTIONS):
        asked = asker.question(of_terms=True)
        documents, scores, total = hits(peers.stock, asked, None)
        ten = hits(peers.ours, asked, 10)
        assert (ten[0], ten[2]) == (documents[:10], total), asked
        assert ten[1] == pytest.approx(scores[:10], abs=SAME), asked
        many += total > 10
    assert many > QUESTIONS / 3
