"""Pages from files: a folder read recursively, or one file. Links are not followed out of the folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources.containers import container
from noticesearch_indexer.sources.file_names import SKIPPED_FOLDERS, is_furniture, is_page, readable, suffix_of
from noticesearch_indexer.sources.files import page_in
from noticesearch_indexer.sources.limits import MAX_PAGE_BYTES
from noticesearch_indexer.sources.refusal import Unreadable


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder to be read, except for the folder *apart_from* in it: the index, should it lie there."""

    root: Path
    apart_from: Path | None = None


def count(tree: Tree) -> int:
    """How many pages a run over *tree* will meet."""
    return sum(_count(Path(file), tree.root) for file in _files(tree) if isinstance(file, str))


def _count(path: Path, root: Path) -> int:
    if _problem(path, root):
        return int(is_page(path.name))
    holder = container(path.name)
    return holder.count(path) if holder else int(is_page(path.name))


def pages(tree: Tree, name: str, skipped: Counter[str]) -> Iterator[Page | Rejection]:
    """Each page of *tree* in the order of names; archives and record files there are read too."""
    for file in _files(tree):
        if isinstance(file, OSError):
            origin = _origin(tree.root, name, Path(file.filename))
            yield _unread(origin, "folder", file)
            continue
        path = Path(file)
        origin = _origin(tree.root, name, path)
        if problem := _problem(path, tree.root):
            if not is_furniture(path.name):
                yield Rejection(origin, "read", problem)
        elif holder := container(path.name):
            yield from holder.pages(path, origin, skipped)
        elif is_page(path.name):
            yield page(path, origin)
        elif not is_furniture(path.name):
            skipped[suffix_of(path.name)] += 1


def _problem(path: Path, root: Path) -> str | None:
    """Why what lies at *path* is not even opened: a pipe or a device would never end, a link may lead to a secret."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            return f"a link that leads out of the folder, to {os.readlink(path)!a}; only its files are read"
        if path.exists() and not path.is_file():
            return "neither a file nor a folder (a pipe or a device, perhaps)"
    except (OSError, RuntimeError):  # a link to itself; whoever reads it will say so
        return None
    return None


def page(path: Path, origin: str) -> Page | Rejection:
    """The file at *path* as a page; unreadable or too large is a Rejection."""
    try:
        status = path.stat()
        if status.st_size > MAX_PAGE_BYTES:
            return Rejection(origin, "limit", f"{status.st_size:,} bytes, more than the {MAX_PAGE_BYTES:,} of a page")
        content = path.read_bytes()
    except OSError as error:
        return _unread(origin, "file", error)
    return page_in(content, origin, path.name, datetime.fromtimestamp(int(status.st_mtime), UTC))


def _unread(origin: str, what: str, error: OSError) -> Rejection:
    """What is gone since it was listed holds nothing any more; what is locked or damaged may."""
    kind = Rejection if isinstance(error, FileNotFoundError) else Unreadable
    return kind(origin, "read", f"unreadable {what}: {error.strerror}")


def _origin(root: Path, name: str, path: Path) -> str:
    return f"{name}/{readable(path.relative_to(root).as_posix())}" if path != root else name


def _files(tree: Tree) -> Iterator[str | OSError]:
    """Paths of the tree's files, sorted folder by folder; a folder that cannot be listed gives its OSError."""
    problems: list[OSError] = []
    for folder, names, files in os.walk(tree.root, onerror=problems.append):
        names[:] = sorted(name for name in names if not name.startswith(".") and name not in SKIPPED_FOLDERS)
        names[:] = [name for name in names if Path(folder, name) != tree.apart_from]
        yield from problems
        problems.clear()
        yield from (os.path.join(folder, file) for file in sorted(files))
    yield from problems
