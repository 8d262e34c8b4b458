from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from noticesearch.store import IndexDamaged, IndexFolder, NoPrevious, Removed, Takedown
from noticesearch.store.removed import read_removed, write_removed

BOTH = Takedown("0123456789abcdef", "https://x.cn/1.html", "2020-03-11T13:03:00+00:00")
ID = Takedown("fedcba9876543210", None, "2020-03-12T13:03:00+00:00")


def test_a_list_comes_back_in_order(tmp_path: Path) -> None:
    write_removed(tmp_path / "REMOVED", Removed((BOTH, ID)))
    assert read_removed(tmp_path / "REMOVED") == Removed((BOTH, ID))


def test_no_file_removes_nothing(tmp_path: Path) -> None:
    assert read_removed(tmp_path / "REMOVED") == Removed(())


@pytest.mark.parametrize(
    ("notice_id", "url", "removed"),
    [
        ("0123456789abcdef", None, True),
        ("0123456789abcdef", "https://y.cn/", True),
        ("ffffffffffffffff", "https://x.cn/1.html", True),
        ("fedcba9876543210", None, True),
        ("ffffffffffffffff", None, False),
        ("ffffffffffffffff", "https://x.cn/2.html", False),
    ],
)
def test_an_id_or_a_url_is_enough(notice_id: str, url: str | None, removed: bool) -> None:
    assert Removed((BOTH, ID)).is_removed(notice_id, url) is removed


@pytest.mark.parametrize("line", ["", "0123456789abcdef", "{}", "[]"])
def test_an_unreadable_line_stops_rather_than_brings_a_notice_back(tmp_path: Path, line: str) -> None:
    write_removed(tmp_path / "REMOVED", Removed((BOTH,)))
    with (tmp_path / "REMOVED").open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(IndexDamaged, match=r"REMOVED, line 2: expected .* found .*; mend the line by hand"):
        read_removed(tmp_path / "REMOVED")


def test_a_takedown_stays_when_its_build_does_not_go_live_and_is_seen_by_the_next(
    index: IndexFolder, run: Callable[[IndexFolder, str], str]
) -> None:
    run(index, "old")
    with index.building("remove, and stop before publishing") as build:
        build.take_down("0123456789abcdef", None)
        assert build.removed.is_removed("0123456789abcdef", None)
    with index.building("reindex") as build:
        build.take_down(None, "https://x.cn/1.html")
        assert build.removed == index.removed()
    assert [(entry.notice_id, entry.url) for entry in index.removed().entries] == [
        ("0123456789abcdef", None),
        (None, "https://x.cn/1.html"),
    ]


def test_a_rollback_never_brings_back_what_was_taken_down(
    index: IndexFolder, run: Callable[[IndexFolder, str], str]
) -> None:
    first = run(index, "one")
    with index.building("remove id1") as build:
        build.take_down("id1", None)
        live = build.publish((), (), lambda _: None).name
    with pytest.raises(NoPrevious) as refusal:
        index.rollback()
    assert str(refusal.value) == (
        f"going back to {first} would show id1 again, taken down since; nothing was changed; "
        "bring the index up to date with noticesearch reindex instead"
    )
    assert index.current_name() == live
