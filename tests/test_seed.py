"""The model document, end to end: every row of the gold file's searches, on the command line and on the site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from noticesearch.cli import main
from noticesearch.live import following
from noticesearch_web.app import create_app
from tests.shared import ABSENT, DATA

SEED = DATA / "seed/notice.txt"

Gold = dict[str, Any]  # the gold file's JSON

if not SEED.is_file():
    pytest.skip(ABSENT, allow_module_level=True)

GOLD: Gold = json.loads(SEED.with_name("gold.json").read_text(encoding="utf-8"))
SEARCHES: list[Gold] = GOLD["searches"]


def named(search: Gold) -> str:
    return "+".join(str(search[key]) for key in ("q", "issue", "county") if key in search)


def noticesearch(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed") / "index"
    result = noticesearch("reindex", str(SEED), "--index", str(folder))
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize("search", SEARCHES, ids=named)
def test_the_command_line_finds_what_the_gold_says(search: Gold, index: Path) -> None:
    options = [f"--{name}={search[name]}" for name in ("county", "issue") if name in search]
    result = noticesearch("search", search.get("q", ""), *options, "--index", str(index), "--json")
    assert json.loads(result.output)["total"] == search["hits"]


@pytest.mark.parametrize("search", SEARCHES, ids=named)
def test_the_site_finds_what_the_gold_says(search: Gold, index: Path) -> None:
    follower = following(index)
    parameters = {name: search[name] for name in ("q", "county", "issue") if name in search}
    answer = create_app(follower.use).test_client().get("/search.json", query_string=parameters)
    follower.close()
    assert answer.get_json()["total"] == search["hits"]


def test_explain_prints_the_same_for_the_file_and_for_the_indexed_notice(index: Path) -> None:
    (result,) = json.loads(noticesearch("search", "--index", str(index), "--json").output)["results"]
    of_file = json.loads(noticesearch("explain", str(SEED), "--json").output)
    of_index = json.loads(noticesearch("explain", result["id"], "--index", str(index), "--json").output)
    assert of_file == of_index
    assert [county["code"] for part in of_file["parts"] for county in part["counties"]] == [
        section["code"] for section in GOLD["sections"]
    ]


def test_extract_prints_the_body_without_any_chrome() -> None:
    record = json.loads(noticesearch("extract", str(SEED), "--jsonl").output)
    assert record["id"] == "seed/notice"
    assert (record["title"], record["published"], record["source"], record["author"]) == (
        GOLD["title"],
        GOLD["published"],
        GOLD["source"],
        GOLD["author"],
    )
    assert record["body"].startswith(GOLD["body_starts"])
    assert record["body"].endswith(GOLD["body_ends"])
    assert [phrase for phrase in GOLD["never_in_body"] if phrase in record["body"]] == []
