"""Runs again whenever a source changes. The only module that imports watchfiles (extra `watch`)."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType

from noticesearch.errors import Trouble

SETTLE_MS = 2_000  # a scraper writes many files; one run takes them all
TICK_MS = 500  # how often the sources themselves are looked at: a swapped folder tells nobody


class WatchMissing(Trouble):
    """The extra `watch` is not installed."""


def watch_sources(sources: Sequence[Path], index: Path, run: Callable[[], None]) -> None:
    """Call *run* now and after each burst of changes in *sources*, but not in *index*, until interrupted.

    Troubles of the first run are raised, those of later ones told.

    Raises:
        WatchMissing: watchfiles is not installed; nothing was run.
    """
    bursts = _bursts(_watchfiles(), sources, index)
    next(bursts)  # what changes while the first run reads is then seen already
    run()
    print("watching for changes; stop with Ctrl-C", file=sys.stderr)
    for _ in bursts:
        try:
            run()
        except (Trouble, OSError) as trouble:
            print(f"noticesearch: {trouble}; still watching", file=sys.stderr)


def _bursts(watchfiles: ModuleType, sources: Sequence[Path], index: Path) -> Iterator[None]:
    """Yields once watching has begun, then after each burst of changes; ends when interrupted."""
    apart_from, due = index.resolve(), True
    while True:
        watched = _identities(sources)
        present = [source for source, identity in zip(sources, watched, strict=True) if identity]
        if not present:
            time.sleep(TICK_MS / 1000)
            continue
        changes = watchfiles.watch(
            *present,
            watch_filter=lambda _, path: not Path(path).resolve().is_relative_to(apart_from),
            debounce=SETTLE_MS,
            rust_timeout=TICK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        for changed in changes:
            if changed or due:
                due = False
                yield
            if _identities(sources) != watched:  # replaced by another folder of its name: watch that one
                due = True
                break
        else:
            return


def _identities(sources: Sequence[Path]) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for source in sources:
        found.append(None)
        with suppress(OSError):
            status = source.stat()
            found[-1] = status.st_dev, status.st_ino
    return found


def _watchfiles() -> ModuleType:
    try:
        return import_module("watchfiles")
    except ImportError as error:
        raise WatchMissing("--watch needs the package watchfiles; install it with: pip install watchfiles") from error
