from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.notice import Notice
from noticesearch.notice_json import from_json, to_json

# What JSON on disk can hold: any character but half a surrogate pair.
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
# Numbers are places in a text: none needs more than 64 bits, which is what the JSON library holds.
st.register_type_strategy(int, st.integers(0, 1 << 40))


@given(st.from_type(Notice))
@settings(max_examples=30, deadline=None)
def test_a_notice_survives_the_way_through_one_line_of_json(notice: Notice) -> None:
    line = to_json(notice)
    assert b"\n" not in line
    assert from_json(line) == notice
