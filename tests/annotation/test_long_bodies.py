"""Bodies longer than any notice: what is read of them, and that no step reads them again and again."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType
from typing import Any

import pytest

from noticesearch.gazetteer import Gazetteer
from noticesearch.notice import Content
from noticesearch_indexer.annotation import annotate
from noticesearch_indexer.annotation.forms import forms_in
from noticesearch_indexer.annotation.paragraphs import Paragraph, paragraphs
from noticesearch_indexer.annotation.reach import MAX_CHARS
from tests.annotation.notices import content, parts_of

BODIES = {
    "one county": "织金县住房保障推进缓慢，针对危房改造滞后问题，已全部竣工。\n",
    "two counties": "织金县针对辍学劝返不力问题，已劝返。\n独山县针对饮水困难问题，已通水。\n",
    "no county": "县里的危房改造已经全部竣工，饮水安全问题得到解决。\n",
    "headings": "一、织金县\n（一）关于住房保障推进缓慢的问题\n",
    "one paragraph": "织金县住房保障推进缓慢，针对危房改造滞后问题，已全部竣工。",
    "names": "织金县",
}


def calls(body: str) -> int:
    """How many functions of ours and of Python's are called for a body: a measure of work that no clock is in."""
    counted: Counter[str] = Counter()

    def count(_: FrameType, event: str, __: object) -> None:
        counted[event] += 1

    sys.setprofile(count)
    try:
        annotate(content(body))
    finally:
        sys.setprofile(None)
    return counted["call"] + counted["c_call"]


@pytest.mark.parametrize("name", BODIES)
def test_four_times_the_text_takes_four_times_the_calls(name: str) -> None:
    annotate(content(BODIES[name]))
    assert calls(BODIES[name] * 80) < 4.5 * calls(BODIES[name] * 20)


def test_each_name_is_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve, asked = Gazetteer.resolve, Counter[str]()

    def counting(self: Gazetteer, match: object, *args: object, **kwargs: object) -> object:
        asked[match.name] += 1  # type: ignore[attr-defined]  # a Match
        return resolve(self, match, *args, **kwargs)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(Gazetteer, "resolve", counting)
    annotate(content(BODIES["two counties"] * 50))
    assert asked == {"织金县": 1, "独山县": 1}


class Counted(tuple[Paragraph, ...]):
    """Paragraphs that count how many of them are handed out."""

    handed_out: int

    def __getitem__(self, index: Any) -> Any:  # as a tuple's own
        found = super().__getitem__(index)
        self.handed_out += len(found) if isinstance(index, slice) else 1
        return found


def test_the_findings_of_a_part_look_at_its_own_paragraphs_only() -> None:
    body = BODIES["headings"] * 500
    lines = Counted(paragraphs(body))
    lines.handed_out = 0
    found = [forms_in(body, (line.start, line.end), lines) for line in tuple(lines)]
    assert sum(map(len, found)) == 500
    assert lines.handed_out < 30 * len(lines)


def long_notice() -> Content:
    filling = "各乡镇要举一反三。\n" * (MAX_CHARS // 10 + 1)
    return content(
        f"一、织金县\n供水管网破损，已更换。\n二、独山县\n水厂停运，已修复。\n三、下一步\n{filling}四、从江县\n已通水。"
    )


def test_text_beyond_the_limit_stays_in_the_part_without_a_county() -> None:
    first, second, outside = parts_of(long_notice())
    assert [first.county, second.county, outside.county] == ["织金县", "独山县", None]
    assert outside.text.endswith("四、从江县\n已通水。")


def test_text_beyond_the_limit_is_told_in_the_evidence() -> None:
    notice = long_notice()
    (limit,) = (item for item in annotate(notice).evidence if item.kind == "limit")
    count = int(limit.value)
    assert notice.body[-count:].startswith("各乡镇要举一反三。")
    assert limit.text.startswith(f"the last {count:,} characters of the text are beyond the limit")


def test_a_body_of_the_longest_length_is_read_whole() -> None:
    body = "织金县" + "字" * (MAX_CHARS - 3)
    assert not [item for item in annotate(content(body)).evidence if item.kind == "limit"]
