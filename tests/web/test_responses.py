"""What holds for every response: headers, methods, errors, revalidation."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import noticesearch_web
from noticesearch.engine import Searcher
from noticesearch.issue_list import ListedType
from noticesearch.notice import Notice
from noticesearch.query import Axis, Query
from noticesearch.results import Crossing, ResultPage, Statistics
from noticesearch.store import IndexMissing
from noticesearch.versions import EarlierVersion
from noticesearch_web.app import create_app
from noticesearch_web.caching import site_version
from noticesearch_web.headers import SECURITY
from noticesearch_web.settings import Settings
from noticesearch_web.views import NEWER_REFUSED
from tests.web.corpus import inspection
from tests.web.reading import page, text, texts

PACKAGE = Path(noticesearch_web.__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@contextmanager
def no_index() -> Iterator[Searcher]:
    raise IndexMissing("no index in /srv/index; build one with: noticesearch reindex PAGES --index /srv/index")
    yield  # for the type: never reached


@pytest.fixture
def closed() -> FlaskClient:
    return create_app(no_index).test_client()


class Broken:
    """A searcher whose every answer fails."""

    def search(self, query: Query) -> ResultPage:
        raise RuntimeError("the disk at /srv fell out")

    def notice(self, notice_id: str) -> Notice | None:
        raise RuntimeError("the disk at /srv fell out")

    def notices(self) -> Iterator[Notice]:
        raise RuntimeError("the disk at /srv fell out")

    def group(self, notice_id: str) -> tuple[str, ...]:
        raise RuntimeError("the disk at /srv fell out")

    def cross(self, query: Query, rows: Axis, columns: Axis) -> Crossing:
        raise RuntimeError("the disk at /srv fell out")

    def earlier_versions(self, notice_id: str) -> tuple[EarlierVersion, ...]:
        raise RuntimeError("the disk at /srv fell out")

    def findings(self) -> Searcher:
        raise RuntimeError("the disk at /srv fell out")

    def issue_types(self) -> tuple[ListedType, ...]:
        raise RuntimeError("the disk at /srv fell out")

    def statistics(self) -> Statistics:
        raise RuntimeError("the disk at /srv fell out")

    def close(self) -> None: ...


@pytest.fixture
def broken() -> FlaskClient:
    def source() -> AbstractContextManager[Searcher]:
        return nullcontext(Broken())

    return create_app(source).test_client()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/?q=医疗", 200),
        ("/?nonsense=1", 400),
        ("/search.json?q=医疗", 200),
        ("/search.json?nonsense=1", 400),
        (f"/notice/{inspection().id}", 200),
        ("/notice/unknown", 404),
        ("/help", 200),
        ("/healthz", 200),
        ("/static/site.css", 200),
        ("/static/site.js", 200),
        ("/static/favicon.svg", 200),
        ("/static/../app.py", 404),
        ("/nowhere", 404),
        ("/search.json/", 404),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_response_is_secured_and_sets_no_cookie(
    site: FlaskClient, method: str, address: str, status: int
) -> None:
    response = site.open(address, method=method)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in SECURITY} == SECURITY
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["Cache-Control"]
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ["/", "/search.json", "/static/site.css", "/nowhere"])
def test_only_get_and_head_are_answered(site: FlaskClient, method: str, address: str) -> None:
    response = site.open(address, method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert {name: response.headers.get(name) for name in SECURITY} == SECURITY


@pytest.mark.parametrize(("address", "title"), [("/nowhere", "没有这个页面"), ("/nowhere?lang=en", "Page not found")])
def test_an_error_page_speaks_the_readers_language(site: FlaskClient, address: str, title: str) -> None:
    assert text(page(site, address, 404), "h1") == title


def test_an_error_of_a_json_address_is_json(site: FlaskClient) -> None:
    response = site.post("/search.json?lang=en")
    assert response.get_json() == {
        "error": "Method not allowed: This site answers GET and HEAD only.",
        "status": 405,
    }


@pytest.mark.parametrize("address", ["/", "/?q=医疗", "/notice/0123456789abcdef"])
def test_without_an_index_pages_say_so(closed: FlaskClient, address: str) -> None:
    response = closed.get(address, headers={"If-None-Match": 'W/"old"'})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "索引尚不可用" in response.text
    assert "/srv/index" not in response.text
    assert response.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("address", ["/search.json?q=医疗", "/healthz"])
def test_without_an_index_programs_get_json(closed: FlaskClient, address: str) -> None:
    response = closed.get(address)
    assert response.status_code == 503
    assert response.get_json()["status"] == 503


def test_help_needs_no_index(closed: FlaskClient) -> None:
    assert closed.get("/help").status_code == 200


def test_a_fault_of_ours_is_a_clear_page_without_its_details(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = broken.get("/?q=医疗")
    assert (response.status_code, "本站出错了" in response.text) == (500, True)
    assert "fell out" not in response.text
    assert "fell out" in caplog.text
    assert response.headers["Content-Security-Policy"] == POLICY


def test_health_names_the_generation(site: FlaskClient) -> None:
    assert site.get("/healthz").get_json() == {
        "generation": "000001-20260131T000000Z",
        "notices": 34,
        "built_at": "2026-01-31T00:00:00+00:00",
        "trouble": None,
    }


def test_health_says_that_a_newer_index_is_kept_out_and_the_log_why(
    searcher: Searcher, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(trouble=lambda: "/srv/index/000002 has no manifest")
    response = create_app(lambda: nullcontext(searcher), settings).test_client().get("/healthz")
    assert response.get_json()["trouble"] == NEWER_REFUSED
    assert "/srv/index/000002 has no manifest" in caplog.text


@pytest.mark.parametrize("address", ["/?q=医疗", "/search.json?q=医疗", f"/notice/{inspection().id}?q=医疗"])
def test_an_answer_that_a_browser_has_is_not_sent_again(site: FlaskClient, address: str) -> None:
    first = site.get(address)
    again = site.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert again.headers["Content-Security-Policy"] == POLICY


class Renamed:
    """The same index as another generation."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self.search = searcher.search
        self.notice = searcher.notice
        self.notices = searcher.notices
        self.group = searcher.group
        self.cross = searcher.cross
        self.findings = searcher.findings
        self.earlier_versions = searcher.earlier_versions
        self.issue_types = searcher.issue_types

    def statistics(self) -> Statistics:
        return replace(self._searcher.statistics(), generation="000002-20260201T000000Z")

    def close(self) -> None: ...


