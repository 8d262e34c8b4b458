from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from noticesearch.store import disk

Act = Callable[[str | None], None]
AtSteps = Callable[[range, Act], Callable[[], int]]


def test_replacing_leaves_the_new_content_and_no_temporary_file(tmp_path: Path) -> None:
    disk.replace_file(tmp_path / "CURRENT", b"one")
    disk.replace_file(tmp_path / "CURRENT", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("CURRENT", b"two")]


def test_a_temporary_file_left_by_a_kill_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "CURRENT.new").write_bytes(b"half a longer name")
    disk.replace_file(tmp_path / "CURRENT", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("CURRENT", b"two")]


def test_a_new_file_is_never_written_over_another_or_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("there", "link"):
        with pytest.raises(FileExistsError):
            disk.write_new(tmp_path / name, b"new")
    assert (tmp_path / "there").read_bytes() == b"old"
    assert not (tmp_path / "elsewhere").exists()


def test_every_error_names_its_file(tmp_path: Path, at_steps: AtSteps) -> None:
    def fail(path: str | None) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), path)

    for step in range(8):  # open, write, fsync, close the file; replace; open, fsync, close the folder
        end = at_steps(range(step, step + 1), fail)
        with pytest.raises(OSError, match=f"Input/output error: '{tmp_path}"):
            disk.replace_file(tmp_path / f"{step}", b"x")
        end()


def test_sealed_files_are_read_only(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    disk.seal_files([tmp_path / "a"])
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o444


def test_a_failed_seal_is_raised_not_lost_in_a_thread(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        disk.seal_files([tmp_path / "missing"])


def test_a_link_shares_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"bytes")
    assert disk.link_or_copy(tmp_path / "a", tmp_path / "b") is True
    assert (tmp_path / "a").samefile(tmp_path / "b")


@pytest.mark.parametrize("number", [errno.EPERM, errno.EXDEV, errno.EMLINK])
def test_without_hard_links_the_file_is_copied(tmp_path: Path, at_steps: AtSteps, number: int) -> None:
    def refuse(_: str | None) -> None:
        raise OSError(number, os.strerror(number))

    (tmp_path / "a").write_bytes(b"bytes" * 1_000_000)
    end = at_steps(range(1), refuse)
    assert disk.link_or_copy(tmp_path / "a", tmp_path / "b") is False
    end()
    assert (tmp_path / "b").read_bytes() == b"bytes" * 1_000_000
    assert not (tmp_path / "a").samefile(tmp_path / "b")


def test_removing_a_tree_follows_no_links_and_takes_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious").touch()
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "link").symlink_to(tmp_path / "outside")
    disk.remove_tree(tmp_path / "tree")
    disk.remove_tree(tmp_path / "tree")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["outside", "precious"]
