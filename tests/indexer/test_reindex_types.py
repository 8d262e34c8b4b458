"""Runs with issue types of one's own: when pages are read again, and which types the index knows afterwards."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from noticesearch.issues import IssueTypes, issue_types
from noticesearch.live import searching
from noticesearch.query import Query
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.removal import remove
from noticesearch_indexer.report import Report
from noticesearch_indexer.sources import open_sources

PAGE = "<h1>{county}整改通报</h1><p>{county}针对危房改造推进缓慢问题，倒排工期，已全部竣工。</p>"
TYPE = '[[type]]\nname = "{name}"\ngroup = "{group}"\ndefinition = "{name}的事。"\nstrong = ["危房"]\n'


class Heard(Quiet):
    """A meter that remembers what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, what: str) -> None:
        self.said.append(what)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for county in ("织金县", "德江县"):
        (folder / f"{county}.html").write_text(PAGE.format(county=county), encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def own(folder: Path, name: str, group: str = "房") -> IssueTypes:
    path = folder / f"{name}.toml"
    path.write_text(TYPE.format(name=name, group=group), encoding="utf-8")
    return issue_types(path)


def run(index: Path, source: Path, types: IssueTypes, heard: Heard | None = None, *, add: bool = False) -> Report:
    options = Options(processes=1, add=add, types=types)
    return reindex(open_sources([source]), index, options, heard or Heard())


def found(index: Path, **chosen: tuple[str, ...]) -> list[str]:
    with searching(index) as searcher:
        return sorted(hit.title for hit in searcher.search(Query(**chosen)).hits)  # type: ignore[arg-type]  # facets


def known(index: Path) -> list[tuple[str, str]]:
    with searching(index) as searcher:
        return [(kind.name, kind.group) for kind in searcher.issue_types()]


def test_the_same_types_under_another_name_read_nothing_again(pages: Path, index: Path, tmp_path: Path) -> None:
    heard = Heard()
    run(index, pages, own(tmp_path, "旧屋"))
    (tmp_path / "旧屋.toml").rename(tmp_path / "renamed.toml")
    report = run(index, pages, issue_types(tmp_path / "renamed.toml"), heard)
    assert (report.indexed, report.unchanged, heard.said) == (0, 2, [])


def test_other_types_read_every_page_again_and_say_so(pages: Path, index: Path, tmp_path: Path) -> None:
    run(index, pages, own(tmp_path, "旧屋"))
    heard = Heard()
    report = run(index, pages, own(tmp_path, "危旧房"), heard)
    assert (report.indexed, report.unchanged) == (2, 0)
    assert heard.said[0] == "the issue types are others than at the last run: every page is read again"
    assert known(index) == [("危旧房", "房")]
    assert found(index, issue=("危旧房",)) == ["德江县整改通报", "织金县整改通报"]
    assert found(index, issue=("旧屋",)) == []


def test_notices_that_are_kept_keep_their_types_and_groups(pages: Path, index: Path, tmp_path: Path) -> None:
    run(index, pages / "织金县.html", own(tmp_path, "旧屋", "房"))
    run(index, pages / "德江县.html", own(tmp_path, "危旧房", "住"), add=True)
    assert known(index) == [("危旧房", "住"), ("旧屋", "房")]
    assert found(index, issue_group=("房",)) == ["织金县整改通报"]
    assert found(index, issue_group=("住",)) == ["德江县整改通报"]


def test_taking_down_leaves_the_types_as_they_were(pages: Path, index: Path, tmp_path: Path) -> None:
    types = own(tmp_path, "旧屋")
    run(index, pages, types)
    with searching(index) as searcher:
        (hit,) = searcher.search(Query(q="德江县")).hits
    remove(hit.id, index)
    assert known(index) == [("旧屋", "房")]
    report = run(index, pages, types)
    assert (report.indexed, report.unchanged, report.kept_out) == (0, 1, 1)


def test_types_travel_as_their_terms_alone_and_classify_as_before() -> None:
    types = issue_types()
    before = types.classify("危房改造推进缓慢")
    sent = pickle.dumps(types)
    assert len(sent) < 2 * len(pickle.dumps((types.types, types.offices, types.exclusions)))
    assert pickle.loads(sent).classify("危房改造推进缓慢") == before  # noqa: S301  # our own bytes
