"""How far a response says that it has come."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation.status import status_of


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ("已完成整改", "已完成"),
        ("资金已全部下达", "已完成"),
        ("名单已撤销，补助停拨", "已完成"),
        ("锅炉拆除", "已完成"),
        ("经复查合格", "已完成"),
        ("工程基本完成", "基本完成"),
        ("已拆除3处，其余2处正在协商", "正在推进"),
        ("5座桥已完成2座，3座在建", "正在推进"),
        ("填埋7处，余下2处年内销号", "正在推进"),
        ("作为长期任务，常抓不懈", "长期坚持"),
        ("其余3件均已明确化解时限", "正在推进"),
        ("尚未完工的6个项目倒排工期，11月底前全部竣工", "正在推进"),
        ("8月31日前已全部退还", "已完成"),
        ("首期100万元已到账", "未说明"),
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


@pytest.mark.parametrize(
    ("dated", "status"),
    [("2019-09-30", "已完成"), ("2019-05-20", "未说明"), (None, "未说明")],
    ids=["later", "earlier", "undated"],
)
def test_what_is_to_be_done_by_a_day_is_done_if_the_notice_is_later(dated: str | None, status: str) -> None:
    response = "6月底前全部清偿"
    assert status_of(response, (0, len(response)), dated)[0] == status
