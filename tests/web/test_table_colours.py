"""The tints of the tables of counts: the number stands out from each, in both schemes."""

from __future__ import annotations

import re

import pytest

from noticesearch_web.presenters.count_table import STEPS, heat
from tests.web.test_colours import PACKAGE, PALETTES, contrast

SHEET = (PACKAGE / "static/tables.css").read_text(encoding="utf-8")
TINTS = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL), strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_number_stands_out_from_its_tint_as_wcag_aa_asks(scheme: str, step: int) -> None:
    colours = dict(re.findall(r"--([a-z0-9-]+): #([0-9a-f]{3,6});", PALETTES[scheme] + TINTS[scheme]))
    assert contrast(colours["heat-ink"], colours[f"heat-{step}"]) >= 4.5


def test_tints_deepen_with_the_number_up_to_the_last_step() -> None:
    assert [heat(count, 100) for count in (1, 2, 5, 20, 40, 70, 100)] == [1, 1, 2, 3, 4, 5, 5]
    assert heat(1, 1) == 1
    assert all(f".heat-{step}" in SHEET for step in range(1, STEPS + 1))
