"""Coverage: every number is the total of the search it leads to, and places without a notice stand there, too."""

from __future__ import annotations

import csv

import pytest
from flask.testing import FlaskClient

from noticesearch.gazetteer import gazetteer
from noticesearch_web.csv_text import BOM
from tests.web.counting import totals_led_to
from tests.web.reading import link, page, text, texts

MONTHS = [f"{month}月" for month in range(1, 13)]
ASKED = (
    "",
    "?year=2020",
    "?year=2019&year=2020&year=_none",
    "?year=_none",
    "?province=520000",
    "?province=520000&year=2020",
    "?province=520000&year=2020&date_field=written",
    "?province=520000&year=2020&from=2020-02-01&to=2020-12-30",
    "?province=520000&year=2020&dup=all",
    "?province=_none&year=2020",
    "?prefecture=520500&province=520000&year=2020",
    "?county=520524&county=_none&year=2020",
    "?county=520321",
    "?county=522425",
    "?q=补助拖欠&issue=住房保障&year=2020",
)


@pytest.mark.parametrize("asked", ASKED)
def test_every_number_is_the_total_of_the_notices_it_leads_to(counts: FlaskClient, asked: str) -> None:
    pairs = totals_led_to(counts, page(counts, f"/coverage{asked}"))
    assert pairs
    assert [said for said, _ in pairs] == [found for _, found in pairs]


def test_a_month_leads_to_all_its_days(counts: FlaskClient) -> None:
    found = page(counts, "/coverage?province=520000&year=2020")
    (zhijin,) = (row for row in found.select("tbody tr") if row.th and row.th.get_text() == "织金县")
    february = zhijin.select("td")[2]
    assert link(february, "a") == "/?county=520524&province=520000&from=2020-02-01&to=2020-02-29"
    assert texts(found, "thead th[scope=colgroup]") == ["2020年"]
    assert texts(found, "thead th") == ["县区", "合计", "2020年", "未注明日期", "最早", "最晚", *MONTHS]


def test_dates_asked_for_cut_the_month_they_begin_in(counts: FlaskClient) -> None:
    found = page(counts, "/coverage?province=520000&year=2020&from=2020-02-20&to=2020-12-30")
    addresses = {str(anchor["href"]).partition("from=")[2] for anchor in found.select("tbody td a")}
    assert "2020-02-20&to=2020-02-29" in addresses
    assert not any(address.startswith(("2020-01", "2020-02-01")) for address in addresses)


def test_all_counties_in_use_stand_there_and_those_without_a_notice_say_so(counts: FlaskClient) -> None:
    found = page(counts, "/coverage?province=520000")
    rows = found.select("tbody tr:not(.group)")
    names = [row.th.get_text() for row in rows if row.th]
    in_use = [gazetteer().label(unit.code) for unit in gazetteer().in_use("county", "520000")]
    assert [name for name in names if name in in_use] == in_use
    assert set(names) - set(in_use) == {"毕节市（不分县区）", "织金县（已撤销）", "未识别"}
    silent = [row.th.get_text() for row in rows if row.th and row.td and row.td.get_text() == "无"]
    assert len(silent) == 88 - 5
    assert not any(row.a for row in rows if row.th and row.th.get_text() in silent)
    for name in ("大方县", "播州区（原遵义县）"):
        (code,) = (unit.code for unit in gazetteer().in_use("county") if gazetteer().label(unit.code) == name)
        assert (counts.get(f"/search.json?county={code}").get_json()["total"] == 0) == (name in silent)


def test_the_first_sentence_says_how_many_counties_are_without_notices(counts: FlaskClient) -> None:
    said = text(page(counts, "/coverage?province=520000&year=2021"), ".silent")
    unplaced = counts.get("/search.json?province=520000&county=_none").get_json()["total"]
    assert said == f"贵州省现有 88 个县区，其中 83 个没有任何通知。 另有 {unplaced} 篇通知未识别出县区，列在最后。"
    assert text(page(counts, "/coverage"), ".silent") == "34 个省级行政区中，31 个没有任何通知。"
    english = text(page(counts, "/coverage?lang=en"), ".silent")
    assert english == "Of 34 provinces, 31 have no notice at all."


