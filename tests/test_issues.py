from __future__ import annotations

from pathlib import Path

import pytest

from noticesearch import issues
from noticesearch.issues import IssuesInvalid, TermHit, issue_types

NAMED = (
    "政策落实 主体责任 监督责任 基层党建 组织指挥 形式主义官僚主义 干部作风 廉政风险 产业发展 农业农村 就业与劳务 "
    "住房保障 教育保障 医疗保障 社会保障 饮水安全 基础设施 东西部协作 内生动力 "
    "信访 资金管理 征地拆迁 生态环境 安全生产 食品药品"
).split()

VALID = """
[[type]]
name = "住房保障"
group = "民生"
definition = "危房改造"
terms = { "危房" = 3 }
examples = ["危房未改造"]
"""


def test_the_file_that_ships_has_the_types_that_were_named_and_two_levels() -> None:
    types = issue_types()
    assert set(NAMED) <= set(types.names)
    assert len(types.names) >= 30
    assert types.group_of("住房保障") == "民生保障"
    assert types.group_of("没有") is None


@pytest.mark.parametrize("kind", issue_types().types, ids=issue_types().names)
def test_every_example_is_of_its_type(kind: object) -> None:
    types = issue_types()
    named = next(each for each in types.types if each is kind)
    wrong = [text for text in named.examples if named.name not in [found.name for found in types.classify(text)]]
    assert (bool(named.examples), wrong) == (True, [])


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("落实教育扶贫和医疗保障政策不到位", ["教育保障", "医疗保障"]),
        ("东西部扶贫协作有短板,劳务输出带贫效果不明显", ["东西部协作", "就业与劳务"]),
        ("农村产业革命推进缓慢", ["产业发展"]),
        ("人力资源和社会保障局", []),
        ("县教育、民政部门", []),
        ("拖欠84名农民工三个月的工资", ["就业与劳务"]),
        ("校园周边食品安全隐患", ["食品药品"]),
        ("家庭医生签约走过场", ["医疗保障"]),
        ("走过场", ["形式主义官僚主义"]),
        ("警示教育走深走实", ["廉政风险"]),
        ("住房和城乡建设厅", []),
        ("小区燃气壁挂炉坏了一半，夜间停暖", ["城市管理"]),
        ("便民工程惠民工程进展情况", []),
        ("用工业酒精勾兑白酒", ["食品药品"]),
        ("乡供水站收费员贪污水费", ["饮水安全", "廉政风险"]),
        ("寺院壁画渗水剥落", ["文化旅游"]),
        ("农业面源污染治理滞后", ["农业农村", "生态环境"]),
        ("", []),
    ],
)
def test_a_phrase_has_the_types_of_its_terms_in_their_order(phrase: str, names: list[str]) -> None:
    assert [found.name for found in issue_types().classify(phrase)] == names


def test_a_type_comes_with_the_terms_that_gave_it() -> None:
    (found,) = issue_types().classify("推进危房改造")
    assert (found.name, found.hits) == ("住房保障", (TermHit("危房", 2, 4),))


OWN = """
offices = "局 部门"
exclusions = "人民政府"

[[type]]
name = "欠薪"
group = "民生"
definition = "拖欠工资"
strong = "拖欠+工资"
terms = "民政"
weak = "职工 工地"
otherwise = ["推诿"]
exclusions = "归还+工资"
"""


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        pytest.param("拖欠12名工人三个月工资", [(0, 12)], id="two words near each other"),
        pytest.param("工资拖欠", [(0, 4)], id="in either order"),
        pytest.param("拖欠货款。工资照发", None, id="not in two sentences"),
        pytest.param("拖欠" + "甲" * 13 + "工资", None, id="nor far from each other"),
        pytest.param("归还了拖欠的工资", None, id="nor within an exclusion of two words"),
        pytest.param("职工离开工地", [(0, 2), (4, 6)], id="two weak words"),
        pytest.param("职工推诿", [(2, 4)], id="a word that counts where there is no other"),
        pytest.param("职工在工地推诿", [(0, 2), (3, 5)], id="which it does not where there are"),
        pytest.param("民政", [(0, 2)], id="a word"),
        pytest.param("民政局", None, id="an office"),
        pytest.param("民政、民政部门", None, id="one of several offices"),
        pytest.param("市人民政府", None, id="an exclusion of all types"),
    ],
)
def test_terms_are_found_as_the_head_of_the_file_says(
    text: str, hits: list[tuple[int, int]] | None, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN, encoding="utf-8")
    found = [[(hit.start, hit.end) for hit in kind.hits] for kind in issue_types(path).classify(text)]
    assert found == ([] if hits is None else [hits])


