from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.corpus import HOSTILE, inspection
from tests.web.reading import link, page, text, texts


def test_the_search_is_said_back_as_a_sentence(site: FlaskClient) -> None:
    found = page(site, "/?q=危房改造&county=520524&issue=住房保障&from=2019&to=2020")
    said = text(found, "[role=status]")
    assert said == "共找到 1 篇通知，查询词：危房改造，县区：织金县，问题类型：住房保障，2019年至2020年"
    assert text(found, "title") == "危房改造 - 通知检索"


def test_a_hit_shows_title_meta_counties_snippet_under_its_county_and_tags(site: FlaskClient) -> None:
    found = page(site, "/?q=1519户")
    assert texts(found, ".hit-title") == ["省委专项巡视三个县整改情况公布"]
    assert texts(found, ".hit .meta > *") == [
        "2020年3月11日",
        "黔中新闻",
        "黔巡发〔2020〕5号",
        "织金县、德江县、独山县",
    ]
    assert texts(found, ".snippet-county") == ["织金县"]
    assert texts(found, ".snippet mark") == ["1519户"]
    assert texts(found, ".hit .tag") == ["住房保障", "主体责任", "医疗保障", "产业发展"]
    assert texts(found, ".hit-findings li") == ["住房保障推进缓慢", "主体责任落实不到位"]
    assert link(found, ".hit-findings a") == f"/notice/{inspection().id}?q=1519%E6%88%B7#finding-1"
    assert texts(found, ".hit .tags .quiet") == ["另有 1 处转载"]
    assert link(found, ".hit-title a") == f"/notice/{inspection().id}?q=1519%E6%88%B7"
    assert link(found, ".snippet-county") == f"/notice/{inspection().id}?q=1519%E6%88%B7#part-2"


def test_words_are_marked_in_the_title(site: FlaskClient) -> None:
    assert texts(page(site, "/?q=疫苗"), ".hit-title mark") == ["疫苗"]


def test_facets_are_checkboxes_of_the_one_form(site: FlaskClient) -> None:
    found = page(site, "/?q=专项巡视&county=520524")
    assert len(found.select("form")) == 1
    boxes = found.select("input[type=checkbox][name=county]")
    assert [(box["value"], box.has_attr("checked"), box["form"]) for box in boxes] == [
        ("520524", True, "search"),
        ("520626", False, "search"),
        ("522726", False, "search"),
    ]
    assert texts(found, "button") == ["搜索", "应用筛选"]


def test_years_run_backwards_and_no_year_comes_last(site: FlaskClient) -> None:
    values = [box["value"] for box in page(site, "/?sort=newest").select("input[name=year]")]
    assert values == [*map(str, range(2025, 2011, -1)), "_none"]


def test_a_long_facet_shows_ten_values_and_folds_the_rest(site: FlaskClient) -> None:
    years = page(site, "/?sort=newest").select_one("details.facet:has(input[name=year])")
    assert years is not None
    assert len(years.select("fieldset > .choices input")) == 10
    assert texts(years, ".more > summary") == ["查看全部 15 项"]


@pytest.mark.parametrize(
    ("address", "facet", "label"),
    [
        ("/?sort=newest", "county", "未识别"),
        ("/?sort=newest", "issue", "未分类"),
        ("/?sort=newest", "year", "未注明"),
        ("/?sort=newest&lang=en", "county", "Not recognised"),
    ],
)
def test_no_value_has_a_name(site: FlaskClient, address: str, facet: str, label: str) -> None:
    box = page(site, address).select_one(f"input[name={facet}][value=_none]")
    assert box is not None
    assert box.parent is not None
    assert text(box.parent, ".choice-label") == label


def test_each_filter_is_a_tag_whose_link_removes_only_it(site: FlaskClient) -> None:
    found = page(site, "/?q=专项巡视&county=520524&county=520626&to=2020-06")
    assert texts(found, ".filter-tags li") == [
        "县区 织金县 ×",
        "县区 德江县 ×",
        "发布日期 截至2020年6月 ×",
        "清除全部筛选",
    ]
    words = "q=%E4%B8%93%E9%A1%B9%E5%B7%A1%E8%A7%86"
    assert [str(each["href"]) for each in found.select(".filter-tags a")] == [
        f"/?{words}&county=520626&to=2020-06-30",
        f"/?{words}&county=520524&to=2020-06-30",
        f"/?{words}&county=520524&county=520626",
        f"/?{words}",
    ]


def test_a_tag_names_a_county_that_no_result_has(site: FlaskClient) -> None:
    assert texts(page(site, "/?q=没有这样的词&not_county=522633"), ".filter-tags li") == ["不含县区 从江县 ×"]


def test_an_issue_tag_of_a_hit_adds_its_filter(site: FlaskClient) -> None:
    found = page(site, f"{link(page(site, '/?q=1519户'), '.hit .tag')}")
    assert texts(found, ".hit .tag.on") == ["住房保障"]


