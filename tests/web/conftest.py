"""The site over a tiny real index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from noticesearch.engine import Searcher
from noticesearch.findings import with_findings
from noticesearch.groups import Groups
from noticesearch.issue_list import listed
from noticesearch.issues import issue_types
from noticesearch.plain import PlainWriter, open_searcher
from noticesearch.text.terms import analysed
from noticesearch.versions import EarlierVersion, Versions
from noticesearch_web.app import create_app
from noticesearch_web.settings import Settings
from tests.web.corpus import hostile, inspection, notice_id, plain_notices, repost, undated
from tests.web.count_corpus import counted_notices
from tests.web.counting import opened, site_of
from tests.web.findings_corpus import findings_corpus

TODAY = date(2026, 1, 31)
GROUPS = Groups(((inspection().id, repost().id),))
VERSIONS = Versions(
    {
        inspection().id: (
            EarlierVersion("crawl/2020-03-11/1.html", "ab" * 32, "2020-03-12T00:30:00+00:00", None, "2020-03-11T14:00"),
            EarlierVersion("crawl/\udcff<b>.html", "cd" * 32, "2020-06-01T00:30:00+00:00"),
        ),
        undated().id: (EarlierVersion("crawl/0.html", "ef" * 32, "2021-01-05T00:00:00+00:00"),),
    }
)


@pytest.fixture(scope="session")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("index")
    writer = PlainWriter(folder)
    for notice in (inspection(), repost(), hostile(), undated(), *plain_notices(30)):
        writer.add(analysed(notice))
    writer.commit()
    searcher = open_searcher(folder, "000001-20260131T000000Z", "2026-01-31T00:00:00+00:00", GROUPS, versions=VERSIONS)
    yield searcher
    searcher.close()


@pytest.fixture(scope="session")
def app(searcher: Searcher) -> Flask:
    return create_app(lambda: nullcontext(searcher), Settings(today=lambda: TODAY))


@pytest.fixture
def site(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def findings_searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """An index of notices with findings of every kind; one of them is reprinted."""
    folder = tmp_path_factory.mktemp("findings")
    writer, notices = PlainWriter(folder), {notice.id: notice for notice in findings_corpus()}
    for notice in notices.values():
        writer.add(analysed(notice))
    writer.commit()
    groups = with_findings(Groups(((notice_id("inspected"), notice_id("copied")),)), notices.get)
    types = listed(issue_types())
    searcher = open_searcher(folder, "000002-20260131T000000Z", "2026-01-31T00:00:00+00:00", groups, types)
    yield searcher
    searcher.close()


@pytest.fixture
def findings_site(findings_searcher: Searcher) -> FlaskClient:
    """The site over that index."""
    return create_app(lambda: nullcontext(findings_searcher), Settings(today=lambda: TODAY)).test_client()


@pytest.fixture(scope="session")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The site over notices to be counted."""
    searcher = opened(tmp_path_factory.mktemp("counts"), counted_notices())
    yield site_of(searcher)
    searcher.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[FlaskClient]:
    """The site over an index without notices."""
    searcher = opened(tmp_path, ())
    yield site_of(searcher)
    searcher.close()
