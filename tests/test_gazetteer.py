from __future__ import annotations

import pytest

from noticesearch.gazetteer import gazetteer
from noticesearch.notice import Unit

ZHIJIN = Unit("520524", "织金县", ("520524",))


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("520524", ZHIJIN),
        ("522425", Unit("522425", "织金县", ("520524",))),
        ("520321", Unit("520321", "遵义县", ("520302", "520303", "520304"))),
        ("522400", Unit("522400", "毕节地区", ("520500",))),
        ("420600", Unit("420600", "襄阳市", ("420600",))),
        ("999999", None),
    ],
)
def test_a_code_has_its_newest_name_and_the_codes_in_use_today(code: str, unit: Unit | None) -> None:
    assert gazetteer().unit(code) == unit


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("520524", "织金县"),
        ("520304", "播州区（原遵义县）"),
        ("520321", "遵义县（已撤销）"),
        ("420600", "襄阳市（原襄樊市）"),
        ("520500", "毕节市"),
        ("320106", "南京市鼓楼区"),
        ("110105", "北京市朝阳区"),
        ("140302", "阳泉市城区"),
        ("999999", "999999"),
    ],
)
def test_a_label_tells_former_names_and_the_city_of_a_shared_one(code: str, label: str) -> None:
    assert gazetteer().label(code) == label


def test_a_unit_lies_in_a_prefecture_unless_directly_under_its_province() -> None:
    found = gazetteer()
    assert (found.full_name("520524"), found.full_name("110101")) == ("贵州省毕节市织金县", "北京市东城区")
    assert found.prefecture_of("110101") is None
    assert found.prefecture_of("520524") == Unit("520500", "毕节市", ("520500",))
    assert found.province_of("429021") == Unit("420000", "湖北省", ("420000",))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("织金县", ["520524"]),
        ("织金", ["520524"]),
        ("毕节市织金县", ["520524"]),
        ("威宁自治县", ["520526"]),
        ("威宁县", ["520526"]),
        ("红河州", ["532500"]),
        ("六枝特区", ["520203"]),
        ("神农架林区", ["429021"]),
        ("遵义县", ["520321"]),
        ("徐州市鼓楼区", ["320302"]),
        ("阳泉市郊区", ["140311"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("安溪縣", ["350524"]),
        ("没有县", []),
    ],
)
def test_a_name_gives_the_units_it_may_mean(name: str, codes: list[str]) -> None:
    assert [unit.code for unit in gazetteer().named(name)] == codes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("贵州省毕节市织金县", ["贵州省", "毕节市", "织金县"]),
        ("要求织金、独山两县整改", ["织金", "独山"]),
        ("威宁、德江和晴隆等3个县", ["威宁", "德江", "晴隆"]),
        ("织金、独山整改", []),
        ("完成县级任务，适应城市生活，西山区域，振兴山区经济", []),
        ("在赵县、成县", ["赵县", "成县"]),
        ("马鞍山市和县", ["马鞍山市", "和县"]),
        ("保定市和县人民政府", ["保定市"]),
        ("老城区和新城区；西安市新城区", ["西安市", "新城区"]),
        ("县财政局会同县住建局", []),
        ("泉州市安溪縣", ["泉州市", "安溪县"]),
    ],
)
def test_names_are_found_whole_and_pieces_of_other_words_are_not(text: str, names: list[str]) -> None:
    matches = gazetteer().find(text)
    assert [match.name for match in matches] == names
    assert all(len(match.name) == match.end - match.start for match in matches)


@pytest.mark.parametrize(
    ("name", "on", "province", "prefecture", "code"),
    [
        pytest.param("织金县", None, None, None, "520524", id="today"),
        pytest.param("织金县", "2005-01-01", None, None, "522425", id="before its code changed"),
        pytest.param("遵义县", "2012-06-01", None, None, "520321", id="an old name then"),
        pytest.param("遵义县", "2020-06-01", None, None, "520321", id="an old name later"),
        pytest.param("毕节市", "2005", None, None, "522401", id="a county then"),
        pytest.param("毕节市", "2015", None, None, "520500", id="a prefecture now"),
        pytest.param("新华区", "2010", "410000", None, "410402", id="the province decides"),
        pytest.param("鼓楼区", "2020", None, "320300", "320302", id="the prefecture decides"),
        pytest.param("鼓楼区", "2020", "320000", None, None, id="two in the province"),
        pytest.param("鼓楼区", "2020", None, None, None, id="nothing decides"),
        pytest.param("余杭区", "2020", "520000", "520500", "330110", id="a name of its own is not ruled out"),
    ],
)
def test_a_name_is_resolved_by_date_and_context(
    name: str, on: str | None, province: str | None, prefecture: str | None, code: str | None
) -> None:
    (match,) = gazetteer().find(name)
    unit = gazetteer().resolve(match, on, province=province, prefecture=prefecture)
    assert (unit.code if unit else None) == code


