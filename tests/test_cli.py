"""The command line: what a person types, what is printed where, and with which exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from noticesearch import __version__
from noticesearch.cli import main
from noticesearch_indexer import workers
from tools.build_cli_docs import TARGET, document

ID = "0123456789abcdef"
PAGE = "<h1>{county}整改通报</h1><p>{county}针对危房改造推进缓慢问题，倒排工期，已全部竣工。</p>"


def noticesearch(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "pages"
    folder.mkdir()
    for county in ("织金县", "德江县"):
        (folder / f"{county}.html").write_text(PAGE.format(county=county), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(pages: Path) -> Path:
    folder = pages.parent / "index"
    result = noticesearch("reindex", pages, "--index", folder)
    assert result.exit_code == 0, result.output
    return folder


def test_the_reference_is_what_help_says() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "run: python tools/build_cli_docs.py"


def test_the_version_is_the_packages() -> None:
    assert noticesearch("--version").output == f"noticesearch, version {__version__}\n"


def test_help_imports_none_of_the_heavy_packages() -> None:
    heavy = ("whoosh", "jieba", "rjieba", "flask", "bs4", "rich", "numpy")
    script = f"import sys, noticesearch.cli; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "[]\n"


def test_the_report_is_json_when_asked(pages: Path, tmp_path: Path) -> None:
    report = json.loads(noticesearch("reindex", pages, "--index", tmp_path / "index", "--json").stdout)
    assert (report["indexed"], report["notices"], report["rejected"]["total"]) == (2, 2, 0)


def test_a_county_may_be_given_by_name(index: Path) -> None:
    result = noticesearch("search", "--county", "织金县", "--index", index, "--json")
    assert [hit["title"] for hit in json.loads(result.output)["results"]] == ["织金县整改通报"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--county", "鼓楼区"], "may be 江苏省南京市鼓楼区 320106"),
        (["--county", "没有县"], "is no unit we know; give its 6-digit code"),
        (["--from", "2020", "--to", "2019"], "the first day, 2020-01-01, is after the last, 2019-12-31"),
        (["--from", "去年"], "去年"),
        (["--page", "zero"], "page must be a whole number from 1 to 10000, not 'zero'"),
        (["--issue", "住房"], "--issue '住房' is no issue type of this index; the nearest are 住房保障"),
        (
            ["--issue-group", "民生大事"],
            "--issue-group '民生大事' is no group of issue types of this index; the nearest are 民生",
        ),
        (["--status", "完了"], "--status '完了' is no status of this index; the nearest are 已完成、基本完成"),
        (["--sort", "best"], "'best' is not one of"),
    ],
)
def test_what_cannot_be_read_is_a_usage_error(options: list[str], said: str, index: Path) -> None:
    result = noticesearch("search", *options, "--index", index)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize("command", [["search", "危房"], ["verify"], ["rollback"], ["remove", ID], ["explain", ID]])
def test_a_missing_index_is_said_in_one_line(command: list[str], tmp_path: Path) -> None:
    result = noticesearch(*command, "--index", tmp_path / "none")
    assert result.exit_code == 1
    none = tmp_path / "none"
    sentence = f"no index in {none}; build one with: noticesearch reindex PAGES --index {none}"
    assert result.output == f"noticesearch: {sentence}\n"


@pytest.mark.parametrize(("name", "code"), [("贵州", "520000"), ("内蒙古", "150000"), ("贵州省", "520000")])
def test_a_province_may_be_given_by_its_short_name(name: str, code: str, index: Path) -> None:
    result = noticesearch("search", "--province", name, "--index", index, "--json")
    assert json.loads(result.output)["query"]["province"] == [code]


def test_a_file_that_is_not_there_is_said_so_before_any_index_is_asked(tmp_path: Path) -> None:
    result = noticesearch("explain", "某一页.html", "--index", tmp_path / "none")
    assert result.output.startswith("noticesearch: no file '某一页.html'")


def test_explain_shows_the_words_behind_every_field(pages: Path) -> None:
    lines = noticesearch("explain", pages / "织金县.html").output.splitlines()
    assert any(line.startswith("  title 织金县整改通报: “织金县整改通报” (") for line in lines)
    assert any(line.startswith("    issue 住房保障: “") for line in lines)


def test_explain_names_the_versions_that_newer_pages_replaced(tmp_path: Path) -> None:
    index, page = tmp_path / "index", tmp_path / "1.html"
    for county in ("织金县", "德江县"):
        page.write_text(PAGE.format(county=county), encoding="utf-8")
        noticesearch("reindex", page, "--index", index)
    (hit,) = json.loads(noticesearch("search", "--json", "--index", index).stdout)["results"]
    (told,) = json.loads(noticesearch("explain", hit["id"], "--index", index, "--json").stdout)["earlier_versions"]
    assert (told["origin"], told["stored"]) == ("1.html", True)
    assert noticesearch("explain", hit["id"], "--index", index).output.splitlines()[-2:] == [
        "earlier versions:",
        f"  1.html: fetched {told['fetched_at']}, replaced {told['replaced_at']}; page {told['content_hash']} (kept)",
    ]


def test_an_unknown_notice_is_said_in_one_line(index: Path) -> None:
    result = noticesearch("explain", ID, "--index", index)
    assert (result.exit_code, result.output) == (
        1,
        f"noticesearch: no notice '0123456789abcdef' in {index}, and no file of that name\n",
    )


def test_a_sound_index_is_verified_with_status_0_and_a_damaged_one_with_1(pages: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    noticesearch("reindex", pages, "--index", index)
    assert noticesearch("verify", "--index", index).exit_code == 0
    damaged = max(index.glob("generations/*/whoosh/*/*.columns"))
    damaged.chmod(0o600)
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\x00\x00")
    found = noticesearch("verify", "--index", index, "--json")
    assert found.exit_code == 1
    assert not json.loads(found.output)["sound"]


def test_rollback_brings_the_last_generation_back(pages: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    noticesearch("reindex", pages, "--index", index)
    noticesearch("reindex", pages / "织金县.html", "--index", index, "--yes")
    assert noticesearch("rollback", "--index", index).output.startswith("live again: 000001-")
    assert json.loads(noticesearch("search", "--index", index, "--json").output)["total"] == 2


def test_a_notice_taken_down_is_gone(pages: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    noticesearch("reindex", pages, "--index", index)
    (first, _) = json.loads(noticesearch("search", "--index", index, "--json").output)["results"]
    assert noticesearch("remove", first["id"], "--index", index).output.startswith("taken down: 1 notice(s)")
    assert json.loads(noticesearch("search", "--index", index, "--json").output)["total"] == 1


@pytest.mark.parametrize("options", [(), ("--debug",)], ids=["text", "debug"])
def test_a_page_beyond_the_limits_ends_extract_in_a_sentence(
    options: tuple[str, ...], pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "START_SECONDS", 0)
    monkeypatch.setattr(workers, "Workers", partial(workers.Workers, page_seconds=0.001))  # no process starts so soon
    result = noticesearch("extract", pages / "织金县.html", *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "rejected at stage limit: 织金县.html: the page took longer than 0.001 s\n"


def test_extract_goes_on_after_a_page_that_it_cannot_read(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    result = noticesearch("extract", tmp_path / "empty.html", pages / "织金县.html", "--debug")
    assert result.stderr == "rejected at stage read: empty.html: the file is empty (0 bytes)\n"
    assert (result.exit_code, "织金县针对危房改造推进缓慢问题" in result.stdout) == (1, True)


def test_explain_says_what_is_no_page(tmp_path: Path) -> None:
    types = tmp_path / "types.toml"
    types.write_text("", encoding="utf-8")
    folder = noticesearch("explain", str(tmp_path))
    assert (folder.exit_code, "is a folder; expected a page" in folder.stderr) == (1, True)
    identifier = noticesearch("explain", "0" * 16, "--issues", str(types))
    assert (identifier.exit_code, "--issues is for a FILE" in identifier.stderr) == (1, True)
