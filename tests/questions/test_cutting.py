"""Where fragments begin and end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.notice import Span
from noticesearch.snippets.borders import LONGEST_RUN
from noticesearch.snippets.cutting import MAX_CHARS, MIN_CHARS, fragment, stretches
from noticesearch.text.runs import cuts_run


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("甲。\n\n●●●\n\n乙。", ["甲。", "乙。"]),
        ("●●●\n甲", ["甲"]),
        ("甲\n——\n***\n乙", ["甲", "乙"]),
        ("甲\n\n乙", ["甲\n\n乙"]),
        ("甲\n（一）乙\n- 丙", ["甲\n（一）乙\n- 丙"]),
        (" \n●\n ", []),
        ("", []),
    ],
)
def test_lines_of_signs_separate_and_are_not_shown(text: str, texts: list[str]) -> None:
    assert [text[start:end] for start, end in stretches(text, 0, len(text))] == texts


def shown(text: str, word: str) -> str:
    at = text.index(word)
    start, end = fragment(text, (0, len(text)), at, at + len(word))
    return text[start:end]


def test_a_fragment_begins_with_the_sentence_and_ends_with_one() -> None:
    text = "前" * 70 + "。" + "一" * 30 + "住房" + "二" * 20 + "。" + "三" * 40 + "。" + "四" * 60 + "。"
    assert shown(text, "住房") == "一" * 30 + "住房" + "二" * 20 + "。" + "三" * 40 + "。"


def test_a_long_sentence_is_cut_at_clauses() -> None:
    text = "前" * 90 + "，" + "一" * 20 + "，" + "住房" + "二" * 65 + "，" + "三" * 60 + "。"
    assert shown(text, "住房") == "一" * 20 + "，" + "住房" + "二" * 65


def test_a_semicolon_is_a_better_place_to_cut_than_a_comma_and_that_than_an_enumeration_comma() -> None:
    text = "前" * 120 + "、甲，乙；丙，住房" + "一" * 60 + "；" + "二" * 20 + "，" + "三" * 10 + "、" + "四" * 60
    assert shown(text, "住房") == "丙，住房" + "一" * 60 + "；" + "二" * 20
    text = text.replace("；", "、")
    assert shown(text, "住房") == "乙、丙，住房" + "一" * 60 + "、" + "二" * 20
    text = text.replace("，", "、")
    assert shown(text, "住房") == "甲、乙、丙、住房" + "一" * 60 + "、" + "二" * 20 + "、" + "三" * 10


def test_without_any_mark_a_fragment_is_cut_between_words() -> None:
    text = "县党委坚决担起巡视整改" * 10 + "住房保障" + "推进缓慢问题整改落实" * 20
    assert shown(text, "住房") == "坚决担起巡视整改县党委坚决担起巡视整改住房保障" + (
        "推进缓慢问题整改落实" * 9 + "推进缓慢问题"
    )


def test_a_match_inside_a_word_shows_the_whole_word() -> None:
    text = "巡视整改" * 40 + "主体责任" + "制度建设" * 40
    assert "主体责任" in shown(text, "体责")


def test_a_short_sentence_is_rather_shown_whole_than_a_longer_one_cut() -> None:
    text = "一" * 30 + "住房" + "二" * 40 + "。" + "三" * 100 + "，" + "四" * 60 + "。"
    assert shown(text, "住房") == "一" * 30 + "住房" + "二" * 40 + "。"


def test_a_fragment_does_not_end_with_the_heading_of_what_follows() -> None:
    text = "一" * 30 + "住房" + "二" * 60 + "。\n三、关于教育的问题\n" + "四" * 90 + "。"
    assert shown(text, "住房") == "一" * 30 + "住房" + "二" * 60 + "。"


def test_what_begins_inside_a_sentence_rather_begins_earlier_than_goes_on_after_it() -> None:
    text = (
        "前" * 110 + "，" + "零" * 50 + "，" + "一" * 30 + "住房" + "二" * 20 + "。\n三、关于教育的问题\n" + "四" * 90
    )
    assert shown(text, "住房") == "零" * 50 + "，" + "一" * 30 + "住房" + "二" * 20 + "。"


def test_a_list_without_full_stops_is_cut_at_its_lines() -> None:
    text = "\n".join(["序号 乡镇 户数", *(f"{number} 猫场镇第{number}村 12户" for number in range(20))])
    assert shown(text, "第3村").splitlines() == [f"{number} 猫场镇第{number}村 12户" for number in range(3, 11)]


def test_an_address_is_not_cut() -> None:
    text = "网站" * 58 + "http://www.example.com/" + "办事大厅" * 20
    assert shown(text, "网站") == "网站" * 58


def test_a_fragment_does_not_begin_with_a_comma() -> None:
    text = "甲县整改，住房保障推进缓慢。"
    assert fragment(text, (4, len(text)), 5, 7) == (5, len(text))


def test_at_the_end_of_a_text_more_is_shown_before() -> None:
    text = "前" * 90 + "。" + "中" * 30 + "。" + "一" * 70 + "。" + "住房。"
    assert shown(text, "住房") == "中" * 30 + "。" + "一" * 70 + "。" + "住房。"


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    text = "他说：“" + "一" * 30 + "住房。”" + "二" * 50 + "。" + "三" * 100
    assert shown(text, "住房") == "他说：“" + "一" * 30 + "住房。”" + "二" * 50 + "。"


def test_who_is_responsible_is_said_with_the_sentence_before() -> None:
    aside = "（责任单位：省民政厅）"
    text = "前" * 90 + "。" + aside + "（二）住房" + "二" * 80 + "。" + aside + "（三）" + "三" * 90 + "。"
    assert shown(text, "住房") == "（二）住房" + "二" * 80 + "。" + aside


def test_a_short_text_is_shown_whole() -> None:
    assert shown("住房保障推进缓慢。", "保障") == "住房保障推进缓慢。"


def test_a_phrase_longer_than_a_fragment_is_shown_whole() -> None:
    phrase = "长" * 300
    assert shown("前。" + phrase + "后" * 50, phrase).startswith(phrase)


def test_a_number_is_never_cut() -> None:
    text = "一" * 60 + "12345678901234567890" * 3 + "住房" + "9" * 118 + "。"
    assert shown(text, "住房") == "12345678901234567890" * 3 + "住房" + "9" * 118 + "。" or "9" * 118 in shown(
        text, "住房"
    )


def test_a_number_that_nobody_reads_is_cut() -> None:
    assert len(shown("住房" + "9" * 100_000, "住房")) == MIN_CHARS + LONGEST_RUN


@st.composite
def places(draw: st.DrawFn) -> tuple[str, Span, int, int]:
    """A text, a stretch of it and a place within, none of them cutting a run."""
    text = draw(
        st.lists(st.sampled_from(["一", "二三四五六", "，", "。", "\n", "12", "ab3.5", " ", "；”"]), max_size=150)
    )
    joined = "".join(text)
    borders = [at for at in range(len(joined) + 1) if not cuts_run(joined, at)]
    low, first, last, high = sorted(draw(st.sampled_from(borders)) for _ in range(4))
    return joined, (low, high), first, last


@given(places())
@settings(deadline=None, max_examples=500)
def test_a_fragment_holds_its_place_and_cuts_no_run(place: tuple[str, Span, int, int]) -> None:
    text, (low, high), first, last = place
    if not text[low:high].strip() or text[first:last] != text[first:last].strip():
        return
    start, end = fragment(text, (low, high), first, last)
    assert low <= start <= end <= high
    if text[first:last]:
        assert start <= first <= last <= end
    assert not cuts_run(text, start)
    assert not cuts_run(text, end)
    if (longest_run := max(map(len, text.split()), default=0)) < MAX_CHARS:
        assert end - start <= max(MAX_CHARS, last - first) + longest_run
