"""Text folded to columns, as a terminal shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticesearch.wrapping import columns, wrapped


@pytest.mark.parametrize(
    ("text", "wide"),
    [("住房", 4), ("ABC 12", 6), ("“住房”", 8), ("\x1b[1m住房\x1b[0m", 4), ("e\u0301", 1), ("", 0)],
)
def test_a_chinese_character_takes_two_columns_and_a_style_none(text: str, wide: int) -> None:
    assert columns(text) == wide


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("住房保障推进缓慢", ["住房保障推", "进缓慢"]),
        ("住房保障推。进", ["住房保障", "推。进"]),
        ("住房保障（推进）", ["住房保障", "（推进）"]),
        ("住房 保障\n\n推进", ["住房 保障", "推进"]),
        ("于2020-03-11公布", ["于", "2020-03-11", "公布"]),
        ("见http://a.example/b.html", ["见", "http://a.example/b.html"]),
        ("落实〔住房保障〕", ["落实", "〔住房保障〕"]),
        ("落实\x1b[1m住房保障\x1b[0m", ["落实\x1b[1m住房保", "障\x1b[0m"]),
        ("", [""]),
    ],
)
def test_lines_end_between_characters_but_not_inside_numbers_or_before_a_full_stop(text: str, lines: list[str]) -> None:
    assert list(wrapped(text, 10)) == lines


def test_the_first_line_may_begin_otherwise_than_the_rest() -> None:
    assert list(wrapped("住房保障推进", 10, "   ", "1. ")) == ["1. 住房保", "   障推进"]


@given(st.text("住房，。（）“” ab1-/\n", max_size=60), st.integers(8, 40))
def test_nothing_is_lost_but_blanks(text: str, width: int) -> None:
    lines = list(wrapped(text, width, "  "))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == line.rstrip() for line in lines)
