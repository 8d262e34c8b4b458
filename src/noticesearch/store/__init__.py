"""The index folder: generations built aside and moved live at one point, the page store, the ledger, what was removed.

Plain files; it knows neither the engine nor the pages' form. Nothing is ever repaired or removed because it could not
be read.

    index/
      CURRENT                          names the live generation; replaced atomically
      WRITER.lock                      flock of the one writer, signed with who it is
      REMOVED                          what was taken down, one JSON line each
      generations/000007-<time>Z/      MANIFEST.json, LEDGER.jsonl, the engine's files; of the indexer, and not looked
                                       into here: GROUPS, SKETCHES.npy (reposts), VERSIONS.jsonl (what notices
                                       said before), SOURCES (where sources lie)
      generations/….building, .removing   of a build that runs or was killed; the next build removes them
      pages/ab/<62 hex>.gz             scraped bytes by SHA-256, of earlier versions too

A run writes so; leaving the block without `publish`, or by an exception, changes nothing:

    with IndexFolder(path).building("noticesearch reindex …") as build:
        build.link_previous(lambda name: …)             # unchanged files of build.previous, by hard link
        content_hash = build.pages.put(page.content)    # or put_packed(pack(content)), packed by a worker
        build.ledger.add(LedgerEntry(…))                # one a page; build.previous.ledger() is the last run's
        build.publish(identity, counts, check)          # the engine's files lie in build.folder by now

A reader: `with IndexFolder(path).pin() as generation:` generation.folder, .manifest, .ledger(); a server uses `follow`.
"""

from noticesearch.store.build import Build, Published
from noticesearch.store.errors import (
    IndexDamaged,
    IndexMissing,
    IndexRefused,
    IndexTrouble,
    NoPrevious,
    NotWritten,
    WriterBusy,
)
from noticesearch.store.folder import IndexFolder
from noticesearch.store.follower import Follower
from noticesearch.store.generations import Generation
from noticesearch.store.ledger import LedgerEntry, LedgerWriter
from noticesearch.store.lock import Holder
from noticesearch.store.manifest import FileRecord, Manifest
from noticesearch.store.pages import PackedPage, PageIntake, PageStore, content_hash, pack
from noticesearch.store.removed import Removed, Takedown
from noticesearch.store.verify import Verification

__all__ = [
    "Build",
    "FileRecord",
    "Follower",
    "Generation",
    "Holder",
    "IndexDamaged",
    "IndexFolder",
    "IndexMissing",
    "IndexRefused",
    "IndexTrouble",
    "LedgerEntry",
    "LedgerWriter",
    "Manifest",
    "NoPrevious",
    "NotWritten",
    "PackedPage",
    "PageIntake",
    "PageStore",
    "Published",
    "Removed",
    "Takedown",
    "Verification",
    "WriterBusy",
    "content_hash",
    "pack",
]