def test_the_units_in_use_are_listed_by_code_and_abolished_ones_are_not() -> None:
    provinces = [unit.code for unit in gazetteer().in_use("province")]
    assert (len(provinces), provinces[0], provinces[-1]) == (34, "110000", "820000")
    counties = [unit.name for unit in gazetteer().in_use("county", "520500")]
    assert counties == [
        "七星关区",
        "大方县",
        "金沙县",
        "织金县",
        "纳雍县",
        "威宁彝族回族苗族自治县",
        "赫章县",
        "黔西市",
    ]
    guizhou = [unit.code for unit in gazetteer().in_use("county", "520000")]
    assert len(guizhou) == 88
    assert "520321" not in guizhou
    assert [unit.name for unit in gazetteer().in_use("prefecture", "460000")] == [
        "海口市",
        "三亚市",
        "三沙市",
        "儋州市",
    ]
    assert gazetteer().in_use("county", "999900") == gazetteer().in_use("county", "710000") == ()


@pytest.mark.parametrize(
    ("host", "names"),
    [
        pytest.param("www.zhijin.gov.cn", ["织金县"], id="a county"),
        pytest.param("zfgzxxgk.chaoyang.gov.cn", ["朝阳市"], id="a prefecture before counties spelled like it"),
        pytest.param(
            "jyj.weining.bijie.gov.cn", ["威宁彝族回族苗族自治县"], id="a county of the prefecture in the host"
        ),
        pytest.param("zhaoxian.gov.cn", ["赵县"], id="a name of two characters with its kind"),
        pytest.param("www.zhongshan.gov.cn", ["中山市"], id="a city without counties"),
        pytest.param("rst.hebei.gov.cn", [], id="a province, not 河北区"),
        pytest.param("www.zhijin.com", [], id="not a government's host"),
    ],
)
def test_a_government_s_host_names_units_in_pinyin(host: str, names: list[str]) -> None:
    assert [unit.name for unit in gazetteer().of_host(host)] == names


def test_a_doubtful_name_is_a_candidate_and_not_found() -> None:
    text = "城区：已整改。\n●织金\n通道县"
    assert [(match.name, match.is_doubtful) for match in gazetteer().candidates(text)] == [
        ("城区", True),
        ("织金", True),
        ("通道县", False),
    ]
    assert [match.name for match in gazetteer().find(text)] == ["通道县"]


def test_a_list_may_end_with_a_name_of_two_characters() -> None:
    assert [match.name for match in gazetteer().find("2.竹溪、房县2个县扶贫办")] == ["竹溪", "房县"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("河北大城县一天只供两小时", ["大城县"], id="in full"),
        pytest.param("甘肃环县某村", ["环县"], id="in full, of two characters"),
        pytest.param("安徽凤阳一教师来信", ["凤阳"], id="without its kind"),
        pytest.param("湖南长沙", [], id="a city's name is not its county's"),
        pytest.param("四川新都桥", [], id="of a place called alike"),
        pytest.param("贵州凤阳", [], id="of another province"),
        pytest.param("海东市下辖的民和、循化两县", ["海东市", "民和", "循化"], id="和 may be part of a name"),
        pytest.param("江北区新民路停电", ["江北区"], id="an everyday name before an address"),
        pytest.param("来自滑县的来信，其中范县", ["滑县", "范县"], id="names of two characters after a verb"),
        pytest.param("塔县——开工率62%", ["塔县"], id="a customary short form"),
    ],
)
def test_counties_are_found_by_what_stands_around_their_names(text: str, names: list[str]) -> None:
    assert [match.name for match in gazetteer().find(text)] == names
