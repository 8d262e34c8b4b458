"""Following CURRENT: a long-running reader moves to the new generation when one goes live, without a pause.

Requests that began on the old one finish on it; then it is closed, and a build may remove it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from noticesearch.store.current import live_name
from noticesearch.store.errors import IndexTrouble
from noticesearch.store.generations import Generation, Hashing, pin_live
from noticesearch.store.layout import Layout
from noticesearch.store.manifest import small_files

T = TypeVar("T")


class _Open(Generic[T]):
    def __init__(self, generation: Generation, value: T) -> None:
        self.generation = generation
        self.value = value
        self.users = 0


class Follower(Generic[T]):
    """Keeps what *opening* makes of the live generation (a searcher, say), for any number of threads.

    When the new generation cannot be opened, the old one goes on serving and `trouble` says why.
    """

    def __init__(
        self,
        layout: Layout,
        opening: Callable[[Generation], T],
        closing: Callable[[T], None],
        hashing: Hashing = small_files,
    ) -> None:
        self._layout = layout
        self._hashing = hashing
        self._opening = opening
        self._closing = closing
        self._lock = threading.Lock()
        self._open: _Open[T] | None = None
        self._refused: str | None = None
        self.trouble: str | None = None

    @contextlib.contextmanager
    def use(self) -> Iterator[T]:
        """What *opening* made of the live generation; it stays open while the block runs.

        Raises:
            IndexTrouble: nothing could be opened yet.
        """
        with self._lock:
            used = self._followed()
            used.users += 1
        try:
            yield used.value
        finally:
            with self._lock:
                used.users -= 1
                if used is not self._open:
                    self._close_unused(used)

    def close(self) -> None:
        """Close what nobody uses now, and the rest when its last user is done. It may be used again after."""
        with self._lock:
            self._retire()

    def _followed(self) -> _Open[T]:
        if self._open is None:
            self._open = self._opened()
            self.trouble = None
            return self._open
        # A generation that could not be opened is tried again only when CURRENT moves on.
        try:
            name = live_name(self._layout)
            if name == self._open.generation.name:
                self._refused = self.trouble = None
            elif name != self._refused:
                self._refused = name
                self._replace(self._opened())
        except (IndexTrouble, OSError) as error:
            self.trouble = str(error)
        return self._open

    def _opened(self) -> _Open[T]:
        generation = pin_live(self._layout, self._hashing)
        try:
            return _Open(generation, self._opening(generation))
        except BaseException:
            generation.close()
            raise

    def _replace(self, new: _Open[T]) -> None:
        self._retire()
        self._open, self._refused, self.trouble = new, None, None

    def _retire(self) -> None:
        old, self._open = self._open, None
        if old is not None:
            self._close_unused(old)

    def _close_unused(self, opened: _Open[T]) -> None:
        if opened.users == 0:
            self._closing(opened.value)
            opened.generation.close()
