"""Units that stand at a sentence's head or in a table and are not what it is about."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation import annotate
from tests.annotation.notices import content, parts_of

TWO = "织金县：供水管网破损，群众反映强烈。\n独山县：水厂停运三个月，未及时修复。\n"


def counties(body: str) -> list[str | None]:
    return [part.county for part in parts_of(content(body)) if part.county]


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("此外，从江县的抽检均合格。", id="praise"),
        pytest.param("被检查的从江县、榕江县总体较好。", id="praise of two"),
        pytest.param("从江县的整改结果待复查后公布。", id="put off"),
        pytest.param("从江县由省审计厅直接审计，列入下一年度计划。", id="somebody else's"),
        pytest.param("从江县第三季度无挂牌督办的重大隐患。", id="nothing found"),
        pytest.param("检查组要求，两县举一反三；从江县已经开展自查。", id="demanded"),
        pytest.param("从江县等产煤地区要开展自查。", id="an open list"),
        pytest.param("请从江县等未列入检查的地区对照自查。", id="asked"),
        pytest.param("下期预告：从江县产业发展的有关做法。", id="next issue"),
        pytest.param("相关链接：从江县供水情况通报", id="related link"),
        pytest.param("各地要学习从江县的好经验，把工作抓实。", id="model"),
    ],
)
def test_what_a_tail_says_of_others_is_outside(tail: str) -> None:
    assert counties(TWO + tail) == ["织金县", "独山县"]
    found = annotate(content(TWO + tail))
    assert "从江县" in [unit.name for unit in found.mentions]


def test_of_a_unit_with_a_section_the_tail_may_tell_more() -> None:
    told = "对上述问题，已下达整改通知。织金县移送线索1起，正在核查。"
    assert [part.text for part in parts_of(content(TWO + told)) if part.county == "织金县"] == [
        "织金县：供水管网破损，群众反映强烈。\n织金县移送线索1起，正在核查。"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "与贵州省沿河县、秀山县接壤的地带仍有断头路。",
        "昭阳区、彝良县的好做法值得学习。",
        "毗邻的白沙县也发布了预警。",
        "现任金寨县斑竹园镇党委书记。",
        "产量低于开鲁县。",
    ],
)
def test_a_list_is_a_mention_as_a_whole(sentence: str) -> None:
    body = f"织金县公路失修，群众出行难。独山县桥梁老化，未限行。\n{sentence}"
    assert counties(body) == ["织金县", "独山县"]


def test_one_of_two_units_joined_by_and_may_be_the_partner() -> None:
    body = "石泉县与武进区深化劳务协作，输送务工人员643人。汉阴县新建农田1.2万亩，产业增收。"
    assert counties(body) == ["石泉县", "汉阴县"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "一、试点名单\n1.唐山市（13个）：开平区、丰南区、丰润区、滦南县、乐亭县、芦台开发区。", id="counties"
        ),
        pytest.param("邯郸市\n午汲镇\n（武安市）\n寺庄乡\n（武安市）\n和村镇\n审核后公开，特此说明。", id="towns"),
        pytest.param("对织金县、大方县开展督导，情况如下。\n各地要抓好落实，不得拖延。", id="who was inspected"),
    ],
)
def test_lists_and_leads_are_no_sections(body: str) -> None:
    assert counties(body) == []
