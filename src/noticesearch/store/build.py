"""Building a generation aside: nothing of it is seen until `publish` moves CURRENT, and nothing left if it fails."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from noticesearch.store import disk
from noticesearch.store.current import move_current, read_current
from noticesearch.store.errors import IndexDamaged
from noticesearch.store.generations import Generation, drop, pin_named, points_nowhere, prune
from noticesearch.store.layout import LEDGER, MANIFEST, Layout, prepare
from noticesearch.store.ledger import LedgerWriter, stored_pages
from noticesearch.store.lock import writer_lock
from noticesearch.store.manifest import (
    Counts,
    FileRecord,
    Manifest,
    Pairs,
    file_names,
    file_record,
    write_manifest,
)
from noticesearch.store.pages import PageIntake, PageStore
from noticesearch.store.removed import Removed, Takedown, read_removed, write_removed
from noticesearch.store.reporting import reporting_writes


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did: the generation now live, the older ones and pages removed, sentences on what could not be."""

    name: str
    manifest: Manifest
    pruned: tuple[str, ...] = ()
    pages_dropped: int = 0
    leftovers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Linked:
    record: FileRecord
    inode: int
    modified_ns: int


class Build:
    """A generation being built. `folder` takes the engine's files; `previous` is what is live, held open.

    `previous` is None for the first build and for a fresh one.
    """

    def __init__(
        self, layout: Layout, name: str, previous: Generation | None = None, previous_name: str | None = None
    ) -> None:
        self._layout = layout
        self._previous_name = previous_name
        self._linked: dict[str, _Linked] = {}
        self.name = name
        self.folder = layout.building(self.name)
        self.previous = previous
        self.removed: Removed = read_removed(layout.removed)
        self.pages = PageIntake(PageStore(layout.pages), layout.incoming(self.name))
        disk.make_folder(self.folder)
        self.ledger = LedgerWriter(self.folder / LEDGER)

    def take_down(self, notice_id: str | None, url: str | None) -> None:
        """Record durably, at once, that a notice stays out of this and every later build, even if this one fails."""
        entry = Takedown(notice_id, url, datetime.now(UTC).isoformat(timespec="seconds"))
        removed = Removed((*self.removed.entries, entry))
        write_removed(self._layout.removed, removed)
        self.removed = removed

    def link_previous(self, wanted: Callable[[str], bool]) -> tuple[str, ...]:
        """Give the previous generation's files that are *wanted* a second name in this one; which.

        Names are relative with `/`. The ledger is never linked. A linked file may be removed or replaced, not written
        into: `publish` refuses that, since it changed the live generation too.
        """
        if self.previous is None:
            return ()
        records = [file for file in self.previous.manifest.files if file.name != LEDGER and wanted(file.name)]
        for record in records:
            self._link(self.previous.folder / record.name, record)
        return tuple(record.name for record in records)

    def _link(self, source: Path, record: FileRecord) -> None:
        target = self.folder / record.name
        disk.make_parents(target.parent)
        if disk.link_or_copy(source, target):
            status = target.stat()
            self._linked[record.name] = _Linked(record, status.st_ino, status.st_mtime_ns)
        elif file_record(self.folder, record.name) != record:
            raise IndexDamaged(f"{source} was changed since it was built; build anew with noticesearch reindex --full")

    def publish(self, identity: Pairs, counts: Counts, check: Callable[[Path], None]) -> Published:
        """Make this generation live: durable, checked by *check* (which gets its folder and raises), then CURRENT.

        Whatever fails before CURRENT moves leaves the old generation live. Then older generations that nobody holds
        are removed, except the one before, and pages that no generation names; failing at that fails nothing.
        """
        self.ledger.close()
        self.pages.store()
        check(self.folder)
        manifest = self._seal(identity, counts)
        disk.rename(self.folder, self._layout.generation(self.name))
        disk.sync_folder(self._layout.generations)
        move_current(self._layout, self.name)
        return self._tidied(manifest)

    def _seal(self, identity: Pairs, counts: Counts) -> Manifest:
        names = tuple(file_names(self.folder))
        disk.seal_files(self.folder / name for name in names if self._shared(name) is None)
        manifest = Manifest(
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            previous=self._previous_name,
            identity=tuple(sorted(identity)),
            counts=tuple(sorted(counts)),
            files=tuple(self._shared(name) or file_record(self.folder, name) for name in names),
        )
        write_manifest(self.folder, manifest)
        disk.seal_files([self.folder / MANIFEST])
        for folder in {self.folder, *(path for path in self.folder.rglob("*") if path.is_dir())}:
            disk.sync_folder(folder)
        return manifest

    def _shared(self, name: str) -> FileRecord | None:
        """The previous generation's record of a file that is still the linked one; None for a file of our own.

        Its old hash is kept, not taken anew: hashing again would bless what rotted since.
        """
        linked = self._linked.get(name)
        status = (self.folder / name).stat()
        if linked is None or linked.inode != status.st_ino:
            return None
        if (linked.record.size, linked.modified_ns) != (status.st_size, status.st_mtime_ns):
            raise IndexDamaged(
                f"{self.folder / name} is shared with the live generation and was written into; nothing was published; "
                "build anew with noticesearch reindex --full"
            )
        return linked.record

    def _tidied(self, manifest: Manifest) -> Published:
        pruned: tuple[str, ...] = ()
        dropped = 0
        leftovers = []
        try:
            pruned = prune(self._layout, {self.name, *filter(None, [self._previous_name])})
            dropped = PageStore(self._layout.pages).keep_only(self._named_pages())
        except (OSError, IndexDamaged) as error:
            leftovers.append(f"the new index is live, but what it replaces was not removed: {error}")
        return Published(self.name, manifest, pruned, dropped, tuple(leftovers))

    def _named_pages(self) -> frozenset[str]:
        """The pages that any generation still there names. Raises IndexDamaged when a ledger cannot be read."""
        return frozenset(
            content_hash
            for name in self._layout.names()
            for content_hash in stored_pages(self._layout.generation(name) / LEDGER)
        )


