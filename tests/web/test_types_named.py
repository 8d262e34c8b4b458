"""Words that name an issue type: 医疗保障 stands in no notice, but that type has some."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.reading import link, page, texts


def offered(site: FlaskClient, address: str) -> list[str]:
    return texts(page(site, address), ".types-named a")


def test_the_type_is_offered_where_its_name_is_not_found(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/?q=饮水安全&lang=zh")
    assert texts(found, ".types-named") == ["按问题类型查找： 饮水安全 8 篇"]
    assert link(found, ".types-named a") == "/?issue=%E9%A5%AE%E6%B0%B4%E5%AE%89%E5%85%A8"


def test_findings_are_counted_where_findings_are_listed(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/findings?q=饮水安全&lang=en")
    assert texts(found, ".types-named") == ["Look for the issue type instead: 饮水安全 8 findings"]
    assert link(found, ".types-named a").startswith("/findings?issue=")


def test_a_question_that_had_to_be_relaxed_is_offered_its_type(findings_site: FlaskClient) -> None:
    assert offered(findings_site, "/?q=哪些县饮水安全有问题需要整改") == ["饮水安全"]


def test_the_other_words_and_filters_stay(findings_site: FlaskClient) -> None:
    found = page(findings_site, "/?q=资金管理 村医&county=520524")
    assert (
        link(found, ".types-named a")
        == "/?q=%E6%9D%91%E5%8C%BB&county=520524&issue=%E8%B5%84%E9%87%91%E7%AE%A1%E7%90%86"
    )


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/?q=水源地", id="no type's name"),
        pytest.param("/?q=政策落实", id="a type without notices"),
        pytest.param("/?q=饮水安全&issue=饮水安全", id="selected already"),
        pytest.param("/?q=饮水安全&issue=住房保障", id="another is selected"),
        pytest.param("/?q=-饮水安全", id="left out"),
        pytest.param('/?q="饮水安全"', id="quoted"),
        pytest.param("/?q=饮水安全 整改&county=520524", id="none with the other words and filters"),
    ],
)
def test_nothing_is_offered_for(address: str, findings_site: FlaskClient) -> None:
    assert offered(findings_site, address) == []


def test_nothing_is_offered_where_the_words_find_as_much(site: FlaskClient) -> None:
    assert offered(site, "/?q=医疗保障") == []