def test_a_new_generation_outdates_what_a_browser_has(site: FlaskClient, searcher: Searcher) -> None:
    def renamed() -> AbstractContextManager[Searcher]:
        return nullcontext(Renamed(searcher))

    old = site.get("/?q=医疗").headers["ETag"]
    new = create_app(renamed).test_client().get("/?q=医疗", headers={"If-None-Match": old})
    assert new.status_code == 200


def test_a_request_gives_its_searcher_back(searcher: Searcher) -> None:
    log: list[str] = []

    @contextmanager
    def lent() -> Iterator[Searcher]:
        log.append("lent")
        yield searcher
        log.append("back")

    create_app(lent).test_client().get("/?q=医疗")
    assert log == ["lent", "back"]


def test_assets_are_cached_for_ever_under_the_version_of_their_content(site: FlaskClient) -> None:
    address = re.findall(r'href="(/static/site.css[^"]*)"', site.get("/").text)
    assert address == [f"/static/site.css?v={site_version()}"]
    assert site.get(address[0]).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert site.get("/static/site.css").headers["Cache-Control"] == "no-cache"


def test_the_first_page_is_small_and_asks_nobody_else(site: FlaskClient) -> None:
    home = site.get("/")
    assets = [site.get(address) for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', home.text)]
    assert len(home.data) + sum(len(asset.data) for asset in set(assets)) < 60_000
    assert re.findall(r'(?:src|action|srcset)="(?!/)[^"]*"', home.text) == []
    assert "url(" not in site.get("/static/site.css").text


def test_templates_trust_nothing_and_hold_no_inline_style_or_script() -> None:
    for template in sorted((PACKAGE / "templates").iterdir()):
        source = template.read_text(encoding="utf-8")
        assert re.findall(r"\|\s*safe|autoescape|<style|\sstyle=|\son\w+=|<script>", source) == [], template.name


def test_the_site_may_be_mounted_below_a_path(app: Flask) -> None:
    response = app.test_client().get("/?q=1519户", base_url="http://localhost/notices")
    assert f'href="/notices/notice/{inspection().id}?q=1519%E6%88%B7"' in response.text
    assert 'action="/notices/"' in response.text


def test_help_says_what_a_finding_is_and_what_silence_means(site: FlaskClient) -> None:
    said = " ".join(texts(page(site, "/help"), "#findings + ul li"))
    assert all(word in said for word in ("自动认出", "未说明", "没有采集", "转载"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_gives_examples_that_run(site: FlaskClient, lang: str) -> None:
    rows = page(site, f"/help?lang={lang}").select("tbody a")
    assert len(rows) == 10
    assert {site.get(str(row["href"])).status_code for row in rows} == {200}


@pytest.mark.parametrize("address", ["/?sort=newest", "/search.json", "/nowhere"])
def test_pages_are_gzipped_for_browsers_that_take_it(site: FlaskClient, address: str) -> None:
    plain = site.get(address)
    zipped = site.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert (plain.headers["Vary"], zipped.headers["Vary"]) == ("Accept-Encoding", "Accept-Encoding")
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert len(gzip.decompress(zipped.data)) == pytest.approx(len(plain.data), abs=8)  # the time taken differs
