"""What was taken down: ids and URLs that stay out of every later build. Only ever grows, one JSON line each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from noticesearch.store import disk
from noticesearch.store.errors import IndexDamaged


@dataclass(frozen=True, slots=True)
class Takedown:
    """One notice taken down, by id, by URL, or by both; `removed_at` is ISO 8601."""

    notice_id: str | None
    url: str | None
    removed_at: str


@dataclass(frozen=True)  # no slots: cached_property needs the instance's dict
class Removed:
    """All that was taken down, in the order it was."""

    entries: tuple[Takedown, ...] = ()

    def is_removed(self, notice_id: str, url: str | None) -> bool:
        """Whether the notice of that id, or any from that URL, must stay out."""
        return notice_id in self._ids or url in self._urls

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(entry.notice_id for entry in self.entries if entry.notice_id is not None)

    @cached_property
    def _urls(self) -> frozenset[str | None]:
        return frozenset(entry.url for entry in self.entries if entry.url is not None)


def read_removed(path: Path) -> Removed:
    """What the file at *path* takes down; nothing when there is no file.

    Raises:
        IndexDamaged: a line cannot be read. Going on without it would bring back what was taken down.
    """
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return Removed()
    except OSError as error:
        raise IndexDamaged(f"cannot read {path}: {error.strerror}") from error
    return Removed(tuple(_takedown(path, number, line) for number, line in enumerate(lines, start=1)))


def write_removed(path: Path, removed: Removed) -> None:
    """Put the list on the disk, the old or the new one in full; only for a holder of the writer lock."""
    lines = [json.dumps(asdict(entry)) + "\n" for entry in removed.entries]
    disk.replace_file(path, "".join(lines).encode())


def _takedown(path: Path, number: int, line: bytes) -> Takedown:
    try:
        record = json.loads(line)
        return Takedown(record["notice_id"], record["url"], record["removed_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(
            f"{path}, line {number}: expected "
            '{"notice_id": …, "url": …, "removed_at": …}, found '
            f"{line[:80].decode(errors='replace')!r}; mend the line by hand"
        ) from error
