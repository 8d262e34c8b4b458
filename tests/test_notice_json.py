from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from noticesearch.notice import Notice
from noticesearch.notice_json import from_json, to_json

# What JSON on disk can hold: any character but half a surrogate pair.
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=20))


@given(st.from_type(Notice))
def test_a_notice_survives_the_way_through_json(notice: Notice) -> None:
    assert from_json(to_json(notice)) == notice


@given(st.from_type(Notice))
def test_a_notice_is_one_line(notice: Notice) -> None:
    assert "\n" not in to_json(notice)
