"""How far a response says that it has come."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation.status import status_of


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ("已完成整改", "已完成"),
        ("资金已全部下达", "已完成"),
        ("6月底前全部清偿", "已完成"),
        ("名单已撤销，补助停拨", "已完成"),
        ("锅炉拆除", "已完成"),
        ("经复查合格", "已完成"),
        ("工程基本完成", "基本完成"),
        ("已拆除3处，其余2处正在协商", "正在推进"),
        ("5座桥已完成2座，3座在建", "正在推进"),
        ("填埋7处，余下2处年内销号", "正在推进"),
        ("作为长期任务，常抓不懈", "长期坚持"),
        ("已追回110万元", "未说明"),
        ("现已销号5个", "未说明"),
        ("已立案调查", "未说明"),
        ("罚款2万元", "未说明"),
        ("多付工程款其余在结算时抵扣", "未说明"),
        ("", "未说明"),
    ],
)
def test_a_status_is_what_the_text_says(response: str, status: str) -> None:
    found, said = status_of(response, (0, len(response)))
    assert found == status
    assert (said is None) == (status == "未说明")
