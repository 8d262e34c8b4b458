"""Runs of Han characters and of letters and digits, and matches that never cut the latter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.text.runs import contains, cuts_run, is_han, occurrences, runs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("qq群88个", [(0, "qq", False), (2, "群", True), (3, "88", False), (5, "个", True)]),
        ("减少67.74%,", [(0, "减少", True), (2, "67.74", False)]),
        ("v1.2a b", [(0, "v1.2a", False), (6, "b", False)]),
        ("3.、a.b", [(0, "3", False), (3, "a", False), (5, "b", False)]),
        ("二〇一九年", [(0, "二〇一九年", True)]),
        ("a_b", [(0, "a", False), (2, "b", False)]),
        ("𠮷野", [(0, "𠮷野", True)]),
        ("。 ●", []),
    ],
)
def test_a_text_is_made_of_runs(text: str, found: list[tuple[int, str, bool]]) -> None:
    assert list(runs(text)) == found


@pytest.mark.parametrize(
    ("char", "han"), [("县", True), ("〇", True), ("𠮷", True), ("a", False), ("，", False), ("あ", False)]
)
def test_han_is_told_from_the_rest(char: str, han: bool) -> None:
    assert is_han(char) is han


@pytest.mark.parametrize(
    ("text", "needle", "places"),
    [
        ("114个", "14个", []),
        ("14个和14个", "14个", [0, 4]),
        ("11号", "1号", []),
        ("3.5", "3", []),
        ("3.5", "5", []),
        ("3.5", "3.5", [0]),
        ("13.5", "3.5", []),
        ("3.", "3", [0]),
        ("第3.条", "3.", [1]),
        ("3.a", "3", [0]),
        ("v1.2", "v1", []),
        ("qq群", "q群", []),
        ("主体责任", "体责任", [1]),
        ("啊啊啊", "啊啊", [0, 1]),
        ("织金", "", []),
    ],
)
def test_a_match_never_cuts_a_number_or_a_latin_word(text: str, needle: str, places: list[int]) -> None:
    assert list(occurrences(text, needle)) == places


def test_a_prefix_may_end_inside_a_run_but_not_begin_there() -> None:
    assert contains("iso9001", "iso9", prefix=True)
    assert not contains("aiso9001", "iso9", prefix=True)
    assert not contains("iso9001", "iso9")


@given(st.text("县住12a.%， ", max_size=30))
@settings(deadline=None)
def test_a_border_lies_inside_a_run_exactly_where_runs_say_so(text: str) -> None:
    inside = {at for start, run, han in runs(text) if not han for at in range(start + 1, start + len(run))}
    assert {at for at in range(len(text) + 1) if cuts_run(text, at)} == inside
