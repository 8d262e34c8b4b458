"""What of a clause is quoted as the problem."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation.phrases import quotable
from noticesearch_indexer.annotation.units import Units


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("但仍存在账目不清", "账目不清"),
        ("暗访组发现，窗口空岗", "窗口空岗"),
        ("二是制度执行不严", "制度执行不严"),
        ("案例一：废水直排", "废水直排"),
        ("某建筑公司拖欠工资57万元", "某建筑公司拖欠工资57万元"),
        ("西池乡两座铁矿证照过期仍生产", "两座铁矿证照过期仍生产"),
        ("少数乡镇值班人员脱岗、空岗", "少数乡镇值班人员脱岗、空岗"),
        ("3月5日下午，值班室空无一人", "值班室空无一人"),
        ("账目不清等问题", "账目不清"),
        ("管理混乱（其中两个乡镇尤其明显）", "管理混乱"),
        ("一些突出问题", None),
        ("隐患47条，其中：", None),
        ("不实", None),
    ],
)
def test_only_the_problem_is_quoted(text: str, phrase: str | None) -> None:
    found = quotable(text, (0, len(text)), Units(text, ()))
    assert (text[slice(*found)] if found else None) == phrase
