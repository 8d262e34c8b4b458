from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from noticesearch.store import IndexFolder, IndexMissing, IndexRefused, NotWritten
from noticesearch.store.layout import Layout, locate, prepare

Run = Callable[[IndexFolder, str], str]
Fork = Callable[[Callable[[], None]], int]
NOBODY = 65534
AT = datetime(2020, 3, 11, 13, 3, 0, tzinfo=UTC)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_index_folder_is_private_and_its_parents_are_made(tmp_path: Path, run: Run) -> None:
    run(IndexFolder(tmp_path / "srv" / "notices" / "index"), "new")
    assert mode(tmp_path / "srv" / "notices" / "index") == 0o700


def test_an_empty_folder_becomes_a_private_index(tmp_path: Path, run: Run) -> None:
    tmp_path.chmod(0o777)
    (tmp_path / "lost+found").mkdir()
    run(IndexFolder(tmp_path), "new")
    assert mode(tmp_path) == 0o700


def test_permissions_an_operator_gave_an_index_stay(index: IndexFolder, run: Run) -> None:
    run(index, "old")
    index.path.chmod(0o750)
    run(index, "new")
    assert mode(index.path) == 0o750


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path, run: Run) -> None:
    for name in ("a.html", "b.html", "c.html", "d.html", "pages"):
        (tmp_path / name).mkdir()
    with pytest.raises(IndexRefused) as refusal:
        run(IndexFolder(tmp_path), "new")
    assert str(refusal.value) == (
        f"{tmp_path} is no index and not empty: it holds a.html, b.html, c.html and 2 more; "
        "give a new or an empty folder for the index"
    )
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.html", "b.html", "c.html", "d.html", "pages"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "index").write_text("mine")
    index = IndexFolder(tmp_path / "index")
    for attempt in (lambda: run(index, "new"), index.current_name, index.pin, index.verify, index.rollback):
        with pytest.raises(IndexRefused, match=f"expected an index folder, found a file: {index.path}; give a folder"):
            attempt()
    assert (tmp_path / "index").read_text() == "mine"


def test_no_folder_and_an_empty_one_hold_no_index(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        index = IndexFolder(path)
        for attempt in (index.current_name, index.pin, index.verify, index.rollback):
            with pytest.raises(IndexMissing) as missing:
                attempt()
            assert str(missing.value) == (
                f"no index in {path}; build one with: noticesearch reindex PAGES --index {path}"
            )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_everybody_may_write_to_is_not_trusted(index: IndexFolder, run: Run) -> None:
    run(index, "old")
    index.path.chmod(0o777)
    for attempt in (lambda: run(index, "new"), index.pin, index.verify, index.rollback):
        with pytest.raises(IndexRefused, match=rf"everybody may write to {index.path} \(mode 777\).*chmod 700"):
            attempt()


@pytest.mark.parametrize("name", ["CURRENT", "WRITER.lock", "REMOVED", "generations", "pages"])
def test_a_symbolic_link_inside_is_refused(index: IndexFolder, run: Run, name: str) -> None:
    run(index, "old")
    path = index.path / name
    elsewhere = index.path.parent / "elsewhere"
    if path.exists():
        path.rename(elsewhere)
    path.symlink_to(elsewhere)
    for attempt in (lambda: run(index, "new"), index.pin):
        with pytest.raises(IndexRefused, match=f"{path} is a symbolic link to .*elsewhere"):
            attempt()


def test_the_folder_itself_may_be_a_symbolic_link(tmp_path: Path, run: Run) -> None:
    (tmp_path / "disk2").mkdir()
    (tmp_path / "index").symlink_to(tmp_path / "disk2")
    name = run(IndexFolder(tmp_path / "index"), "new")
    assert IndexFolder(tmp_path / "disk2").current_name() == name
    assert locate(tmp_path / "index") == Layout(tmp_path / "disk2")


def test_a_folder_closed_to_this_user_is_told(index: IndexFolder, run: Run, forked: Fork) -> None:
    run(index, "old")
    index.path.chmod(0)

    def attempt() -> None:
        if os.geteuid() == 0:
            os.setuid(NOBODY)  # root may look into every folder
        for refused in (index.current_name, index.pin, index.rollback, index.verify):
            with pytest.raises(IndexRefused, match=f"cannot look into {index.path}: Permission denied; run as"):
                refused()
        with pytest.raises((IndexRefused, NotWritten), match=f"{index.path}: Permission denied"):
            run(index, "new")

    code = forked(attempt)
    index.path.chmod(0o700)
    assert code == 0
    assert len(index.generations()) == 1


def test_names_order_by_number_whatever_the_clock_does(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    assert layout.next_name(AT) == "000001-20200311T130300Z"
    prepare(layout)
    layout.generation("000001-20300101T000000Z").mkdir()
    layout.building("000002-20300101T000000Z").mkdir()
    (layout.generations / "backup").mkdir()
    assert layout.next_name(AT) == "000003-20200311T130300Z"
    assert layout.names() == ("000001-20300101T000000Z",)
    assert layout.leftovers() == (layout.building("000002-20300101T000000Z"),)
