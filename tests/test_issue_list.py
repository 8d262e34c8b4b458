from __future__ import annotations

import pytest

from noticesearch.issue_list import ListedType, from_text, listed, to_text
from noticesearch.issues import issue_types


def test_our_types_are_read_again_as_they_were_written() -> None:
    types = listed(issue_types())
    assert from_text(to_text(types)) == types
    assert types[0] == ListedType("政治责任", "政策落实", "上级方针政策、决策部署学习贯彻和落实不到位")


def test_a_line_that_is_no_type_is_named() -> None:
    with pytest.raises(ValueError, match="line 2: expected group, name and definition, found '住房'"):
        from_text("民生\t住房\t房屋\n住房\n")
