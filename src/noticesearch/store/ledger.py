"""The ledger: one line a page of the run, what was read and what became of it.

Incremental runs compare with it, `verify` and the report read it, the page store keeps what it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import get_args, get_type_hints

from noticesearch.notice import Rejection
from noticesearch.store import disk
from noticesearch.store.errors import IndexDamaged
from noticesearch.versions import EarlierVersion

_BUFFER_BYTES = 1 << 18  # about 1,000 lines a write
_STAGES = frozenset(get_args(get_type_hints(Rejection)["stage"]))


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One page of the run: it became the notice `notice_id`, or was turned down for `rejection`; exactly one is set.

    `content_hash` is the SHA-256 of the page's bytes, None when they could not be read; `given_hash` that of the
    record's other fields. `stored` says whether the page store keeps the bytes. `fetched_at` is ISO 8601.
    `text_hash` stands for the notice's title and text, None when an older ledger does not tell. `earlier` are the
    versions of the notice that this page or those before it replaced, the latest at the end.
    """

    origin: str
    content_hash: str | None
    given_hash: str
    notice_id: str | None = None
    rejection: Rejection | None = None
    url: str | None = None
    fetched_at: str | None = None
    stored: bool = False
    text_hash: str | None = None
    earlier: tuple[EarlierVersion, ...] = ()

    def __post_init__(self) -> None:
        if (self.notice_id is None) == (self.rejection is None):
            raise ValueError(f"{self.origin}: expected either a notice or a rejection")


class LedgerWriter:
    """Writes the ledger of a generation being built."""

    def __init__(self, path: Path) -> None:
        self._file = disk.NewFile(path)
        self._buffer = bytearray()

    def add(self, entry: LedgerEntry) -> None:
        """Append *entry*; it may stay in memory until `close`."""
        self._buffer += _line(entry)
        if len(self._buffer) >= _BUFFER_BYTES:
            self._flush()

    def close(self) -> None:
        """Write what is still in memory; closing twice is fine."""
        if self._buffer:
            self._flush()
        self._file.close()

    def abandon(self) -> None:
        """Close without writing what is still in memory."""
        self._buffer.clear()
        self._file.close()

    def _flush(self) -> None:
        self._file.write(bytes(self._buffer))
        self._buffer.clear()


def read_ledger(path: Path) -> Iterator[LedgerEntry]:
    """The entries of the ledger at *path*, as written, one at a time.

    Raises:
        IndexDamaged: at the first line that cannot be read, naming it.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield _entry(path, number, line)
    except OSError as error:
        raise IndexDamaged(f"cannot read {path}: {error.strerror}; try noticesearch rollback") from error


def stored_pages(path: Path) -> Iterator[str]:
    """The hashes of the pages that the ledger at *path* says the page store keeps. Raises as `read_ledger` does."""
    for entry in read_ledger(path):
        pages: tuple[LedgerEntry | EarlierVersion, ...] = (entry, *entry.earlier)
        yield from (page.content_hash for page in pages if page.stored and page.content_hash is not None)


def _line(entry: LedgerEntry) -> bytes:
    record: dict[str, object] = {
        "origin": entry.origin,
        "content": entry.content_hash,
        "given": entry.given_hash,
        "notice": entry.notice_id,
        "stage": entry.rejection.stage if entry.rejection else None,
        "reason": entry.rejection.reason if entry.rejection else None,
        "url": entry.url,
        "fetched_at": entry.fetched_at,
        "stored": entry.stored,
        "text": entry.text_hash,
        "earlier": [asdict(version) for version in entry.earlier],
    }
    # "surrogatepass": a file name that is no UTF-8 reaches us with lone surrogates, and must come back the same.
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def _entry(path: Path, number: int, line: bytes) -> LedgerEntry:
    try:
        record = json.loads(line.decode("utf-8", "surrogatepass"))
        origin, stage = record["origin"], record["stage"]
        if stage is not None and stage not in _STAGES:
            raise ValueError(f"no stage is named {stage!r}")
        return LedgerEntry(
            origin=origin,
            content_hash=record["content"],
            given_hash=record["given"],
            notice_id=record["notice"],
            rejection=None if stage is None else Rejection(origin, stage, record["reason"]),
            url=record["url"],
            fetched_at=record["fetched_at"],
            stored=record["stored"],
            text_hash=record.get("text"),  # older ledgers tell neither this nor earlier versions
            earlier=tuple(EarlierVersion(**version) for version in record.get("earlier", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{path}, line {number}: no ledger entry ({error}); try noticesearch rollback") from error
