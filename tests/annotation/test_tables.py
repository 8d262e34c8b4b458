"""Which unit a table's row is about."""

from __future__ import annotations

import pytest

from tests.annotation.notices import content, parts_of


def rows(*lines: str, title: str = "") -> list[tuple[str | None, str]]:
    found = parts_of(content("\n".join(lines), title, published="2020-05-01"))
    return [(part.county, part.text) for part in found if part.county]


def test_the_county_s_column_decides_and_other_columns_are_mentions() -> None:
    assert rows(
        "序号\t项目所在区\t当事人\t违法事实",
        "1\t北京市朝阳区\t江苏某公司（注册地：高邮市）\t围挡缺失",
        "2\t北京市通州区\t高邮市某公司\t未实名考勤",
    ) == [
        ("朝阳区", "1\t北京市朝阳区\t江苏某公司（注册地：高邮市）\t围挡缺失"),
        ("通州区", "2\t北京市通州区\t高邮市某公司\t未实名考勤"),
    ]


def test_without_a_county_s_column_the_maker_goes_before_the_shop() -> None:
    assert rows(
        "序号\t标称生产企业名称及地址\t被抽样单位\t不合格项目",
        "1\t揭西县某食品厂（揭西县棉湖镇）\t广州市白云区某超市\t二氧化硫超标",
        "2\t潮州市某公司（潮安区庵埠镇）\t惠州市惠城区某商行\t菌落总数超标",
    ) == [
        ("揭西县", "1\t揭西县某食品厂（揭西县棉湖镇）\t广州市白云区某超市\t二氧化硫超标"),
        ("潮安区", "2\t潮州市某公司（潮安区庵埠镇）\t惠州市惠城区某商行\t菌落总数超标"),
    ]


@pytest.mark.parametrize("head", ["主办单位", "责任单位", "被检查单位", "单位名称"])
def test_an_office_s_county_is_the_row_s(head: str) -> None:
    found = rows(f"序号\t网站\t{head}\t问题", "1\t农林网\t织金县农业局\t打不开", "2\t科技网\t独山县科技局\t不更新")
    assert [county for county, _ in found] == ["织金县", "独山县"]


def test_a_cell_may_name_two_counties_and_numbers_say_enough() -> None:
    found = rows("县（市、区）\t任务\t资金", "织金县、独山县\t2100\t1785", "从江县\t920\t782")
    assert [county for county, _ in found] == ["织金县", "独山县", "从江县"]


def test_joined_cells_go_on_and_sums_are_about_none() -> None:
    assert rows(
        "市\t县区\t项目\t里程", "毕节市\t织金县\t公路\t12", "\t\t桥梁\t3", "全市合计\t\t\t15", "合计\t\t\t15"
    ) == [("织金县", "毕节市\t织金县\t公路\t12\n\t\t桥梁\t3")]


def test_bare_names_count_in_a_cell_where_their_city_is_known() -> None:
    found = rows("县区\t得分", "织金\t92", "大方\t90", "经开区\t88", title="毕节市考核结果")
    assert [(county, text) for county, text in found] == [("织金县", "织金\t92"), ("大方县", "大方\t90")]


def test_text_after_a_table_is_not_the_last_row_s() -> None:
    found = rows("县区\t问题", "织金县\t缺水", "独山县\t缺电", "注：数据截至9月底。")
    assert found[-1] == ("独山县", "独山县\t缺电")


def test_a_line_with_a_city_within_a_table_is_no_end_of_it() -> None:
    found = rows("县（区）\t水库\t进度", "毕节市", "织金县\t青山水库\t80%", "遵义市", "播州区\t水泊渡水库\t完成")
    assert [county for county, _ in found] == ["织金县", "播州区"]


def test_rows_about_people_are_not_about_where_they_work() -> None:
    assert rows("序号\t姓名\t单位", "1\t王某某\t织金县水务局", "2\t李某某\t大方县教育局") == []
