"""Worker processes that analyse pages side by side; one that hangs or dies costs its page, never the run.

Results come in the order of the pages. Pages travel in batches; when a batch fails, its pages are tried one by one, so
that only the page at fault becomes a Rejection.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.assembly import ReadPage

PAGE_SECONDS = 10  # the slowest labelled page takes under 1 s
START_SECONDS = 60  # a new process first loads its dictionaries
BATCH_PAGES = 8
BATCH_BYTES = 500_000
_ENDED = "ended the worker process, out of memory perhaps"
AHEAD = 4  # batches in hand per worker: enough to keep them busy, little enough to bound memory

Outcome = ReadPage | Rejection


@dataclass
class _Batch:
    pages: list[Page]
    outcomes: list[Outcome] | None = None


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    batch: _Batch | None = None
    deadline: float = 0.0
    fresh: bool = True


@dataclass
class Workers:
    """Up to *count* processes, started when there is work for them; use as a context manager.

    `task` must be importable by name: the processes are spawned, not forked.
    """

    count: int
    task: Callable[[Page], Outcome]
    page_seconds: float = PAGE_SECONDS
    _workers: list[_Worker] = field(default_factory=list)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.terminate()
            worker.pipe.close()
        self._workers.clear()

    def analyse(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Outcome]]:
        """Each page with its notice or rejection, in the order of *pages*."""
        queue: deque[_Batch] = deque()  # every batch not yet handed on, in order
        waiting: deque[_Batch] = deque()  # those of them that no worker has taken
        batches = _batches(pages)
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

    def _hand_out(self, waiting: deque[_Batch]) -> None:
        while waiting and (worker := self._idle()):
            batch = waiting.popleft()
            worker.batch = batch
            allowed = self.page_seconds * len(batch.pages) + (START_SECONDS if worker.fresh else 0)
            worker.deadline = monotonic() + allowed
            try:
                worker.pipe.send(batch.pages)
            except OSError:  # the system ended it since its last batch; only a fresh one's end is the batch's fault
                if worker.fresh:
                    self._give_up(worker, _ENDED)
                else:
                    self._discard(worker)
                    waiting.appendleft(batch)

    def _idle(self) -> _Worker | None:
        free = next((worker for worker in self._workers if worker.batch is None), None)
        if free is None and len(self._workers) < self.count:
            free = _start(self.task)
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

    def _receive(self, worker: _Worker) -> None:
        try:
            outcomes: list[Outcome] = worker.pipe.recv()
        except (EOFError, OSError):
            self._give_up(worker, _ENDED)
            return
        if worker.batch:
            worker.batch.outcomes = outcomes
        worker.batch, worker.fresh = None, False

    def _give_up(self, worker: _Worker, reason: str) -> None:
        self._discard(worker)
        if (batch := worker.batch) is None:
            return
        if len(batch.pages) == 1:
            batch.outcomes = [Rejection(batch.pages[0].origin, "limit", f"the page {reason}")]
        else:
            batch.outcomes = [self._alone(page) for page in batch.pages]

    def _discard(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.pipe.close()
        self._workers.remove(worker)

    def _alone(self, page: Page) -> Outcome:
        with Workers(1, self.task, self.page_seconds) as single:
            single_batch = _Batch([page])
            single._hand_out(deque([single_batch]))
            while single_batch.outcomes is None:
                single._collect()
            return single_batch.outcomes[0]


def _batches(pages: Iterable[Page]) -> Iterator[_Batch]:
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


def _start(task: Callable[[Page], Outcome]) -> _Worker:
    # spawn, not fork: the parent may hold threads (progress display) and locks
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, task), daemon=True)
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


def _work(pipe: Connection, task: Callable[[Page], Outcome]) -> None:
    """A worker's life: batches in, outcomes out, until the parent closes the pipe or is gone."""
    while True:
        try:
            pages: list[Page] = pipe.recv()
            pipe.send([_guarded(task, page) for page in pages])
        except (EOFError, OSError):
            return


def _guarded(task: Callable[[Page], Outcome], page: Page) -> Outcome:
    try:
        return task(page)
    except Exception as error:  # whatever a page provokes, the run goes on and the report names the page
        return Rejection(page.origin, "unexpected", f"{type(error).__name__}: {error}")
