"""The writer lock: one process writes an index, a second is told who does, and since when.

The lock is the flock, never the file: a file left by a killed writer locks nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import weakref
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from noticesearch.store import disk
from noticesearch.store.errors import WriterBusy


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes: `started_at` is ISO 8601 in UTC, `command` as a person would type it."""

    pid: int
    host: str
    started_at: str
    command: str


@contextlib.contextmanager
def writer_lock(path: Path, command: str) -> Iterator[Holder]:
    """Hold the lock file at *path* while the block runs.

    Raises:
        WriterBusy: another process, or this one, holds it.
    """
    lock = _Lock(disk.open_shared(path))
    try:
        try:
            fcntl.flock(lock.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WriterBusy(_who(path, read_holder(path))) from None
        # A forked worker must not keep the lock when this process is killed.
        os.register_at_fork(after_in_child=partial(_let_go, weakref.ref(lock)))
        holder = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"), command)
        disk.overwrite(lock.fd, path, json.dumps(asdict(holder)).encode() + b"\n")
        yield holder
    finally:
        lock.close()


def read_holder(path: Path) -> Holder | None:
    """Who signed the lock file last; None when nobody did, or not in full. Says nothing about the lock being held."""
    try:
        record = json.loads(path.read_bytes())
        return Holder(int(record["pid"]), str(record["host"]), str(record["started_at"]), str(record["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


class _Lock:
    def __init__(self, fd: int) -> None:
        self.fd = fd

    def close(self) -> None:
        fd, self.fd = self.fd, -1
        if fd >= 0:
            os.close(fd)


def _let_go(reference: weakref.ref[_Lock]) -> None:
    lock = reference()
    if lock is not None:
        lock.close()


def _who(path: Path, holder: Holder | None) -> str:
    if holder is None:
        return f"another process is writing {path.parent}; it has not said which; wait for it to finish"
    who = f"process {holder.pid} on {holder.host}, since {holder.started_at}: {holder.command}"
    if holder.host == socket.gethostname() and not _alive(holder.pid):
        who += " (that process has ended, but one that it started still holds the lock)"
    return f"{path.parent} is being written by {who}; wait for it to finish, or stop it"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
