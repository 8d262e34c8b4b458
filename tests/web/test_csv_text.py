from __future__ import annotations

import csv

import pytest

from noticesearch_web.csv_text import BOM, csv_text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]
)
def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(text: str) -> None:
    assert csv_text([[text]]).removeprefix(BOM).lstrip('"').startswith("'" + text[0])


def test_numbers_quotes_and_line_ends_come_back_as_they_were() -> None:
    row: list[str | int | None] = ["织金县", 'a "b", c', "两\n行", -3, None]
    written = csv_text([row])
    assert written[0] == BOM
    assert next(csv.reader(written.removeprefix(BOM).splitlines(keepends=True))) == [
        *("织金县", 'a "b", c', "两\n行", "-3", "")
    ]
