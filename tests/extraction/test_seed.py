"""The model document, a text dump over eight counties, comes out as its gold file says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from noticesearch.notice import Content, Page
from noticesearch_indexer.extraction import extract
from tests.shared import shared_data


@pytest.fixture(scope="module")
def seed() -> Path:
    return shared_data() / "seed"


@pytest.fixture(scope="module")
def found(seed: Path) -> Content:
    content = extract(Page((seed / "notice.txt").read_bytes(), "notice.txt"))
    assert isinstance(content, Content)
    return content


def test_the_fields_are_those_of_the_gold_file(seed: Path, found: Content) -> None:
    gold = json.loads((seed / "gold.json").read_text(encoding="utf-8"))
    read = {name: getattr(found, name) for name in ("title", "published", "source", "author")}
    assert read == {name: gold[name] for name in read}


def test_the_body_is_the_text_and_nothing_else(seed: Path, found: Content) -> None:
    gold = json.loads((seed / "gold.json").read_text(encoding="utf-8"))
    assert found.body.startswith(gold["body_starts"])
    assert found.body.endswith(gold["body_ends"])
    assert [chrome for chrome in gold["never_in_body"] if chrome in found.body] == []


def test_the_separators_between_the_counties_stay(found: Content) -> None:
    assert found.body.count("\n●●●\n") == 8
