"""What is tried when a search finds nothing."""

from __future__ import annotations

import pytest

from noticesearch.query import Query
from noticesearch_web.links import Links
from noticesearch_web.marking import words_of
from noticesearch_web.presenters.filters import filters
from noticesearch_web.presenters.nothing import Trial, trials, ways_out
from noticesearch_web.wording import Wording

ZH = Wording("zh")


def tried(query: Query) -> list[tuple[str, str]]:
    """Each trial's label and words."""
    found = trials(query, words_of(query), filters(query, {}, ZH), ZH)
    return [(trial.label, trial.query.q) for trial in found]


def test_a_short_run_of_characters_is_tried_as_single_words() -> None:
    assert tried(Query(q="住房推进缓慢")) == [("分成单个词：住房 推进 缓慢", "住房 推进 缓慢")]


def test_with_filters_single_words_are_tried_without_them_too() -> None:
    assert tried(Query(q="住房推进缓慢", county=("520524",))) == [
        ("分成单个词：住房 推进 缓慢", "住房 推进 缓慢"),
        ("分成单个词，不加筛选：住房 推进 缓慢", "住房 推进 缓慢"),
        ("去掉县区：织金县", "住房推进缓慢"),
    ]


def test_where_nothing_helps_nothing_is_offered() -> None:
    empty = (Trial("去掉县区：织金县", Query(q="住房")),)
    assert ways_out(empty, lambda _: 0, Links(), ZH, "notices") == ()


def test_a_quoted_phrase_is_tried_as_single_words() -> None:
    assert tried(Query(q='"住房推进缓慢"')) == [("分成单个词：住房 推进 缓慢", "住房 推进 缓慢")]


def test_a_long_run_is_tried_without_each_of_its_words() -> None:
    assert tried(Query(q="农村危房改造资金拨付")) == [
        ("去掉词语“农村”", "危房改造 资金 拨付"),
        ("去掉词语“危房改造”", "农村 资金 拨付"),
        ("去掉词语“资金”", "农村 危房改造 拨付"),
        ("去掉词语“拨付”", "农村 危房改造 资金"),
    ]


def test_words_are_cut_apart_beside_others_and_function_words_left_out() -> None:
    assert tried(Query(q="织金的住房 整改"))[0] == ("分成单个词：织金 住房 整改", "织金 住房 整改")


@pytest.mark.parametrize(
    "q", ["住房", "1号", "国发〔2020〕1号", "title:整改情况", "住房* -整改情况", "(甲乙丙丁 OR 戊)"]
)
def test_what_is_one_word_or_has_operators_is_not_cut_apart(q: str) -> None:
    assert [label for label, _ in tried(Query(q=q)) if label.startswith("分成")] == []


def test_exact_matching_is_loosened_to_smart() -> None:
    assert tried(Query(q="住房推进缓慢", mode="exact")) == [
        ("分成单个词：住房 推进 缓慢", "住房 推进 缓慢"),
        ("改用智能匹配", "住房推进缓慢"),
    ]
    assert trials(Query(q="住房 整改", mode="exact"), ("住房 整改",), (), ZH)[-1].query == Query(q="住房 整改")


def test_each_filter_is_dropped_in_turn() -> None:
    assert tried(Query(q="住房", county=("520524",), year=("2020",))) == [
        ("去掉县区：织金县", "住房"),
        ("去掉年份：2020", "住房"),
        ("去掉全部筛选条件", "住房"),
    ]
