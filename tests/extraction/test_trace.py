"""What a person sees of why a line was kept."""

from __future__ import annotations

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.extraction.trace import trace, trace_lines
from tests.extraction.scraped import BODY, NOTICE


def test_the_lines_kept_are_the_body_and_each_has_a_reason() -> None:
    traced = trace(Page(NOTICE.encode(), "test"))
    assert not isinstance(traced, Rejection)
    assert "\n".join(line.text for line in traced if line.is_kept) == BODY
    assert [line.reason for line in traced if not line.is_kept][:2] == ["links", "links"]


def test_columns_are_aligned() -> None:
    text = "各乡镇要逐村逐户排查，限期整改到位。\n示例县\t12\n沪ICP备00000000号"
    traced = trace(Page(text.encode(), "test", "text"))
    assert not isinstance(traced, Rejection)
    assert list(trace_lines("test", traced)) == [
        "# test",
        "+    0  +1.14  prose                        各乡镇要逐村逐户排查，限期整改到位。",
        "+    1  +0.15  table row                    示例县 ⇥ 12",
        "-    2  -1.50  footer phrase                沪ICP备00000000号",
    ]


def test_what_cannot_be_read_is_said() -> None:
    assert trace(Page(b"", "test")) == Rejection("test", "read", "the file is empty (0 bytes)")
