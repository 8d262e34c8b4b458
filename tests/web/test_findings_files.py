"""/findings.json, .csv and .jsonl: the same findings for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from noticesearch.engine import Searcher
from noticesearch_web import exports
from noticesearch_web.app import create_app
from tests.web.corpus import notice_id

BOTH: dict[str, Any] = {  # Any: JSON
    "id": f"{notice_id('inspected')}.1",
    "number": 1,
    "issue": "危房改造进度慢",
    "issue_types": ["住房保障"],
    "response": "投入61.7万元，92户已全部入住。",
    "status": "已完成",
    "figures": [
        {"kind": "money", "value": "61.7万元", "text": "61.7万元"},
        {"kind": "households", "value": "92户", "text": "92户"},
    ],
    "text": "针对危房改造进度慢问题，投入61.7万元，92户已全部入住。",
    "counties": [
        {"code": "520524", "name": "织金县", "current_codes": ["520524"]},
        {"code": "522726", "name": "独山县", "current_codes": ["522726"]},
    ],
    "notice": {
        "id": notice_id("inspected"),
        "url": "https://www.example.cn/inspected.html",
        "title": "巡视两县整改情况",
        "published": "2021-05-01",
        "written": None,
        "source": "省纪委网",
        "site": "www.example.cn",
        "issuer": None,
        "doc_number": None,
    },
    "duplicates": 1,
}


def test_the_json_has_the_shape_of_a_search_with_findings_as_results(findings_site: FlaskClient) -> None:
    answer = findings_site.get("/findings.json?q=危房&county=520524").get_json()
    notices = findings_site.get("/search.json?q=危房&county=520524").get_json()
    assert list(answer) == list(notices)
    assert (answer["total"], answer["results"]) == (1, [BOTH])
    toggle = answer["facets"]["status"]["values"][0]["toggle_url"]
    assert toggle.startswith("/findings.json?q=")


def test_the_document_shows_a_finding_of_that_shape() -> None:
    text = (Path(__file__).parents[2] / "docs/findings.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    shown = json.loads(block)
    assert (list(shown), list(shown["notice"])) == (list(BOTH), list(BOTH["notice"]))
    assert list(shown["figures"][0]) == list(BOTH["figures"][0])


def test_the_json_agrees_with_the_page(findings_site: FlaskClient) -> None:
    answer = findings_site.get("/findings.json?sort=oldest&page=2").get_json()
    assert (answer["total"], answer["pages"], len(answer["results"])) == (12, 2, 2)


@pytest.mark.parametrize("form", ["json", "csv", "jsonl"])
def test_a_file_that_would_leave_a_filter_out_is_refused(findings_site: FlaskClient, form: str) -> None:
    response = findings_site.get(f"/findings.{form}?county=nowhere")
    assert (response.status_code, response.mimetype) == (400, "application/json")
    assert response.get_json()["problems"][0]["parameter"] == "county"


def test_the_lines_are_all_results_whatever_the_page(
    findings_site: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_A_TIME", 5)
    response = findings_site.get("/findings.jsonl?sort=oldest&page=2&per_page=3")
    assert response.mimetype == "application/jsonl"
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert len({line["id"] for line in lines}) == 12
    assert [line["notice"]["published"] for line in lines] == sorted(line["notice"]["published"] for line in lines)
    assert BOTH in lines


def table(response_text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response_text)))


def test_the_table_is_for_spreadsheets(findings_site: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "AT_A_TIME", 5)
    response = findings_site.get("/findings.csv?sort=oldest")
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"] == 'attachment; filename="findings.csv"'
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert response.text.count("\ufeff") == 1
    heading, *rows = table(response.text.removeprefix("\ufeff"))
    assert heading == [
        *("问题编号", "县区", "区划代码", "问题类型", "问题", "整改", "整改状态", "数字"),
        *("标题", "文号", "发布日期", "来源", "网址"),
    ]
    assert len(rows) == 12
    assert [
        *(BOTH["id"], "织金县；独山县", "520524；522726", "住房保障", "危房改造进度慢"),
        *("投入61.7万元，92户已全部入住。", "已完成", "61.7万元；92户", "巡视两县整改情况", ""),
        *("2021-05-01", "省纪委网", "https://www.example.cn/inspected.html"),
    ] in rows


def test_no_cell_is_a_formula(findings_site: FlaskClient) -> None:
    rows = table(findings_site.get("/findings.csv?q=危房&county=520626").text)
    assert rows[1][4:6] == ["'=HYPERLINK(1)危房补助多报", "'-已追回"]


def test_headings_and_status_of_the_table_are_in_the_language_asked_for(findings_site: FlaskClient) -> None:
    heading, first = table(findings_site.get("/findings.csv?q=公厕&lang=en").text)
    assert (heading[4], first[6]) == ("Problem", "Not stated")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_file_keeps_its_searcher_until_it_is_sent_and_no_longer(findings_searcher: Searcher, method: str) -> None:
    lent: list[str] = []

    @contextmanager
    def source() -> Iterator[Searcher]:
        lent.append("lent")
        yield findings_searcher
        lent.append("given back")

    site = create_app(source).test_client()
    response = site.open("/findings.jsonl", method=method, buffered=False)
    chunks = list(response.response)
    given_back_before = lent.count("given back") == lent.count("lent")
    response.close()
    assert (bool(chunks), lent.count("given back")) == (method == "GET", lent.count("lent"))
    assert not given_back_before or method == "HEAD"
