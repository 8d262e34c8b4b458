from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from noticesearch.store import Holder, IndexFolder, WriterBusy
from noticesearch.store.lock import read_holder, writer_lock

HOLD = """
import sys, time, os
from pathlib import Path
from noticesearch.store.lock import writer_lock
with writer_lock(Path(sys.argv[1]), "noticesearch reindex 网页 --index here"):
    worker = sys.argv[2] == "with-worker" and os.fork()
    if not worker:  # the worker speaks, where there is one: it has let go of the lock by then
        print("held", flush=True)
    time.sleep(60)
"""


def held(path: Path, how: str = "alone") -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path), how], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def lock_file(tmp_path: Path) -> Path:
    return tmp_path / "WRITER.lock"


def test_a_second_writer_is_told_who_holds_the_lock_and_since_when(lock_file: Path) -> None:
    with held(lock_file) as process:
        holder = read_holder(lock_file)
        with pytest.raises(WriterBusy) as refusal, writer_lock(lock_file, "second"):
            pass
        process.kill()
    assert holder is not None
    assert (holder.pid, holder.host) == (process.pid, socket.gethostname())
    assert str(refusal.value) == (
        f"{lock_file.parent} is being written by process {process.pid} on {holder.host}, since {holder.started_at}: "
        "noticesearch reindex 网页 --index here; wait for it to finish, or stop it"
    )


def test_the_file_of_a_killed_writer_locks_nothing(lock_file: Path) -> None:
    with held(lock_file) as process:
        process.kill()
    with writer_lock(lock_file, "next") as holder:
        assert read_holder(lock_file) == holder == Holder(os.getpid(), socket.gethostname(), holder.started_at, "next")


def test_a_worker_of_a_killed_writer_does_not_keep_the_lock(lock_file: Path) -> None:
    process = held(lock_file, "with-worker")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("needs /proc to find the worker")
    worker = int(children.read_text())
    process.kill()
    process.wait()
    try:
        with writer_lock(lock_file, "next"):
            os.kill(worker, 0)  # it lives
    finally:
        os.kill(worker, signal.SIGKILL)


def test_an_unreadable_signature_names_nobody(lock_file: Path) -> None:
    with writer_lock(lock_file, "first"):
        lock_file.write_text("{half")
        with pytest.raises(WriterBusy) as refusal, writer_lock(lock_file, "second"):
            pass
    assert str(refusal.value) == (
        f"another process is writing {lock_file.parent}; it has not said which; wait for it to finish"
    )


def test_a_holder_whose_process_has_ended_is_told_apart(lock_file: Path) -> None:
    with writer_lock(lock_file, "first"):
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        lock_file.write_text(
            f'{{"pid": {gone.pid}, "host": "{socket.gethostname()}", "started_at": "then", "command": "reindex"}}'
        )
        with pytest.raises(
            WriterBusy, match=r"\(that process has ended, but one that it started still holds the lock\)"
        ):
            writer_lock(lock_file, "second").__enter__()


def test_two_builds_at_once_are_one_build_and_one_refusal(
    index: IndexFolder, run: Callable[[IndexFolder, str], str]
) -> None:
    with index.building("reindex first"), pytest.raises(WriterBusy, match="reindex first"):
        run(index, "second")
    assert run(index, "third") == index.current_name()


def test_readers_never_wait_for_a_writer(index: IndexFolder, run: Callable[[IndexFolder, str], str]) -> None:
    name = run(index, "old")
    with index.building("reindex"), index.pin() as generation:
        assert generation.name == name
