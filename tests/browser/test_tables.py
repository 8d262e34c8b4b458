"""The tables of counts in a browser: wide ones scroll by themselves, their heads stay, their numbers lead on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

OpenTab = Callable[..., Page]
Shoot = Callable[[Page], None]
PHONE = 320  # CSS pixels: the narrowest width that WCAG 2.2 asks to reflow to
TABLES = ("/matrix", "/matrix?columns=issue", "/coverage", "/coverage?province=520000&year=2020")


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found is not None
    return {side: found[side] for side in ("x", "y", "width", "height")}


def contrast_ratio(tab: Page, place: Locator) -> float:
    """WCAG 2's ratio between the colour of a link and the cell it stands in, as computed."""

    def luminance(colour: str) -> float:
        parts = [float(number) / 255 for number in re.findall(r"[\d.]+", colour)[:3]]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    ink = place.evaluate("link => getComputedStyle(link).color")
    ground = place.evaluate("link => getComputedStyle(link.parentElement).backgroundColor")
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("address", TABLES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_the_table_scrolls_sideways_and_the_page_does_not(
    open_tab: OpenTab, shoot: Shoot, address: str, *, dark: bool
) -> None:
    tab = open_tab(width=PHONE, javascript=False, dark=dark)
    tab.goto(address)
    region = tab.get_by_role("region", name="表格")
    assert region.evaluate("region => region.scrollWidth > region.clientWidth")
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE
    shoot(tab)


def test_the_heads_stay_in_sight_when_the_table_is_scrolled(open_tab: OpenTab) -> None:
    tab = open_tab(width=PHONE)
    tab.goto("/matrix?columns=issue")
    region = tab.get_by_role("region", name="表格")
    region.evaluate("region => region.scrollTo(400, 300)")
    corner, last = box(tab.locator("thead .place")), box(tab.locator("tfoot .place"))
    around = box(region)
    assert corner["x"] == last["x"] == around["x"] + 1
    assert corner["y"] == around["y"] + 1
    assert last["y"] + last["height"] <= around["y"] + around["height"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_tint_on_the_page_lets_its_number_be_read(open_tab: OpenTab, *, dark: bool) -> None:
    tab = open_tab(dark=dark)
    tab.goto("/matrix?rows=province&columns=issue_group")
    for step in range(1, 6):
        for link in tab.locator(f"td.heat-{step} a").all()[:1]:
            assert contrast_ratio(tab, link) >= 4.5, step
    assert tab.locator("td[class^=heat-]").count() > 5


def test_a_number_leads_to_as_many_findings(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.goto("/matrix?columns=issue")
    cell = tab.locator("tbody td.heat-5 a").first
    number = cell.inner_text()
    cell.click()
    assert f"共找到 {number} 个问题" in tab.get_by_role("status").inner_text()


def test_with_the_form_rows_and_columns_are_chosen_without_script(open_tab: OpenTab) -> None:
    tab = open_tab(javascript=False)
    tab.goto("/matrix?q=整改")
    tab.get_by_label("行", exact=True).select_option("province")
    tab.get_by_label("列", exact=True).select_option("status")
    tab.get_by_role("button", name="显示").click()
    assert tab.locator("thead th").first.inner_text() == "省份"
    assert tab.get_by_role("searchbox").input_value() == "整改"
    tab.goto("/coverage")
    tab.get_by_label("省份", exact=True).select_option("520000")
    tab.get_by_role("button", name="显示").click()
    assert "贵州省现有 88 个县区" in tab.locator(".silent").inner_text()
