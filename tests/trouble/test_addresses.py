"""Addresses nobody would type: an answer or a refusal in time, sound JSON, and facet counts that are totals."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from noticesearch.live import following
from noticesearch.parameters import ACCEPTED
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.sources import open_sources
from noticesearch_web.app import create_app
from noticesearch_web.headers import SECURITY

SAMPLES = Path(__file__).parents[2] / "sample_docs"
SEED, ADDRESSES = 7, 300

WORDS = (
    *(
        "危房改造",
        "医疗保障",
        "织金县",
        "国发〔2020〕1号",
        "1号",
        "的",
        "请问哪些县住房有问题",
        "体责任",
        "脫貧",
        "通知",
    ),
    *('"整改"', '"', "“", "OR", "-危房", "(", ")", "title:", "docno:", "住房*", "*住", "**", "AND", "_none", "520524"),
    *(
        "\u202e",
        "\x00",
        "\ud800",
        "<script>alert(1)</script>",
        "'",
        ";",
        "%s",
        "{0}",
        "{{7*7}}",
        "../..",
        "😀",
        "ﷺ",
        "İ",
    ),
    *("1e9", "9" * 30, "NaN", "a" * 512, "中" * 513, "(" * 9, '"' * 40, "OR " * 20, "title:" * 20, "x " * 33, "*" * 99),
)
VALUES = {
    "county": ("520524", "_none", "999999", "abc"),
    "issue": ("住房保障", "医疗保障", "_none"),
    "from": ("2019", "2019-06", "2019年6月5日", "0000", "9999-99-99", "10000000000"),
    "to": ("2019", "2019-13", "3000"),
    "within": ("7d", "1y", "9999999999y", "-1d"),
    "page": ("1", "0", "-1", "2", "10000", "9" * 20, "１", "²"),
    "per_page": ("1", "100", "101", "0"),
    "sort": ("newest", "oldest", "best"),
    "scope": ("notice", "part"),
    "dup": ("collapse", "all"),
    "mode": ("smart", "exact"),
    "in": ("title", "body"),
    "lang": ("zh", "en"),
    "year": ("2020", "_none", "20"),
    "province": ("520000", "_none"),
}
PATHS = (
    "/",
    "/search.json",
    "/search.json",
    "/search.json",
    "/help",
    "/matrix",
    "/matrix.csv",
    "/matrix.json",
    "/coverage",
    "/coverage.csv",
    "/notice/",
    "/static/..%2fapp.py",
    "/%ff%fe",
    "/nope",
)

Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    index = tmp_path_factory.mktemp("addresses") / "index"
    reindex(open_sources([SAMPLES]), index, Options(processes=2), Quiet())
    follower = following(index)
    yield create_app(follower.use).test_client()
    follower.close()


def words(chance: random.Random) -> str:
    return "".join(
        chance.choice(WORDS) + chance.choice(("", " ", "　")) for _ in range(chance.choice((0, 1, 1, 2, 3, 8)))
    )


def asked(chance: random.Random) -> Pairs:
    pairs = [("q", words(chance))] if chance.random() < 0.85 else []
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        name = chance.choice(ACCEPTED) if chance.random() < 0.97 else "bogus"
        known = name in VALUES and chance.random() < 0.8
        pairs.append((name, chance.choice(VALUES[name]) if known else words(chance)))
    return pairs


def address(path: str, pairs: Pairs) -> str:
    return f"{path}?" + "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs)


def _encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def answer(site: FlaskClient, pairs: Pairs) -> Any:  # Any: the JSON of an answer
    response = site.get(address("/search.json", pairs))
    return json.loads(response.data) if response.status_code == 200 else None


@pytest.mark.slow
def test_any_address_has_an_answer_or_a_refusal_in_valid_form(site: FlaskClient) -> None:
    chance = random.Random(SEED)  # noqa: S311 - to repeat a run, not to keep a secret
    for _ in range(ADDRESSES):
        path = chance.choice(PATHS)
        url = address(path + (_encoded(words(chance)) if path == "/notice/" else ""), asked(chance))
        response = site.get(url, headers={"Accept-Encoding": chance.choice(("", "gzip", "gzip;q=0"))})
        assert response.status_code in (200, 308, 400, 404), url
        assert {name: response.headers.get(name) for name in SECURITY} == SECURITY, url
        packed = response.headers.get("Content-Encoding") == "gzip"
        body = gzip.decompress(response.data) if packed else response.data
        assert b"<script>alert" not in body or response.mimetype == "application/json", url
        if response.mimetype == "application/json":
            json.loads(body)


@pytest.mark.slow
def test_the_count_of_a_facet_value_is_the_total_with_it_selected(site: FlaskClient) -> None:
    chance = random.Random(SEED)  # noqa: S311 - to repeat a run, not to keep a secret
    compared = 0
    while compared < 200:
        pairs = [pair for pair in asked(chance) if pair[0] != "page"]
        found = answer(site, pairs)
        if found is None:
            continue
        values = [(name, value) for name, facet in found["facets"].items() for value in facet["values"]]
        for name, value in chance.sample(values, min(4, len(values))):
            others = [pair for pair in pairs if pair[0] != name]
            selected = answer(site, [*others, (name, value["value"])])
            assert selected["total"] == value["count"], address("/search.json", [*others, (name, value["value"])])
            compared += 1


@pytest.mark.parametrize("q", ["*x", "((((((((((x", '"', "-", "title:"])
def test_help_with_an_exact_search_offers_only_what_can_be_asked(site: FlaskClient, q: str) -> None:
    response = site.get("/", query_string={"q": q, "mode": "exact", "issue": "没有这一类"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fpyproject.toml",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/notice/..%2f",
    ],
)
def test_no_path_leads_out_of_the_site(site: FlaskClient, path: str) -> None:
    assert site.get(path).status_code in (308, 404)
