"""The matrix: every number is the total of the search it leads to, in the browser, the CSV and the JSON alike."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from noticesearch.notice import Notice, Unit
from noticesearch_web.csv_text import BOM
from tests.web.count_corpus import COUNTIES, counted_notices
from tests.web.counting import opened, site_of, totals_led_to
from tests.web.reading import link, page, text, texts

ASKED = (
    "",
    "?rows=province&columns=status",
    "?rows=prefecture&columns=year",
    "?rows=county&columns=issue_group",
    "?columns=issue&q=危房改造&province=520000",
    "?columns=issue&county=520524&county=_none&issue=住房保障&issue=_none",
    "?columns=issue&county=520321",
    "?rows=province&columns=issue&scope=notice&county=520524&dup=all",
    "?columns=year&from=2020-01-01&to=2020-12-31&not_county=520626",
)


@pytest.mark.parametrize("asked", ASKED)
def test_every_number_is_the_total_of_the_findings_it_leads_to(counts: FlaskClient, asked: str) -> None:
    pairs = totals_led_to(counts, page(counts, f"/matrix{asked}"))
    assert len(pairs) > 2
    assert [said for said, _ in pairs] == [found for _, found in pairs]


def test_zero_is_text_that_leads_nowhere(counts: FlaskClient) -> None:
    cells = page(counts, "/matrix?columns=issue").select("table.counts td")
    assert {cell.get_text() == "0" for cell in cells} == {True, False}
    assert all((cell.a is None) == (cell.get_text() == "0") for cell in cells)


def test_rows_are_counties_under_province_and_city_in_the_gazetteers_order(counts: FlaskClient) -> None:
    found = page(counts, "/matrix?columns=issue")
    assert texts(found, "tbody th") == [
        *("河北省 石家庄市", "鹿泉区（原鹿泉市）"),
        *("贵州省 遵义市", "红花岗区", "汇川区", "播州区（原遵义县）"),
        *("贵州省 毕节市", "毕节市（不分县区）", "织金县"),
        *("贵州省 铜仁市", "德江县"),
        *("贵州省 毕节地区", "织金县（已撤销）"),
        *("青海省 玉树藏族自治州", "称多县"),
        "未识别",
    ]
    assert {str(th["scope"]) for th in found.select("tr.group th")} == {"rowgroup"}
    assert {str(th["scope"]) for th in found.select("tr:not(.group) th.place")} == {"col", "row"}


def test_columns_are_types_in_the_files_order_under_their_groups(counts: FlaskClient) -> None:
    head = page(counts, "/matrix?columns=issue").select("thead tr")
    assert texts(head[0], "th[scope=colgroup]") == ["民生", "作风", "民生", "资金"]
    assert texts(head[0], "th[scope=col]") == ["县区", "合计", "=未列入的类型", "未分类"]
    assert texts(head[1], "th[scope=col]") == ["住房保障", "形式主义", "医疗保障", "资金管理"]


def test_with_few_types_they_are_the_columns_and_with_many_their_groups(
    counts: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "住房保障" in texts(page(counts, "/matrix"), "thead th")
    monkeypatch.setattr("noticesearch_web.matrix.FEW_TYPES", 4)  # of five that occur
    grouped = page(counts, "/matrix")
    assert texts(grouped, "thead th") == ["县区", "合计", "民生", "作风", "资金", "其他", "未分类"]
    assert "按大类列出" in text(grouped, ".table-note")
    assert "住房保障" in texts(page(counts, link(grouped, ".table-note a")), "thead th")
    within = page(counts, link(grouped, "thead th a"))
    assert texts(within, ".filter-tags .quiet + *, .filter-tags a")[0].startswith("问题大类 民生")
    assert "住房保障" in texts(within, "thead th")


def test_a_province_leads_to_its_counties_and_keeps_the_columns(counts: FlaskClient) -> None:
    provinces = page(counts, "/matrix?rows=province&columns=status&q=危房改造")
    assert texts(provinces, "tbody th") == ["河北省", "贵州省", "青海省", "未注明"]
    assert link(provinces, "tbody th a") == (
        "/matrix?rows=county&columns=status&q=%E5%8D%B1%E6%88%BF%E6%94%B9%E9%80%A0&province=130000"
    )


def test_the_form_and_the_other_language_keep_the_question(counts: FlaskClient) -> None:
    found = page(counts, "/matrix?rows=province&columns=status&q=危房&year=2020")
    chosen = [option["value"] for option in found.select(".selects option[selected]")]
    kept = [(each["name"], each["value"]) for each in found.select(".selects input[type=hidden]")]
    assert (chosen, kept) == (["province", "status"], [("q", "危房"), ("year", "2020")])
    searched = {each["name"]: each["value"] for each in found.select("#search input[type=hidden]")}
    assert searched == {"rows": "province", "columns": "status"}
    english = page(counts, link(found, "nav a[hreflang=en]"))
    assert [option["value"] for option in english.select(".selects option[selected]")] == ["province", "status"]
    assert text(english, "caption") == "Findings by Province and Status of response"


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("?rows=village", "参数 rows 不能是“village”；可以是：county、prefecture、province。"),
        ("?columns=issue&columns=year", "参数 columns 只能给一个值，这里有 2 个。"),
        ("?bogus=1", "sort、page、per_page、rows、columns。"),
        ("?year=20", "参数 year 应当是四位年份"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(counts: FlaskClient, asked: str, named: str) -> None:
    assert named in text(page(counts, f"/matrix{asked}", 400), ".problem li")
    for form in ("json", "csv"):
        refused = counts.get(f"/matrix.{form}{asked}")
        assert (refused.status_code, refused.mimetype) == (400, "application/json")
        assert named in refused.get_json()["error"]
        assert refused.get_json()["accepted"][-2:] == ["rows", "columns"]


def test_markup_in_a_value_stays_text(counts: FlaskClient) -> None:
    response = counts.get("/matrix?rows=<script>alert(1)</script>&columns=" + "x" * 5000)
    assert response.status_code == 400
    assert "<script>alert" not in response.text
    assert "x" * 60 not in response.text


def test_an_empty_value_is_none(counts: FlaskClient) -> None:
    assert texts(page(counts, "/matrix?rows=&columns="), "thead th")[0] == "县区"


def test_the_csv_has_the_numbers_of_the_page_and_no_cell_that_runs(counts: FlaskClient) -> None:
    response = counts.get("/matrix.csv?columns=issue")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="matrix.csv"'
    assert response.text.startswith(BOM)
    heads, *lines = csv.reader(response.text.removeprefix(BOM).splitlines())
    assert heads == [
        *("code", "name", "total", "住房保障", "形式主义", "医疗保障", "资金管理", "'=未列入的类型", "未分类"),
    ]
    rows = page(counts, "/matrix?columns=issue").select("tbody tr:not(.group), tfoot tr")
    assert [line[1:] for line in lines] == [[cell.get_text() for cell in row.select("th, td")] for row in rows]
    assert [line[0] for line in lines][-3:] == ["632723", "_none", ""]


def test_the_json_has_the_same_numbers_and_where_they_lead(counts: FlaskClient) -> None:
    answer = counts.get("/matrix.json?columns=issue&county=520524&lang=en").get_json()
    assert (answer["rows_by"], answer["columns_by"]) == ("county", "issue")
    (row,) = answer["rows"]
    assert (row["value"], row["label"]) == ("520524", "织金县")
    assert row["count"] == answer["total"] == counts.get(row["url"]).get_json()["total"]
    assert [column["group"] for column in answer["columns"]] == ["民生", "作风", "民生", "资金", None, None]
    assert answer["columns"][-1]["label"] == "Not classified"
    for column, count in zip(answer["columns"], answer["counts"][0], strict=True):
        assert counts.get(f"{column['url']}").get_json()["total"] == count


def test_the_json_has_the_shape_that_the_document_shows(counts: FlaskClient) -> None:
    document = (Path(__file__).parents[2] / "docs/matrix.md").read_text(encoding="utf-8")
    shown = json.loads(document.partition("```json")[2].partition("```")[0])
    answer = counts.get("/matrix.json").get_json()
    assert list(answer) == list(shown)
    for side in ("rows", "columns"):
        assert {tuple(each) for each in answer[side]} == {tuple(shown[side][0])}


def test_more_than_200_rows_are_paged_and_the_csv_has_all(tmp_path: Path) -> None:
    searcher = opened(tmp_path, tuple(many_counties(230)))
    site = site_of(searcher)
    first, second = page(site, "/matrix"), page(site, "/matrix?page=2")
    assert [len(each.select("tbody tr:not(.group)")) for each in (first, second)] == [200, 30]
    assert "这里是第 1–200 行，共 230 行；全部行见 CSV。" in texts(first, "p.quiet")
    assert link(first, ".paging a[rel=next]") == "/matrix?page=2"
    assert texts(first, "tfoot td") == texts(second, "tfoot td") == ["230", "230"]
    beyond = page(site, "/matrix?page=9")
    assert texts(beyond, "tbody tr:not(.group) th") == texts(second, "tbody tr:not(.group) th")
    assert texts(beyond, ".notice-box") == ["没有第 9 页，这里是第 2 页。"]
    assert len(site.get("/matrix.csv?page=2").text.splitlines()) == 1 + 230 + 1
    searcher.close()


def test_an_index_without_findings_says_so(empty: FlaskClient) -> None:
    found = page(empty, "/matrix")
    assert found.select("table") == []
    assert text(found, ".nothing h2") == "没有找到符合条件的问题"
    assert empty.get("/matrix.csv").text == f"{BOM}code,name,total\r\n,合计,0\r\n"
    assert empty.get("/matrix.json").get_json()["counts"] == []


def test_a_question_that_only_asks_is_told_and_nothing_is_styled_in_place(counts: FlaskClient) -> None:
    found = page(counts, "/matrix?q=请问哪些县的危房改造慢补助也拖欠")
    assert found.select(".notice-box")
    assert found.select("[style], style, [onclick]") == []


def test_the_table_scrolls_in_a_region_that_keys_reach(counts: FlaskClient) -> None:
    (region,) = page(counts, "/matrix").select("[role=region][tabindex='0'][aria-label]")
    assert len(region.select("table > caption")) == 1


@pytest.mark.parametrize("path", ["/matrix", "/matrix.csv", "/matrix.json", "/coverage", "/coverage.csv"])
def test_an_answer_that_the_browser_has_is_not_computed_again(counts: FlaskClient, path: str) -> None:
    tag = counts.get(path).headers["ETag"]
    assert counts.get(path, headers={"If-None-Match": tag}).status_code == 304


def many_counties(count: int) -> Iterator[Notice]:
    """Notices of one finding each, about as many counties."""
    template = next(each for each in counted_notices() if len(each.parts) == 1 and len(each.parts[0].findings) == 1)
    finding = replace(template.parts[0].findings[0], issue_types=("住房保障",))
    for number in range(count):
        code = f"{210101 + number * 7}"
        part = replace(
            template.parts[0], county=Unit(code, code, (code,)), findings=(finding,), issue_types=("住房保障",)
        )
        yield replace(template, id=f"{number:016x}", parts=(part,))


def test_the_corpus_holds_what_these_tests_are_about() -> None:
    held = {part.county for notice in counted_notices() for part in notice.parts if part.findings}
    assert held == set(COUNTIES)
