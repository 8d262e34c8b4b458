"""What a question means, on a few notices one can hold in the head: the random tests cannot say what is meant."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from noticesearch.expression import And, Contains, Enough, Plan
from noticesearch.groups import Groups
from noticesearch.notice import Finding, Notice, Part, Unit
from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Facet, FacetValue, Warning
from noticesearch.text.terms import analysed
from tests.engines.engines import AnySearcher, Engine
from tests.plain import corpus

ZHIJIN_TEXT = "织金县针对危房改造滞后问题，改造14个村，约谈主体责任人。"
DEJIANG_TEXT = "德江县针对医疗保障不力问题，与余杭区结对。"


def finding(text: str, start: int, issue: str, kind: str) -> Finding:
    at = start + text.index(issue)
    span = (at, at + len(issue))
    return Finding(issue, (kind,), "", start, start + len(text), span, (span[1], span[1]))


def inspection(notice_id: str, **changes: object) -> Notice:
    """Two counties in one notice, each with its finding, like the model document."""
    lead = "省委巡视整改情况公布。"
    first, second = len(lead) + 1, len(lead) + 2 + len(ZHIJIN_TEXT)
    parts = (
        Part(((0, len(lead)),), rule="lead"),
        Part(
            ((first, first + len(ZHIJIN_TEXT)),),
            corpus.ZHIJIN,
            findings=(finding(ZHIJIN_TEXT, first, "危房改造滞后", "住房保障"),),
            issue_types=("住房保障",),
        ),
        Part(
            ((second, second + len(DEJIANG_TEXT)),),
            corpus.DEJIANG,
            findings=(finding(DEJIANG_TEXT, second, "医疗保障不力", "医疗保障"),),
            issue_types=("医疗保障",),
        ),
    )
    notice = Notice(
        id=notice_id,
        origin=notice_id,
        title="8个县整改“回头看”",
        body="\n".join((lead, ZHIJIN_TEXT, DEJIANG_TEXT)),
        how="content",
        parts=parts,
        lead=(0, len(lead)),
        published="2020-03-11T13:03:00+08:00",
        source="澎湃新闻",
        province=corpus.GUIZHOU,
        mentions=(Unit("330110", "余杭区", ("330110",)),),
    )
    return replace(notice, **changes)  # type: ignore[arg-type]  # names and types are the caller's


def plain(notice_id: str, body: str, **changes: object) -> Notice:
    """A notice of one part without county."""
    notice = Notice(notice_id, notice_id, "通知", body, "content", (Part(((0, len(body)),)),))
    return replace(notice, **changes)  # type: ignore[arg-type]  # names and types are the caller's


REPOST = inspection("b" * 16, published="2020-03-12", source="贵州日报")
NOTICES = (
    inspection("a" * 16),
    REPOST,
    plain("c" * 16, "关于住房的通知，2012年", published="2012-06-05", doc_number="国发〔2020〕 1号"),
    plain("d" * 16, "医疗与住房"),
    plain("e" * 16, "遵义县住房", parts=(Part(((0, 5),), corpus.ZUNYI),), published="2012-01-01", written="2013-01-01"),
)


@pytest.fixture(scope="module")
def searcher(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnySearcher]:
    folder = tmp_path_factory.mktemp("index")
    writer = engine.writer(folder)
    for notice in NOTICES:
        writer.add(analysed(notice))
    writer.commit()
    found = engine.open_searcher(folder, "g", "now", Groups((("a" * 16, "b" * 16),)), ())
    yield found
    found.close()


def found(searcher: AnySearcher, query: Query) -> str:
    """First letters of the hits' ids, in order."""
    return "".join(hit.id[0] for hit in searcher.search(query).hits)


