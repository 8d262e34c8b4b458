"""Sites over a few notices to count, and what the numbers of a table lead to."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from noticesearch.engine import Searcher
from noticesearch.findings import with_findings
from noticesearch.notice import Notice
from noticesearch.plain import PlainWriter, open_searcher
from noticesearch.text.terms import analysed
from noticesearch_web.app import create_app
from noticesearch_web.settings import Settings
from tests.web.count_corpus import TYPES, reposts

ANSWERS = {"/": "/search.json", "/findings": "/findings.json"}


def opened(folder: Path, notices: tuple[Notice, ...]) -> Searcher:
    """A searcher over *notices*, newly indexed, reposts and their findings as one."""
    by_id = {notice.id: notice for notice in notices}
    writer = PlainWriter(folder)
    for notice in notices:
        writer.add(analysed(notice))
    writer.commit()
    return open_searcher(folder, "g1", "2026-01-31T00:00:00+00:00", with_findings(reposts(), by_id.get), TYPES)


def site_of(searcher: Searcher) -> FlaskClient:
    """The site that answers from *searcher*."""
    return create_app(lambda: nullcontext(searcher), Settings(today=lambda: date(2026, 1, 31))).test_client()


def totals_led_to(site: FlaskClient, within: BeautifulSoup | Tag) -> list[tuple[str, str]]:
    """What each number of the table says, and the total of the search that it leads to."""
    pairs = []
    for anchor in within.select("table.counts td a"):
        path, _, query = str(anchor["href"]).partition("?")
        pairs.append((anchor.get_text(), f"{site.get(f'{ANSWERS[path]}?{query}').get_json()['total']:,}"))
    return pairs
