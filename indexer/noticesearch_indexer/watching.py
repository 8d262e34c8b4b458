"""Runs again whenever a source changes. The only module that imports watchfiles (extra `watch`)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from noticesearch.errors import Trouble

SETTLE_MS = 2_000  # a scraper writes many files; one run takes them all


class WatchMissing(Trouble):
    """The extra `watch` is not installed."""


def watch_sources(sources: Sequence[Path], run: Callable[[], None]) -> None:
    """Call *run* after each burst of changes below *sources*, until interrupted; its troubles are told, not raised.

    Raises:
        WatchMissing: watchfiles is not installed.
    """
    try:
        watchfiles = import_module("watchfiles")
    except ImportError as error:
        raise WatchMissing("--watch needs the package watchfiles; install it with: pip install watchfiles") from error
    print("watching for changes; stop with Ctrl-C", file=sys.stderr)
    for _ in watchfiles.watch(*sources, debounce=SETTLE_MS, raise_interrupt=False):
        try:
            run()
        except Trouble as trouble:
            print(f"noticesearch: {trouble}; still watching", file=sys.stderr)
