"""Generations: opened by readers under a shared flock, pruned by the writer when nobody holds one.

The lock lies on the manifest: a reader needs no write permission, and a killed reader holds nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import TracebackType
from typing import Self

from noticesearch.store import disk
from noticesearch.store.current import live_name, move_current, read_current
from noticesearch.store.errors import IndexDamaged, IndexTrouble, NoPrevious
from noticesearch.store.layout import LEDGER, MANIFEST, Layout, check_index
from noticesearch.store.ledger import LedgerEntry, read_ledger
from noticesearch.store.manifest import FileRecord, Manifest, differences, read_manifest, small_files
from noticesearch.store.removed import Removed, read_removed

_WAYS_OUT = (
    "see noticesearch verify, go back with noticesearch rollback, or build anew with noticesearch reindex --full"
)

Hashing = Callable[[FileRecord], bool]
"""Which files are hashed when a generation is opened; sizes are always compared."""


class Generation:
    """A generation held open: while it is, no build removes it. Close it, or use it as a context manager."""

    def __init__(self, folder: Path, manifest: Manifest, descriptor: int) -> None:
        self.folder = folder
        self.manifest = manifest
        self._descriptor = descriptor

    @property
    def name(self) -> str:
        """The generation's name, as in CURRENT."""
        return self.folder.name

    def ledger(self) -> Iterator[LedgerEntry]:
        """One entry a page of the run that built it, in the run's order."""
        return read_ledger(self.folder / LEDGER)

    def close(self) -> None:
        """Let go of it; closing twice is fine."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def pin_live(layout: Layout, hashing: Hashing = small_files) -> Generation:
    """Open the live generation.

    Raises:
        IndexMissing: there is no index.
        IndexRefused: the folder is not to be trusted, or of an unknown format.
        IndexDamaged: CURRENT points nowhere, or a file differs from the manifest.
    """
    check_index(layout)
    name = live_name(layout)
    while (generation := pin_named(layout, name, hashing)) is None:
        # A build may have published and pruned between our two looks; then CURRENT has moved.
        moved = live_name(layout)
        if moved == name:
            raise points_nowhere(layout, name)
        name = moved
    return generation


def pin_named(layout: Layout, name: str, hashing: Hashing = small_files) -> Generation | None:
    """Open a generation by name, None when it is not there.

    Raises:
        IndexRefused: its format is unknown.
        IndexDamaged: a file differs from its manifest.
    """
    folder = layout.generation(name)
    descriptor = _hold(folder / MANIFEST)
    if descriptor is None:
        if folder.exists():
            raise IndexDamaged(f"{folder / MANIFEST} is missing; {_WAYS_OUT}")
        return None
    try:
        return Generation(folder, _checked(folder, hashing), descriptor)
    except BaseException:
        os.close(descriptor)
        raise


@contextlib.contextmanager
def hold_all(layout: Layout) -> Iterator[tuple[str, ...]]:
    """Every generation there, oldest first, sound or not; none is removed while the block runs."""
    with contextlib.ExitStack() as stack:
        yield tuple(name for name in layout.names() if _still_there(layout.generation(name), stack))


def _still_there(folder: Path, stack: contextlib.ExitStack) -> bool:
    with contextlib.suppress(IndexDamaged):  # whoever looks into it next will say what is wrong
        descriptor = _hold(folder / MANIFEST)
        if descriptor is not None:
            stack.callback(os.close, descriptor)
    return folder.exists()


def points_nowhere(layout: Layout, name: str) -> IndexDamaged:
    """The sentence for a CURRENT whose generation is gone."""
    others = ", ".join(layout.names()) or "none"
    return IndexDamaged(
        f"{layout.current} names {name}, which is not in {layout.generations} (there: {others}); choose the newest "
        "complete one with noticesearch rollback, or build anew with noticesearch reindex --full"
    )


def _hold(path: Path) -> int | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IndexDamaged(f"cannot read {path}: {error.strerror}; try noticesearch rollback") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        # The file may have been pruned before the lock was ours: then the path leads elsewhere, or nowhere.
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except FileNotFoundError:
        pass
    except OSError as error:
        os.close(descriptor)
        raise IndexDamaged(f"cannot lock {path}: {error.strerror}; does its disk support flock?") from error
    os.close(descriptor)
    return None


def _checked(folder: Path, hashing: Hashing) -> Manifest:
    manifest = read_manifest(folder)
    problems = list(differences(folder, manifest, hashing))
    if problems:
        more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
        raise IndexDamaged(f"the index is damaged: {problems[0]}{more}; {_WAYS_OUT}")
    return manifest


def prune(layout: Layout, keep: AbstractSet[str]) -> tuple[str, ...]:
    """Remove every generation that is not to be kept and that nobody holds; which. Needs the writer lock."""
    return tuple(name for name in layout.names() if name not in keep and _drop_unheld(layout, name))


def _drop_unheld(layout: Layout, name: str) -> bool:
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(FileNotFoundError):  # without a manifest nobody can hold it
            descriptor = os.open(layout.generation(name) / MANIFEST, os.O_RDONLY | os.O_CLOEXEC)
            stack.callback(os.close, descriptor)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        drop(layout, name)
    return True


def drop(layout: Layout, name: str) -> None:
    """Remove a generation; renamed first, so that half of one never looks complete."""
    disk.rename(layout.generation(name), layout.removing(name))
    disk.remove_tree(layout.removing(name))


def roll_back(layout: Layout) -> str:
    """Make the generation that was live before live again; its name. Needs the writer lock.

    When CURRENT itself is lost or damaged, the newest generation that can be opened becomes live.

    Raises:
        NoPrevious: there is none, or it holds what was taken down since.
        IndexDamaged: it is there but damaged.
    """
    removed = read_removed(layout.removed)
    for name in _before_live(layout):
        generation = pin_named(layout, name)
        if generation is not None:
            with generation:
                _refuse_taken_down(generation, removed)
                move_current(layout, name)
            return name
    there = ", ".join(layout.names()) or "none"
    raise NoPrevious(
        f"there is no earlier generation in {layout.generations} to go back to (there: {there}); only the one before "
        "the last build is kept"
    )


def _refuse_taken_down(generation: Generation, removed: Removed) -> None:
    again = [
        entry.notice_id
        for entry in generation.ledger()
        if entry.notice_id is not None and removed.is_removed(entry.notice_id, entry.url)
    ]
    if again:
        more = f" and {len(again) - 1} more" if len(again) > 1 else ""
        raise NoPrevious(
            f"going back to {generation.name} would show {again[0]}{more} again, taken down since; nothing was "
            "changed; bring the index up to date with noticesearch reindex instead"
        )


def _before_live(layout: Layout) -> tuple[str, ...]:
    """The generation to go back to, if any. Where CURRENT leads nowhere, every sound one, newest first."""
    names = layout.names()
    try:
        live = read_current(layout)
    except IndexDamaged:
        live = None
    if live is None or live not in names:
        return tuple(name for name in reversed(names) if _opens(layout, name)) or names[-1:]
    try:
        previous = read_manifest(layout.generation(live)).previous
    except IndexDamaged:  # its own record is lost; the one numbered before it was live before it, or built in vain
        previous = max((name for name in names if name < live), default=None)
    return () if previous is None else (previous,)


def _opens(layout: Layout, name: str) -> bool:
    try:
        generation = pin_named(layout, name)
    except IndexTrouble:
        return False
    if generation is not None:
        generation.close()
    return generation is not None
