"""How far a run is: a bar with rate and remaining time on a terminal, a plain line now and then elsewhere.

The only module that imports rich. Everything goes to standard error, so that results can be piped.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

SECONDS_BETWEEN_LINES = 10


class Meter(Protocol):
    """Told of each page that is done."""

    def advance(self) -> None:
        """One page more."""

    def say(self, what: str) -> None:
        """What is being done now, e.g. writing the index."""


class Quiet:
    """A meter that shows nothing."""

    def advance(self) -> None:
        """One page more."""

    def say(self, what: str) -> None:
        """Ignored."""


@contextmanager
def meter(total: int) -> Iterator[Meter]:
    """A meter for *total* pages, fit for where standard error goes."""
    if not sys.stderr.isatty():
        yield _Lines(total)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield _Bar(progress, total)


class _Bar:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("reading pages", total=total)

    def advance(self) -> None:
        self._progress.advance(self._task)

    def say(self, what: str) -> None:
        self._progress.update(self._task, description=what)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.finished_speed or task.speed or 0:,.0f} pages/s")


class _Lines:
    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._started = self._last = monotonic()

    def advance(self) -> None:
        self._done += 1
        now = monotonic()
        if now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            rate = self._done / (now - self._started)
            left = max(0, self._total - self._done) / rate
            print(f"{self._done:,} of {self._total:,} pages, {rate:,.0f}/s, {left:,.0f} s left", file=sys.stderr)

    def say(self, what: str) -> None:
        print(what, file=sys.stderr)
