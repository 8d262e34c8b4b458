"""A generation's manifest: every file with size and SHA-256, what it was built with, what it holds.

Canonical JSON with a checksum of its own, so that a flipped bit in it is found too.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from noticesearch.store import disk
from noticesearch.store.errors import IndexDamaged, IndexRefused
from noticesearch.store.layout import MANIFEST

FORMAT = 1

Pairs = tuple[tuple[str, str], ...]
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a generation: name relative to its folder with `/`, size in bytes, SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is. `identity` holds versions and hashes (schema, analysis, pipeline) by name.

    `built_at` is ISO 8601 in UTC; `previous` the generation that was live before, None for the first.
    """

    built_at: str
    previous: str | None
    identity: Pairs
    counts: Counts
    files: tuple[FileRecord, ...]
    format: int = FORMAT

    def identity_of(self, name: str) -> str | None:
        """The version or hash recorded under *name*, None when the build gave none."""
        return dict(self.identity).get(name)

    def count_of(self, name: str) -> int:
        """The count recorded under *name*, 0 when the build gave none."""
        return dict(self.counts).get(name, 0)


def small_files(record: FileRecord) -> bool:
    """The files that opening a generation hashes unless told otherwise: those under 1 MB, and tables of contents.

    A table of contents names the dead, has no checksum of its own, and grows with their number.
    """
    return record.size < 1_000_000 or record.name.endswith(".toc")


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write *manifest* into *folder*, which must not have one; not synced."""
    disk.write_new(folder / MANIFEST, _canonical(manifest))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation in *folder*.

    Raises:
        IndexDamaged: missing, unreadable, or not as it was written.
        IndexRefused: in a format that this version does not know.
    """
    path = folder / MANIFEST
    try:
        raw = path.read_bytes()
        record = json.loads(raw)
        if record["format"] != FORMAT:
            raise IndexRefused(
                f"{path} is in format {record['format']!r}, expected {FORMAT}; "
                "use the version that built it, or build anew with: noticesearch reindex --full"
            )
        manifest = _parse(record)
    except OSError as error:
        raise IndexDamaged(f"cannot read {path}: {error.strerror}; try noticesearch rollback") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"{path} is no manifest ({error}); try noticesearch rollback") from error
    if raw != _canonical(manifest):
        raise IndexDamaged(f"{path} was changed after it was written; try noticesearch rollback")
    return manifest


def _canonical(manifest: Manifest) -> bytes:
    record = asdict(manifest)
    record["identity"], record["counts"] = dict(manifest.identity), dict(manifest.counts)
    record["checksum"] = hashlib.sha256(_json(record)).hexdigest()
    return _json(record)


def _json(record: Mapping[str, object]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _parse(record: Mapping[str, object]) -> Manifest:
    previous, files = record["previous"], record["files"]
    if not isinstance(files, list):
        raise TypeError("files is no list")
    return Manifest(
        built_at=str(record["built_at"]),
        previous=None if previous is None else str(previous),
        identity=tuple((name, str(value)) for name, value in _items(record["identity"])),
        counts=tuple((name, int(str(value))) for name, value in _items(record["counts"])),
        files=tuple(FileRecord(_inside(file["name"]), int(file["size"]), str(file["sha256"])) for file in files),
    )


def _items(value: object) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        raise TypeError(f"expected an object, found {value!r}")
    return sorted(value.items())


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or str(path) != name:
        raise ValueError(f"file name {name!r} leads out of the generation")
    return name


def is_lock(name: str) -> bool:
    """Whether a file only serves as somebody's lock (MAIN_WRITELOCK, x.lock): never recorded, linked or missed."""
    return name.lower().endswith("lock")


def file_names(folder: Path) -> Iterator[str]:
    """Every file in *folder* but its manifest and locks, sorted, relative with `/`.

    Raises:
        IndexDamaged: something is neither a file nor a folder (a symbolic link, say).
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode) or name == MANIFEST or is_lock(name):
            continue
        if not stat.S_ISREG(mode):
            raise IndexDamaged(f"{path} is no regular file; an index holds only files and folders")
        yield name


def file_record(folder: Path, name: str) -> FileRecord:
    """The record of a file as it is now."""
    path = folder / name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileRecord(name, path.stat().st_size, digest)


def differences(
    folder: Path, manifest: Manifest, hashed: Callable[[FileRecord], bool], *, stray: bool = True
) -> Iterator[str]:
    """Sentences on where *folder* differs from *manifest*: files missing, unreadable, resized, and changed if *hashed*.

    With *stray*, also files that the manifest does not know: an engine might load them.
    """
    for record in manifest.files:
        try:
            yield from _difference(folder, record, hashed)
        except OSError as error:
            yield f"cannot read {folder / record.name}: {error.strerror}"
    if stray:
        known = {record.name for record in manifest.files}
        yield from (f"{folder / name} is not in the manifest" for name in file_names(folder) if name not in known)


def _difference(folder: Path, record: FileRecord, hashed: Callable[[FileRecord], bool]) -> Iterator[str]:
    path = folder / record.name
    if path.is_symlink() or not path.is_file():
        yield f"{path} is missing, expected {record.size} bytes"
    elif (size := path.stat().st_size) != record.size:
        yield f"{path} has {size} bytes, expected {record.size}"
    elif hashed(record) and file_record(folder, record.name).sha256 != record.sha256:
        yield f"{path} was changed: its SHA-256 is not the manifest's"
