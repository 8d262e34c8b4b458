from __future__ import annotations

import re
from pathlib import Path

import pytest

import noticesearch_web

PACKAGE = Path(noticesearch_web.__file__).parent
SHEET = (PACKAGE / "static/site.css").read_text(encoding="utf-8")
PALETTES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL), strict=False))
TEXT_ON = [
    *((ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "surface", "raised", "warn")),
    *(("visited", "paper"), ("seal", "surface"), ("ink", "issue"), ("mark-ink", "mark")),
    *(("tag-ink", "tag"), ("accent-ink", "accent")),
]


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON, ids=[f"{ink} on {ground}" for ink, ground in TEXT_ON])
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(scheme: str, ink: str, ground: str) -> None:
    colours = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", PALETTES[scheme]))
    assert contrast(colours[ink], colours[ground]) >= 4.5
