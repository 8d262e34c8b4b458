"""The page at /findings: a row a finding, filters, orders, pages, help."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.web.corpus import HOSTILE, notice_id
from tests.web.findings_corpus import LONG
from tests.web.reading import link, page, text, texts

HOUSING = "q=%E5%8D%B1%E6%88%BF"
INSPECTED = notice_id("inspected")


def row(found: BeautifulSoup, phrase: str) -> BeautifulSoup:
    """The row of the finding with that phrase."""
    (wanted,) = [each for each in found.select(".rows tbody tr") if phrase in each.get_text()]
    return BeautifulSoup(str(wanted), "lxml")


def test_a_row_says_who_was_told_what_what_was_done_how_far_and_where_it_stands(findings_site: FlaskClient) -> None:
    told = row(page(findings_site, "/findings?q=危房&county=520524"), "进度慢")
    assert texts(told, ".row-counties > *") == ["织金县", "独山县"]
    assert texts(told, ".tag") == ["住房保障"]
    assert text(told, "th[scope=row]") == "危房改造进度慢"
    assert texts(told, "th mark") == ["危房"]
    assert texts(told, ".row-response p") == ["投入61.7万元，92户已全部入住。"]
    assert text(told, ".row-status .status.stated") == "已完成"
    assert texts(told, ".figure") == ["61.7万元", "92户"]
    assert text(told, ".row-notice > a") == "巡视两县整改情况"
    assert texts(told, ".row-notice .meta > *") == ["2021年5月1日", "省纪委网", "另有 1 处转载"]
    assert link(told, "th a") == link(told, ".row-notice > a")
    assert link(told, "th a") == f"/notice/{INSPECTED}?{HOUSING}&county=520524#finding-1"


def test_a_row_leads_to_its_finding_in_the_notice_with_the_words_marked(findings_site: FlaskClient) -> None:
    address = link(row(page(findings_site, "/findings?q=公厕"), "公厕"), "th a")
    notice = page(findings_site, address)
    anchor = address[address.index("#") :]
    assert text(notice, f"{anchor} + .issue") == "公厕"
    assert texts(notice, ".part mark") == ["公厕"]


def test_a_county_adds_itself_as_a_filter_unless_it_is_one(findings_site: FlaskClient) -> None:
    told = row(page(findings_site, "/findings?q=危房&county=520524"), "进度慢")
    assert [each.name for each in told.select(".row-counties > *")] == ["span", "a"]
    assert link(told, ".row-counties a") == f"/findings?{HOUSING}&county=520524&county=522726"


def test_what_has_no_county_type_or_response_says_so(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?sort=newest")
    assert texts(row(found, "全市饮水"), ".row-counties > *") == ["未识别"]
    assert link(row(found, "全市饮水"), ".row-counties a") == "/findings?county=_none&sort=newest"
    assert texts(row(found, "公厕"), ".row-types") == ["未分类"]
    assert texts(row(found, "公厕"), ".row-response p") == ["未载明整改情况"]


def test_a_long_response_is_unfolded_by_hand_or_where_the_words_stand_in_the_rest(findings_site: FlaskClient) -> None:
    plain = row(page(findings_site, "/findings"), "村医")
    shown, rest = texts(plain, ".row-response p")
    assert shown.removesuffix("……") + rest == LONG
    assert len(shown) < 130
    assert [each.has_attr("open") for each in plain.select("details")] == [False]
    asked = row(page(findings_site, "/findings?q=住建部门"), "村医")
    assert [each.has_attr("open") for each in asked.select("details")] == [True]
    assert texts(asked, "details mark") == ["住建部门"]


def test_words_and_filters_must_meet_in_one_finding(findings_site: FlaskClient) -> None:
    assert text(page(findings_site, "/findings?q=村医&county=522726"), ".said strong") == "共找到 0 个问题"
    assert text(page(findings_site, "/?q=村医&county=520524"), ".said strong") == "共找到 1 篇通知"


def test_the_search_is_said_back_and_every_filter_can_be_taken_off(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?q=危房&status=已完成&county=520524")
    assert text(found, "[role=status]") == "共找到 1 个问题，查询词：危房，县区：织金县，整改状态：已完成"
    assert texts(found, ".filter-tags li") == ["县区 织金县 ×", "整改状态 已完成 ×", "清除全部筛选"]
    assert link(found, ".filter-tags a").startswith(f"/findings?{HOUSING}&status=")
    assert str(found.select_one("form#search")["action"]) == "/findings"  # type: ignore[index]  # the frame has it
    boxes = [box["value"] for box in found.select("input[name=status]")]
    assert boxes == ["已完成"]


def test_status_and_frame_are_said_in_english_too(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?lang=en&status=基本完成")
    assert text(found, "[role=status]") == "1 finding found, status of response: Mostly done"
    assert texts(found, ".row-status .status") == ["Mostly done"]


@pytest.mark.parametrize(
    ("order", "first", "column", "direction"),
    [
        ("newest", "=HYPERLINK(1)危房补助多报", "所在通知（日期）", "descending"),
        ("oldest", "第1号水源地未划界", "所在通知（日期）", "ascending"),
        ("county", "危房改造进度慢", "县区", "ascending"),
        ("status", "=HYPERLINK(1)危房补助多报", "整改状态", "ascending"),
    ],
)
def test_a_heading_says_by_what_the_rows_are_sorted(
    findings_site: FlaskClient, order: str, first: str, column: str, direction: str
) -> None:
    found = page(findings_site, f"/findings?sort={order}&per_page=50")
    assert first in texts(found, "tbody th")[0]
    sorted_by = [each for each in found.select("thead th") if each.get("aria-sort") not in (None, "none")]
    assert [(each.get_text(), each["aria-sort"]) for each in sorted_by] == [(column, direction)]


def test_headings_and_the_list_of_orders_lead_to_the_other_orders(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?q=危房&page=1")
    assert texts(found, ".order nav:first-child > :not(.quiet)") == [
        *("相关度", "最新", "最早", "县区", "问题类型", "整改状态"),
    ]
    assert [str(each["href"]) for each in found.select("thead a")] == [
        f"/findings?{HOUSING}&sort={order}" for order in ("county", "issue", "status", "newest")
    ]
    assert link(page(findings_site, "/findings"), "thead th:last-child a") == "/findings?sort=oldest"


def test_pages_and_their_size_keep_the_question(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?page=2&sort=newest")
    assert texts(found, ".paging > *") == ["上一页", "1", "2", "第 2 页，共 2 页"]
    assert link(found, "a[rel=prev]") == "/findings?sort=newest"
    assert texts(found, ".order nav:last-child > :not(.quiet)") == ["10", "25", "50", "100"]
    assert link(found, ".order nav:last-child a") == "/findings?sort=newest&per_page=25"


def test_where_nothing_is_found_weaker_questions_about_findings_are_offered(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?q=村医&county=522726")
    assert text(found, ".nothing h2") == "没有找到符合条件的问题"
    ways = {each.get_text(): str(each["href"]) for each in found.select(".ways-out a")}
    assert ways["去掉县区：独山县"] == "/findings?q=%E6%9D%91%E5%8C%BB"
    assert "去掉县区：独山县 1 个问题" in texts(found, ".ways-out li")


def test_the_table_is_one_for_readers_that_speak_it(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?q=危房")
    assert text(found, "table.rows caption") == "问题一览：每行一个问题，按“相关度”排序"
    assert {str(each["scope"]) for each in found.select("table.rows thead th")} == {"col"}
    assert [len(each.select("th, td")) for each in found.select("table.rows tr")] == [7] * 3
    scroller = found.select_one(".rows-scroller")
    assert scroller is not None
    assert (scroller["role"], scroller["tabindex"], scroller["aria-label"]) == ("region", "0", "问题与整改")


def test_what_cannot_be_read_is_named_and_left_out(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?q=危房&sort=best", 400)
    assert len(texts(found, ".problem li")) == 1
    assert text(found, ".said strong") == "共找到 2 个问题"


def test_markup_in_a_finding_is_shown_as_text(site: FlaskClient) -> None:
    response = site.get("/findings?q=医疗&from=2018&to=2018")
    assert "<script>alert" not in response.text
    assert HOSTILE in row(BeautifulSoup(response.text, "lxml"), HOSTILE).get_text()
