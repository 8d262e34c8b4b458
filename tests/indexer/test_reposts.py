"""Reposts: one text on two sites is one group, letters that share a form are not, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from noticesearch.groups import Groups
from noticesearch.notice import Given, Notice, Page
from noticesearch_indexer import reposts
from noticesearch_indexer.assembly import read_notice
from noticesearch_indexer.reposts.sketch import SKETCH
from noticesearch_indexer.reposts.wording import tokens

INSPECTION = """各乡镇人民政府、县直各部门：
近期，织金县水务局会同卫生健康局对全县农村饮水安全工程开展了抽查。现将有关情况通报如下。
一、基本情况。本次共抽查12个乡镇的36处集中供水工程，其中水质合格31处，合格率86.1%。
二、存在问题。猫场镇、珠藏镇有5处供水工程消毒设备闲置，管护人员未按规定开展日常巡查；部分村寨水费收缴不到位，管护经费没有保障。
三、整改要求。相关乡镇要在4月30日前完成消毒设备检修，逐处落实管护责任人，县水务局将组织回头看。
织金县水务局
2021年3月18日"""
RECRUITMENT = """根据工作需要，经县委、县政府同意，德江县2023年公开招聘城镇公益性岗位人员40名，现将有关事项公告如下。
一、招聘条件：具有德江县户籍，年满18周岁，属于就业困难人员，身体健康，能坚持正常工作。
二、报名时间：2023年5月8日至5月12日；报名地点：德江县人力资源和社会保障局三楼就业股。
三、待遇：按当地最低工资标准发放岗位补贴，单位依法缴纳社会保险。咨询电话：0856-8522123。"""
STATUTE = "\n".join(
    f"为了规范{what}工作，保障公民、法人和其他组织的合法权益，根据有关法律法规，结合本地实际，{how}，制定本办法。"
    for what, how in (
        ("农村危房改造", "明确对象认定和补助标准"),
        ("医疗救助", "明确救助范围和申请程序"),
        ("临时救助", "明确审批时限和资金来源"),
        ("住房公积金", "明确缴存比例和提取条件"),
        ("公益性岗位", "明确岗位开发和人员管理"),
        ("秸秆禁烧", "明确网格责任和奖惩措施"),
        ("饮用水源", "明确保护区划定和监督检查"),
        ("义务教育", "明确控辍保学责任和劝返办法"),
        ("信访事项", "明确受理办理和复查复核"),
        ("政府采购", "明确采购目录和合同管理"),
    )
)


def notice(title: str, body: str, published: str | None = "2021-03-19", url: str = "http://a.gov.example/1") -> Notice:
    page = Page(body.encode(), url, "body", url, given=Given(title=title, published=published))
    read = read_notice(page)
    assert isinstance(read, Notice)
    return read


def inspection(body: str = INSPECTION, **given: str | None) -> Notice:
    return notice(given.pop("title", None) or "关于农村饮水安全工程抽查情况的通报", body, **given)  # type: ignore[arg-type]  # names are notice's own


def groups(notices: Iterable[Notice]) -> Groups:
    by_id = {each.id: each for each in notices}
    return reposts.group(reposts.complete({}, by_id, by_id.get), by_id.get)


def are_one(one: Notice, other: Notice) -> bool:
    return len(groups((one, replace(other, id="f" * 16, origin="b", url="http://b.example/2"))).members) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(inspection(), id="the very same"),
        pytest.param(inspection("点击上方蓝字关注我们\n" + INSPECTION), id="an account's opening line"),
        pytest.param(
            inspection(INSPECTION + "\n来源：织金发布\n编辑：王某某 审核：李某某"), id="source and editor below"
        ),
        pytest.param(
            inspection("编者按：为推动问题整改，本号全文刊发县水务局的通报，欢迎广大群众监督。\n" + INSPECTION),
            id="an editor's note",
        ),
        pytest.param(
            inspection("（图为抽查现场）\n" + INSPECTION.replace("\n三、", "\n图为检修消毒设备。\n三、")), id="captions"
        ),
        pytest.param(
            inspection(INSPECTION.replace("\n", "").replace("，", " ").replace("。", "．")),
            id="other spacing and signs",
        ),
        pytest.param(
            inspection(INSPECTION.replace("3月18日", "03月18日").replace("36", "３６")), id="numbers written otherwise"
        ),
        pytest.param(
            inspection(INSPECTION.replace("织金县", "織金縣").replace("开展", "開展")), id="traditional characters"
        ),
        pytest.param(inspection(INSPECTION.replace("未按规定", "末按规定")), id="a slip of the pen"),
        pytest.param(inspection(INSPECTION.removesuffix("\n织金县水务局\n2021年3月18日")), id="without the signature"),
        pytest.param(inspection(published=None), id="undated"),
        pytest.param(inspection(published="2021-05-10"), id="seven weeks later"),
        pytest.param(inspection(title="织金县：关于农村饮水安全工程抽查情况的通报（全文）"), id="a longer title"),
    ],
)
def test_a_repost_is_found(other: Notice) -> None:
    assert are_one(inspection(), other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            inspection(),
            inspection(INSPECTION.replace("36处", "41处").replace("31处", "38处").replace("86.1", "92.7")),
            id="other figures",
        ),
        pytest.param(inspection(), inspection(INSPECTION.replace("3月18日", "4月18日")), id="signed on another day"),
        pytest.param(inspection(), inspection(INSPECTION.replace("织金县", "德江县")), id="another county"),
        pytest.param(
            inspection(), inspection(INSPECTION.replace("猫场镇、珠藏镇", "熊家场镇、龙场镇")), id="other towns"
        ),
        pytest.param(
            inspection(INSPECTION.replace("织金县", "本县")),
            inspection(INSPECTION.replace("织金县", "本县"), published="2022-03-19"),
            id="the same a year later",
        ),
        pytest.param(
            notice("2020年度抽查通报（第1期）", INSPECTION),
            notice("2021年度抽查通报（第2期）", INSPECTION),
            id="numbers in titles",
        ),
        pytest.param(
            notice("德江县2023年公开招聘公益性岗位人员公告", RECRUITMENT, "2023-05-06"),
            notice("德江县2024年公开招聘公益性岗位人员公告", RECRUITMENT.replace("2023", "2024"), "2023-05-20"),
            id="the recruitment of another year",
        ),
        pytest.param(
            notice("公益性岗位人员招聘公告", RECRUITMENT, "2023-05-06"),
            notice("公益性岗位人员招聘公告", RECRUITMENT.replace("德江县", "织金县"), "2023-05-06"),
            id="one form, two counties",
        ),
        pytest.param(
            notice("公示", RECRUITMENT.replace("德江县", ""), "2023-05-06"),
            notice("公示", RECRUITMENT.replace("德江县", "").replace("40名", "25名"), "2023-05-06"),
            id="one number of five",
        ),
        pytest.param(
            notice("任前公示", f"张某芳同志拟任县水务局副局长。{STATUTE[:200]}"),
            notice("任前公示", f"李某国同志拟任县水务局副局长。{STATUTE[:200]}"),
            id="another person",
        ),
        pytest.param(
            notice("邮件领取通知", f"{STATUTE[:200]}\n王某某\n张某芳"),
            notice("邮件领取通知", f"{STATUTE[:200]}\n王某某\n李某国"),
            id="the last name of a list",
        ),
        pytest.param(
            notice("通知", "见附件。特此通知。", None),
            notice("公告", "见附件。特此通知。", None),
            id="short, other title",
        ),
        pytest.param(
            notice("通知", "见附件。特此通知。"), notice("通知", "见附件，特此通知各单位。"), id="short, nearly equal"
        ),
        pytest.param(
            notice("学院新闻", STATUTE[:150], None),
            notice("联系我们", STATUTE[:150], None),
            id="a site's address block",
        ),
        pytest.param(
            inspection(), inspection(INSPECTION + STATUTE + STATUTE[::-1]), id="quoted within something much longer"
        ),
        pytest.param(
            notice("专家观点", "邮编：300071", None), notice("专家观点", "邮编：300071", None), id="short, undated"
        ),
        pytest.param(notice("图片新闻", "……"), notice("图片新闻", "……"), id="no words at all"),
    ],
)
def test_letters_that_share_a_form_stay_apart(one: Notice, other: Notice) -> None:
    assert not are_one(one, other)


def test_short_notices_equal_in_text_and_title_are_one() -> None:
    assert are_one(notice("停水通知", "城关镇明日停水。"), notice("停水通知", "城关镇明日停水。", "2021-03-20"))


def test_the_earliest_stands_for_the_group_and_undated_ones_come_last() -> None:
    dates = (None, "2021-03-20", "2021-03-19T10:00:00+08:00", "2021-03-19", "2021-03-19")
    members = [replace(inspection(published=date), id=f"{at:016x}") for at, date in enumerate(dates)]
    assert groups(members).members == (tuple(f"{at:016x}" for at in (3, 4, 2, 1, 0)),)


def test_an_undated_copy_does_not_make_one_of_two_years() -> None:
    body = INSPECTION.replace("2021年3月18日", "")
    years = [
        replace(inspection(body, published=date), id=f"{at:016x}")
        for at, date in enumerate(("2021-03-19", None, "2022-03-19"))
    ]
    assert [len(group) for group in groups(years).members] == [2]


def test_a_copy_without_county_does_not_make_one_of_two_counties() -> None:
    body = STATUTE
    made = [
        replace(notice(f"{county}关于印发有关办法的通知", body), id=f"{at:016x}")
        for at, county in enumerate(("织金县", "", "德江县"))
    ]
    assert [len(group) for group in groups(made).members] == [2]


def random_notices(random: Random) -> list[Notice]:
    """Notices of which many are copies of one another, some with lines added, some filled in otherwise."""
    made = []
    for number in range(24):
        body = random.choice((INSPECTION, RECRUITMENT, STATUTE))
        body = random.choice(("", "点击上方蓝字关注我们\n", "县内各有关单位：\n")) + body.replace(
            "5", random.choice("556")
        )
        date = random.choice((None, "2021-03-19", "2021-04-30", "2021-06-10", "2023-01-01"))
        read = notice(random.choice(("通知", "公告", "关于有关事项的通知")), body, date)
        made.append(replace(read, id=f"{number:016x}"))
    return made


@pytest.mark.parametrize("seed", range(6))
def test_any_history_of_additions_and_removals_gives_the_groups_of_a_fresh_build(seed: int) -> None:
    random = Random(seed)  # noqa: S311  # the same on every run, which is the point
    everything = random_notices(random)
    held: dict[str, Notice] = {}
    sketches: dict[str, bytes] = {}
    for _ in range(12):
        for each in random.sample(everything, 5):
            if held.pop(each.id, None) is None:
                held[each.id] = each
                sketches[each.id] = reposts.sketch_of(each)
        kept = reposts.complete(sketches, held, held.get)
        sketches = {record["id"].decode(): record.tobytes() for record in kept}
        fresh = list(held.values())
        random.shuffle(fresh)
        assert reposts.group(kept, held.get) == groups(fresh)


def test_sketches_come_back_from_their_file_and_others_are_not_asked(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder, other = tmp_path_factory.mktemp("index"), tmp_path_factory.mktemp("older")
    one = inspection()
    kept = reposts.complete({}, [one.id], {one.id: one}.get)
    reposts.write_sketches(folder, kept)
    assert reposts.read_sketches(folder) == {one.id: reposts.sketch_of(one)}
    np.save(other / "SKETCHES.npy", np.zeros(2, "<u8"))
    assert reposts.read_sketches(other) == reposts.read_sketches(tmp_path_factory.mktemp("none")) == {}


def test_a_sketch_never_changes() -> None:
    record = np.frombuffer(reposts.sketch_of(notice("关于印发有关办法的通知", STATUTE)), SKETCH)[0]
    assert (record["day"], record["letters"]) == (737868, len("".join(tokens(STATUTE))))
    assert (f"{record['text']:016x}", f"{record['bands'][0]:016x}") == ("a78a3113042e8fe8", "8654c494f8534359")


def test_numbers_are_tokens_of_their_own() -> None:
    assert tokens("至03月18日86.1%") == ("至", "3", "月", "18", "日", "86.1")
