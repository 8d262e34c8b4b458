"""Opens what the command line names: decides what each source is, gives it a name, and reads its pages.

A source that cannot be read at all is an error; a bad page inside one is a Rejection, and the rest is read on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from noticesearch.errors import Trouble
from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import archive, folder, records
from noticesearch_indexer.sources.file_names import holds_records


class SourceUnreadable(Trouble):
    """A source named on the command line does not exist or cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: `name` begins the origin of each of its pages.

    `skipped` counts, while `pages` runs, the files passed over because they are no pages, by suffix without its dot.
    """

    path: Path
    name: str
    count: Callable[[], int]
    read: Callable[[Counter[str]], Iterator[Page | Rejection]]
    skipped: Counter[str] = field(default_factory=Counter)

    def pages(self) -> Iterator[Page | Rejection]:
        """Each page, or why it is none, in a stable order."""
        return self.read(self.skipped)


def open_sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    """The sources at *paths*, each with a name of its own.

    Raises:
        SourceUnreadable: a path does not exist, may not be read, or is given twice.
    """
    resolved = [_checked(path) for path in paths]
    for path in resolved:
        if resolved.count(path) > 1:
            raise SourceUnreadable(f"the source {str(path)!r} is given twice; name it once")
    return tuple(_source(path, name) for path, name in zip(resolved, _names(resolved), strict=True))


def _checked(path: Path) -> Path:
    try:
        resolved = path.resolve(strict=True)
        if resolved.is_dir():
            next(resolved.iterdir(), None)
        else:
            resolved.open("rb").close()
    except OSError as error:
        raise SourceUnreadable(f"cannot read the source {str(path)!r}: {error.strerror}; check the path") from error
    return resolved


def _names(paths: Sequence[Path]) -> list[str]:
    """The last component of each path, with as many before it as tell equal ones apart."""
    for depth in range(1, max(len(path.parts) for path in paths) + 1 if paths else 1):
        names = ["/".join(path.parts[-depth:]).lstrip("/") for path in paths]
        if len(set(names)) == len(names):
            return names
    return [str(path) for path in paths]


def _source(path: Path, name: str) -> Source:
    if path.is_dir():
        return Source(path, name, lambda: folder.count(path), lambda skipped: folder.pages(path, name, skipped))
    if holds_records(path.name):
        return Source(path, name, lambda: records.count(path), lambda _: records.pages(path, name))
    if path.suffix.lower() == ".zip":
        return Source(path, name, lambda: archive.count(path), lambda skipped: archive.pages(path, name, skipped))
    return Source(path, name, lambda: 1, lambda _: iter((folder.page(path, name),)))
