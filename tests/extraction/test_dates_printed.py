"""Printed dates to ISO 8601."""

from __future__ import annotations

import pytest

from noticesearch_indexer.extraction.dates import find_date, find_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020-03-11", "2020-03-11"),
        ("2020/3/1", "2020-03-01"),
        ("2020.3.11", "2020-03-11"),
        ("20200311", "2020-03-11"),
        ("2020年3月11日", "2020-03-11"),
        ("2020 年 3 月 11 日", "2020-03-11"),
        ("２０２０年０３月１１日", "2020-03-11"),
        ("二〇一九年六月五日", "2019-06-05"),
        ("二○二○年十二月三十一日", "2020-12-31"),
        ("二零二一年十月二十日", "2021-10-20"),
        ("2020-03-11 13:03", "2020-03-11T13:03:00+08:00"),
        ("2020-03-11　13:03:09", "2020-03-11T13:03:09+08:00"),
        ("2020年3月11日 13时03分", "2020-03-11T13:03:00+08:00"),
        ("2020-03-11T13:03:00+08:00", "2020-03-11T13:03:00+08:00"),
        ("2020-03-11T05:03:00Z", "2020-03-11T13:03:00+08:00"),
        ("2020-03-11T05:03:00.000Z", "2020-03-11T13:03:00+08:00"),
        ("2020-02-30", None),
        ("2020年13月1日", None),
        ("1.2020.3.1", None),
        ("电话85202003111", None),
        ("2020年3月", None),
    ],
)
def test_every_printed_form_is_read(text: str, iso: str | None) -> None:
    date = find_date(text)
    assert (date.iso if date else None) == iso


def test_dates_know_where_they_stand() -> None:
    text = "自2020年3月1日起施行，2025年2月28日废止"
    assert [(date.iso, text[date.start : date.end]) for date in find_dates(text)] == [
        ("2020-03-01", "2020年3月1日"),
        ("2025-02-28", "2025年2月28日"),
    ]
