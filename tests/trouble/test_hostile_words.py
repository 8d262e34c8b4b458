"""Pages that mean harm to the reader: their words are shown as words, their addresses lead only to the web."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from noticesearch.live import following
from noticesearch.notice import Page, Rejection
from noticesearch_indexer.assembly import read_notice
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.sources import open_sources
from noticesearch_web.app import create_app

PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% raw %}\u202e\u2066\u200e"
URLS = (
    "javascript:alert(1)",
    "  JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/",
    "http://[",
    'http://gov.example/"><script>alert(1)</script>',
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    root = tmp_path_factory.mktemp("hostile")
    fields = ("title", "source", "issuer", "author", "doc_number")
    said = f"织金县针对危房改造{PAYLOAD}推进缓慢问题，已经竣工。{PAYLOAD}"
    records = [{**dict.fromkeys(fields, f"通报{at}{PAYLOAD}"), "url": url, "text": said} for at, url in enumerate(URLS)]
    (root / "n.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    reindex(open_sources([root / "n.jsonl"]), root / "index", Options(processes=1), Quiet())
    follower = following(root / "index")
    yield create_app(follower.use).test_client()
    follower.close()


def addresses(site: FlaskClient) -> list[str]:
    found = site.get("/search.json?q=危房改造&dup=all&per_page=100").get_json()["results"]
    assert len(found) == len(URLS)
    return ["/", "/?q=危房改造&dup=all", *(f"/notice/{hit['id']}?q=危房改造" for hit in found)]


class Markup(HTMLParser):
    """What a browser would make of a page: its tags' names and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_markup_in_any_field_is_shown_not_run(site: FlaskClient) -> None:
    for address in addresses(site):
        shown = site.get(address).get_data(as_text=True)
        for tag, attributes in Markup(shown).tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], address
            assert (attributes.get("src") or "/static/").startswith("/static/"), address
            assert tag != "script" or "src" in attributes, address
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", shown), address


def test_links_lead_to_the_web_or_nowhere(site: FlaskClient) -> None:
    outside = set()
    for address in addresses(site):
        links = re.findall(r'href="([^"]*)"', site.get(address).get_data(as_text=True))
        outside |= {link for link in links if not re.match(r"/(?!/)|[#?]|/$", link)}
    assert outside == {"http://gov.example/&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"}


@pytest.mark.parametrize("kind", ["html", None])
def test_entities_of_a_page_are_neither_fetched_nor_multiplied(tmp_path: Path, kind: None) -> None:
    (tmp_path / "secret").write_text("机密机密机密", encoding="utf-8")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    page = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY a0 "哈">{laughs}]>'
        "<html><body><h1>整改通报</h1><p>织金县针对危房改造推进缓慢问题，已经竣工。&x;&a29;</p></body></html>"
    )
    notice = read_notice(Page(page.encode(), "page", kind))
    assert not isinstance(notice, Rejection)
    assert ("机密" in notice.body, "哈哈" in notice.body, len(notice.body) < 3000) == (False, False, True)


@pytest.mark.filterwarnings("error")
def test_xhtml_is_read_without_a_word() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?><html><body><h1>整改通报</h1><p>危房改造已经竣工。</p></body></html>'
    assert not isinstance(read_notice(Page(page.encode(), "page", "html")), Rejection)
