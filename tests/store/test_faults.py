"""Old or new, never a mixture: the store's every system call fails, or is the last one before a kill -9."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from noticesearch.store import IndexFolder, IndexTrouble, NotWritten, Verification, disk

Run = Callable[[IndexFolder, str], str]
State = Callable[[IndexFolder], tuple[object, ...]]
Act = Callable[[str | None], None]
AtSteps = Callable[[range, Act], Callable[[], int]]
Fork = Callable[[Callable[[], None]], int]

FOREVER = 1_000_000
SOUND = (True, (), ())


def failing(number: int) -> Act:
    def fail(path: str | None) -> None:
        raise OSError(number, os.strerror(number), path)

    return fail


def state_or_none(state: State, index: IndexFolder) -> object:
    try:
        return state(index)
    except IndexTrouble:
        return None


def summary(found: Verification) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    return found.sound, found.problems, found.notes


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: faults are made above the disk, so its slow fsyncs would prove nothing."""
    memory = Path("/dev/shm")  # noqa: S108  # a private folder is made in it
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="noticesearch-test-") as folder:
        yield Path(folder)


class Case:
    """An index that holds *before* (or nothing), copied for every fault; what each outcome must read like."""

    def __init__(self, tmp_path: Path, run: Run, state: State, before: str | None) -> None:
        self.folder, self.run, self.state = tmp_path, run, state
        self.start = IndexFolder(tmp_path / "start")
        if before is not None:
            run(self.start, "older")
            run(self.start, before)
        finished = self.copy("finished")
        run(finished, "new")
        self.old, self.new = state_or_none(state, self.start), state(finished)

    def copy(self, name: str) -> IndexFolder:
        if self.start.path.exists():
            shutil.copytree(self.start.path, self.folder / name)
        return IndexFolder(self.folder / name)

    def holds_after_another_run(self, index: IndexFolder) -> bool:
        """Whether the next run finishes, with what it should hold and nothing left over."""
        self.run(index, "new")
        return self.state(index) == self.new and summary(index.verify()) == SOUND and len(index.generations()) <= 2


@pytest.fixture(params=["old", None], ids=["over-an-index", "first-build"])
def case(request: pytest.FixtureRequest, tmp_path: Path, run: Run, state: State) -> Case:
    return Case(tmp_path, run, state, request.param)


def steps_of(case: Case, at_steps: AtSteps) -> int:
    end = at_steps(range(0), lambda _: None)
    case.run(case.copy("counted"), "new")
    return end()


@pytest.mark.parametrize("length", [1, FOREVER], ids=["once", "from-then-on"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_a_failed_step_leaves_the_old_index_or_the_new_one(
    case: Case, at_steps: AtSteps, number: int, length: int
) -> None:
    for step in range(steps_of(case, at_steps)):
        index = case.copy(f"fault-{step}")
        end = at_steps(range(step, step + length), failing(number))
        told = None
        try:
            case.run(index, "new")
        except NotWritten as error:
            told = str(error)
        finally:
            end()
        found = state_or_none(case.state, index)
        assert found in ([case.new] if told is None else [case.old, case.new]), step
        if told is not None:
            assert os.strerror(number) in told
            assert ("there is none now" in told) == (found is None), step
            assert ("live as before" in told) == (found == case.old and found is not None), step
            assert ("is live all the same" in told) == (found == case.new), step
        if found is not None:
            assert index.verify().problems == (), step
        assert case.holds_after_another_run(index), step


def test_a_kill_at_any_step_leaves_the_old_index_or_the_new_one(
    case: Case, at_steps: AtSteps, forked: Fork, kill: Act
) -> None:
    for step in range(steps_of(case, at_steps)):
        index = case.copy(f"kill-{step}")

        def killed(index: IndexFolder = index, step: int = step) -> None:
            at_steps(range(step, FOREVER), kill)
            case.run(index, "new")

        assert forked(killed) == -signal.SIGKILL
        assert state_or_none(case.state, index) in (case.old, case.new), step
        assert case.holds_after_another_run(index), step


def test_a_failed_or_killed_rollback_leaves_one_of_the_two(
    tmp_path: Path, run: Run, state: State, at_steps: AtSteps, forked: Fork, kill: Act
) -> None:
    start = IndexFolder(tmp_path / "start")
    run(start, "older")
    older = state(start)
    run(start, "old")
    old = state(start)
    for step in range(12):
        for name, act in (("fault", failing(errno.EIO)), ("kill", kill)):
            index = IndexFolder(tmp_path / f"{name}-{step}")
            shutil.copytree(start.path, index.path)

            def attempt(index: IndexFolder = index, step: int = step, act: Act = act) -> None:
                end = at_steps(range(step, step + 1), act)
                with contextlib.suppress(NotWritten):
                    index.rollback()
                end()

            assert forked(attempt) in (0, -signal.SIGKILL)
            assert state(index) in (old, older)
            assert index.verify().problems == ()


def test_a_failed_or_killed_takedown_is_recorded_in_full_or_not_at_all(
    tmp_path: Path, run: Run, at_steps: AtSteps, forked: Fork, kill: Act
) -> None:
    start = IndexFolder(tmp_path / "start")
    run(start, "old")
    with start.building("remove") as build:
        build.take_down("one", None)
    for step in range(12):
        for name, act in (("fault", failing(errno.ENOSPC)), ("kill", kill)):
            index = IndexFolder(tmp_path / f"{name}-{step}")
            shutil.copytree(start.path, index.path)

            def attempt(index: IndexFolder = index, step: int = step, act: Act = act) -> None:
                with contextlib.suppress(NotWritten), index.building("remove") as build:
                    at_steps(range(step, step + 1), act)
                    build.take_down("two", None)

            assert forked(attempt) in (0, -signal.SIGKILL)
            assert [entry.notice_id for entry in index.removed().entries] in (["one"], ["one", "two"])


class SyncWatch:
    """The os module, noting each file's size and each folder's names as last synced; asks *at_move* before CURRENT."""

    def __init__(self, at_move: Callable[[], None]) -> None:
        self.synced: dict[int, object] = {}
        self._at_move = at_move

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)

    def fsync(self, fd: int) -> None:
        os.fsync(fd)
        self.synced[os.fstat(fd).st_ino] = content(Path(os.readlink(f"/proc/self/fd/{fd}")))

    def replace(self, source: Path, target: Path) -> None:
        if target.name == "CURRENT":
            self._at_move()
        os.replace(source, target)


def content(path: Path) -> object:
    return frozenset(os.listdir(path)) if path.is_dir() else path.read_bytes()


def holds(known: object, path: Path) -> bool:
    """Whether what is known to be on the disk is all there is at *path*; names may have gone since."""
    now = content(path)
    return now <= known if isinstance(known, frozenset) and isinstance(now, frozenset) else now == known


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to tell a descriptor's path")
def test_everything_new_is_on_the_disk_before_current_moves(
    index: IndexFolder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(index, "old")
    before = {path.stat().st_ino: content(path) for path in index.path.rglob("*")}
    late: list[Path] = []

    def look() -> None:
        known = before | watch.synced
        paths = (*index.layout.generations.rglob("*"), *index.layout.pages.rglob("*"))
        late.extend(path for path in paths if not holds(known.get(path.stat().st_ino), path))

    watch = SyncWatch(look)
    monkeypatch.setattr(disk, "os", watch)
    run(index, "new")
    assert late == []
    assert holds(watch.synced[index.path.stat().st_ino], index.path)
