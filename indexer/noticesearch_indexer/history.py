"""Which pages stood for a notice before: what a run's ledger says of the texts that newer ones of the same URL replace.

A page whose bytes changed but not its title and text (a counter of visits, a new frame) is no version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from noticesearch.store import LedgerEntry
from noticesearch.versions import EarlierVersion
from noticesearch_indexer.changes import standing_in

MAX_EARLIER = 20  # the latest; a page that changes with every run must not fill ledger and page store

Entries = Mapping[str, LedgerEntry]
"""By origin, or by notice id: of several entries of one notice, the last stands."""


def with_history(entries: Entries, before: Entries, now: str, *, keep_pages: bool) -> dict[str, LedgerEntry]:
    """The ledger *entries* (by origin), those that stand for a notice with all its earlier versions.

    *before* are the last run's standing entries by notice id; *now* is the time (ISO 8601, UTC) at which what this run
    found replaced is said to be. Without *keep_pages* no version's bytes are kept.
    """
    standing = standing_in(entries)
    beside: dict[str, list[LedgerEntry]] = {}
    for entry in entries.values():
        if entry.notice_id and standing[entry.notice_id] is not entry:
            beside.setdefault(entry.notice_id, []).append(entry)

    def earlier(entry: LedgerEntry) -> tuple[EarlierVersion, ...]:
        if entry.notice_id is None or standing[entry.notice_id] is not entry:
            return ()
        found = _earlier(entry, before.get(entry.notice_id), beside.get(entry.notice_id, []), now)
        return found if keep_pages else tuple(replace(each, stored=False) for each in found)

    found = {origin: earlier(entry) for origin, entry in entries.items()}
    return {
        origin: entry if entry.earlier == found[origin] else replace(entry, earlier=found[origin])
        for origin, entry in entries.items()
    }


def revised(entries: Entries, before: Entries) -> int:
    """How many notices have another text than in the last run, whose standing entries by notice id are *before*."""
    standing = standing_in(entries)
    return sum(not _same_text(entry, before[notice_id]) for notice_id, entry in standing.items() if notice_id in before)


def _earlier(
    entry: LedgerEntry, before: LedgerEntry | None, beside: list[LedgerEntry], now: str
) -> tuple[EarlierVersion, ...]:
    """The versions known, then the page that stood till now, then those met *beside* the one that stands."""
    found = list(before.earlier) if before else []
    if before and not _same_text(before, entry):
        found.append(_version(before, now))
    for other in beside:
        if not _same_text(other, entry) and not any(_same_text(other, each) for each in found):
            found.append(_version(other, now))
    return tuple(found[-MAX_EARLIER:])


def _same_text(one: LedgerEntry | EarlierVersion, other: LedgerEntry | EarlierVersion) -> bool:
    """Whether two pages say the same, as far as is known: ledgers of older versions do not tell the text."""
    known = one.text_hash is not None and one.text_hash == other.text_hash
    return known or one.content_hash == other.content_hash


def _version(entry: LedgerEntry, now: str) -> EarlierVersion:
    return EarlierVersion(entry.origin, entry.content_hash, now, entry.text_hash, entry.fetched_at, entry.stored)