@pytest.mark.parametrize(
    ("address", "orders", "current"),
    [
        ("/?q=农村", ["相关度", "最新", "最早"], "相关度"),
        ("/?q=农村&sort=oldest", ["相关度", "最新", "最早"], "最早"),
        ("/?county=520524", ["最新", "最早"], "最新"),
        ("/?q=农村&sort=county", ["相关度", "最新", "最早"], None),
    ],
)
def test_without_words_there_is_no_relevance_to_sort_by(
    site: FlaskClient, address: str, orders: list[str], current: str | None
) -> None:
    found = page(site, address)
    assert texts(found, ".order nav > :not(.quiet)") == orders
    assert texts(found, ".order [aria-current]") == ([current] if current else [])


def test_pages_are_numbered_and_keep_the_filters(site: FlaskClient) -> None:
    found = page(site, "/?q=农村&page=2&per_page=3")
    assert texts(found, ".paging > *") == ["上一页", "1", "2", "3", "下一页", "第 2 页，共 3 页"]
    assert link(found, "a[rel=next]") == "/?q=%E5%86%9C%E6%9D%91&page=3&per_page=3"


def test_a_page_beyond_the_last_is_reported(site: FlaskClient) -> None:
    assert texts(page(site, "/?q=1519户&page=9"), ".results > .notice-box") == ["没有第 9 页，显示第 1 页"]


def test_nothing_found_offers_each_condition_to_drop_with_what_remains(site: FlaskClient) -> None:
    found = page(site, "/?q=危房改造+火星&county=520524&year=2020")
    assert text(found, "[role=status]") == "共找到 0 篇通知，查询词：危房改造 火星，县区：织金县，年份：2020"
    assert texts(found, ".ways-out li") == [
        "去掉词语“火星” 1 篇",
        "去掉词语“危房改造” 0 篇",
        "去掉县区：织金县 0 篇",
        "去掉年份：2020 0 篇",
        "去掉全部筛选条件 0 篇",
    ]
    assert len(found.select(".ways-out a")) == 1
    assert texts(page(site, link(found, ".ways-out a")), ".hit-title") == ["省委专项巡视三个县整改情况公布"]


def test_the_home_page_invites_with_searches_from_the_index(site: FlaskClient) -> None:
    home = page(site, "/")
    assert texts(home, ".holdings span")[0] == "已收录 34 篇通知"
    assert texts(home, ".examples h2") == ["按问题类型", "按县区", "按年份"]
    county = link(home, ".examples section:nth-of-type(2) a")
    count = int(texts(home, ".examples section:nth-of-type(2) a .count")[0])
    assert text(page(site, county), "[role=status] strong") == f"共找到 {count} 篇通知"
    assert len(home.select(".newest .hit")) == 5


def test_an_unreadable_parameter_is_named_above_the_results_of_the_rest(site: FlaskClient) -> None:
    found = page(site, "/?q=1519户&foo=1&from=昨天", 400)
    assert texts(found, ".problem li") == [
        "foo：没有叫“foo”的参数；可用的参数有：q、in、mode、county、issue、issue_group、status、province、prefecture、year、source、site、"
        "not_county、mention、from、to、within、date_field、scope、dup、synonyms、lang、sort、page、per_page。",
        "from：看不懂日期“昨天”：请写成 2019、2019-06、2019-06-05 或 2019年6月5日。",
    ]
    assert len(found.select(".hit")) == 1


def test_a_refused_query_stays_in_the_box(site: FlaskClient) -> None:
    found = page(site, "/?q=*医疗", 400)
    box = found.select_one("#q")
    assert box is not None
    assert box["value"] == "*医疗"


def test_the_language_switch_keeps_the_question(site: FlaskClient) -> None:
    english = page(site, link(page(site, "/?q=1519户&county=520524"), "nav a[hreflang=en]"))
    assert english.select_one("html[lang=en]") is not None
    assert text(english, "[role=status]") == "1 notice found, words: 1519户, county: 织金县"
    assert link(english, "nav a[hreflang=zh-CN]") == "/?q=1519%E6%88%B7&county=520524"
    assert [str(each["value"]) for each in english.select("form input[name=lang]")] == ["en"]


def test_what_the_form_does_not_show_it_keeps(site: FlaskClient) -> None:
    found = page(site, "/?q=通知&sort=newest&per_page=5&page=2&dup=all&scope=notice&year=2019")
    kept = [(str(each["name"]), str(each["value"])) for each in found.select("form input[type=hidden]")]
    assert kept == [("scope", "notice"), ("dup", "all"), ("sort", "newest"), ("per_page", "5")]


def test_markup_in_notices_and_queries_is_shown_as_text(site: FlaskClient) -> None:
    response = site.get("/", query_string={"q": HOSTILE, "source": f"来源{HOSTILE}", "mode": "exact"})
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    found = page(site, "/?q=alert&year=2018")
    assert texts(found, ".hit-title") == [f"关于{HOSTILE}的通知"]
    assert texts(found, ".hit-title mark") == ["alert"]