@contextlib.contextmanager
def building(layout: Layout, command: str, *, fresh: bool) -> Iterator[Build]:
    """Hold the writer lock and build a generation; leaving the block without publishing changes nothing.

    With *fresh*, what is live is neither opened nor needs to be sound; it stays live until the new one is.
    """
    with reporting_writes(layout):
        prepare(layout)
        with writer_lock(layout.lock, command), contextlib.ExitStack() as stack:
            for leftover in layout.leftovers():
                disk.remove_tree(leftover)
            previous_name = _previous_name(layout, fresh=fresh)
            previous = None
            if previous_name is not None and not fresh and (previous := pin_named(layout, previous_name)) is not None:
                stack.enter_context(previous)
            name = layout.next_name(datetime.now(UTC))
            stack.callback(_discard_unpublished, layout, name)
            build = Build(layout, name, previous, previous_name)
            stack.callback(build.ledger.abandon)
            yield build


def _discard_unpublished(layout: Layout, name: str) -> None:
    """Remove what did not go live. What resists is left to the next build: the first error is the one to tell."""
    with contextlib.suppress(OSError, IndexDamaged):
        disk.remove_tree(layout.incoming(name))
        disk.remove_tree(layout.building(name))
        # Renamed, but CURRENT was not moved. An unreadable CURRENT may name it: then it stays.
        if layout.generation(name).exists() and read_current(layout) != name:
            drop(layout, name)


def _previous_name(layout: Layout, *, fresh: bool) -> str | None:
    names = layout.names()
    try:
        live = read_current(layout)
    except IndexDamaged:
        if not fresh:
            raise
        live = None
    if live in names:
        return live
    if live is not None and not fresh:
        raise points_nowhere(layout, live)
    return names[-1] if names else None
