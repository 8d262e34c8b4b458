from __future__ import annotations

import importlib
import os
import pickle
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest
import whoosh
from tests.plain import corpus

from noticesearch.plain import IndexUnreadable, PlainWriter, UnsafeIndex, open_searcher
from noticesearch.plain.loading import safe_loads

# Parts of Whoosh that unpickle by themselves and that no index of ours ever runs.
NEVER_RUN = {"whoosh.codec.plaintext", "whoosh.multiproc", "whoosh.util.loading"}


class Command:
    """An object whose pickle calls a function when it is loaded."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    writer = PlainWriter(folder)
    writer.add(corpus.analysed(corpus.notice(corpus.seeded(1), "1" * 16)))
    writer.commit()
    return folder


def test_a_toc_that_runs_a_command_is_refused_and_not_run(folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    toc = next(folder.glob("_MAIN_*.toc"))
    content = toc.read_bytes()
    segments = (
        content.index(b"whoosh.codec.whoosh3")
        - content[: content.index(b"whoosh.codec.whoosh3")][::-1].index(b"\x80")
        - 1
    )
    toc.write_bytes(content[:segments] + pickle.dumps([Command(os.system, f"touch {victim}")]))
    with pytest.raises(UnsafeIndex, match=r"names (posix|nt)\.system, but our indexes hold only"):
        open_searcher(folder, "g", "now")
    assert not victim.exists()


@pytest.mark.parametrize(
    "harmful",
    [
        Command(os.system, "true"),
        Command(eval, "1"),
        Command(getattr, "", "join"),
        Command(__import__, "os"),
        Command(bytes.fromhex, "00"),
    ],
    ids=["system", "eval", "getattr", "import", "bytes"],
)
def test_only_what_our_indexes_hold_is_unpickled(harmful: Command) -> None:
    with pytest.raises(UnsafeIndex, match="it was not loaded"):
        safe_loads(pickle.dumps([harmful]))


def test_no_codec_but_latin1_is_run() -> None:
    assert safe_loads(pickle.dumps(b"\x00\xff", 2)) == b"\x00\xff"
    forged = pickle.dumps(b"\x00\xff", 2).replace(b"latin1", b"base64")
    with pytest.raises(UnsafeIndex, match="the codec 'base64'"):
        safe_loads(forged)


@pytest.mark.filterwarnings("ignore")
def test_no_part_of_whoosh_in_use_keeps_an_unpickler_of_its_own(folder: Path) -> None:
    open_searcher(folder, "g", "now").close()
    unsafe = {pickle.load, pickle.loads, pickle.Unpickler}
    found = {
        name
        for _, name, _ in pkgutil.walk_packages(whoosh.__path__, "whoosh.")
        if name in importlib.sys.modules  # type: ignore[attr-defined]  # modules Whoosh has loaded by itself
        for value in vars(importlib.import_module(name)).values()
        if value is pickle or (callable(value) and any(value is one for one in unsafe))
    }
    assert found - NEVER_RUN <= {"whoosh.compat"}


def test_a_folder_without_an_index_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnreadable, match="is missing or damaged"):
        open_searcher(tmp_path, "g", "now")


@pytest.mark.parametrize("pattern", ["*.toc", "*.trm", "*.number.col", "*.lengths.col"])
def test_a_file_cut_short_is_told_as_damage(folder: Path, pattern: str) -> None:
    (path,) = folder.glob(pattern)
    path.write_bytes(path.read_bytes()[:3])
    with pytest.raises(IndexUnreadable, match="check it with `noticesearch verify`"):
        open_searcher(folder, "g", "now")
