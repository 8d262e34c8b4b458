"""Findings as a table and counties side by side, in a real browser: on a phone, by keyboard, without script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenTab = Callable[..., Page]
Shoot = Callable[[Page], None]
PHONE = 320  # CSS pixels: the narrowest width that WCAG 2.2 asks to reflow to
COMPARED = "/compare?county=520304&county=430923&county=520281"


def overflow(tab: Page) -> int:
    """How many pixels the page is wider than the window."""
    pixels: int = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return pixels


def test_a_finding_leads_to_its_words_in_the_notice(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab()
    tab.goto("/findings?q=渗滤液")
    shoot(tab)
    problem = tab.get_by_role("rowheader").first
    said = problem.inner_text()
    problem.get_by_role("link").click()
    anchor = tab.url.partition("#")[2]
    assert re.fullmatch(r"finding-\d+", anchor)
    arrived = tab.locator(f"#{anchor} + .issue")
    expect(arrived).to_be_in_viewport()
    assert said.startswith(arrived.inner_text())


def test_headings_sort_by_keyboard(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.goto("/findings")
    tab.get_by_role("columnheader", name="县区").get_by_role("link").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("columnheader", name="县区")).to_have_attribute("aria-sort", "ascending")
    expect(tab).to_have_url(re.compile(r"/findings\?sort=county$"))


def test_a_filter_set_on_the_table_is_kept_in_the_other_views(open_tab: OpenTab) -> None:
    tab = open_tab(javascript=False)
    tab.goto("/findings?q=整改")
    tab.locator("summary", has_text="筛选").click()
    tab.get_by_role("checkbox", name="生态环境").check()
    tab.get_by_role("button", name="应用筛选").click()
    expect(tab.get_by_role("status")).to_contain_text("问题类型：生态环境")
    expect(tab).to_have_url(re.compile("/findings"))
    views = tab.get_by_role("navigation", name="查看方式")
    views.get_by_role("link", name="通知").click()
    expect(tab.get_by_role("status")).to_contain_text("问题类型：生态环境")
    assert tab.get_by_role("navigation", name="查看方式").get_by_role("link").count() == 5


def test_counties_are_compared_by_typing_their_names(open_tab: OpenTab, shoot: Shoot) -> None:
    tab = open_tab(javascript=False)
    tab.goto("/compare")
    tab.get_by_label("县区 1").fill("播州区")
    tab.get_by_label("县区 2").fill("安化县")
    tab.get_by_role("button", name="对比").click()
    expect(tab.get_by_role("columnheader")).to_have_text(["问题类型", "播州区（原遵义县）", "安化县"])
    shoot(tab)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", ["/findings?q=整改", "/findings?lang=en", COMPARED, "/compare"])
def test_a_phone_shows_cards_and_never_scrolls_sideways(open_tab: OpenTab, address: str, dark: bool) -> None:
    tab = open_tab(width=PHONE, dark=dark)
    tab.goto(address)
    assert overflow(tab) == 0
    table = tab.locator(".rows")
    if table.count():
        assert table.evaluate("table => table.scrollWidth - table.clientWidth") <= 0
        assert tab.get_by_role("row").count() > 2  # cards are still rows to those who hear the page


def test_a_table_wider_than_the_window_scrolls_in_its_own_region_by_keyboard(open_tab: OpenTab) -> None:
    tab = open_tab(width=860)
    tab.goto("/findings?q=整改")
    assert overflow(tab) == 0
    region = tab.get_by_role("region", name="问题与整改")
    region.focus()
    tab.keyboard.press("ArrowRight")
    for _ in range(50):  # the site's policy forbids the eval that wait_for_function needs
        if tab.evaluate("document.querySelector('.rows-scroller').scrollLeft") > 0:
            return
        tab.wait_for_timeout(50)
    pytest.fail("the region did not scroll")
