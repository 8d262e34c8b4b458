"""What a person reads on a terminal."""

from dataclasses import replace

from noticesearch.console import finding_lines, result_lines
from noticesearch.notice import Finding, Unit
from noticesearch.query import Query
from noticesearch.results import Facet, FacetValue, Hit, ResultPage, Snippet, Warning

HIT = Hit(
    id="f003416596dcafa9",
    origin="seed/notice.txt",
    source_id=None,
    url=None,
    title="整改情况公布",
    published="2020-03-11T13:03:00+08:00",
    written=None,
    source="澎湃新闻",
    site=None,
    issuer=None,
    doc_number=None,
    counties=(Unit("520524", "织金县"),),
    issues=("住房保障",),
    duplicates=0,
    parts=(1,),
    snippets=(
        Snippet("title", "整改情况公布", ((0, 2),)),
        Snippet("body", "针对住房保障推进缓慢问题", ((2, 4),), 1, "织金县", 8, cut_before=True, cut_after=True),
        Snippet("body", "整改。", ((0, 2),), 1, "织金县", 80),
    ),
    findings=(),
)
ANSWER = ResultPage(Query(q="住房 整改"), 1, 12.3, 1, 1, None, (HIT,), ())


def lines(answer: ResultPage) -> list[str]:
    return list(result_lines(answer))


def test_a_hit_has_its_title_what_it_is_about_and_indented_snippets() -> None:
    assert lines(ANSWER) == [
        "共找到 1 篇通知（第 1 页，共 1 页，12 毫秒）",
        "",
        "1. 〔整改〕情况公布",
        "   2020-03-11 · 澎湃新闻 · f003416596dcafa9",
        "   织金县 · 住房保障",
        "     ［织金县］……针对〔住房〕保障推进缓慢问题……",
        "     〔整改〕。",
        "",
    ]


def test_long_lists_are_shortened_with_what_matches_first() -> None:
    counties = (*(Unit(f"52052{number}", f"县{number}") for number in range(7)), Unit("520524", "织金县"))
    issues = tuple(f"类型{number}" for number in range(6))
    hit = replace(HIT, counties=counties, issues=issues)
    assert lines(replace(ANSWER, hits=(hit,)))[4:6] == [
        "   织金县、县0、县1、县2等 8 个县区 · 类型0、类型1、类型2、类型3、类型4等 6 类",
        "   问题",
    ]


def test_a_notice_without_date_or_title_says_so() -> None:
    hit = replace(HIT, title="", published=None, snippets=(Snippet("title", ""),), duplicates=2)
    assert lines(replace(ANSWER, hits=(hit,)))[2:] == [
        "1. （无标题）",
        "   未注明日期 · 澎湃新闻 · f003416596dcafa9",
        "   织金县 · 住房保障",
        "   另有 2 处转载",
        "",
    ]
    assert lines(replace(ANSWER, hits=(replace(hit, written="2020-03-10"),)))[3].startswith("   成文 2020-03-10 · ")


def test_nothing_found_comes_with_advice() -> None:
    assert lines(ResultPage(Query(q="住房推进缓慢"), 0, 9.0, 1, 1, None, (), ())) == [
        "共找到 0 篇通知（第 1 页，共 1 页，9 毫秒）",
        "可以换一个更短的词，用空格把词分开，或者去掉一个条件。",
        "",
    ]


def test_a_long_facet_name_stands_apart_from_its_values() -> None:
    facet = Facet("issue_group", (FacetValue("民生保障", "民生保障", 1),), 1, 0)
    assert "issue_group: 民生保障 1" in list(result_lines(replace(ANSWER, facets=(facet,))))


def test_warnings_come_first_and_facets_last_when_they_have_values() -> None:
    facets = (
        Facet("county", (FacetValue("520524", "织金县", 1), FacetValue("520525", "纳雍县", 0)), 1, 0),
        Facet("source", (FacetValue("_none", "未注明", 1),), 0, 1),
    )
    answer = replace(ANSWER, facets=facets, warnings=(Warning("relaxed", "没有通知满足全部词语，结果中不含：织金"),))
    assert lines(answer)[0] == "! 没有通知满足全部词语，结果中不含：织金"
    assert lines(answer)[-1] == "county:     织金县 1"


def test_a_finding_has_what_it_is_about_and_an_arrow_before_what_was_done() -> None:
    finding = Finding(
        "危房改造进度慢", ("住房保障", "资金管理"), "补助已拨付，" * 20, 0, 9, (0, 7), (7, 9), status="已完成"
    )
    hit = replace(HIT, id="f003416596dcafa9.3", findings=(finding,), finding_numbers=(3,), duplicates=2)
    bare = replace(HIT, title="", published=None, source=None, counties=())
    bare = replace(bare, findings=(Finding("公厕无人管", (), "", 0, 5, (0, 5), (5, 5)),))
    assert list(finding_lines(replace(ANSWER, total=2, hits=(hit, bare)))) == [
        "共找到 2 条问题（第 1 页，共 1 页，12 毫秒）",
        "",
        "1. 危房改造进度慢",
        "   织金县 · 住房保障、资金管理 · 已完成 · 2020-03-11 · 澎湃新闻 ·",
        "   f003416596dcafa9.3",
        "   → 补助已拨付，补助已拨付，补助已拨付，补助已拨付，补助已拨付，补助已拨付，补",
        "     助已拨付，补助已拨付，补助已拨付，补助已拨付，补助已拨付，补助已拨付，补助",
        "     已拨付，补助已拨付，补助已拨付，补助已拨付，补助已拨付，补助已拨付，补",
        "     助……",
        "   《整改情况公布》",
        "   另有 2 处转载",
        "",
        "2. 公厕无人管",
        "   未识别 · 未分类 · 未说明 · 未注明日期 · f003416596dcafa9",
        "   《（无标题）》",
        "",
    ]
