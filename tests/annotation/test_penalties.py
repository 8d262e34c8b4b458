"""Penalties: what they were for."""

from __future__ import annotations

from tests.annotation.told import Told, told


def test_what_somebody_is_punished_for_is_the_problem() -> None:
    assert told("某公司因未按规定培训驾驶员被罚款1万元。", "公布一批违法案件") == [
        Told("未按规定培训驾驶员", "被罚款1万元", rule="because")
    ]


def test_a_later_decision_answers_what_was_found() -> None:
    body = "当事人：某公司\n经查，当事人未批先建。上述行为违反了规定。\n依据规定，决定对当事人罚款8万元。"
    found = told(body, "行政处罚决定书")
    assert [(each.issue, each.response) for each in found] == [("未批先建", "决定对当事人罚款8万元")]
