"""Worker processes that the system ends between two batches: another takes over, and no page is lost."""

from __future__ import annotations

import os
import signal

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.workers import Workers


def name_of_process(page: Page) -> Rejection:
    """A task for the workers: the page is answered with the process that answered it."""
    return Rejection(page.origin, "content", str(os.getpid()))


def test_a_worker_that_ended_while_idle_is_replaced() -> None:
    pages = [Page(b"x" * 600_000, str(number)) for number in range(3)]  # each a batch of its own
    answered: list[Rejection] = []
    with Workers(1, name_of_process) as workers:
        for chunk in (pages[:1], pages[1:]):
            for _, outcome in workers.analyse(iter(chunk)):
                assert isinstance(outcome, Rejection)
                answered.append(outcome)
            if len(answered) == 1:
                os.kill(int(answered[0].reason), signal.SIGKILL)
                os.waitpid(int(answered[0].reason), 0)
    assert [outcome.origin for outcome in answered] == ["0", "1", "2"]
    first, second, third = (outcome.reason for outcome in answered)
    assert first != second == third
