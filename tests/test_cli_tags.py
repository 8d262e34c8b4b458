"""Issue types of one's own on the command line, filters by tags, and findings as lists and files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from noticesearch.cli import main
from noticesearch.live import searching

OWN = """
[[type]]
name = "旧屋"
group = "房"
definition = "旧屋的事。"
strong = ["危房"]
examples = ["危房改造推进缓慢"]
"""
PAGES = {
    "1": "<h1>织金县整改通报</h1><p>织金县针对危房改造推进缓慢问题，倒排工期，已完成整改。</p>",
    "2": "<h1>德江县整改通报</h1><p>德江县针对饮水安全工程管护不到位问题，正在逐村整改。</p>",
}


def noticesearch(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tags") / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def own(pages: Path) -> Path:
    path = pages.parent / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def index(pages: Path) -> Path:
    return built(pages, pages.parent / "index")


@pytest.fixture(scope="module")
def own_index(pages: Path, own: Path) -> Path:
    return built(pages, pages.parent / "own_index", "--issues", own)


def built(pages: Path, index: Path, *options: str | Path) -> Path:
    result = noticesearch("reindex", pages, "--index", index, "--processes", "1", *options)
    assert result.exit_code == 0, result.output
    return index


def titles(index: Path, *options: str) -> list[str]:
    result = noticesearch("search", "--index", index, "--json", *options)
    return sorted(hit["title"] for hit in json.loads(result.stdout)["results"])


def test_types_of_ones_own_tag_the_index_and_are_those_to_filter_by(own_index: Path) -> None:
    assert titles(own_index, "--issue", "旧屋") == ["织金县整改通报"]
    assert titles(own_index, "--issue-group", "房") == ["织金县整改通报"]
    with searching(own_index) as searcher:
        assert [(kind.group, kind.name) for kind in searcher.issue_types()] == [("房", "旧屋")]
    refused = noticesearch("search", "--issue", "住房保障", "--index", own_index)
    assert refused.exit_code == 2
    assert "'住房保障' is no issue type of this index; there are 旧屋、_none" in refused.output


def test_types_that_extend_ours_stand_beside_them(pages: Path, own: Path, tmp_path: Path) -> None:
    extending = tmp_path / "extending.toml"
    extending.write_text("extends = true\n" + OWN, encoding="utf-8")
    index = built(pages, tmp_path / "index", "--issues", extending)
    assert titles(index, "--issue", "饮水安全") == ["德江县整改通报"]
    assert titles(index, "--issue", "旧屋") == ["织金县整改通报"]


def test_the_file_may_be_named_by_a_variable(pages: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTICESEARCH_ISSUES", str(own))
    assert "→ 旧屋" in noticesearch("explain", pages / "1.html").output


def test_a_page_is_explained_by_types_of_ones_own(pages: Path, own: Path) -> None:
    told = noticesearch("explain", pages / "1.html", "--issues", own, "--json").stdout
    assert json.loads(told)["parts"][0]["issue_types"] == ["旧屋"]


@pytest.mark.parametrize("command", ["reindex", "explain"])
def test_mistakes_in_issue_types_are_told_before_anything_is_read(command: str, pages: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(OWN.replace("group", "gruppe").replace('"危房"]', '"房"]'), encoding="utf-8")
    index = tmp_path / "index"
    page = pages / "1.html"
    result = noticesearch(command, page, "--issues", wrong, "--index", index)
    assert (result.exit_code, index.exists()) == (1, False)
    assert f"{wrong}:4: type '旧屋': unknown key 'gruppe'" in result.output
    assert f"{wrong}:6: type '旧屋': expected terms of two characters or more, found '房'" in result.output


def test_mistakes_in_issue_types_leave_an_index_as_it_was(own_index: Path, pages: Path, tmp_path: Path) -> None:
    result = noticesearch("reindex", pages, "--issues", tmp_path / "absent.toml", "--index", own_index)
    assert result.exit_code == 1
    assert "cannot read issue types from" in result.output
    assert titles(own_index, "--issue", "旧屋") == ["织金县整改通报"]


def test_notices_are_filtered_by_group_and_by_status(index: Path) -> None:
    assert titles(index, "--status", "已完成") == ["织金县整改通报"]
    assert titles(index, "--status", "正在推进") == ["德江县整改通报"]
    assert titles(index, "--status", "_none") == []
    with searching(index) as searcher:
        group = next(kind.group for kind in searcher.issue_types() if kind.name == "住房保障")
    assert "织金县整改通报" in titles(index, "--issue-group", group)


def test_findings_are_listed_for_a_person(index: Path) -> None:
    lines = noticesearch("findings", "危房", "--index", index).output.splitlines()
    assert lines[0].startswith("共找到 1 条问题")
    assert lines[2:3] == ["1. 危房改造推进缓慢"]
    assert lines[3].startswith("   织金县 · 住房保障 · 已完成 · ")
    assert lines[4:6] == ["   → 倒排工期，已完成整改。", "   《织金县整改通报》"]


def test_findings_are_printed_for_machines(index: Path) -> None:
    page = json.loads(noticesearch("findings", "--status", "已完成", "--index", index, "--json").stdout)
    assert [(found["issue"], found["status"]) for found in page["results"]] == [("危房改造推进缓慢", "已完成")]
    assert page["total"] == 1


@pytest.mark.parametrize("options", [[], ["--per-page", "1", "--page", "2"]])
def test_files_of_findings_hold_all_of_them(options: list[str], index: Path) -> None:
    lines = noticesearch("findings", "--sort", "issue", "--jsonl", "--index", index, *options).stdout.splitlines()
    issues = [json.loads(line)["issue"] for line in lines]
    assert sorted(issues) == ["危房改造推进缓慢", "饮水安全工程管护不到位"]
    table = noticesearch("findings", "--sort", "issue", "--csv", "--index", index, *options).stdout
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [row["问题"] for row in rows] == issues


def test_only_one_form_can_be_asked_for(index: Path) -> None:
    assert noticesearch("findings", "--csv", "--json", "--index", index).exit_code == 2
