from __future__ import annotations

import importlib
import os
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import whoosh
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from noticesearch.plain import IndexUnreadable, PartWriter, UnsafeIndex, open_index_searcher
from noticesearch.plain.schema import part_schema
from noticesearch.text.terms import analysed
from noticesearch.whoosh_loading import safe_loads
from tests.plain import corpus

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
    writer = PartWriter(folder)
    writer.add(analysed(corpus.notice(corpus.seeded(1), "1" * 16)))
    writer.commit()
    return folder


def test_a_toc_that_runs_a_command_is_refused_and_not_run(folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    crafted = [Command(os.system, f"touch {victim}")]
    TOC(part_schema(), crafted, 99).write(FileStorage(str(folder)), "MAIN")
    with pytest.raises(UnsafeIndex, match=r"names (posix|nt)\.system, but our indexes hold only"):
        open_index_searcher(folder, "g", "now")
    with pytest.raises(UnsafeIndex):
        PartWriter(folder)
    assert not victim.exists()
    # Whoosh by itself, in a process without our unpickler, does run it.
    subprocess.run([sys.executable, "-c", f"from whoosh.index import open_dir; open_dir({str(folder)!r})"], check=False)
    assert victim.exists()


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
    open_index_searcher(folder, "g", "now").close()
    unsafe = {pickle.load, pickle.loads, pickle.Unpickler}
    found = {
        name
        for _, name, _ in pkgutil.walk_packages(whoosh.__path__, "whoosh.")
        if name in sys.modules
        for value in vars(importlib.import_module(name)).values()
        if value is pickle or (callable(value) and any(value is one for one in unsafe))
    }
    assert found - NEVER_RUN <= {"whoosh.compat"}


def test_a_toc_of_an_older_format_is_refused_and_its_loader_not_run(folder: Path) -> None:
    toc = next(folder.glob("_MAIN_*.toc"))
    current, older = ((version).to_bytes(4, "big", signed=True) for version in (-111, -110))
    toc.write_bytes(toc.read_bytes().replace(current, older, 1))
    with pytest.raises(IndexUnreadable, match="Can't read format -110"):
        open_index_searcher(folder, "g", "now")


def test_a_folder_without_an_index_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnreadable, match="is missing or damaged"):
        open_index_searcher(tmp_path, "g", "now")


@pytest.mark.parametrize("pattern", ["*.toc", "*.trm", "*.number.col", "*.lengths.col"])
def test_a_file_cut_short_is_told_as_damage(folder: Path, pattern: str) -> None:
    (path,) = folder.glob(pattern)
    path.write_bytes(path.read_bytes()[:3])
    with pytest.raises(IndexUnreadable, match="check it with `noticesearch verify`"):
        open_index_searcher(folder, "g", "now")
