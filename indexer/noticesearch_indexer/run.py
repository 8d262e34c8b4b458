"""One run from pages to a published generation: what is read, what is dropped, and whether anything is to be published.

Its ledger is drafted in drafting.py, its index written in indexing.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from noticesearch import live
from noticesearch.errors import Trouble
from noticesearch.notice import How, Page, Rejection
from noticesearch.store import Build, Generation
from noticesearch_indexer import reposts
from noticesearch_indexer.assembly import ReadPage
from noticesearch_indexer.changes import last_run
from noticesearch_indexer.drafting import Draft
from noticesearch_indexer.host_report import Outcome, host_reports, outcome_of
from noticesearch_indexer.identity import MIXED, pipeline_hash
from noticesearch_indexer.indexing import Indexing
from noticesearch_indexer.issue_lists import TypesUsed, fingerprint_of
from noticesearch_indexer.progress import Meter
from noticesearch_indexer.reading import pages_of
from noticesearch_indexer.report import Report
from noticesearch_indexer.selfcheck import check_index
from noticesearch_indexer.sources import Source
from noticesearch_indexer.workers import Workers


class RunDeclined(Trouble):
    """The run cannot keep what it would have to, or nobody agreed to what it would drop; nothing was changed."""


class Run:
    """A run over sources: `read`, `drop_gone`, `publish`, in this order and within `writing`; then its `report`."""

    def __init__(
        self, build: Build, meter: Meter, types: TypesUsed, *, add: bool, full: bool, keep_pages: bool
    ) -> None:
        """Begin on *build*: on top of the last run's index where that serves, else from nothing.

        *types* are the issue types that this run's pages are tagged by.

        Raises:
            RunDeclined: *add* is to keep notices whose terms this version would make otherwise.
        """
        self._build, self._meter, self._types = build, meter, types
        self._add, self._full = add, full
        self._last = last_run(build.previous, types.fingerprint)
        if add and build.previous and not self._last.linkable:
            raise RunDeclined(
                "the index was built by a version with other terms, so --add cannot keep its notices; "
                "run without --add, naming all sources"
            )
        self._linked = self._last.linkable and (add or (self._last.current and not full))
        if self._linked:
            build.link_previous(lambda name: name.startswith(f"{live.ENGINE_FOLDER}/"))
        kept = build.previous if self._linked else None
        previous = kept if self._last.current else None
        sketches = reposts.read_sketches(previous.folder) if previous else {}
        self._index = Indexing(build, sketches, types.beside(kept) if kept else types)
        self._say_if_types_are_others(build.previous)
        self._draft = Draft(build, self._last, add=self._linked and add, full=full, keep_pages=keep_pages)
        self._mixed = False
        self._counts: Counter[str] = Counter()
        self._how: Counter[How] = Counter()
        self._outcomes: Counter[Outcome] = Counter()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Closes the index without writing, should the block fail."""
        try:
            yield
        except BaseException:
            self._index.abandon()
            raise

    def _say_if_types_are_others(self, previous: Generation | None) -> None:
        if previous and fingerprint_of(previous) not in (None, self._types.fingerprint):
            what = "only pages of these sources are read by them" if self._add else "every page is read again"
            self._meter.say(f"the issue types are others than at the last run: {what}")

    def read(self, sources: Sequence[Source], processes: int, task: Callable[[Page], ReadPage | Rejection]) -> None:
        """Take in every page of *sources*, in their order; *task* is what a worker makes of each."""
        with Workers(processes, task) as workers:
            for page, outcome in workers.analyse(self._to_read(sources)):
                self._take(page, outcome)
                self._meter.advance()

    def _to_read(self, sources: Sequence[Source]) -> Iterator[Page]:
        """The pages that workers must read; the others are settled here."""
        for page in pages_of(sources):
            if isinstance(page, Rejection):
                self._draft.turn_down(page)
            elif self._draft.must_be_read(page):
                yield page
                continue
            self._meter.advance()

    def _take(self, page: Page, outcome: ReadPage | Rejection) -> None:
        newer = self._draft.newer_version(page)
        if isinstance(outcome, ReadPage) and not newer:
            how = outcome.analysed.notice.how
            outcome = self._index.add(outcome) or outcome
            self._how[how] += isinstance(outcome, ReadPage)
        self._outcomes[outcome_of(page, outcome)] += 1
        self._draft.enter(page, outcome, newer)

    def drop_gone(self, agree: Callable[[str], bool]) -> None:
        """Take out the notices whose pages are gone; keep them when adding, or while their pages cannot be read.

        Raises:
            RunDeclined: that is over half of them, or some could only be kept by reading them, and *agree* says no.
        """
        self._keep_unread(agree)
        gone = self._last.notice_ids - self._draft.notice_ids()
        before = len(self._last.notice_ids)
        if 2 * len(gone) > before:
            _ask(agree, f"this run drops {len(gone):,} of the {before:,} notices in the index")
        if self._linked:
            self._index.remove(sorted(gone))
        self._counts["removed"] = len(gone)

    def _keep_unread(self, agree: Callable[[str], bool]) -> None:
        stays = self._draft.left_alone()
        if self._linked:
            self._draft.keep(stays)
            self._mixed = bool(stays) and not self._last.current
            self._counts["unread"] = 0 if self._add else len(stays)
        elif stays:
            reason = next(iter(self._draft.unreadable.values()))
            _ask(
                agree,
                f"the pages of {len(stays):,} notices cannot be read now ({reason.origin}: {reason.reason}), and this "
                "run, which reads every page anew, would drop them",
            )
        self._draft.turn_down_unreadable()

    def publish(self) -> str:
        """Make the new generation live, unless nothing changed; the live generation's name."""
        self._draft.note_history(datetime.now(UTC).isoformat(timespec="seconds"))
        if self._build.previous and self._changed_nothing():
            self._index.abandon()
            return self._build.previous.name
        self._meter.say("writing the index")
        entries = self._draft.entries.values()
        for entry in entries:
            self._build.ledger.add(entry)
        notice_ids = self._draft.notice_ids()
        statistics = self._index.commit(notice_ids)
        live.write_versions(self._build.folder, self._draft.versions())
        counts = (
            ("pages", len(entries)),
            ("notices", statistics.notices),
            ("parts", statistics.parts),
            ("rejected", sum(entry.rejection is not None for entry in entries)),
        )
        published = self._build.publish(
            live.identity(MIXED if self._mixed else pipeline_hash(), self._types.fingerprint),
            counts,
            lambda folder: check_index(folder, len(notice_ids)),
        )
        for leftover in published.leftovers:
            self._meter.say(leftover)
        return published.name

    def _changed_nothing(self) -> bool:
        """Whether the index would come out as it is: the pages are the same, and so are the rules for those read."""
        if not self._linked or self._draft.entries != self._last.entries:
            return False
        if not self._index.touched:
            return True
        # Pages that share a notice are read in every run; which of them stands may differ though each is the same.
        return self._last.current and not self._full and self._draft.stands_as_before()

    def report(self, generation: str, skipped: tuple[tuple[str, int], ...], seconds: float) -> Report:
        """What the run did."""
        entries, notices = self._draft.entries, self._draft.notice_ids()
        rejected = tuple(entry.rejection for entry in entries.values() if entry.rejection)
        unread = tuple(page for page in self._draft.unreadable.values() if entries[page.origin].notice_id)
        return Report(
            generation=generation,
            pages=len(entries) + len(self._draft.kept_out),
            indexed=sum(self._how.values()),
            unchanged=self._draft.unchanged,
            removed=self._counts["removed"],
            revised=self._draft.revised(),
            superseded=len(entries) - len(rejected) - len(notices),
            kept_out=len(self._draft.kept_out),
            unread=self._counts["unread"],
            notices=len(notices),
            rejected=rejected + unread,
            skipped=skipped,
            fallback=self._how["fallback"],
            empty=self._how["empty"],
            seconds=seconds,
            hosts=host_reports(self._outcomes),
        )


def _ask(agree: Callable[[str], bool], question: str) -> None:
    if not agree(question):
        raise RunDeclined(f"{question}; nothing was changed. Agree with --yes, or keep them with --add")
