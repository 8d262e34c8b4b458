"""The page store: scraped bytes, compressed, named by content hash, written once, read back under that hash.

A build's new pages wait in a folder of their own and join the store, synced, when it publishes: a killed build leaves
none behind.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from noticesearch.store import disk
from noticesearch.store.errors import IndexDamaged
from noticesearch.store.layout import listing

_LEVEL = 6  # 1,500 institution pages: a quarter of their size at 85 MB/s; 9 saves 0.6 % more at 55 MB/s
_FAN = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"([0-9a-f]{62})\.gz")


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page ready to be stored: the SHA-256 of its bytes in hex, and the bytes as gzip."""

    content_hash: str
    data: bytes


def pack(content: bytes) -> PackedPage:
    """Compress a page; a pure function, so that worker processes can do it."""
    return PackedPage(content_hash(content), gzip.compress(content, _LEVEL, mtime=0))


def content_hash(content: bytes) -> str:
    """The SHA-256 of *content* in hex, under which it is stored."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class PageStore:
    """The pages of an index folder, for reading."""

    root: Path

    def path(self, content_hash: str) -> Path:
        """Where the page of that hash lies; `zcat` prints it."""
        return self.root / content_hash[:2] / f"{content_hash[2:]}.gz"

    def read(self, content_hash: str) -> bytes | None:
        """The bytes of a page, None when the store does not have it (as after --no-pages).

        Raises:
            IndexDamaged: the file does not give the bytes that its name promises.
        """
        path = self.path(content_hash)
        try:
            content = gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, EOFError, zlib.error) as error:
            raise IndexDamaged(f"cannot read the page {path}: {error}; scrape it again and reindex") from error
        if hashlib.sha256(content).hexdigest() != content_hash:
            raise IndexDamaged(f"the page {path} was changed: expected its SHA-256 to be its name; reindex it")
        return content

    def hashes(self) -> Iterator[str]:
        """The hashes of all stored pages, sorted."""
        for fan in sorted(filter(_FAN.fullmatch, listing(self.root))):
            for name in sorted(listing(self.root / fan)):
                if match := _FILE.fullmatch(name):
                    yield fan + match.group(1)

    def keep_only(self, named: AbstractSet[str]) -> int:
        """Remove the pages not *named*; how many. Only for a holder of the writer lock."""
        unnamed = [stored for stored in self.hashes() if stored not in named]
        for stored in unnamed:
            disk.remove_file(self.path(stored))
        return len(unnamed)


class PageIntake:
    """A build's new pages, put by one thread; the store gets them at `store`, or never."""

    def __init__(self, store: PageStore, incoming: Path) -> None:
        self._store = store
        self._incoming = incoming
        self._new: set[str] = set()

    def put(self, content: bytes) -> str:
        """Keep a page's bytes; their hash. Bytes already stored cost a look and are not written again."""
        found = content_hash(content)
        return found if self._has(found) else self.put_packed(pack(content))

    def put_packed(self, packed: PackedPage) -> str:
        """Keep a page that a worker has packed; its hash."""
        if not self._has(packed.content_hash):
            if not self._new:
                disk.make_folder(self._incoming)
            disk.write_new(self._incoming / packed.content_hash, packed.data)
            self._new.add(packed.content_hash)
        return packed.content_hash

    def _has(self, found: str) -> bool:
        if found in self._new:
            return True
        try:
            return self._store.read(found) is not None
        except IndexDamaged:  # the bytes are at hand again: this build mends the page
            return False

    def store(self) -> None:
        """Move the new pages into the store, synced; a page no generation names yet does no harm there."""
        if not self._new:
            return
        disk.seal_files(self._incoming / name for name in self._new)
        fans = {self._store.path(name).parent for name in self._new}
        for fan in fans:
            disk.make_folder(fan)
        for name in self._new:
            disk.rename(self._incoming / name, self._store.path(name))
        for folder in (*fans, self._store.root):
            disk.sync_folder(folder)
        self.discard()

    def discard(self) -> None:
        """Drop what has not been stored."""
        disk.remove_tree(self._incoming)
        self._new.clear()
