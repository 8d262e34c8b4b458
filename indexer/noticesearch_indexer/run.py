"""One run from pages to a published generation: settles each page in the ledger and keeps the index in step with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from noticesearch import live
from noticesearch.engine import IndexWriter, Unindexable
from noticesearch.errors import Trouble
from noticesearch.notice import How, Page, Rejection
from noticesearch.store import Build, LedgerEntry, content_hash
from noticesearch_indexer import reposts
from noticesearch_indexer.assembly import ReadPage, read_page
from noticesearch_indexer.changes import fetched_before, last_run, standing_in
from noticesearch_indexer.host_report import Outcome, host_reports, outcome_of
from noticesearch_indexer.identity import MIXED, given_hash, notice_id, pipeline_hash
from noticesearch_indexer.neighbours import Neighbours
from noticesearch_indexer.progress import Meter
from noticesearch_indexer.report import Report
from noticesearch_indexer.selfcheck import check_index
from noticesearch_indexer.sources import Source, Unreadable
from noticesearch_indexer.workers import Workers


class RunDeclined(Trouble):
    """The run cannot keep what it would have to, or nobody agreed to what it would drop; nothing was changed."""


class Run:
    """A run's ledger in the making, its writer, its counts. Of several pages of one notice, the newest stands."""

    def __init__(self, build: Build, meter: Meter, *, add: bool, full: bool, keep_pages: bool) -> None:
        """Begin on *build*: on top of the last run's index where that serves, else from nothing.

        Raises:
            RunDeclined: *add* is to keep notices whose terms this version would make otherwise.
        """
        self._build, self._meter = build, meter
        self._add, self._full, self._keep_pages = add, full, keep_pages
        self._last = last_run(build.previous)
        if add and build.previous and not self._last.linkable:
            raise RunDeclined(
                "the index was built by a version with other terms, so --add cannot keep its notices; "
                "run without --add, naming all sources"
            )
        self._linked = self._last.linkable and (add or (self._last.current and not full))
        if self._linked:
            build.link_previous(lambda name: name.startswith(f"{live.ENGINE_FOLDER}/"))
        previous = build.previous if self._linked and self._last.current else None
        self._signatures = reposts.read_signatures(previous.folder) if previous else {}
        self._entries: dict[str, LedgerEntry] = {}
        self._kept_out: set[str] = set()  # origins of pages that were taken down
        self._unreadable: dict[str, Unreadable] = {}  # by origin
        self._mixed = False
        # By notice id: the page whose text is in the index, as far as this run knows.
        self._standing = self._last.standing if self._linked and add else {}
        self._claims: dict[str, str] = {}  # notice id → origin of the last page met that gives it
        self._counts: Counter[str] = Counter()
        self._how: Counter[How] = Counter()
        self._outcomes: Counter[Outcome] = Counter()
        self._writer: IndexWriter | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Closes the writer without writing, should the block fail."""
        try:
            yield
        except BaseException:
            if self._writer is not None:
                self._writer.abandon()
            raise

    def read(self, sources: Sequence[Source], processes: int) -> None:
        """Take in every page of *sources*, in their order."""
        with Workers(processes, read_page) as workers:
            for page, outcome in workers.analyse(self._to_read(sources, _neighbours(sources))):
                self._take(page, outcome)
                self._meter.advance()

    def _to_read(self, sources: Sequence[Source], neighbours: Neighbours) -> Iterator[Page]:
        """The pages that workers must read; the others are settled here."""
        met: Counter[str] = Counter()
        for source in sources:
            for given in source.pages():
                page = _told_apart(given, met)
                if isinstance(page, Page):
                    page = neighbours.introduce(page)
                    if self._must_be_read(page):
                        yield page
                        continue
                if isinstance(page, Unreadable):
                    self._unreadable[page.origin] = page
                elif isinstance(page, Rejection):
                    self._entries[page.origin] = LedgerEntry(page.origin, None, "", rejection=page)
                self._meter.advance()

    def _must_be_read(self, page: Page) -> bool:
        identifier = notice_id(page)
        if self._build.removed.is_removed(identifier, page.url):
            self._kept_out.add(page.origin)
            return False
        entry = None if self._full else self._last.unchanged(page)
        if entry is None or identifier in self._claims:
            self._claims[identifier] = page.origin
            return True
        if self._keep_pages and not entry.stored:  # the last run was told not to keep them
            self._build.pages.put(page.content)
        entry = replace(entry, stored=self._keep_pages)
        self._counts["unchanged"] += entry.rejection is None
        self._entries[page.origin] = entry
        self._claims[identifier] = page.origin
        if entry.notice_id:
            self._standing[entry.notice_id] = entry
        return False

    def _take(self, page: Page, outcome: ReadPage | Rejection) -> None:
        newer = self._newer_version(page)
        indexed = outcome if newer or isinstance(outcome, Rejection) else self._index(outcome)
        rejection = indexed if isinstance(indexed, Rejection) else None
        self._outcomes[outcome_of(page, outcome if rejection is None else rejection)] += 1
        entry = LedgerEntry(
            page.origin,
            self._build.pages.put(page.content) if self._keep_pages else content_hash(page.content),
            given_hash(page),
            notice_id=None if rejection else notice_id(page),
            rejection=rejection,
            url=page.url,
            fetched_at=page.fetched_at.isoformat() if page.fetched_at else None,
            stored=self._keep_pages,
        )
        self._entries[page.origin] = entry
        if newer:  # last in the ledger: of one notice's pages, the last stands
            self._entries.pop(newer.origin, None)
            self._entries[newer.origin] = newer
        elif entry.notice_id:
            self._standing[entry.notice_id] = entry

    def _newer_version(self, page: Page) -> LedgerEntry | None:
        """The page that stands for the same notice and was fetched later, if any."""
        standing = self._standing.get(notice_id(page))
        return standing if standing and standing.origin != page.origin and fetched_before(page, standing) else None

    def _index(self, read: ReadPage) -> Rejection | None:
        notice = read.analysed.notice
        if self._build.removed.is_removed(notice.id, notice.url):
            return Rejection(notice.origin, "index", "taken down with noticesearch remove")
        try:
            self._open_writer().add(read.analysed)
        except Unindexable as error:
            return Rejection(notice.origin, "index", str(error))
        self._signatures[notice.id] = read.signature
        self._how[notice.how] += 1
        return None

    def _open_writer(self) -> IndexWriter:
        if self._writer is None:
            self._writer = live.writer_in(self._build.folder)
        return self._writer

    def drop_gone(self, agree: Callable[[str], bool]) -> None:
        """Take out the notices whose pages are gone; keep them when adding, or while their pages cannot be read.

        Raises:
            RunDeclined: that is over half of them, or some could only be kept by reading them, and *agree* says no.
        """
        self._keep_unread(agree)
        gone = self._last.notice_ids - self._notice_ids()
        before = len(self._last.notice_ids)
        if 2 * len(gone) > before:
            _ask(agree, f"this run drops {len(gone):,} of the {before:,} notices in the index")
        if self._linked:
            for identifier in sorted(gone):
                self._open_writer().remove(identifier)
        self._counts["removed"] = len(gone)

    def _keep_unread(self, agree: Callable[[str], bool]) -> None:
        met = self._entries.keys() | self._kept_out
        left_alone = self._last.left_alone(met, self._notice_ids(), self._unreadable.keys(), add=self._add)
        stays = {origin: entry for origin, entry in left_alone.items() if not self._is_removed(entry)}
        if self._linked:
            self._entries = stays | self._entries  # in this order: of one notice's pages, the last stands
            self._mixed = bool(stays) and not self._last.current
            self._counts["unread"] = 0 if self._add else len(stays)
        elif stays:
            reason = next(iter(self._unreadable.values()))
            _ask(
                agree,
                f"the pages of {len(stays):,} notices cannot be read now ({reason.origin}: {reason.reason}), and this "
                "run, which reads every page anew, would drop them",
            )
        for origin, rejection in self._unreadable.items():
            settled = Rejection(origin, rejection.stage, rejection.reason)
            self._entries.setdefault(origin, LedgerEntry(origin, None, "", rejection=settled))

    def _is_removed(self, entry: LedgerEntry) -> bool:
        return entry.notice_id is not None and self._build.removed.is_removed(entry.notice_id, entry.url)

    def _notice_ids(self) -> frozenset[str]:
        return frozenset(entry.notice_id for entry in self._entries.values() if entry.notice_id)

    def publish(self) -> str:
        """Make the new generation live, unless nothing changed; the live generation's name."""
        if self._build.previous and self._changed_nothing():
            if self._writer is not None:
                self._writer.abandon()
            return self._build.previous.name
        self._meter.say("writing the index")
        for entry in self._entries.values():
            self._build.ledger.add(entry)
        statistics = self._open_writer().commit()
        self._group_reposts()
        counts = (
            ("pages", len(self._entries)),
            ("notices", statistics.notices),
            ("parts", statistics.parts),
            ("rejected", sum(entry.rejection is not None for entry in self._entries.values())),
        )
        expected = len(self._notice_ids())
        published = self._build.publish(
            live.identity(MIXED if self._mixed else pipeline_hash()),
            counts,
            lambda folder: check_index(folder, expected),
        )
        for leftover in published.leftovers:
            self._meter.say(leftover)
        return published.name

    def _changed_nothing(self) -> bool:
        """Whether the index would come out as it is: the pages are the same, and so are the rules for those read."""
        if not self._linked or self._entries != self._last.entries:
            return False
        if self._writer is None:
            return True
        # Pages that share a notice are read in every run; which of them stands may differ though each is the same.
        return self._last.current and not self._full and standing_in(self._entries) == self._last.standing

    def _group_reposts(self) -> None:
        """Find anew which of all notices are one text: a new one may be the repost of any other."""
        searcher = live.searcher_in(self._build.folder)
        try:
            signatures = reposts.complete(self._signatures, self._notice_ids(), searcher.notice)
            groups = reposts.group(signatures, searcher.notice)
        finally:
            searcher.close()
        reposts.write_signatures(self._build.folder, signatures)
        live.write_groups(self._build.folder, groups)

    def report(self, generation: str, skipped: tuple[tuple[str, int], ...], seconds: float) -> Report:
        """What the run did."""
        notices = self._notice_ids()
        rejected = tuple(entry.rejection for entry in self._entries.values() if entry.rejection)
        unread = tuple(page for page in self._unreadable.values() if self._entries[page.origin].notice_id)
        return Report(
            generation=generation,
            pages=len(self._entries) + len(self._kept_out),
            indexed=sum(self._how.values()),
            unchanged=self._counts["unchanged"],
            removed=self._counts["removed"],
            superseded=len(self._entries) - len(rejected) - len(notices),
            kept_out=len(self._kept_out),
            unread=self._counts["unread"],
            notices=len(notices),
            rejected=rejected + unread,
            skipped=skipped,
            fallback=self._how["fallback"],
            empty=self._how["empty"],
            seconds=seconds,
            hosts=host_reports(self._outcomes),
        )


def _neighbours(sources: Sequence[Source]) -> Neighbours:
    """What the text dumps among all pages have in common: a first pass, so that no page's place in the order counts."""
    return Neighbours(page for source in sources for page in source.read(Counter()))


def _told_apart(page: Page | Rejection, met: Counter[str]) -> Page | Rejection:
    """*page* with an origin of its own: records of one file may share an id, members of one archive a name."""
    origin = page.origin
    while met[origin]:
        met[page.origin] += 1
        origin = f"{page.origin}~{met[page.origin]}"
    met[origin] += 1
    return page if origin == page.origin else replace(page, origin=origin)


def _ask(agree: Callable[[str], bool], question: str) -> None:
    if not agree(question):
        raise RunDeclined(f"{question}; nothing was changed. Agree with --yes, or keep them with --add")
