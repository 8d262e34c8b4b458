"""The sample pages are what sample_docs/README.md says: styles, charsets, places, years, each marked as a sample."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent / "sample_docs"
MANIFEST = Path(__file__).parent / "data" / "samples.json"
NOT_PAGES = {"README.md", ".gitattributes"}
MAX_FOLDER_BYTES = 1_000_000  # the samples travel with every clone


@dataclass(frozen=True)
class Sample:
    """A sample page and the reader's account of it; `facts` is JSON, so its values are of any type."""

    path: str
    encoding: str
    facts: dict[str, Any]

    @property
    def content(self) -> bytes:
        return (ROOT / self.path).read_bytes()

    @property
    def text(self) -> str:
        return self.content.decode(self.encoding)


def _samples() -> list[Sample]:
    pages = json.loads(MANIFEST.read_text(encoding="utf-8"))["pages"]
    return [Sample(page["path"], page["encoding"], page) for page in pages]


SAMPLES = _samples()
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path)


def _counties(sample: Sample) -> set[str]:
    return {part["county"] for part in sample.facts["parts"] if part["county"]}


def _declared(text: str) -> str | None:
    found = re.search(r"""charset=["']?([\w-]+)""", text, re.IGNORECASE)
    return found.group(1).lower() if found else None


def test_the_manifest_lists_every_page_once() -> None:
    on_disk = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()}
    assert sorted(sample.path for sample in SAMPLES) == sorted(on_disk - NOT_PAGES)


def test_there_are_enough_pages_and_site_styles_in_little_space() -> None:
    assert len(SAMPLES) >= 44
    assert len({sample.path.split("/")[0] for sample in SAMPLES}) >= 12
    assert sum(len(sample.content) for sample in SAMPLES) < MAX_FOLDER_BYTES


@each_sample
def test_each_page_decodes_and_says_that_it_is_a_sample(sample: Sample) -> None:
    assert re.search("样例|樣例", sample.text)
    assert sample.facts["title"] in sample.text


@each_sample
def test_each_page_declares_the_charset_the_manifest_says(sample: Sample) -> None:
    declared = _declared(sample.text)
    assert declared == sample.facts.get("declared", None if sample.path.endswith(".txt") else "utf-8")


@each_sample
def test_chrome_that_must_not_be_found_is_on_the_page(sample: Sample) -> None:
    assert [phrase for phrase in sample.facts["never_in_body"] if phrase not in sample.text] == []


def test_hosts_are_examples() -> None:
    hosts = {host for sample in SAMPLES for host in re.findall(r"https?://([^/\"']+)", sample.facts.get("url") or "")}
    assert hosts
    assert [host for host in hosts if not host.endswith(".example")] == []


def test_a_page_labelled_gb2312_holds_characters_outside_it() -> None:
    page = next(sample for sample in SAMPLES if sample.path == "zhijin/3412.html")
    with pytest.raises(UnicodeDecodeError):
        page.content.decode("gb2312")
    assert {"㛃", "堃"} <= set(page.text)


def test_utf8_labelled_gb2312_and_big5_are_among_the_pages() -> None:
    mislabelled = [
        sample.path for sample in SAMPLES if sample.encoding == "utf-8" and sample.facts.get("declared") == "gb2312"
    ]
    assert len(mislabelled) == 3
    assert sum(codecs.lookup(sample.encoding).name == "big5" for sample in SAMPLES) == 2


def test_the_pages_are_about_many_counties_of_many_provinces() -> None:
    codes = set().union(*(_counties(sample) for sample in SAMPLES))
    assert len({code for code in codes if not code.endswith("00")}) >= 40
    assert len({code[:2] for code in codes}) >= 12


def test_every_year_from_2012_to_2025_has_a_page_and_some_pages_no_date() -> None:
    years = {sample.facts["published"][:4] for sample in SAMPLES if sample.facts["published"]}
    assert years == {str(year) for year in range(2012, 2026)}
    assert sum(sample.facts["published"] is None for sample in SAMPLES) == 2


def test_notices_over_several_counties_are_many_and_some_have_no_county() -> None:
    assert sum(len(_counties(sample)) >= 3 for sample in SAMPLES) >= 10
    assert sum(not _counties(sample) for sample in SAMPLES) >= 3


def test_reposts_stand_on_different_sites() -> None:
    groups: dict[str, list[str]] = {}
    for sample in SAMPLES:
        if "repost_group" in sample.facts:
            groups.setdefault(sample.facts["repost_group"], []).append(sample.path.split("/")[0])
    assert groups == {
        "巡视整改六县": ["dumps", "huaguan", "qianwu"],
        "盐城人居环境": ["gongzhonghao", "yanfu"],
        "织金公益性岗位": ["bijie-rs", "zhijin"],
    }
