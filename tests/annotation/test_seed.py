"""The model document must be exactly right."""

from __future__ import annotations

import json
from typing import Any

import pytest

from noticesearch.notice import Notice, Page
from noticesearch_indexer.assembly import read_notice
from tests.shared import ABSENT, DATA

SEED = DATA / "seed"


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:  # Any: JSON
    if not SEED.exists():
        pytest.skip(ABSENT)
    loaded: dict[str, Any] = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))  # Any: JSON
    return loaded


@pytest.fixture(scope="module")
def notice(gold: dict[str, Any]) -> Notice:  # Any: JSON
    found = read_notice(Page((SEED / gold["file"]).read_bytes(), "notice.txt"))
    assert isinstance(found, Notice)
    return found


def test_every_section_has_its_county_and_findings(notice: Notice, gold: dict[str, Any]) -> None:  # Any: JSON
    found = [
        (part.county.name, part.county.code, [(f.issue, list(f.issue_types)) for f in part.findings])
        for part in notice.parts
        if part.county
    ]
    assert found == [
        (section["county"], section["code"], [(f["issue"], f["issue_types"]) for f in section["findings"]])
        for section in gold["sections"]
    ]


def test_what_stands_outside_the_sections_is_one_part_without_a_county(notice: Notice) -> None:
    outside = [part for part in notice.parts if part.county is None]
    assert [part.spans for part in outside] == [(notice.lead,)]
    assert notice.body[slice(*notice.lead)].startswith("根据贵州省委")


def test_partners_are_mentions_and_the_lead_gives_the_province(
    notice: Notice, gold: dict[str, Any]
) -> None:  # Any: JSON
    assert [unit.name for unit in notice.mentions] == gold["mentioned_but_not_subject"]
    assert notice.province is not None
    assert {"code": notice.province.code, "name": notice.province.name} == gold["province"]
