"""Worker processes that analyse pages side by side; one that hangs, dies or fills the memory costs its page only.

Results come in the order of the pages. Pages travel in batches; when a batch fails, its pages are tried one by one, so
that only the page at fault becomes a Rejection.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Generic, TypeVar

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.memory import PAGE_BYTES, limit_memory

PAGE_SECONDS = 10  # the slowest labelled page takes under 1 s
START_SECONDS = 60  # a new process first loads its dictionaries
BATCH_PAGES = 8
BATCH_BYTES = 500_000
_ENDED = "ended the worker process, out of memory perhaps"
_OUT_OF_MEMORY = 77  # exit status by which a worker says so
_NEEDS_MORE = f"needs more than {PAGE_BYTES // 1_000_000:,} MB of memory"
AHEAD = 4  # batches in hand per worker: enough to keep them busy, little enough to bound memory

Result = TypeVar("Result")  # what the task makes of a page


@dataclass
class _Batch(Generic[Result]):
    pages: list[Page]
    outcomes: list[Result | Rejection] | None = None


@dataclass
class _Worker(Generic[Result]):
    process: BaseProcess
    pipe: Connection
    batch: _Batch[Result] | None = None
    deadline: float = 0.0
    fresh: bool = True


@dataclass
class Workers(Generic[Result]):
    """Up to *count* processes, started when there is work for them; use as a context manager.

    `task` is sent to each process once; its function must be importable by name: the processes are spawned, not forked.
    """

    count: int
    task: Callable[[Page], Result]
    page_seconds: float = PAGE_SECONDS
    _workers: list[_Worker[Result]] = field(default_factory=list)

    def __enter__(self) -> Workers[Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.terminate()
            worker.pipe.close()
        self._workers.clear()

    def analyse(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Result | Rejection]]:
        """Each page with its notice or rejection, in the order of *pages*."""
        queue: deque[_Batch[Result]] = deque()  # every batch not yet handed on, in order
        waiting: deque[_Batch[Result]] = deque()  # those of them that no worker has taken
        batches: Iterator[_Batch[Result]] = _batches(pages)
        exhausted = False
        while queue or not exhausted:
            while not exhausted and len(queue) < AHEAD * self.count:
                batch = next(batches, None)
                if batch is None:
                    exhausted = True
                else:
                    queue.append(batch)
                    waiting.append(batch)
            self._hand_out(waiting)
            while queue and (outcomes := queue[0].outcomes) is not None:
                yield from zip(queue.popleft().pages, outcomes, strict=True)
            if any(worker.batch for worker in self._workers):
                self._collect()

    def one(self, page: Page) -> Result | Rejection:
        """What the task makes of a single page."""
        return next(self.analyse([page]))[1]

    def _hand_out(self, waiting: deque[_Batch[Result]]) -> None:
        while waiting and (worker := self._idle()):
            batch = waiting.popleft()
            worker.batch = batch
            allowed = self.page_seconds * len(batch.pages) + (START_SECONDS if worker.fresh else 0)
            worker.deadline = monotonic() + allowed
            try:
                if worker.fresh:
                    worker.pipe.send(self.task)
                worker.pipe.send(batch.pages)
            except OSError:  # the system ended it since its last batch; only a fresh one's end is the batch's fault
                if worker.fresh:
                    self._give_up(worker, _ENDED)
                else:
                    self._discard(worker)
                    waiting.appendleft(batch)

    def _idle(self) -> _Worker[Result] | None:
        free = next((worker for worker in self._workers if worker.batch is None), None)
        if free is None and len(self._workers) < self.count:
            free = _start()
            self._workers.append(free)
        return free

    def _collect(self) -> None:
        """Wait until a worker answers, dies or runs out of time."""
        busy = [worker for worker in self._workers if worker.batch]
        timeout = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        ready = wait([worker.pipe for worker in busy], timeout)
        for worker in busy:
            if worker.pipe in ready:
                self._receive(worker)
            elif monotonic() > worker.deadline:
                self._give_up(worker, f"took longer than {self.page_seconds:g} s")

    def _receive(self, worker: _Worker[Result]) -> None:
        try:
            outcomes: list[Result | Rejection] = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            self._give_up(worker, _NEEDS_MORE if worker.process.exitcode == _OUT_OF_MEMORY else _ENDED)
            return
        if worker.batch:
            worker.batch.outcomes = outcomes
        worker.batch, worker.fresh = None, False

    def _give_up(self, worker: _Worker[Result], reason: str) -> None:
        self._discard(worker)
        if (batch := worker.batch) is None:
            return
        if len(batch.pages) == 1:
            batch.outcomes = [Rejection(batch.pages[0].origin, "limit", f"the page {reason}")]
        else:
            batch.outcomes = [self._alone(page) for page in batch.pages]

    def _discard(self, worker: _Worker[Result]) -> None:
        worker.process.kill()
        worker.pipe.close()
        self._workers.remove(worker)

    def _alone(self, page: Page) -> Result | Rejection:
        with Workers(1, self.task, self.page_seconds) as single:
            single_batch: _Batch[Result] = _Batch([page])
            single._hand_out(deque([single_batch]))
            while single_batch.outcomes is None:
                single._collect()
            return single_batch.outcomes[0]


def _batches(pages: Iterable[Page]) -> Iterator[_Batch[Result]]:
    batch: list[Page] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page.content)
        if len(batch) == BATCH_PAGES or size >= BATCH_BYTES:
            yield _Batch(batch)
            batch, size = [], 0
    if batch:
        yield _Batch(batch)


def _start() -> _Worker[Result]:
    # spawn, not fork: the parent may hold threads (progress display) and locks
    # Without the task: starting blocks for good when more than a pipe holds (64 kB) is handed to a process that dies.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True)
    with _interrupts_ignored():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """What is started here ignores Ctrl-C from its first instant: the parent ends its workers itself."""
    if threading.current_thread() is not threading.main_thread():  # Python lets only the main thread decide on signals
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(pipe: Connection) -> None:
    """A worker's life: the task, then batches in, outcomes out, until the parent closes the pipe or is gone."""
    limit_memory()
    try:
        task: Callable[[Page], object] = pipe.recv()
        while True:
            pages: list[Page] = pipe.recv()
            pipe.send([_guarded(task, page) for page in pages])
    except (EOFError, OSError):
        return


def _guarded(task: Callable[[Page], Result], page: Page) -> Result | Rejection:
    try:
        return task(page)
    except MemoryError:  # what is left of the page may hold the memory: begin anew
        os._exit(_OUT_OF_MEMORY)
    except Exception as error:  # whatever a page provokes, the run goes on and the report names the page
        return Rejection(page.origin, "unexpected", f"{type(error).__name__}: {error}")
