"""Where things lie in an index folder, and whether a folder is one. Creates nothing but the bare folder itself."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from noticesearch.store import disk
from noticesearch.store.errors import IndexMissing, IndexRefused

MANIFEST = "MANIFEST.json"
LEDGER = "LEDGER.jsonl"
GENERATION = re.compile(r"[0-9]{6}-[0-9]{8}T[0-9]{6}Z")  # 000007-20201124T074408Z: the number orders, the time tells
LEFTOVER = re.compile(rf"{GENERATION.pattern}\.(building|removing)")
_NOT_FOREIGN = {"lost+found"}  # an index may have a disk of its own


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one index folder."""

    root: Path

    @property
    def current(self) -> Path:
        """The file that names the live generation."""
        return self.root / "CURRENT"

    @property
    def lock(self) -> Path:
        """The file a writer locks."""
        return self.root / "WRITER.lock"

    @property
    def removed(self) -> Path:
        """The list of what was taken down."""
        return self.root / "REMOVED"

    @property
    def generations(self) -> Path:
        """The folder of generations."""
        return self.root / "generations"

    @property
    def pages(self) -> Path:
        """The folder of scraped pages."""
        return self.root / "pages"

    def generation(self, name: str) -> Path:
        """The folder of one complete generation."""
        return self.generations / name

    def building(self, name: str) -> Path:
        """The folder of a generation while it is being built."""
        return self.generations / f"{name}.building"

    def removing(self, name: str) -> Path:
        """The folder of a generation while it is being removed."""
        return self.generations / f"{name}.removing"

    def incoming(self, name: str) -> Path:
        """The folder of a build's new pages, until it publishes."""
        return self.pages / f"{name}.incoming"

    def names(self) -> tuple[str, ...]:
        """The complete generations, oldest first; none when the folder is missing."""
        return tuple(sorted(entry for entry in listing(self.generations) if GENERATION.fullmatch(entry)))

    def leftovers(self) -> tuple[Path, ...]:
        """What a killed build or removal left behind; only a holder of the writer lock may touch it."""
        folders = [self.generations / entry for entry in listing(self.generations) if LEFTOVER.fullmatch(entry)]
        pages = [self.pages / entry for entry in listing(self.pages) if entry.endswith(".incoming")]
        return tuple(sorted(folders + pages))

    def next_name(self, now: datetime) -> str:
        """A name that orders after every other, whatever the clock did; *now* is in UTC."""
        numbers = [int(entry[:6]) for entry in listing(self.generations) if GENERATION.match(entry)]
        return f"{max(numbers, default=0) + 1:06}-{now:%Y%m%dT%H%M%SZ}"


def listing(folder: Path) -> list[str]:
    """The names in *folder*; none when it is missing."""
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def locate(path: Path) -> Layout:
    """The layout of the index at *path*, which may itself be a symbolic link to the folder."""
    return Layout(Path(os.path.realpath(path)))


def missing(layout: Layout) -> IndexMissing:
    """The sentence for a folder without an index."""
    return IndexMissing(f"no index in {layout.root}; build one with: noticesearch reindex PAGES --index {layout.root}")


def check_index(layout: Layout) -> None:
    """Hold that the folder is an index that can be trusted.

    Raises:
        IndexMissing: no such folder, or nothing of an index in it.
        IndexRefused: not a folder, unreadable, open to everybody's writing, or a path inside is a symbolic link.
    """
    if not _is_ours(_entries(layout)):
        raise missing(layout)
    _check_trust(layout)


def prepare(layout: Layout) -> None:
    """Make the folder ready for building: create it, private; adopt an empty one; refuse one with other files.

    Raises:
        IndexRefused: the folder holds something else than an index, or must not be trusted.
    """
    root = layout.root
    if not root.exists():
        _create(root)
    entries = _entries(layout)
    if not _is_ours(entries):
        _refuse_foreign(layout, entries)
        disk.make_private(root)
    _check_trust(layout)
    disk.make_folder(layout.generations)
    disk.make_folder(layout.pages)
    disk.sync_folder(root)


def _create(root: Path) -> None:
    try:
        disk.make_parents(root.parent)
        disk.make_folder(root, 0o700)
        disk.sync_folder(root.parent)
    except OSError as error:  # told of the folder that was asked for, not of one above it
        raise OSError(error.errno, error.strerror, str(root)) from error


def _entries(layout: Layout) -> list[str]:
    try:
        return os.listdir(layout.root)
    except FileNotFoundError:
        raise missing(layout) from None
    except NotADirectoryError:
        raise IndexRefused(f"expected an index folder, found a file: {layout.root}; give a folder") from None
    except PermissionError as error:
        raise IndexRefused(
            f"cannot look into {layout.root}: {error.strerror}; run as the folder's owner or change its permissions"
        ) from error


def _is_ours(entries: list[str]) -> bool:
    return "generations" in entries or "CURRENT" in entries


def _refuse_foreign(layout: Layout, entries: list[str]) -> None:
    foreign = sorted(set(entries) - _NOT_FOREIGN)
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        raise IndexRefused(
            f"{layout.root} is no index and not empty: it holds {', '.join(foreign[:3])}{more}; "
            "give a new or an empty folder for the index"
        )


def _check_trust(layout: Layout) -> None:
    mode = stat.S_IMODE(layout.root.stat().st_mode)
    if mode & stat.S_IWOTH:
        raise IndexRefused(
            f"everybody may write to {layout.root} (mode {mode:o}), so its index is not to be trusted; "
            f"check who did, then run: chmod 700 {layout.root}"
        )
    for path in (layout.current, layout.lock, layout.removed, layout.generations, layout.pages):
        if path.is_symlink():
            raise IndexRefused(
                f"{path} is a symbolic link to {os.readlink(path)!r}, expected the thing itself; "
                "link the whole index folder if it must lie elsewhere"
            )
