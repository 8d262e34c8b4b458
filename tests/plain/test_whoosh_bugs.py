"""Bugs of Whoosh 2.7.4 that the plain engine must not inherit, each shown on an index large enough to meet it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from noticesearch.engine import AnalysedNotice, FieldTerms, PartTerms
from noticesearch.expression import And, Contains, Not, Or, Plan
from noticesearch.notice import Notice, Part
from noticesearch.plain import PartWriter, PlainSearcher, open_index_searcher
from noticesearch.query import Query
from noticesearch.results import FacetValue
from noticesearch.text.terms import field_terms

NOTICES = 700  # postings come in blocks of 128: skipping goes wrong only over several
EMPTY = FieldTerms("", "")


def body(number: int) -> str:
    """甲 in all, 乙丙 in every second, 丁戊 in every third, far more often in the last notices."""
    return "甲。" + "乙丙。" * (number % 2 == 0) + "丁戊。" * (number % 3 == 0) * (50 if number > 600 else 1)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainSearcher]:
    folder = tmp_path_factory.mktemp("index")
    writer = PartWriter(folder)
    for number in range(NOTICES):
        text = body(number)
        part = Part(((0, len(text)),), issue_types=("住房", "医疗") if number % 2 else ("住房",))
        notice = Notice(f"{number:016x}", "made", "", text, "content", (part,))
        writer.add(AnalysedNotice(notice, (PartTerms(field_terms(text), EMPTY, EMPTY),)))
    writer.commit()
    found = open_index_searcher(folder, "g", "now")
    yield found
    found.close()


def numbers(searcher: PlainSearcher, plan: Plan) -> list[int]:
    page = searcher.answer(Query(per_page=1000, sort="oldest"), plan)
    assert page.total == len(page.hits)
    return [int(hit.id, 16) for hit in page.hits]


BOTH = And((Contains("乙丙"), Contains("丁戊")))
EITHER = Or((Contains("乙丙"), Contains("丁戊")))


def test_the_first_ten_of_a_conjunction_are_its_best_ten(searcher: PlainSearcher) -> None:
    plan = Plan(BOTH, words=("乙", "丙", "丁", "戊"), bigrams=("乙丙", "丁戊"))
    ten = searcher.answer(Query(per_page=10), plan)
    everything = searcher.answer(Query(per_page=1000), plan)
    assert ten.total == len(everything.hits) == len(range(0, NOTICES, 6))
    assert [hit.id for hit in ten.hits] == [hit.id for hit in everything.hits][:10]
    assert [hit.score for hit in everything.hits] == sorted((hit.score for hit in everything.hits), reverse=True)


def test_the_total_of_a_disjunction_is_what_it_lists(searcher: PlainSearcher) -> None:
    assert numbers(searcher, Plan(EITHER)) == [n for n in range(NOTICES) if n % 2 == 0 or n % 3 == 0]


def test_a_required_word_does_not_exclude(searcher: PlainSearcher) -> None:
    assert numbers(searcher, Plan(And((Contains("甲"), EITHER, Contains("丁戊"))))) == [*range(0, NOTICES, 3)]


def test_an_excluded_word_excludes_and_scores_nothing(searcher: PlainSearcher) -> None:
    excluding = Plan(And((Contains("丁戊"), Not(Contains("乙丙")))), words=("丁", "戊"))
    alone = Plan(Contains("丁戊"), words=("丁", "戊"))
    assert numbers(searcher, excluding) == [*range(3, NOTICES, 6)]
    scores = {hit.id: hit.score for hit in searcher.answer(Query(per_page=1000), alone).hits}
    found = searcher.answer(Query(per_page=1000), excluding).hits
    assert {hit.id: hit.score for hit in found} == {hit.id: scores[hit.id] for hit in found}


def test_each_of_a_part_s_values_is_counted(searcher: PlainSearcher) -> None:
    issues = searcher.answer(Query(), Plan()).facets[1]
    assert issues.values == (FacetValue("住房", "住房", NOTICES), FacetValue("医疗", "医疗", NOTICES // 2))


def test_a_match_behind_the_first_32768_characters_is_found(tmp_path: Path) -> None:
    text = "字" * 40_000 + "乙丙"
    writer = PartWriter(tmp_path)
    notice = Notice("1" * 16, "made", "", text, "content", (Part(((0, len(text)),)),))
    writer.add(AnalysedNotice(notice, (PartTerms(field_terms(text), EMPTY, EMPTY),)))
    writer.commit()
    assert open_index_searcher(tmp_path, "g", "now").answer(Query(), Plan(Contains("字乙丙"))).total == 1
