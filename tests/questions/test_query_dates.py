"""Dates as people type them in a question."""

from datetime import date

import pytest

from noticesearch.dates import DateUnreadable, first_day, last_day, window_start

JUNE_5 = (date(2019, 6, 5), date(2019, 6, 5))
JUNE = (date(2019, 6, 1), date(2019, 6, 30))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2019", (date(2019, 1, 1), date(2019, 12, 31))),
        ("2019年", (date(2019, 1, 1), date(2019, 12, 31))),
        ("二〇一九年", (date(2019, 1, 1), date(2019, 12, 31))),
        ("2019-06", JUNE),
        ("2019-6", JUNE),
        ("2019/06", JUNE),
        ("2019年6月", JUNE),
        ("２０１９年６月", JUNE),
        ("二零一九年六月", JUNE),
        ("2019-06-05", JUNE_5),
        (" 2019/6/5 ", JUNE_5),
        ("2019.6.5", JUNE_5),
        ("2019年6月5日", JUNE_5),
        ("2019年06月05日", JUNE_5),
        ("2019年6月5号", JUNE_5),
        ("二〇一九年六月五日", JUNE_5),
        ("二○一九年十月十日", (date(2019, 10, 10), date(2019, 10, 10))),
        ("二〇一九年十二月三十一日", (date(2019, 12, 31), date(2019, 12, 31))),
        ("二〇一九年十一月二十日", (date(2019, 11, 20), date(2019, 11, 20))),
        ("2020年2月", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2019-12", (date(2019, 12, 1), date(2019, 12, 31))),
    ],
)
def test_a_date_is_read_as_the_first_and_the_last_day_it_covers(text: str, days: tuple[date, date]) -> None:
    assert (first_day(text), last_day(text)) == days


@pytest.mark.parametrize("text", ["", "去年", "19-06-05", "2019-", "2019-06-05-07", "20190605", "2019 06", "6月5日"])
def test_what_is_no_date_is_answered_with_the_forms_that_are(text: str) -> None:
    assert first_day(text) == DateUnreadable(
        text,
        f"看不懂日期“{text}”：请写成 2019、2019-06、2019-06-05 或 2019年6月5日。",
        f"cannot read the date {text!r}: write it as 2019, 2019-06, 2019-06-05 or 2019年6月5日.",
    )


@pytest.mark.parametrize("text", ["2019-02-30", "2019-13", "0000", "2019年6月31日"])
def test_a_day_that_never_was_is_named(text: str) -> None:
    assert last_day(text) == DateUnreadable(
        text, f"没有“{text}”这一天，请改正。", f"there is no such day as {text!r}; please correct it."
    )


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("7d", date(2024, 2, 22)),
        ("30d", date(2024, 1, 30)),
        ("３m", date(2023, 11, 29)),
        ("1y", date(2023, 2, 28)),
        ("4y", date(2020, 2, 29)),
        ("9999y", date(1, 1, 1)),
    ],
)
def test_a_window_begins_so_long_before_today(text: str, start: date) -> None:
    assert window_start(text, date(2024, 2, 29)) == start


@pytest.mark.parametrize("text", ["7", "0d", "d", "-7d", "7days", "七天", "99999d"])
def test_a_window_in_another_form_is_answered_with_the_forms_there_are(text: str) -> None:
    assert window_start(text, date(2024, 2, 29)) == DateUnreadable(
        text,
        f"看不懂时间范围“{text}”：请写成 7d（天）、3m（月）或 1y（年）这样的形式。",
        f"cannot read the period {text!r}: write it as 7d (days), 3m (months) or 1y (years).",
    )
