"""Groups of reposts as a value and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from noticesearch.groups import Groups, from_text, to_text
from noticesearch.live import GROUPS_FILE, searcher_in, write_groups, writer_in
from noticesearch.store import IndexDamaged

A, B, C, D = (letter * 16 for letter in "abcd")
GROUPS = Groups(((B, A), (C, D)))


def test_every_member_names_its_group_and_others_are_alone() -> None:
    assert [GROUPS.of(each) for each in (A, B, "e" * 16)] == [(B, A), (B, A), ("e" * 16,)]
    assert [GROUPS.name(each) for each in (A, D, "e" * 16)] == [B, C, "e" * 16]


@pytest.mark.parametrize("groups", [Groups(), GROUPS], ids=["none", "some"])
def test_what_is_written_is_read_again(groups: Groups) -> None:
    assert from_text(to_text(groups)) == groups
    assert to_text(GROUPS) == f"{B} {A}\n{C} {D}\n"


@pytest.mark.parametrize("line", ["", A, f"{A}  {B}", f"{A} 织金县"], ids=["empty", "one id", "two blanks", "no id"])
def test_a_line_that_is_no_group_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2: expected ids of 16 hex digits, at least two, found"):
        from_text(f"{A} {B}\n{line}\n")


def test_a_damaged_file_is_told_when_the_index_opens(tmp_path: Path) -> None:
    writer_in(tmp_path).commit()
    write_groups(tmp_path, GROUPS)
    searcher_in(tmp_path).close()
    (tmp_path / GROUPS_FILE).write_text("nonsense\n", encoding="ascii")
    with pytest.raises(IndexDamaged, match=f"{GROUPS_FILE}: line 1: expected ids"):
        searcher_in(tmp_path)
