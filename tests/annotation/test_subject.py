"""What a notice as a whole is about, and what it only mentions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from noticesearch.notice import Content, Unit
from noticesearch_indexer.annotation import annotate
from tests.annotation.notices import Read, content, parts_of


@pytest.mark.parametrize(
    ("notice", "county", "rule"),
    [
        pytest.param(content("落实路长制。", "织金县农村公路管护情况"), "520524", "title", id="title"),
        pytest.param(content("停水两天。", "停水通知", issuer="织金县水务局"), "520524", "issuer", id="issuer"),
        pytest.param(content("武安市人民政府：\n同意建立自然保护区。", "复函"), "130481", "addressee", id="addressee"),
        pytest.param(content("粪污直排，已关停6家。", "红河州养殖污染通报"), "532500", "title", id="a prefecture"),
        pytest.param(content("9月，泗洪县领导下访。", "泗洪：带案下访"), "321324", "title_bare_name", id="bare name"),
        pytest.param(
            content("各乡镇人民政府：\n请做好防火工作。\n织金县林业局\n2020年3月4日", "通知"),
            "520524",
            "signature",
            id="signature",
        ),
        pytest.param(
            content("织金县抓整改。织金县建台账，织金县强督查。", "整改有力"),
            "520524",
            "dominant",
            id="named throughout",
        ),
    ],
)
def test_a_notice_about_one_unit_is_one_part(notice: Content, county: str, rule: str) -> None:
    assert [(part.county and part.county.code, part.rule) for part in annotate(notice).parts] == [(county, rule)]


@pytest.mark.parametrize(
    "sentence",
    [
        "与杭州市余杭区对接，开展劳务协作。",
        "赴余杭区考察学习，借鉴先进做法。",
        "争取余杭区结对帮扶资金300万元。",
    ],
)
def test_partners_and_places_visited_are_mentions(sentence: str) -> None:
    found = annotate(content(f"织金县推进就业。织金县{sentence}", "织金县就业工作情况"))
    assert [part.county and part.county.name for part in found.parts] == ["织金县"]
    assert found.mentions == (Unit("330110", "余杭区", ("330110",)),)


def test_a_notice_about_no_county_has_none_and_says_whom_it_mentions() -> None:
    notice = content("定于5月10日召开会议。织金县、余杭区等12个县（区）作交流发言。", "关于召开会议的通知")
    found = annotate(notice)
    assert parts_of(notice, found) == [Read(None, "whole", notice.body)]
    assert [unit.name for unit in found.mentions] == ["织金县", "余杭区"]


def test_a_shared_name_is_left_undecided_and_said_so() -> None:
    found = annotate(content("占道经营突出，已清理。", "鼓楼区市容整治情况"))
    assert [part.county for part in found.parts] == [None]
    evidence = found.parts[0].evidence[0]
    assert (evidence.kind, evidence.value, evidence.text, evidence.rule) == ("county", "", "鼓楼区", "title_undecided")


@pytest.mark.parametrize(
    ("notice", "code"),
    [
        pytest.param(content("占道经营突出。", "徐州市鼓楼区市容整治情况"), "320302", id="title"),
        pytest.param(content("占道经营突出。", "鼓楼区情况", issuer="南京市城市管理局"), "320106", id="issuer"),
        pytest.param(content("福州市市场监管局通报。", "鼓楼区餐饮整改"), "350102", id="opening"),
    ],
)
def test_a_city_in_the_context_decides_a_shared_name(notice: Content, code: str) -> None:
    assert [part.county and part.county.code for part in annotate(notice).parts] == [code]


def test_a_county_is_coded_as_of_the_notice_s_date_and_knows_its_successors() -> None:
    found = annotate(content("尚有800户未开工。", "遵义县农村危房改造通报", published="2012-06-01"))
    assert found.parts[0].county == Unit("520321", "遵义县", ("520302", "520303", "520304"))


def test_traditional_characters_are_read_and_quoted_as_written() -> None:
    found = annotate(content("針對住房保障推進緩慢問題，已竣工。", "安溪縣住房通報"))
    part = found.parts[0]
    assert part.county == Unit("350524", "安溪县", ("350524",))
    assert (part.evidence[0].text, part.findings[0].issue) == ("安溪縣", "住房保障推進緩慢")


@pytest.mark.parametrize(
    ("notice", "code", "rule"),
    [
        pytest.param(content("根据贵州省委统一部署，开展巡视。"), "520000", "lead_authority", id="lead"),
        pytest.param(content("请遵照执行。", "河北省专利保护条例"), "130000", "title", id="title"),
        pytest.param(content("请遵照执行。", issuer="红河州生态环境局"), "530000", "issuer", id="issuer"),
        pytest.param(content("豫政办〔2020〕5号\n请遵照执行。"), "410000", "doc_number", id="document number"),
        pytest.param(content("织金县：已整改完成到位。\n独山县：正在整改之中。"), "520000", "counties", id="counties"),
    ],
)
def test_the_province_of_a_notice_has_evidence(notice: Content, code: str, rule: str) -> None:
    found = annotate(notice)
    evidence = [(item.value, item.rule) for item in found.evidence if item.kind == "province"]
    assert (found.province and found.province.code, evidence) == (code, [(code, rule)])


def test_a_national_notice_has_no_province() -> None:
    found = annotate(content("各省、自治区、直辖市人民政府：请做好防汛工作。", "国务院办公厅通知"))
    assert (found.province, found.mentions, found.lead) == (None, (), (0, 0))


@pytest.mark.parametrize(
    ("notice", "units", "rule"),
    [
        pytest.param(
            content(
                "一、撤销藁城市，设立石家庄市藁城区。\n二、撤销栾城县，设立栾城区。",
                "石家庄市部分行政区划调整的通知",
                "2014-10-01",
            ),
            ["藁城区", "栾城区"],
            "established",
            id="new units",
        ),
        pytest.param(
            content("您提出的《关于支持织金县建园区的建议》收悉。可参照大方县。", "关于第12号建议的答复"),
            ["织金县"],
            "proposal",
            id="an answered proposal",
        ),
        pytest.param(
            content("定于5月3日对织金县城关片区停电。\n贵州电网公司", "停电公告"),
            ["织金县"],
            "only_county",
            id="the only county of a service notice",
        ),
        pytest.param(
            content("因检修停水。\n织金县自来水公司 2022年7月14日", "停水通知"),
            ["织金县"],
            "signature",
            id="a company signs",
        ),
        pytest.param(
            Content("停水通知", "因检修停水，请全县用户储水。", "given", url="http://www.zhijin.gov.cn/1.html"),
            ["织金县"],
            "host",
            id="host",
        ),
        pytest.param(
            Content("停水通知", "因检修停水，请全县用户储水。", "given", site_code="520524"),
            ["织金县"],
            "host",
            id="the site's code",
        ),
        pytest.param(
            Content("停水通知", "因检修停水，请储水。", "given", site_name="织金县人民政府"),
            ["织金县"],
            "site",
            id="the site's name",
        ),
        pytest.param(
            Content("余杭区党政代表团来织金县考察", "代表团一行考察。", "given", source="织金县融媒体中心"),
            ["织金县"],
            "title_bare_name",
            id="the publisher's county, not its guest's",
        ),
        pytest.param(
            Content("闽侯县棉衣送达隆德", "闽侯县棉衣运抵隆德县城。", "given", source="隆德县融媒体中心"),
            ["隆德县"],
            "title_bare_name",
            id="the publisher's county in short",
        ),
    ],
)
def test_what_a_notice_is_about_is_said_in_many_places(notice: Content, units: list[str], rule: str) -> None:
    found = [(part.county and part.county.name, part.rule) for part in annotate(notice).parts]
    assert found == [(name, rule) for name in units]


def test_an_appointment_says_nothing_of_a_prefecture() -> None:
    notice = content(
        "王某某，现任金寨县某镇书记，拟任县委常委。", "六安市委组织部干部任前公示", issuer="中共六安市委组织部"
    )
    assert [part.county for part in annotate(notice).parts] == [None]


def test_an_annex_s_last_line_does_not_sign_for_everybody() -> None:
    notice = content("各市（含定州市）教育局：\n请各县（市、区）上报名单。\n安国市职业技术教育中心", "关于评审的通知")
    assert [part.county for part in annotate(notice).parts] == [None]


def test_a_site_s_city_decides_a_shared_name() -> None:
    notice = Content("鼓楼区市容整治情况", "占道经营突出。", "given", url="http://cgj.nanjing.gov.cn/1.html")
    assert [part.county and part.county.code for part in annotate(notice).parts] == ["320106"]


@pytest.mark.parametrize(
    ("title", "issuer", "county"),
    [
        pytest.param("全省乡村振兴现场会在织金县召开", None, None, id="where all met"),
        pytest.param("省委第三巡视组向织金县反馈巡视情况", None, "织金县", id="who is told"),
        pytest.param("余杭区对口帮扶织金县成效显著", None, "织金县", id="who is helped"),
        pytest.param("关于推广织金县党建经验的通知", None, None, id="a model"),
    ],
)
def test_a_title_s_verbs_tell_subject_from_mention(title: str, issuer: str | None, county: str | None) -> None:
    notice = content("织金县的情况见附件，请阅。", title, issuer=issuer)
    assert [part.county and part.county.name for part in annotate(notice).parts] == [county]


def test_sections_about_places_elsewhere_do_not_cut_a_county_s_own_notice() -> None:
    body = "一、安吉县\n考察了余村，值得借鉴。\n二、德清县\n考察了下渚湖，民宿发展快。"
    notice = content(body, "我县考察团赴浙考察报告", issuer="织金县人民政府办公室")
    assert [(part.county and part.county.name, part.rule) for part in annotate(notice).parts] == [("织金县", "issuer")]


@pytest.mark.parametrize("title", ["南开大学招生公示", "南开医院搬迁", "南开校区概况"])
def test_another_name_that_begins_like_a_county_s_is_no_county(title: str) -> None:
    notice = content("报名地点：天津市南开区卫津路94号。", title)
    assert [part.county for part in annotate(notice).parts] == [None]


@pytest.mark.parametrize(
    ("title", "source", "county"),
    [
        pytest.param("我县组团外出学习", "泗洪新闻网", "泗洪县", id="ours, in a county's news"),
        pytest.param("县委第三巡察组反馈情况", "旬阳廉政网", "旬阳县", id="the county's committee"),
        pytest.param("在全市人口工作会议上的讲话", "南阳日报", "南阳市", id="the whole city, in its paper"),
        pytest.param("组团外出学习", "泗洪新闻网", None, id="nobody's own"),
        pytest.param("我县组团外出学习", "新华网", None, id="no county's paper"),
    ],
)
def test_a_title_that_speaks_of_its_own_unit_means_the_publisher_s(title: str, source: str, county: str | None) -> None:
    notice = replace(
        content("一行人参观了诸暨市、绍兴县的调解室。", title=title, published="2012-05-22"), source=source
    )
    assert [part.county.name if part.county else None for part in annotate(notice).parts] == [county]


def test_a_prefecture_that_addresses_its_county_writes_about_the_county() -> None:
    notice = content(
        "鄂温克族自治旗疫情防控指挥部：\n昨日暗访你旗交通卡口，情况不容乐观。",
        title="督办函",
        issuer="呼伦贝尔市疫情防控指挥部",
    )
    assert [part.county.name for part in annotate(notice).parts if part.county] == ["鄂温克族自治旗"]


def test_the_one_county_that_the_opening_says_was_assessed_is_the_subject() -> None:
    notice = content(
        "受托机构对嵊州市创新专项资金开展绩效评价，得分77.3分。\n满意度94.1%，优于新昌县上年水平。",
        title="专项资金绩效评价结果公开",
    )
    assert [part.county.name for part in annotate(notice).parts if part.county] == ["嵊州市"]


def test_a_power_company_s_notice_is_about_its_own_county_though_a_line_reaches_into_another() -> None:
    notice = replace(content("35千伏保安线停电，带阳新县枫林镇两个台区。", title="停电公告"), source="大冶市供电公司")
    assert [part.county.name for part in annotate(notice).parts if part.county] == ["大冶市"]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param(
            "普通话测试考点安排",
            "日期\t考点\t所在地\n10月31日\t儋州市第一中学\t儋州市\n11月1日\t文昌中学\t文昌市",
            id="where to sit a test",
        ),
        pytest.param(
            "关于部分客运班线停开的公告",
            "一、停开巨鹿县至平乡县班线。\n二、威县、临西县间隔发车调为60分钟。",
            id="buses",
        ),
        pytest.param(
            "在会议上的讲话", "淅川县移民大县，搬一次伤一次。内乡县县衙里有一副对联，各位都抄一抄。", id="a speech"
        ),
    ],
)
def test_places_that_a_list_or_a_speech_only_names_are_no_subjects(title: str, body: str) -> None:
    assert [part.county for part in annotate(content(body, title=title)).parts] == [None]


def test_a_county_s_office_that_signs_speaks_of_its_own_county() -> None:
    notice = content(
        "学习弥勒县、宜良县做法的建议，暂不具备条件。\n石林县农村信用合作联社", title="关于县政协第071号提案的答复"
    )
    assert [part.county.name for part in annotate(notice).parts if part.county] == ["石林彝族自治县"]


def test_each_of_the_units_that_a_city_is_divided_into_is_a_subject() -> None:
    notice = content(
        "吴县市建制撤销，分设苏州市吴中区、相城区。", title="关于吴县市撤市设区的通告", published="2000-12-31"
    )
    assert [part.county.name for part in annotate(notice).parts if part.county] == ["吴中区", "相城区"]


def test_the_short_name_that_opens_a_headline_is_the_subject_without_the_full_one() -> None:
    notice = content("纪委查处案件12起，通报典型问题3起。", title="旬阳：整治“吃拿卡要”", published="2018-05-01")
    assert [part.county.name for part in annotate(notice).parts if part.county] == ["旬阳县"]


@pytest.mark.parametrize(
    ("body", "county"),
    [
        pytest.param("6月3日16时，滑县道口镇某小学发生食物中毒，涉事食堂已关停。", "滑县", id="told of first"),
        pytest.param("项目名称：滑县2019年农村道路工程\n中标人：内黄县某某公司", "滑县", id="the place of a project"),
        pytest.param("全省部署秋收。\n天气晴好。\n滑县玉米收割过半。", None, id="an example further on"),
    ],
)
def test_a_notice_is_about_the_one_county_that_it_tells_of_from_its_first_sentence(
    body: str, county: str | None
) -> None:
    parts = annotate(content(body, title="快报", published="2019-06-03")).parts
    assert [part.county.name if part.county else None for part in parts] == [county]