def test_strong_words_decide_where_others_only_say_what_else_is_named() -> None:
    kinds = issue_types().classify("医院设备科长收受回扣")
    assert [kind.name for kind in kinds] == ["廉政风险"]


def test_a_long_text_has_its_main_types_only() -> None:
    text = "落实安全生产责任，排查事故隐患。" * 30 + "另有一所学校的幼儿园。"
    assert [found.name for found in issue_types().classify(text)] == ["安全生产"]


def test_a_file_of_the_user_s_own_replaces_or_extends(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(VALID, encoding="utf-8")
    alone = issue_types(path)
    path.write_text("extends = true\n" + VALID, encoding="utf-8")
    extended = issue_types(path)
    assert alone.names == ("住房保障",)
    assert set(extended.names) == set(issue_types().names)
    assert extended.group_of("住房保障") == "民生"
    assert len({alone.fingerprint, extended.fingerprint, issue_types().fingerprint}) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[[type", "not valid TOML", id="syntax"),
        pytest.param("a = 1", "mine.toml:1: expected [[type]] tables, found none", id="empty"),
        pytest.param(
            VALID.replace("= 3", "= 9"), "mine.toml:6: type '住房保障': expected a weight of 1 to 3", id="weight"
        ),
        pytest.param(VALID.replace("group", "grup"), "mine.toml:4: type '住房保障': unknown key 'grup'", id="key"),
        pytest.param(VALID.replace('"危房" =', '"危" ='), "expected terms of two characters or more", id="short term"),
        pytest.param(
            VALID + 'weak = """\n房屋\n漏雨+裂缝+渗水"""',
            "mine.toml:10: type '住房保障': expected two words",
            id="three words",
        ),
        pytest.param(
            VALID + 'exclusions = "危房+"', "mine.toml:8: type '住房保障': expected two words around '+'", id="one word"
        ),
        pytest.param("offices = 3\n" + VALID, "mine.toml:1: expected offices as a list of texts", id="offices"),
        pytest.param('exclusions = "甲"\n' + VALID, "mine.toml:1: expected terms of two characters", id="exclusions"),
        pytest.param("extend = true\n" + VALID, "mine.toml:1: unknown key 'extend'", id="head"),
        pytest.param(VALID + VALID, "mine.toml:10: type '住房保障' stands twice, first at", id="twice"),
        pytest.param(
            VALID.replace("危房未", "道路未"), "mine.toml:7: expected '道路未改造' to be of type", id="example"
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IssuesInvalid) as told:
        issue_types(path)
    assert message in str(told.value)


def test_a_missing_file_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(IssuesInvalid, match=r"cannot read issue types from .*absent\.toml"):
        issue_types(tmp_path / "absent.toml")


@pytest.mark.parametrize(
    "rule", ["STRONG", "ENOUGH", "NEAR_CHARS", "LONG_CHARS", "PER_1000_CHARS", "SHARE_OF_FIRST", "MOST_TYPES"]
)
def test_every_number_that_decides_a_type_is_in_the_fingerprint(
    rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(VALID, encoding="utf-8")
    before = issue_types(path).fingerprint
    monkeypatch.setattr(issues, rule, getattr(issues, rule) + 1)
    assert issue_types(path).fingerprint != before
