"""The page at /compare: two to four counties, their findings aligned by issue type."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from noticesearch.engine import Searcher
from noticesearch.query import NONE_VALUE, Query
from noticesearch_web import compare as comparing
from noticesearch_web.compare import compare, counties_with_findings
from tests.web.corpus import notice_id
from tests.web.reading import link, page, text, texts

ZHIJIN, DEJIANG, DUSHAN = "520524", "520626", "522726"
TWO = f"county={ZHIJIN}&county={DUSHAN}"
THREE = f"{TWO}&county={DEJIANG}"


def cells(found: BeautifulSoup, kind: str) -> list[BeautifulSoup]:
    """The cells of the row of that issue type."""
    (row,) = [each for each in found.select(".compared tbody tr") if each.select_one("th").get_text() == kind]  # type: ignore[union-attr]  # each row has a heading
    return [BeautifulSoup(str(each), "lxml") for each in row.select("td")]


def test_counties_are_columns_in_the_order_asked_for_and_types_are_rows_by_group(findings_site: FlaskClient) -> None:
    found = page(findings_site, f"/compare?{THREE}")
    assert texts(found, ".compared thead th") == ["问题类型", "织金县", "独山县", "德江县"]
    assert texts(found, ".compared tbody th") == [
        *("民生保障", "住房保障", "医疗保障", "饮水安全", "建设与资金", "资金管理", "其他", "未分类"),
    ]
    assert text(found, ".compared caption") == "织金县、独山县、德江县的问题，按问题类型并列"


def test_a_cell_has_its_findings_with_date_status_and_who_else_they_are_about(findings_site: FlaskClient) -> None:
    zhijin, dushan, dejiang = cells(page(findings_site, f"/compare?q=危房&{THREE}"), "住房保障")
    assert texts(zhijin, "li") == ["危房改造进度慢 2021年5月1日 已完成 同时涉及独山县"]
    assert texts(dushan, "li") == ["危房改造进度慢 2021年5月1日 已完成 同时涉及织金县"]
    assert texts(dejiang, "li") == ["=HYPERLINK(1)危房补助多报 2022年3月4日 基本完成"]
    assert texts(zhijin, "mark") == ["危房"]
    words = "q=%E5%8D%B1%E6%88%BF"
    assert link(zhijin, "li a") == f"/notice/{notice_id('inspected')}?{words}&county={ZHIJIN}#finding-1"


def test_a_cell_without_a_finding_says_so_and_is_no_link(findings_site: FlaskClient) -> None:
    zhijin, dushan = cells(page(findings_site, f"/compare?{TWO}"), "医疗保障")
    assert (texts(zhijin, "li a"), texts(dushan, ".quiet"), dushan.select("a")) == (["村医补助拖欠"], ["无"], [])


def test_a_full_cell_shows_the_five_newest_and_leads_to_all(findings_site: FlaskClient) -> None:
    _, dejiang = cells(page(findings_site, f"/compare?county={ZHIJIN}&county={DEJIANG}"), "饮水安全")
    assert texts(dejiang, "li a") == [f"第{number}号水源地未划界" for number in (7, 6, 5, 4, 3)]
    assert text(dejiang, ".all") == "全部 7 个"
    everything = page(findings_site, link(dejiang, ".all"))
    assert text(everything, ".said") == "共找到 7 个问题，县区：德江县，问题类型：饮水安全"


def test_cells_beyond_what_one_search_reads_are_filled_all_the_same(
    findings_searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(county=(ZHIJIN, DEJIANG))
    whole = compare(findings_searcher.findings(), query)
    monkeypatch.setattr(comparing, "AT_ONCE", 2)
    assert compare(findings_searcher.findings(), query) == whole


def test_every_count_is_the_total_of_the_search_it_leads_to(findings_searcher: Searcher) -> None:
    findings = findings_searcher.findings()
    compared = compare(findings, Query(county=(ZHIJIN, DUSHAN, DEJIANG, NONE_VALUE)))
    counted = [(cell.query, cell.count) for _, rows in compared.groups for row in rows for cell in row.cells]
    counted += [(column.query, column.total) for column in compared.columns]
    assert len(counted) == 24
    assert [(query, findings.search(query).total) for query, _ in counted] == counted


def test_a_total_counts_a_finding_of_two_types_once(findings_site: FlaskClient) -> None:
    found = page(findings_site, f"/compare?{THREE}")
    assert texts(found, ".compared tfoot td a") == ["2 个问题", "2 个问题", "8 个问题"]
    assert link(found, ".compared tfoot td a") == f"/findings?county={ZHIJIN}&sort=newest"


def test_words_and_other_filters_hold(findings_site: FlaskClient) -> None:
    found = page(findings_site, f"/compare?{THREE}&status=已完成&from=2021")
    assert text(found, ".said strong") == "共找到 1 个问题"
    assert texts(found, ".compared .row-type") == ["住房保障", "合计"]
    assert texts(found, ".compared tfoot td") == ["织金县 1 个问题", "独山县 1 个问题", "德江县 0"]
    assert len(found.select(".compared thead a")) == 2


def test_counties_may_be_named(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/compare?county=织金&county=贵州省独山县&county=德江县+520626")
    assert texts(found, ".compared thead th")[1:] == ["织金县", "独山县", "德江县"]
    assert [field["value"] for field in found.select(".choosing input[type=text]")] == [
        *("织金县 520524", "独山县 522726", "德江县 520626", ""),
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("无此县", "county：没有叫“无此县”的县区。"),
        ("鼓楼区", "county：叫“鼓楼区”的县区不止一个，请写代码：江苏省南京市鼓楼区 320106"),
    ],
)
def test_a_name_that_cannot_be_told_is_a_sentence(findings_site: FlaskClient, name: str, said: str) -> None:
    found = page(findings_site, f"/compare?{TWO}&county={name}", 400)
    assert text(found, ".problem li").startswith(said)
    assert texts(found, ".compared thead th")[1:] == ["织金县", "独山县"]


def test_an_address_of_thousands_of_names_is_refused_in_one_sentence(findings_site: FlaskClient) -> None:
    asked = "&".join(f"county=x{number}" for number in range(3000))
    assert len(page(findings_site, f"/compare?{asked}", 400).select(".problem li")) <= 52


@pytest.mark.parametrize(
    ("counties", "said"),
    [
        ((), "请选择2到4个县区，它们的问题将按类型并列。"),
        ((ZHIJIN,), "再选一个县区就可以对比，最多4个。"),
        ((ZHIJIN, DEJIANG, DUSHAN, "522728", "130110"), "一次最多对比4个县区；请从中选择2到4个。"),
    ],
)
def test_too_few_or_too_many_counties_are_asked_for_by_a_form(
    findings_site: FlaskClient, counties: tuple[str, ...], said: str
) -> None:
    asked = "&".join(f"county={code}" for code in counties)
    found = page(findings_site, f"/compare?q=整改&{asked}")
    assert text(found, ".invitation") == said
    assert found.select(".compared") == []
    fields = [str(field["value"])[-6:] for field in found.select(".choosing input[name=county]")]
    assert fields == [*counties[:4], *[""] * (4 - len(counties))]
    assert [(each["name"], each["value"]) for each in found.select(".choosing input[type=hidden]")] == [("q", "整改")]


def test_the_form_offers_the_counties_that_have_findings_the_most_first(findings_site: FlaskClient) -> None:
    found = page(findings_site, f"/compare?county={ZHIJIN}")
    assert [each["value"] for each in found.select("datalist option")] == [
        *("德江县 520626", "织金县 520524", "独山县 522726"),
    ]
    assert texts(found, ".suggested li") == ["德江县 8", "独山县 2"]
    assert link(found, ".suggested a") == f"/compare?county={ZHIJIN}&county={DEJIANG}"


def test_only_what_matches_is_offered(findings_searcher: Searcher) -> None:
    findings = findings_searcher.findings()
    assert counties_with_findings(findings, Query(q="村医", county=(DEJIANG,))) == ((ZHIJIN, 1),)


def test_where_the_counties_have_nothing_weaker_questions_are_offered(findings_site: FlaskClient) -> None:
    found = page(findings_site, f"/compare?q=公厕&county={ZHIJIN}&county={DEJIANG}")
    assert text(found, ".nothing h2") == "没有找到符合条件的问题"
    assert found.select(".compared") == []


def test_another_language_keeps_the_counties(findings_site: FlaskClient) -> None:
    found = page(findings_site, f"/compare?{TWO}&lang=en")
    assert texts(found, ".compared thead th") == ["Issue type", "织金县", "独山县"]
    assert link(found, "header nav a[hreflang]") == f"/compare?{TWO}"
