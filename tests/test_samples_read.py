"""The sample pages as the indexer reads them, against what a reader says of them (data/samples.json).

What is read without a mistake stays so; the rest has floors, to be raised as the rules improve and never lowered.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from noticesearch.notice import Notice, Part, Rejection
from noticesearch_indexer import reposts
from noticesearch_indexer.assembly import read_notice
from noticesearch_indexer.sources import open_sources

TESTS = Path(__file__).parent
TITLES_FLOOR = 61  # of 61
COUNTIES_FLOOR = 1.0  # 99 of 99 county parts
TYPES_RECALL_FLOOR = 0.91  # 117 of 128
TYPES_PRECISION_FLOOR = 0.92  # 151 of 163
CHROME_LEFT: set[tuple[str, str]] = set()
COUNTIES_TOO_MANY = {("huaguan/15_0327_10_ALNT4.html", "330600")}  # 绍兴市 published it; it is about 柯桥区
JUDGED_TYPES = frozenset(
    "政策落实 主体责任 监督责任 基层党建 组织指挥 形式主义官僚主义 干部作风 廉政风险 产业发展 农业农村 就业与劳务 "
    "住房保障 教育保障 医疗保障 社会保障 饮水安全 基础设施 东西部协作 内生动力 信访 资金管理 征地拆迁 生态环境 "
    "安全生产 食品药品".split()
)


@dataclass(frozen=True)
class Read:
    """A page's notice beside the reader's account; `facts` is JSON, so its values are of any type."""

    path: str
    notice: Notice
    facts: dict[str, Any]

    @property
    def parts(self) -> dict[str, Part]:
        return {part.county.code: part for part in self.notice.parts if part.county}

    @property
    def expected(self) -> dict[str, dict[str, Any]]:
        return {part["county"]: part for part in self.facts["parts"] if part["county"]}


@pytest.fixture(scope="module")
def pages() -> list[Read]:
    root = TESTS.parent / "sample_docs"
    read = {}
    for source in open_sources([root]):
        for page in source.pages():
            notice = page if isinstance(page, Rejection) else read_notice(page)
            assert isinstance(notice, Notice), notice
            read[page.origin.removeprefix(f"{root.name}/")] = notice
    facts = json.loads((TESTS / "data" / "samples.json").read_text(encoding="utf-8"))["pages"]
    return [Read(each["path"], read[each["path"]], each) for each in facts]


def _squeezed(title: str) -> str:
    return re.sub(r"\s+", "", title)


def test_no_page_is_lost_or_kept_whole_for_want_of_a_body(pages: list[Read]) -> None:
    assert [page.path for page in pages if page.notice.how != "content"] == ["rongcheng/10488.htm"]


def test_no_chrome_reaches_a_body(pages: list[Read]) -> None:
    left = {(page.path, words) for page in pages for words in page.facts["never_in_body"] if words in page.notice.body}
    assert left <= CHROME_LEFT


def test_every_publication_date_is_right(pages: list[Read]) -> None:
    wrong = {page.path for page in pages if (page.notice.published or "")[:10] != (page.facts["published"] or "")}
    assert wrong == set()


def test_titles_are_right(pages: list[Read]) -> None:
    right = [page.path for page in pages if _squeezed(page.notice.title) == _squeezed(page.facts["title"])]
    assert len(right) >= TITLES_FLOOR


def test_addresses_come_from_the_page(pages: list[Read]) -> None:
    assert {page.path: page.notice.url for page in pages} == {page.path: page.facts.get("url") for page in pages}


def test_no_notice_is_about_a_county_it_is_not_about(pages: list[Read]) -> None:
    extra = {(page.path, code) for page in pages for code in set(page.parts) - set(page.expected)}
    assert extra <= COUNTIES_TOO_MANY


def test_counties_are_found(pages: list[Read]) -> None:
    found = [code in page.parts for page in pages for code in page.expected]
    assert sum(found) / len(found) >= COUNTIES_FLOOR


def test_issue_types_are_found_and_few_are_wrong(pages: list[Read]) -> None:
    wanted, given, right, fair = 0, 0, 0, 0
    for page in pages:
        for code, part in page.expected.items():
            must, may = set(part["issues"]), set(part["issues_may"])
            got = JUDGED_TYPES.intersection(page.parts[code].issue_types if code in page.parts else ())
            wanted, given = wanted + len(must), given + len(got)
            right, fair = right + len(got & must), fair + len(got & (must | may))
    assert right / wanted >= TYPES_RECALL_FLOOR
    assert fair / given >= TYPES_PRECISION_FLOOR


def test_reposts_are_one_group_and_notices_alike_in_form_are_not(pages: list[Read]) -> None:
    notices = {page.notice.id: page.notice for page in pages}
    groups = reposts.group(reposts.complete({}, notices, notices.get), notices.get)
    paths = {page.notice.id: page.path for page in pages}
    expected: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        if name := page.facts.get("repost_group"):
            expected[name].add(page.path)
    found = [sorted(paths[member] for member in group) for group in groups.members]
    assert sorted(found) == sorted(map(sorted, expected.values()))