def test_conditions_that_leave_notices_out_are_said(counts: FlaskClient) -> None:
    limited = page(counts, "/coverage?province=520000&q=没有人写过的词")
    assert "88 个没有符合条件的通知" in text(limited, ".silent")
    assert texts(limited, ".notice-box")[-1].startswith("下表只计符合上列条件的通知")
    assert not page(counts, "/coverage?province=520000&year=2020").select(".notice-box")


def test_without_a_province_all_provinces_stand_by_year_without_gaps(counts: FlaskClient) -> None:
    found = page(counts, "/coverage")
    years = ["2019", "2020", "2021", "2022", "2023"]
    assert texts(found, "thead th") == ["省份", "合计", *years, "未注明日期", "最早", "最晚"]
    provinces = [unit.name for unit in gazetteer().in_use("province")]
    assert texts(found, "tbody th") == [*provinces, "未注明"]
    assert link(found, "tbody th a") == "/coverage?province=110000"
    assert link(found, "thead th a") == "/coverage?year=2019"
    assert texts(found, "tfoot td")[-2:] == ["2019年12月", "2023年7月"]


def test_a_city_without_counties_and_a_province_without_any_have_rows(counts: FlaskClient) -> None:
    assert "东莞市（不分县区）" in texts(page(counts, "/coverage?province=440000"), "tbody th")
    macau = page(counts, "/coverage?province=820000")
    assert macau.select(".silent") == []
    assert macau.select("tbody tr") == []


def test_the_form_offers_every_province_and_year_and_keeps_the_rest(counts: FlaskClient) -> None:
    found = page(counts, "/coverage?province=520000&year=2010&county=520524&source=省报")
    options = [[option["value"] for option in each.select("option")] for each in found.select(".selects select")]
    assert (len(options[0]), options[1]) == (35, ["", "2023", "2022", "2021", "2020", "2010"])
    assert [option["value"] for option in found.select(".selects option[selected]")] == ["520000", "2010"]
    assert [(each["name"], each["value"]) for each in found.select(".selects [type=hidden]")] == [("source", "省报")]


def test_the_csv_has_the_numbers_of_the_page(counts: FlaskClient) -> None:
    response = counts.get("/coverage.csv?province=520000&year=2020")
    assert response.text.startswith(BOM)
    heads, *lines = csv.reader(response.text.removeprefix(BOM).splitlines())
    assert heads == [
        "code",
        "name",
        "total",
        *(f"2020-{month:02}" for month in range(1, 13)),
        "undated",
        "first",
        "last",
    ]
    zhijin = next(line for line in lines if line[0] == "520524")
    found = page(counts, "/coverage?province=520000&year=2020")
    (row,) = (row for row in found.select("tbody tr") if row.th and row.th.get_text() == "织金县")
    assert zhijin[2:16] == texts(row, "td")[:14]
    assert zhijin[16:] == ["2019-12", "2023-07"]
    assert next(line for line in lines if line[0] == "520521")[2:] == [*["0"] * 14, "", ""]
    assert [line[0] for line in lines][-2:] == ["_none", ""]


def test_what_cannot_be_read_is_named(counts: FlaskClient) -> None:
    assert "rows" in text(page(counts, "/coverage?rows=county", 400), ".problem li")
    refused = counts.get("/coverage.csv?province=520000&month=3")
    assert (refused.status_code, refused.mimetype) == (400, "application/json")


def test_an_unknown_province_is_an_empty_table(counts: FlaskClient) -> None:
    assert page(counts, "/coverage?province=999999").select("tbody tr") == []
    assert page(counts, "/coverage?province=<b>", 400).select("b") == []


def test_an_index_without_notices_has_all_provinces_and_no_years(empty: FlaskClient) -> None:
    found = page(empty, "/coverage")
    assert text(found, ".silent") == "34 个省级行政区中，34 个没有任何通知。"
    assert set(texts(found, "tbody td")) == {"无", ""}
    assert texts(found, "thead th") == ["省份", "合计", "未注明日期", "最早", "最晚"]
