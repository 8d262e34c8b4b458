"""The bar that leads from one view of a question to another."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.corpus import inspection
from tests.web.reading import page, texts

ASKED = "q=%E5%8C%BB%E7%96%97&county=520524&from=2019-01-01"


def bar(site: FlaskClient, address: str) -> list[tuple[str, str]]:
    links = page(site, address).select(".views a")
    return [(link.get_text(), str(link["href"])) for link in links]


def test_the_bar_keeps_words_and_filters_but_neither_page_nor_column_order(site: FlaskClient) -> None:
    assert bar(site, f"/?{ASKED}&page=2&per_page=20&sort=county") == [
        ("通知", f"/?{ASKED}"),
        ("问题", f"/findings?{ASKED}"),
        ("矩阵", f"/matrix?{ASKED}"),
        ("对比", f"/compare?{ASKED}"),
        ("覆盖", f"/coverage?{ASKED}"),
    ]


def test_an_order_by_date_is_kept(site: FlaskClient) -> None:
    assert dict(bar(site, "/?sort=oldest"))["问题"] == "/findings?sort=oldest"


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", ["通知"]),
        ("/?q=医疗", ["通知"]),
        ("/findings", ["问题"]),
        ("/compare", ["对比"]),
        (f"/notice/{inspection().id}", []),
        ("/help", []),
    ],
)
def test_the_view_one_is_in_is_marked(site: FlaskClient, address: str, current: list[str]) -> None:
    assert texts(page(site, address), ".views [aria-current=page]") == current


def test_an_error_offers_no_views(site: FlaskClient) -> None:
    assert texts(page(site, "/nowhere", 404), ".views") == []


def test_a_filter_with_a_checkbox_is_no_hidden_field_too(site: FlaskClient) -> None:
    found = page(site, "/?issue_group=民生保障&status=未说明")
    assert [str(field["name"]) for field in found.select("input[type=hidden]")] == []
