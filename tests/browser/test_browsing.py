"""What a person does on the site: search, narrow, widen, read, go back; on a phone, without script, in the dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

OpenTab = Callable[..., Page]
Shoot = Callable[[Page], None]
PHONE = 320  # CSS pixels: the narrowest width that WCAG 2.2 asks to reflow to


def total(tab: Page) -> int:
    said = tab.get_by_role("status").inner_text()
    found = re.search(r"共找到 ([\d,]+) 篇", said)
    assert found, said
    return int(found.group(1).replace(",", ""))


def search(tab: Page, words: str) -> None:
    tab.goto("/")
    tab.get_by_role("searchbox").fill(words)
    with tab.expect_navigation():
        tab.get_by_role("button", name="搜索").click()


def choice(tab: Page, facet: str, label: str) -> Locator:
    """The line of *label* in the filter *facet*, folded open when need be."""
    toggle = tab.locator("summary", has_text=re.compile(f"^{facet}")).first
    group = tab.get_by_role("group", name=facet, exact=True)
    if not group.is_visible():
        toggle.click()
    return group.locator("label").filter(has=tab.get_by_text(label, exact=True))


def narrow(tab: Page, facet: str, label: str) -> int:
    """Select *label* in *facet* and apply; the count it promised."""
    line = choice(tab, facet, label)
    promised = int(line.locator(".count").inner_text())
    line.get_by_role("checkbox").check()
    with tab.expect_navigation():
        tab.get_by_role("button", name="应用筛选").click()
    return promised


def parameters(tab: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(tab.url).query)


def overflow(tab: Page) -> int:
    """How many pixels the page is wider than the window."""
    pixels: int = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return pixels


def lightness(colour: str) -> float:
    """0 (black) to 1 (white) of a computed rgb() colour."""
    channels = [float(number) for number in re.findall(r"[\d.]+", colour)[:3]]
    return sum(channels) / (3 * 255)


def test_a_search_marks_its_words_and_says_how_many_notices_it_found(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab()
    search(tab, "控辍保学")
    assert total(tab) == tab.get_by_role("article").count() > 1
    assert set(tab.locator("mark").all_inner_texts()) == {"控辍保学"}
    shoot(tab)


def test_a_facet_value_leads_to_as_many_notices_as_it_promised(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab()
    search(tab, "整改")
    before = total(tab)
    promised = narrow(tab, "县区", "美姑县")
    assert total(tab) == promised < before
    expect(choice(tab, "县区", "美姑县").get_by_role("checkbox")).to_be_checked()
    assert parameters(tab)["county"] == ["513436"]
    shoot(tab)


def test_a_second_facet_narrows_within_the_first_and_can_be_taken_away(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab()
    search(tab, "整改")
    narrow(tab, "县区", "美姑县")
    first = total(tab)
    assert narrow(tab, "年份", "2020") == total(tab) == 1
    shoot(tab)
    tab.get_by_role("link", name="移除筛选条件：年份 2020").click()
    assert total(tab) == first > 1
    assert "year" not in parameters(tab)


def test_a_notice_opens_with_its_parts_and_hits_and_back_leads_to_the_same_results(
    open_tab: OpenTab, shoot: Shoot
) -> None:
    tab = open_tab()
    search(tab, "渗滤液")
    narrow(tab, "县区", "西和县")
    results = tab.url
    tab.get_by_role("article").get_by_role("link").first.click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("西和县、礼县、成县")
    assert set(tab.locator("mark").all_inner_texts()) == {"渗滤液"}
    tab.get_by_role("navigation", name="本文各部分").get_by_role("link", name="礼县").click()
    expect(tab.get_by_role("heading", level=2, name=re.compile("^礼县"))).to_be_in_viewport()
    shoot(tab)
    tab.go_back()
    tab.go_back()
    assert tab.url == results
    expect(choice(tab, "县区", "西和县").get_by_role("checkbox")).to_be_checked()


def test_the_link_back_to_the_results_keeps_words_and_filters(open_tab: OpenTab) -> None:
    tab = open_tab()
    search(tab, "渗滤液")
    narrow(tab, "县区", "西和县")
    asked = parameters(tab)
    tab.get_by_role("article").get_by_role("link").first.click()
    tab.get_by_role("link", name="返回检索结果").click()
    assert (parameters(tab)["q"], parameters(tab)["county"]) == (asked["q"], asked["county"])


def test_reposts_are_one_result(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab()
    search(tab, "返岗专列")
    assert total(tab) == 1
    expect(tab.get_by_role("article")).to_contain_text("另有 2 处转载")
    shoot(tab)


def test_chrome_of_pages_is_not_found_and_the_empty_page_helps(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab()
    search(tab, "下载客户端")
    assert total(tab) == 0
    expect(tab.get_by_role("heading", name="没有找到符合条件的通知")).to_be_visible()
    shoot(tab)


def test_the_slash_key_moves_to_the_search_box(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.goto("/?q=整改")
    tab.keyboard.press("/")
    expect(tab.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("width", [PHONE, 768, 1280])
def test_what_is_known_of_a_notice_stands_below_its_text_and_as_wide(
    open_tab: OpenTab, shoot: Shoot, width: int
) -> None:
    tab = open_tab(width=width)
    search(tab, "织金县2024年公开招聘城镇公益性岗位人员公告")
    tab.get_by_role("article").get_by_role("link").first.click()
    expect(tab.get_by_role("navigation", name="本文各部分")).to_have_count(0)
    shoot(tab)
    text, known = tab.locator("article.notice").bounding_box(), tab.locator("#metadata").bounding_box()
    assert text
    assert known
    assert known["y"] >= text["y"] + text["height"]
    margin = text["x"] - known["x"]  # on a phone the article reaches to the edges, the table keeps the page's margin
    assert known["width"] == pytest.approx(text["width"] + 2 * margin)


@pytest.mark.parametrize(
    "path", ["/", "/?q=整改", "/?q=下载客户端", "/help"], ids=["home", "results", "nothing", "help"]
)
def test_nothing_runs_over_the_edge_of_a_phone(open_tab: OpenTab, shoot: Shoot, path: str) -> None:
    tab = open_tab(width=PHONE)
    tab.goto(path)
    shoot(tab)
    assert overflow(tab) == 0


def test_a_phone_can_filter_and_read_without_scrolling_sideways(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab(width=PHONE)
    search(tab, "整改")
    tab.locator("summary", has_text="筛选").click()
    assert narrow(tab, "县区", "美姑县") == total(tab)
    assert overflow(tab) == 0
    tab.get_by_role("article").get_by_role("link").first.click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("整改")
    shoot(tab)
    assert overflow(tab) == 0


def test_everything_works_without_script(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab(javascript=False)
    search(tab, "整改")
    promised = narrow(tab, "县区", "美姑县")
    assert total(tab) == promised
    shoot(tab)
    tab.get_by_role("article").get_by_role("link").first.click()
    expect(tab.get_by_role("link", name="返回检索结果")).to_be_visible()


def test_a_dark_scheme_is_dark_and_readable(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab(dark=True)
    tab.goto("/?q=整改")
    body = "getComputedStyle(document.body)"
    ground, ink = (tab.evaluate(f"{body}.{colour}") for colour in ("backgroundColor", "color"))
    assert lightness(ground) < 0.2 < 0.7 < lightness(ink)
    shoot(tab)
