"""Processes that are killed at a chosen step: the n-th call by which files change, counted below every library.

A step is a call of `os` that changes a file or folder, or a write into an open file; of a write, half reaches the disk.
With *power* lost too, every file goes back to what was last synced of it, while its name stays: what a file system that
journals only names may leave.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
import time
from collections.abc import Callable
from itertools import count
from typing import Any, Never

CALLS = "fsync replace rename link mkdir unlink remove rmdir chmod fchmod ftruncate".split()
Call = Callable[..., Any]  # Any: each is of its own type


class Doom:
    """Counts the steps of this process, and kills it at one."""

    def __init__(self, step: int | None, *, power: bool) -> None:
        self.taken = count()
        self._step, self._power = step, power
        self._synced: dict[int, int] = {}  # inode → bytes on the disk
        self._opened: list[int] = []
        self._real = {name: getattr(os, name) for name in (*CALLS, "open", "write", "pwrite")}

    def is_due(self) -> bool:
        """Count a step; whether it is the last."""
        return next(self.taken) == self._step

    def watch(self, descriptor: int) -> None:
        """Remember a file that is being written."""
        if self._power:
            self._opened.append(os.dup(descriptor))
            self._synced.setdefault(os.fstat(descriptor).st_ino, 0)

    def synced(self, descriptor: int) -> None:
        """Note what the disk holds of a file now."""
        status = os.fstat(descriptor)
        if status.st_ino in self._synced:
            self._synced[status.st_ino] = status.st_size

    def strike(self) -> Never:
        """Die."""
        for descriptor in self._opened:
            status = os.fstat(descriptor)
            if status.st_size > self._synced[status.st_ino]:
                self._real["ftruncate"](descriptor, self._synced[status.st_ino])
        os.kill(os.getpid(), signal.SIGKILL)
        while True:  # the signal may take this thread a moment to reach
            time.sleep(60)

    def call(self, name: str) -> Call:
        """The call of `os` under that name, counted."""
        real = self._real[name]

        def counted(*arguments: Any, **options: Any) -> Any:  # Any: the call's own
            if self.is_due():
                self.strike()
            found = real(*arguments, **options)
            if name == "fsync":
                self.synced(arguments[0])
            return found

        return counted

    def open_descriptor(self, path: Any, flags: int, *rest: Any, **options: Any) -> int:  # Any: as os.open has them
        """`os.open`, counted where it is for writing."""
        if not flags & (os.O_WRONLY | os.O_RDWR):
            return int(self._real["open"](path, flags, *rest, **options))
        if self.is_due():
            self.strike()
        descriptor: int = self._real["open"](path, flags, *rest, **options)
        self.watch(descriptor)
        return descriptor

    def write(self, descriptor: int, data: Any) -> int:  # Any: bytes or a view
        """`os.write`, counted."""
        if self.is_due():
            self._real["write"](descriptor, bytes(data)[: len(data) // 2])
            self.strike()
        return int(self._real["write"](descriptor, data))


def _file_class(doom: Doom) -> type[io.BufferedWriter]:
    class CountedFile(io.BufferedWriter):
        def write(self, data: Any) -> int:  # Any: bytes or a view
            if doom.is_due():
                super().write(bytes(data)[: len(data) // 2])
                self.flush()
                doom.strike()
            return super().write(data)

        def close(self) -> None:
            if not self.closed and doom.is_due():
                doom.strike()
            super().close()

    return CountedFile


def _install(doom: Doom) -> None:
    for name in CALLS:
        setattr(os, name, doom.call(name))
    os.open, os.write = doom.open_descriptor, doom.write
    real, counted_file = io.open, _file_class(doom)

    def opened(file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:  # Any: as open has them
        if mode not in ("wb", "xb"):
            return real(file, mode, *rest, **options)
        if doom.is_due():
            doom.strike()
        found = counted_file(io.FileIO(file, mode))
        doom.watch(found.fileno())
        return found

    io.open = builtins.open = opened


def run(task: Callable[[], object], step: int | None = None, *, power: bool = False) -> int | None:
    """Run *task* in a child process that is killed at *step*; how many steps it took, None when it was killed.

    Raises:
        ChildProcessError: the task failed by itself.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            doom, tell = Doom(step, power=power), os.write
            _install(doom)
            task()
            tell(writing, str(next(doom.taken)).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as told:
        taken = told.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == -signal.SIGKILL:
        return None
    if code:
        raise ChildProcessError(f"the task ended with {code} before step {step}")
    return int(taken)
