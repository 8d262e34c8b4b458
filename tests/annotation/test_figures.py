"""Figures within a finding."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation.figures import MOST, figures_in


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("追回资金1 304.5万元", [("money", "1 304.5万元")]),
        ("涉及1460户、3 105人", [("households", "1460户"), ("people", "3 105人")]),
        ("核查9次，立案5起", [("times", "9次"), ("times", "5起")]),
        ("三名干部受到处分", [("people", "三名")]),
        ("2019年第3号文件", []),
        ("第38次会议、第十二次会议", []),
        ("一起推进，两次调度", [("times", "两次")]),
    ],
)
def test_figures_have_kinds(text: str, figures: list[tuple[str, str]]) -> None:
    found = figures_in(text, (0, len(text)))
    assert [(each.kind, each.text) for each in found] == figures


def test_a_long_list_gives_its_first_figures() -> None:
    text = "，".join(f"{number}万元" for number in range(100, 130))
    assert len(figures_in(text, (0, len(text)))) == MOST
