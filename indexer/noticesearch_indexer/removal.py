"""Taking a notice down: recorded at once and for good, then a new generation without it."""

from __future__ import annotations

import re
from pathlib import Path

from noticesearch import live
from noticesearch.errors import Trouble
from noticesearch.store import Build, IndexFolder
from noticesearch_indexer.issue_lists import types_kept
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.run import Run
from noticesearch_indexer.source_paths import known_paths, write_paths

_ID = re.compile(r"[0-9a-f]{16}")


class NotAnIdentifier(Trouble):
    """What is to be taken down is named neither by an id nor by a URL; nothing was recorded."""


class StillLive(Trouble):
    """A notice is taken down from every later index, but this version cannot write the live one, which may hold it."""


def remove(identifier: str, index: Path) -> int:
    """Take down the notice of that id, or every notice of that URL; how many the index held.

    An id or URL that the index does not hold is recorded all the same, and stays out when its page comes.

    Raises:
        NotAnIdentifier: it is neither.
        StillLive: it is recorded, but another version built the index; the next reindex leaves the notice out.
        IndexTrouble: there is no index, or it cannot be written.
    """
    if "://" not in identifier and not _ID.fullmatch(identifier):
        raise NotAnIdentifier(
            f"expected a notice's ID (16 hex digits, as in its address) or its URL, found {identifier!a}; "
            "find it with noticesearch search"
        )
    folder = IndexFolder(index)
    folder.pin().close()  # nothing to take down from where there is no index
    with folder.building(f"noticesearch remove {identifier}") as build:
        found = _record(build, identifier)
        if found:
            run = Run(build, Quiet(), types_kept(build.previous), add=True, full=False, keep_pages=True)
            with run.writing():
                run.drop_gone(lambda _: True)
                write_paths(build.folder, known_paths(build.previous))
                run.publish()
    return found


def _record(build: Build, identifier: str) -> int:
    is_url = "://" in identifier
    build.take_down(None if is_url else identifier, identifier if is_url else None)
    if build.previous and not live.readable(build.previous):
        raise StillLive(
            f"{identifier} is taken down from every later index; the live one was built by another version and may "
            "still hold it until you build it anew with: noticesearch reindex PAGES --index DIR"
        )
    if not is_url:
        return int(any(entry.notice_id == identifier for entry in build.previous.ledger())) if build.previous else 0
    found = 0
    for notice_id in _with_url(build, identifier):
        build.take_down(notice_id, identifier)
        found += 1
    return found


def _with_url(build: Build, url: str) -> list[str]:
    if build.previous is None:
        return []
    searcher = live.searcher_over(build.previous)
    try:
        return [notice.id for notice in searcher.notices() if notice.url == url]
    finally:
        searcher.close()
