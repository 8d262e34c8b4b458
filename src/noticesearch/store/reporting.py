"""Failed writes as sentences: what could not be written, and what is live all the same."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from noticesearch.store.current import read_current
from noticesearch.store.errors import IndexTrouble, NotWritten
from noticesearch.store.layout import Layout

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def reporting_writes(layout: Layout) -> Iterator[None]:
    """Turn the index's own OSErrors, and a full disk wherever it shows, into a sentence that says what is kept.

    Raises:
        NotWritten: with the OSError as its cause.
    """
    before = _live_or_none(layout)
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK_FULL and not _concerns(layout, error):
            raise
        where = error.filename or layout.root
        kept = _what_is_kept(layout, before)
        raise NotWritten(f"cannot write {where}: {error.strerror}; {kept}; mend that and run it again") from error


def _concerns(layout: Layout, error: OSError) -> bool:
    return isinstance(error.filename, (str, os.PathLike)) and Path(error.filename).is_relative_to(layout.root)


def _what_is_kept(layout: Layout, before: str | None) -> str:
    live = _live_or_none(layout)
    if live is None:
        return f"there was no index in {layout.root} before, and there is none now"
    if live == before:
        return f"the index {live} in {layout.root} is live as before, nothing in it was changed"
    return f"the new index {live} in {layout.root} is live all the same, but look at it with noticesearch verify"


def _live_or_none(layout: Layout) -> str | None:
    try:
        return read_current(layout)
    except IndexTrouble:
        return None
