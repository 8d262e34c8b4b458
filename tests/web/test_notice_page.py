from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from noticesearch_web.presenters.addresses import web_address
from tests.web.corpus import HOSTILE, hostile, inspection, repost, undated
from tests.web.reading import link, page, text, texts

NOTICE = f"/notice/{inspection().id}"


def test_each_part_is_a_section_with_its_anchor_and_county(site: FlaskClient) -> None:
    found = page(site, NOTICE)
    sections = [(str(each["id"]), texts(each, "h2")) for each in found.select(".part")]
    assert sections == [
        ("part-1", ["总述"]),
        ("part-2", ["织金县 织金县的全部通知"]),
        ("part-3", ["德江县 德江县的全部通知"]),
        ("part-4", ["独山县 独山县的全部通知"]),
    ]
    assert link(found, "#part-2 h2 a") == "/?county=520524"
    assert texts(found, ".outline li") == ["总述", "织金县 2 个问题", "德江县 1 个问题", "独山县 1 个问题"]


def test_the_whole_body_is_shown_in_order(site: FlaskClient) -> None:
    shown = "\n".join(each.get_text() for each in page(site, NOTICE).select(".part > p"))
    assert shown == inspection().body


def test_findings_are_listed_with_types_and_response_and_lead_to_the_phrase(site: FlaskClient) -> None:
    found = page(site, NOTICE)
    assert texts(found, "#part-2 .findings li") == [
        "住房保障推进缓慢 住房保障 实行倒排工期、挂图作战，1519户危房改造已全部竣工，并在县电视台作表态发言。"
        " 整改状态 未说明",
        "主体责任落实不到位 主体责任 建立“一周一调度”机制，把责任压实到每个乡镇（街道）。 整改状态 未说明",
    ]
    assert texts(found, "#part-4 .findings p") == ["未载明整改情况"]
    anchors = [str(each["href"]) for each in found.select(".findings a:not(.tag)")]
    assert anchors == ["#finding-1", "#finding-2", "#finding-3", "#finding-4"]
    assert [text(found, f"{anchor} + .issue") for anchor in anchors[:2]] == ["住房保障推进缓慢", "主体责任落实不到位"]
    assert [str(each["value"]) for each in found.select("#part-3 .findings li")] == ["3"]


def test_the_words_of_the_search_are_marked(site: FlaskClient) -> None:
    found = page(site, f"{NOTICE}?q=危房改造+巡视&county=520524")
    assert texts(found, "mark") == ["巡视", "巡视", "巡视", "危房改造"]
    assert texts(found, ".notice-links .quiet") == ["文中有 4 处匹配"]
    assert link(found, ".back a") == "/?q=%E5%8D%B1%E6%88%BF%E6%94%B9%E9%80%A0+%E5%B7%A1%E8%A7%86&county=520524"


def test_a_mark_across_an_issue_phrase_keeps_both(site: FlaskClient) -> None:
    found = page(site, f'{NOTICE}?q="针对住房"')
    assert texts(found, ".part mark") == ["针对", "住房"]
    assert texts(found, "#part-2 .issue")[:2] == ["住房", "保障推进缓慢"]


def test_metadata_stand_beside_the_rule_and_words_that_gave_them(site: FlaskClient) -> None:
    rows = [texts(row, "th, td") for row in page(site, NOTICE).select(".metadata tbody tr")]
    assert ["文号", "黔巡发〔2020〕5号", "文号：黔巡发〔2020〕5号 网页标注“文号”"] in rows
    assert ["发布日期", "2020年3月11日 13:03", "2020-03-11 13:03 page line"] in rows
    assert ["县区", "织金县（520524）", "织金县 行首的名称"] in rows
    assert ["问题类型", "医疗保障", "医疗保障政策落实不到位 term: 医疗保障"] in rows
    assert ["提及的县区", "余杭区（330110）", ""] in rows


def test_a_rules_name_is_kept_for_those_who_look_it_up(site: FlaskClient) -> None:
    named = {str(each["title"]): each.text for each in page(site, NOTICE).select(".metadata td [title]")}
    assert (named["line_head"], named["page line"]) == ("行首的名称", "page line")


