"""Every system call by which an index folder changes, and nothing else: a test can fail, or kill, at each of them.

An OSError raised here always names its file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_TEMPORARY = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_HARD_LINKS = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP}  # exFAT, some network disks, 65,000 links
_SYNC_THREADS = 8  # 1,500 new pages on ext4: 0.39 s one after another, 0.16 s with eight, which share journal commits


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.filename is None:
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


@contextlib.contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    with _naming(path):
        fd = os.open(path, flags)
        try:
            yield fd
        finally:
            os.close(fd)


class NewFile:
    """A file that did not exist, being written from its beginning."""

    def __init__(self, path: Path, flags: int = _NEW_FILE) -> None:
        self._path = path
        self._fd: int | None = os.open(path, flags, 0o644)

    def write(self, data: bytes) -> None:
        """Append all of *data*; the system may take it in pieces."""
        if self._fd is None:
            raise ValueError(f"{self._path} is closed")
        rest = memoryview(data)
        with _naming(self._path):
            while rest:
                rest = rest[os.write(self._fd, rest) :]

    def sync(self) -> None:
        """Wait until what was written is on the disk."""
        if self._fd is not None:
            with _naming(self._path):
                os.fsync(self._fd)

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        fd, self._fd = self._fd, None
        if fd is not None:
            with _naming(self._path):
                os.close(fd)


def open_shared(path: Path) -> int:
    """A descriptor of a file that several processes lock and sign; created when missing."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)


def overwrite(fd: int, path: Path, data: bytes) -> None:
    """Make *data* the whole content of an open file; neither atomic nor synced."""
    with _naming(path):
        os.ftruncate(fd, 0)
        os.pwrite(fd, data, 0)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; not synced."""
    with contextlib.closing(NewFile(path)) as file:
        file.write(data)


def replace_file(path: Path, data: bytes) -> None:
    """Put *data* in place of *path* so that, whatever happens, the old or the new content stands there in full."""
    temporary = path.with_name(f"{path.name}.new")
    try:
        with contextlib.closing(NewFile(temporary, _TEMPORARY)) as file:
            file.write(data)
            file.sync()
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):  # the first error is the one to tell
            os.unlink(temporary)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Wait until the folder's own entries (names, renames) are on the disk."""
    with _opened(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC) as fd:
        os.fsync(fd)


def seal_files(paths: Iterable[Path]) -> None:
    """Make the files read-only and wait until their content is on the disk.

    Read-only because a later generation may be linked to the same bytes: nobody may write into them by accident.
    """
    with ThreadPoolExecutor(_SYNC_THREADS) as pool:
        for _ in pool.map(_seal_file, paths):
            pass


def _seal_file(path: Path) -> None:
    with _opened(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC) as fd:
        os.fchmod(fd, 0o444)
        os.fsync(fd)


def make_folder(path: Path, mode: int = 0o755) -> None:
    """Create one folder; an existing one is left as it is."""
    with contextlib.suppress(FileExistsError):
        os.mkdir(path, mode)


def make_parents(path: Path) -> None:
    """Create *path* and what is missing above it."""
    os.makedirs(path, exist_ok=True)


def make_private(path: Path) -> None:
    """Let nobody but the owner into the folder."""
    os.chmod(path, 0o700)


def rename(source: Path, target: Path) -> None:
    """Move within the file system; a file in the way is replaced."""
    os.replace(source, target)


def link_or_copy(source: Path, target: Path) -> bool:
    """Give the file a second name, or copy it where the file system has no hard links; True when linked."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
    else:
        return True
    with source.open("rb") as reading, contextlib.closing(NewFile(target)) as writing:
        while block := reading.read(1 << 20):
            writing.write(block)
    return False


def remove_file(path: Path) -> None:
    """Remove one file; a missing one is fine."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def remove_tree(path: Path) -> None:
    """Remove a folder and all in it, following no links; a missing one is fine."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(path)
