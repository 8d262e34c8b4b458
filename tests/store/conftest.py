"""A tiny index for every test of the store: engine files, some shared by link, a ledger, three pages."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from noticesearch.notice import Rejection
from noticesearch.store import Build, IndexFolder, LedgerEntry, disk

State = tuple[object, ...]
Act = Callable[[str | None], None]


@pytest.fixture
def index(tmp_path: Path) -> IndexFolder:
    return IndexFolder(tmp_path / "index")


def fill(build: Build, text: str) -> None:
    build.link_previous(lambda name: name.startswith("shared/"))
    shared = build.folder / "shared" / "old.seg"
    if not shared.exists():
        shared.parent.mkdir()
        shared.write_bytes(b"never changes" * 500)
    (build.folder / "notices.seg").write_text(text * 1000)
    for number in range(3):
        content_hash = build.pages.put(f"{text}, page {number}".encode())
        build.ledger.add(LedgerEntry(f"{text}/{number}.html", content_hash, "given", f"id{number}", stored=True))
    build.ledger.add(LedgerEntry(f"{text}/bad", None, "given", rejection=Rejection(f"{text}/bad", "read", "empty")))


def no_check(_: Path) -> None:
    return None


@pytest.fixture
def run() -> Callable[[IndexFolder, str], str]:
    """Build and publish a generation whose every file says *text*; its name."""

    def run_(index: IndexFolder, text: str) -> str:
        with index.building(f"reindex {text}") as build:
            fill(build, text)
            return build.publish((("schema", "1"),), (("notices", 3),), no_check).name

    return run_


def read_state(index: IndexFolder) -> State:
    with index.pin(lambda _: True) as generation:
        entries = tuple(generation.ledger())
        pages = tuple(index.pages.read(entry.content_hash) for entry in entries if entry.content_hash)
        segment = (generation.folder / "notices.seg").read_text()
        return segment, (generation.folder / "shared/old.seg").read_bytes(), entries, pages


@pytest.fixture
def state() -> Callable[[IndexFolder], State]:
    """All that a reader gets from the live generation, every hash checked."""
    return read_state


class Steps:
    """The os module as the store's disk module sees it, doing something else at one step, or from it on."""

    CHANGING = frozenset(
        "open write fsync close replace link mkdir makedirs chmod fchmod unlink ftruncate pwrite rmtree".split()
    )

    def __init__(self, module: Any, counter: Iterator[int], at: range, act: Act) -> None:
        self._module = module  # Any: it stands for a module
        self._counter = counter
        self._at = at
        self._act = act

    def __getattr__(self, name: str) -> Any:  # Any: whatever the module has under that name
        real = getattr(self._module, name)
        if name not in self.CHANGING:
            return real

        def step(*args: Any, **options: Any) -> Any:  # Any: the real function's own
            if next(self._counter) not in self._at:
                return real(*args, **options)
            if name == "write":  # half of it reaches the disk
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            if name == "close":
                real(*args)
            self._act(
                None if isinstance(args[0], int) else str(args[0])
            )  # as the system does, name the path if it has one
            return real(*args, **options)

        return step


@pytest.fixture
def at_steps(monkeypatch: pytest.MonkeyPatch) -> Callable[[range, Act], Callable[[], int]]:
    """Act at the given steps (from 0) of what follows; returns how to end that, which tells the steps taken."""

    def install(at: range, act: Act) -> Callable[[], int]:
        counter = count()
        monkeypatch.setattr(disk, "os", Steps(os, counter, at, act))
        monkeypatch.setattr(disk, "shutil", Steps(shutil, counter, at, act))

        def uninstall() -> int:
            monkeypatch.setattr(disk, "os", os)
            monkeypatch.setattr(disk, "shutil", shutil)
            return next(counter)

        return uninstall

    return install


@pytest.fixture
def forked() -> Callable[[Callable[[], None]], int]:
    """Run something in a child process; its exit code, or minus the signal that ended it."""

    def fork(task: Callable[[], None]) -> int:
        child = os.fork()
        if child == 0:
            code = 70
            try:
                task()
                code = 0
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    return fork


def kill_self(_: str | None = None) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)  # the signal may take this thread a moment to reach


@pytest.fixture
def kill() -> Act:
    return kill_self
