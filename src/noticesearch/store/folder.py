"""The index folder: the one door to all of the store."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from noticesearch.store.build import Build, building
from noticesearch.store.current import live_name
from noticesearch.store.follower import Follower
from noticesearch.store.generations import Generation, Hashing, pin_live, roll_back
from noticesearch.store.layout import Layout, check_index, locate
from noticesearch.store.lock import writer_lock
from noticesearch.store.manifest import small_files
from noticesearch.store.pages import PageStore
from noticesearch.store.removed import Removed, read_removed
from noticesearch.store.reporting import reporting_writes
from noticesearch.store.verify import Comparison, Verification, verify

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """An index folder, which need not exist yet; nothing is read or created before a method is called."""

    path: Path

    @property
    def layout(self) -> Layout:
        """Its paths, symbolic links to the folder itself resolved."""
        return locate(self.path)

    @property
    def pages(self) -> PageStore:
        """The scraped pages, for reading."""
        return PageStore(self.layout.pages)

    def current_name(self) -> str:
        """The live generation's name; cheap enough to ask at every request.

        Raises:
            IndexMissing: there is no index.
            IndexDamaged: CURRENT does not say.
        """
        return live_name(self.layout)

    def pin(self, hashing: Hashing = small_files) -> Generation:
        """The live generation, held open: sizes of all files compared, and the hashes of those *hashing* picks.

        Raises:
            IndexMissing: there is no index.
            IndexRefused: the folder is not to be trusted, or of an unknown format.
            IndexDamaged: something differs from the manifest.
        """
        return pin_live(self.layout, hashing)

    def follow(
        self, opening: Callable[[Generation], T], closing: Callable[[T], None], hashing: Hashing = small_files
    ) -> Follower[T]:
        """What *opening* makes of the live generation, renewed whenever another goes live; *hashing* as in `pin`."""
        return Follower(self.layout, opening, closing, hashing)

    def building(self, command: str, *, fresh: bool = False) -> contextlib.AbstractContextManager[Build]:
        """Hold the writer lock, signed with *command*, and build a generation aside.

        With *fresh*, the live generation may be damaged: it is not opened.

        Raises:
            IndexRefused: the folder holds something else, or is not to be trusted.
            WriterBusy: somebody else is writing.
            IndexDamaged: the live generation is; build fresh, or roll back.
            NotWritten: from inside the block too, when the disk refuses.
        """
        return building(self.layout, command, fresh=fresh)

    def rollback(self, command: str = "noticesearch rollback") -> str:
        """Make the generation that was live before live again; its name.

        Raises:
            NoPrevious: there is none, or it holds what was taken down since.
            WriterBusy: somebody is writing.
            IndexMissing, IndexDamaged, NotWritten: as above.
        """
        layout = self.layout
        check_index(layout)
        with reporting_writes(layout), writer_lock(layout.lock, command):
            return roll_back(layout)

    def generations(self) -> tuple[str, ...]:
        """The complete generations, oldest first."""
        return self.layout.names()

    def removed(self) -> Removed:
        """What was taken down."""
        return read_removed(self.layout.removed)

    def verify(self, compare: Comparison | None = None) -> Verification:
        """Check every byte; report, and change nothing. *compare* holds what is live against its sources."""
        return verify(self.layout, compare)
