from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from noticesearch.store import IndexFolder, NotWritten
from noticesearch.store.reporting import reporting_writes

Run = Callable[[IndexFolder, str], str]


def failed(index: IndexFolder, number: int, path: Path | None) -> OSError:
    """What comes out when *number* happens at *path*."""
    with pytest.raises((OSError, NotWritten)) as raised, reporting_writes(index.layout):
        raise OSError(number, os.strerror(number), None if path is None else str(path))
    assert isinstance(raised.value, (OSError, NotWritten))
    return raised.value if isinstance(raised.value, OSError) else OSError(str(raised.value))


def test_a_failed_write_says_where_why_and_what_is_kept(index: IndexFolder, run: Run) -> None:
    assert str(failed(index, errno.EIO, index.path / "CURRENT.new")) == (
        f"cannot write {index.path / 'CURRENT.new'}: Input/output error; there was no index in {index.path} before, "
        "and there is none now; mend that and run it again"
    )
    name = run(index, "old")
    assert str(failed(index, errno.EROFS, index.path / "REMOVED.new")) == (
        f"cannot write {index.path / 'REMOVED.new'}: Read-only file system; the index {name} in {index.path} is live "
        "as before, nothing in it was changed; mend that and run it again"
    )


def test_a_full_disk_is_told_even_when_no_file_is_named(index: IndexFolder) -> None:
    assert str(failed(index, errno.ENOSPC, None)).startswith(f"cannot write {index.path}: No space left on device; ")


def test_errors_of_other_files_pass_unchanged(index: IndexFolder) -> None:
    for path in (index.path.parent / "pages" / "1.html", index.path.parent, None):
        assert failed(index, errno.EACCES, path).errno == errno.EACCES


def test_a_folder_that_cannot_be_made_is_named_as_asked_for(index: IndexFolder, run: Run) -> None:
    (index.path.parent / "file").touch()
    below = IndexFolder(index.path.parent / "file" / "deep" / "index")
    with pytest.raises(NotWritten, match=f"cannot write {below.path}: Not a directory; there was no index in"):
        run(below, "new")