def facet(searcher: AnySearcher, query: Query, name: str) -> Facet:
    return next(facet for facet in searcher.search(query).facets if facet.name == name)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        (Query("危房改造", county=("520524",)), "a"),
        (Query("危房改造", county=("520626",)), ""),
        (Query(issue=("医疗保障",), county=("520626",)), "a"),
        (Query(issue=("医疗保障",), county=("520524",)), ""),
        (Query(county=("330110",)), ""),
        (Query(mention=("330110",)), "a"),
        (Query("主体责任 医疗保障"), "a"),
        (Query("主体责任 医疗保障", scope="part"), ""),
        (Query("体责任"), "a"),
        (Query('"余杭区结对"'), "a"),
        (Query("4个"), ""),
        (Query("下载客户端"), ""),
        (Query("省委巡视", county=("520626",)), "a"),
        (Query("回头看 德江县", scope="part"), "a"),
        (Query("危房改造", where="title"), ""),
        (Query("住房 -医疗", sort="oldest"), "ec"),
        (Query("整改 -医疗"), ""),
        (Query(county=("520304",)), "e"),
        (Query(county=("520321",)), "e"),
        (Query(not_county=("520524",), sort="oldest"), "ecad"),
        (Query('docno:"国发[2020]1号"'), "c"),
        (Query(date_from=date(2012, 6, 5), date_to=date(2020, 3, 11), sort="oldest"), "ca"),
        (Query(date_from=date(2013, 1, 1), date_field="written"), "e"),
        (Query(year=("2012",), sort="newest"), "ce"),
        (Query(year=(NONE_VALUE,)), "d"),
        (Query(county=(NONE_VALUE,), sort="newest"), "cd"),
        (Query(issue=(NONE_VALUE,), sort="newest"), "ced"),
        (Query(province=(NONE_VALUE,), sort="newest"), "cd"),
        (Query(prefecture=("520300",)), "e"),
        (Query(source=("贵州日报",)), "b"),
        (Query(source=("澎湃新闻", NONE_VALUE), sort="newest"), "aced"),
        (Query(dup="all", sort="newest"), "baced"),
        (Query(sort="oldest"), "ecad"),
        (Query(), "aced"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_question_finds_what_it_means(searcher: AnySearcher, query: Query, hits: str) -> None:
    assert found(searcher, query) == hits


def test_a_repost_counts_once_and_the_earliest_that_matches_stands_for_it(searcher: AnySearcher) -> None:
    (hit,) = searcher.search(Query("危房改造")).hits
    assert (hit.id, hit.duplicates) == ("a" * 16, 1)
    (hit,) = searcher.search(Query("危房改造", source=("贵州日报",))).hits
    assert (hit.id, hit.duplicates) == ("b" * 16, 0)


def test_a_hit_shows_the_parts_and_findings_that_match(searcher: AnySearcher) -> None:
    (hit,) = searcher.search(Query("余杭区")).hits
    assert hit.parts == (2,)
    assert [finding.issue for finding in hit.findings] == ["医疗保障不力"]
    assert hit.counties == (corpus.ZHIJIN, corpus.DEJIANG)
    assert hit.issues == ("住房保障", "医疗保障")


def test_an_issue_filter_shows_only_findings_of_that_issue(searcher: AnySearcher) -> None:
    (hit,) = searcher.search(Query("整改", issue=("住房保障",), scope="notice")).hits
    assert [finding.issue for finding in hit.findings] == ["危房改造滞后"]


def test_a_facet_is_counted_without_its_own_filter_and_selected_values_come_first(searcher: AnySearcher) -> None:
    assert facet(searcher, Query("住房", county=("520524",)), "county") == Facet(
        "county",
        (
            FacetValue("520524", "织金县", 0, selected=True),
            FacetValue(NONE_VALUE, "未识别", 2),
            FacetValue("520304", "播州区（原遵义县）", 1),
        ),
        distinct=1,
        missing=2,
    )


def test_an_abolished_county_is_listed_only_when_it_is_asked_for(searcher: AnySearcher) -> None:
    assert [value.value for value in facet(searcher, Query("遵义县"), "county").values] == ["520304"]
    asked = facet(searcher, Query("遵义县", county=("520321",)), "county").values
    assert [(value.value, value.label, value.count) for value in asked] == [
        ("520321", "遵义县（已撤销）", 1),
        ("520304", "播州区（原遵义县）", 1),
    ]


def test_years_are_those_of_the_date_asked_for(searcher: AnySearcher) -> None:
    written = facet(searcher, Query(date_field="written"), "year")
    assert [(value.label, value.count) for value in written.values] == [("未注明", 3), ("2013", 1)]


def test_words_in_one_part_rank_before_words_spread_over_a_notice(searcher: AnySearcher) -> None:
    plan = Plan(And((Contains("医疗"), Contains("住房"))), words=("医疗", "住房"), bigrams=("医疗", "住房"))
    hits = searcher.answer(Query(), plan).hits
    assert [hit.id[0] for hit in hits] == ["d"]
    plan = Plan(And((Contains("针对"), Contains("余杭"))), words=("针对", "余杭"))
    whole, spread = (searcher.answer(Query(scope=scope), plan).hits[0].score for scope in ("part", "notice"))
    assert whole == spread


def test_a_page_beyond_the_last_is_the_last_and_says_so(searcher: AnySearcher) -> None:
    page = searcher.search(Query(page=9, per_page=3))
    assert (page.total, page.page, page.pages, page.next, len(page.hits)) == (4, 2, 2, None, 1)
    message_en = "There is no page 9; this is page 2"
    assert page.warnings == (Warning("clamped", "没有第 9 页，显示第 2 页", message_en=message_en),)
    assert searcher.search(Query(per_page=3)).next == 2


def test_a_question_that_nothing_answers_wholly_gives_the_nearest_and_names_what_it_lacks(
    searcher: AnySearcher,
) -> None:
    words = tuple(Contains(word) for word in ("遵义县", "余杭区", "火星"))
    page = searcher.answer(Query(scope="part"), Plan(Enough(words, share=0.9)))
    assert [hit.id[0] for hit in page.hits] == ["e"]
    zh = "没有通知满足全部词语，结果中不含：余杭区、火星"
    en = "No notice has all the words; these come nearest, without: 余杭区, 火星"
    assert page.warnings == (Warning("relaxed", zh, ("余杭区", "火星"), en),)


def test_filters_are_never_relaxed(searcher: AnySearcher) -> None:
    words = tuple(Contains(word) for word in ("遵义县", "余杭区"))
    page = searcher.answer(Query(year=("2020",), scope="part"), Plan(Enough(words, share=0.9)))
    assert page.total == 0


def test_a_notice_comes_back_whole(searcher: AnySearcher) -> None:
    assert searcher.notice("b" * 16) == REPOST
    assert searcher.notice("0" * 16) is None
    assert searcher.notice("\udcff") is None  # half a character, as a command line may give it
    assert tuple(searcher.notices()) == NOTICES


def test_a_group_is_named_by_each_of_its_members(searcher: AnySearcher) -> None:
    group = ("a" * 16, "b" * 16)
    assert [searcher.group(each * 16) for each in "abcf"] == [group, group, ("c" * 16,), ()]


def test_threads_share_a_searcher(searcher: AnySearcher) -> None:
    queries = [Query("住房"), Query("医疗"), Query("整改", county=("520524",)), Query("县")] * 25
    alone = [searcher.search(query).hits for query in queries]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda query: searcher.search(query).hits, queries))
    assert together == alone


def test_punctuation_is_found_where_no_title_has_a_word(engine: Engine, tmp_path: Path) -> None:
    writer = engine.writer(tmp_path)
    writer.add(analysed(plain("a" * 16, "住房", title="。")))
    writer.commit()
    searcher = engine.open_searcher(tmp_path, "g", "now", None, ())
    for leaf, total in (
        (Contains("。", "title"), 1),
        (Contains("。"), 1),
        (Contains("，"), 0),
        (Contains("房", "docno"), 0),
    ):
        assert searcher.answer(Query(), Plan(leaf)).total == total
    searcher.close()
