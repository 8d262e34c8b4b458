"""Tables: which column tells what is wrong, which what was done."""

from __future__ import annotations

import pytest

from tests.annotation.told import Told, told

TITLE = "督察反馈问题整改清单"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "序号\t存在问题\t整改情况\n1\t进水浓度偏低\t已完成整改",
            [Told("进水浓度偏低", "已完成整改", "已完成", "row")],
            id="named",
        ),
        pytest.param(
            "序号\t反馈问题\t整改\t\n\t\t措施\t进展\n1\t污水直排\t新建管网\t正在推进",
            [Told("污水直排", "新建管网\t正在推进", "正在推进", "row")],
            id="header over two rows",
        ),
        pytest.param(
            "序号\t单位\t隐患描述\t期限\n1\t某厂\t报警器失效\t6月底\n2\t消防车道被占用\t7月底",
            [Told("报警器失效", rule="row"), Told("消防车道被占用", rule="row")],
            id="cells joined over rows",
        ),
        pytest.param(
            "单位\t检查发现\n某厂\t1.安全出口锁闭。2.电线私拉乱接。",
            [Told("安全出口锁闭", rule="row"), Told("电线私拉乱接", rule="row")],
            id="several problems in a cell",
        ),
        pytest.param(
            "单位\t主要问题\t整改措施\n某厂\t1.出口锁闭。2.电线乱接。\t1.已拆除锁具。2.重新布线。",
            [Told("出口锁闭", "已拆除锁具", rule="row"), Told("电线乱接", "重新布线", rule="row")],
            id="and as many answers",
        ),
        pytest.param(
            "点位\t分数\t备注\n解放路\t2\t垃圾未及时清运\n人民路\t1\t店外经营",
            [Told("垃圾未及时清运", rule="row"), Told("店外经营", rule="row")],
            id="a column without a label",
        ),
        pytest.param("单位\t问题数量\t整改率\n某局\t12\t95%", [], id="counts are no problems"),
        pytest.param("单位\t存在问题\n某局\t未发现问题\n某厂\t/", [], id="nothing found"),
    ],
)
def test_rows_tell_problem_and_answer(table: str, expected: list[Told]) -> None:
    assert told(f"现将情况公示如下。\n{table}", TITLE) == expected
