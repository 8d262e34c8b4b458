"""What a notice as a whole is about, and what it only mentions."""

from __future__ import annotations

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
