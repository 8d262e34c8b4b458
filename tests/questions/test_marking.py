"""Where query words stand in a text: whole words under the digit rule, nothing that is excluded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.expression import And, Contains, Not, Plan
from noticesearch.notice import Span
from noticesearch.planning import plan
from noticesearch.query import Query
from noticesearch.snippets import marks
from noticesearch.snippets.marking import Occurrence, marker, merged
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import occurrences


def test_places_may_count_from_elsewhere_and_be_limited() -> None:
    found = marker(plan(Query(q="住房 医疗")), "body").occurrences("住房医疗住房", offset=100, most=1)
    assert found == [Occurrence(100, 102, 0), Occurrence(102, 104, 1)]


def marked(text: str, q: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, plan(Query(q=q)))]


@pytest.mark.parametrize(
    ("q", "text", "words"),
    [
        ("医疗", "医疗保障和基本医疗", ["医疗", "医疗"]),
        ("体责任", "主体责任", ["体责任"]),
        ("脫貧", "脱贫与脫貧", ["脱贫", "脫貧"]),
        ("1号", "11号、1号、21号", ["1号"]),
        ("14个", "114个", []),
        ("3", "3.5、3。", ["3"]),
        ("67.74%", "减少67.74%,增加167.74%", ["67.74%"]),
        ("QQ群", "QQ群、ＱＱ群", ["QQ群", "ＱＱ群"]),
        ("iso9*", "iso9001和aiso9", ["iso9001"]),
        ("危房*", "危房改造", ["危房"]),
        ("医疗 医疗保障", "医疗保障", ["医疗保障"]),
        ("住房 保障", "住房保障", ["住房", "保障"]),
        ("贫困户 困户主", "贫困户主", ["贫困户主"]),
        ("住房 -医疗", "住房和医疗", ["住房"]),
        ("住房 OR 医疗", "住房和医疗", ["住房", "医疗"]),
        ("指尖上的形式主义", "上网，指尖上的形式主义", ["指尖", "形式主义"]),
        ("上", "上网", ["上"]),
        ("title:住房", "住房", []),
        ("docno:1号", "1号", []),
        ("国发（2020）1号", "国发〔2020〕1号、国发(2020)1号", ["国发〔2020〕1号", "国发(2020)1号"]),
        ("", "住房", []),
    ],
)
def test_what_is_marked(q: str, text: str, words: list[str]) -> None:
    assert marked(text, q) == words


def test_a_word_that_may_only_stand_in_the_title_is_marked_there() -> None:
    assert marks("住房", plan(Query(q="title:住房")), "title") == ((0, 2),)


def test_occurrences_that_overlap_become_one_mark_and_those_that_touch_stay_two() -> None:
    assert list(merged([Occurrence(0, 4, 0), Occurrence(1, 3, 1), Occurrence(3, 5, 0), Occurrence(5, 6, 2)])) == [
        (0, 5),
        (5, 6),
    ]
    assert list(merged([])) == []


TEXTS = st.text("医疗保障住房12a.%，\n脫", max_size=60)
LEAVES = st.lists(
    st.sampled_from(["医疗", "疗保", "住", "1", "12", "a", "2.1", "1a", "保障", "%", "医疗 保"]), max_size=4
)


@given(TEXTS, LEAVES)
@settings(deadline=None, max_examples=500)
def test_marks_are_exactly_the_places_where_a_word_matches(text: str, words: list[str]) -> None:
    leaves = tuple(map(Contains, words))
    found = marker(Plan(And((*leaves, Not(Contains("房"))))), "body").occurrences(text)
    spans = {(each.start, each.end) for each in found}
    single = [word for word in words if word != "住"] or words
    expected = {(start, start + len(word)) for word in single for start in occurrences(normalise(text), word)}
    assert spans == expected


@given(TEXTS, st.sampled_from(["医疗 保障", "1* a", '"医疗保" 疗保障', "住房 OR 脱", "医疗保障住房12a", "2.1"]))
@settings(deadline=None, max_examples=300)
def test_marks_are_sorted_disjoint_and_hold_a_query_word(text: str, q: str) -> None:
    found: tuple[Span, ...] = marks(text, plan(Query(q=q)))
    ends = [end for _, end in found]
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(end <= start for end, (start, _) in zip(ends, found[1:], strict=False))
    words = ["医疗", "保障", "1", "a", "医疗保", "疗保障", "住房", "脱", "12a", "2.1"]
    assert all(any(word in normalise(text[start:end]) for word in words) for start, end in found)


def test_a_million_hostile_characters_are_searched() -> None:
    found = plan(Query(q="a aa 1 1.1 11* 住房"))
    assert marks("a" * 500_000 + "." * 250_000 + "住" * 250_000 + "房", found) == ((999_999, 1_000_001),)
