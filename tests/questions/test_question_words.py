"""The list of words that only say that something is asked."""

import pytest

from noticesearch.planning.question_words import QuestionWords, question_words, read_question_words


def test_the_shipped_list_knows_question_words_and_particles() -> None:
    words = question_words()
    assert {"请问", "哪些", "如何", "什么", "怎么", "是否", "吗"} <= words.question
    assert {"的", "了", "在", "请问"} <= words.dropped
    assert "的" not in words.question


def test_no_word_of_a_notice_is_on_the_shipped_list() -> None:
    assert question_words().dropped.isdisjoint("通知 公告 关于 问题 不 未 无 地 县 住房 医疗 针对 整改".split())


def test_a_list_has_kinds_words_and_comments() -> None:
    assert read_question_words(
        "# a comment\nquestion: 如何 为何 # why\n\nfunction: 的\nquestion: 吗\n"
    ) == QuestionWords(frozenset({"如何", "为何", "吗"}), frozenset({"如何", "为何", "吗", "的"}))


def test_a_line_of_another_kind_is_named_with_its_number() -> None:
    with pytest.raises(
        ValueError, match=r"question_words\.txt, line 2: expected 'question:' or 'function:', found '的'"
    ):
        read_question_words("question: 吗\n的")