def test_the_original_is_linked_without_handing_over_anything(site: FlaskClient) -> None:
    original = page(site, NOTICE).select_one(".notice-links a[href^=http]")
    assert original is not None
    assert (original["href"], original["rel"]) == (inspection().url, ["noopener", "noreferrer", "nofollow"])


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.gov.cn/a.htm", "https://www.gov.cn/a.htm"),
        ("http://a.cn/b?c=1", "http://a.cn/b?c=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[", ""),
        ("https:", ""),
        ("//a.cn/b", ""),
        ("file:///etc/passwd", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_become_links(url: str | None, address: str) -> None:
    assert web_address(url) == address


def test_markup_in_a_notice_is_shown_as_text(site: FlaskClient) -> None:
    response = site.get(f"/notice/{hostile().id}?q=医疗")
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert 'href="javascript:' not in response.text
    found = page(site, f"/notice/{hostile().id}?q=医疗")
    assert text(found, "h1") == f"关于{HOSTILE}的通知"
    assert text(found, ".part > p").replace("整改", "") == hostile().body
    assert texts(found, "mark") == ["医疗"]


def test_a_notice_lists_its_reposts(site: FlaskClient) -> None:
    found = page(site, f"{NOTICE}?q=巡视")
    assert text(found, '.notice-links a[href="#reposts"]') == "另有 1 处转载"
    assert texts(found, "#reposts li") == [f"{repost().title} 2020年3月15日mirror.example.com查看原网页 ↗"]
    assert link(found, "#reposts li > a") == f"/notice/{repost().id}?q=%E5%B7%A1%E8%A7%86"
    assert link(found, "#reposts .meta a") == repost().url
    assert link(page(site, f"/notice/{repost().id}"), "#reposts li > a") == NOTICE
    assert page(site, f"/notice/{undated().id}").select("#reposts") == []


def test_a_notice_lists_its_earlier_versions_the_latest_first(site: FlaskClient) -> None:
    found = page(site, NOTICE)
    assert texts(found, "#versions li") == [
        "crawl/\\udcff<b>.html 2020年6月1日被替换",
        "crawl/2020-03-11/1.html 采集于 2020年3月11日 14:002020年3月12日被替换",
    ]
    assert [each["datetime"] for each in found.select("#versions time")] == ["2020-06-01", "2020-03-12"]
    assert texts(found, '.notice-links a[href="#versions"]') == ["2 个此前版本"]
    english = page(site, f"/notice/{undated().id}?lang=en")
    assert texts(english, "#versions li") == ["crawl/0.html replaced 5 January 2021"]
    assert texts(english, '.notice-links a[href="#versions"]') == ["1 earlier version"]


def test_a_notice_without_earlier_versions_says_nothing_of_them(site: FlaskClient) -> None:
    assert "版本" not in page(site, f"/notice/{repost().id}").get_text()


def test_a_notice_of_one_part_has_no_outline(site: FlaskClient) -> None:
    found = page(site, f"/notice/{undated().id}")
    assert texts(found, ".part > p") == undated().body.split("\n")
    assert texts(found, ".part h2") == []
    assert found.select(".outline") == []
    assert texts(found, ".notice > header .meta span") == ["未注明日期"]


def test_an_unknown_notice_is_not_found(site: FlaskClient) -> None:
    assert text(page(site, "/notice/0123456789abcdef", 404), "h1") == "没有这个页面"


def test_a_notice_shows_what_is_wrong_with_the_address(site: FlaskClient) -> None:
    found = page(site, f"{NOTICE}?q=巡视&sort=best", 400)
    said = "sort：参数 sort 不能是“best”；可以是：relevance、newest、oldest、county、issue、status。"
    assert texts(found, ".problem li") == [said]
    assert texts(found, "mark")[0] == "巡视"


def test_a_notice_is_data_too_with_evidence_for_each_value(site: FlaskClient) -> None:
    notice = inspection()
    answer = site.get(f"/notice/{notice.id}.json")
    found = answer.json
    assert answer.mimetype == "application/json"
    assert found is not None
    assert (found["id"], found["body"], found["reposts"]) == (notice.id, notice.body, [repost().id])
    for part in found["parts"]:
        for finding in part["findings"]:
            assert notice.body[finding["issue_start"] : finding["issue_end"]] == finding["issue"]
    county = found["parts"][1]["evidence"][0]
    assert notice.body[county["start"] : county["end"]] == county["text"]
    assert site.get("/notice/0000000000000000.json").status_code == 404
