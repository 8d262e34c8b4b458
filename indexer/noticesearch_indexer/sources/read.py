"""Opens what the command line names: decides what each source is, gives it a name, and reads its pages.

A source that cannot be read at all is an error; a bad page inside one is a Rejection, and the rest is read on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import folder
from noticesearch_indexer.sources.containers import container
from noticesearch_indexer.sources.file_names import readable
from noticesearch_indexer.sources.refusal import SourceUnreadable


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
        """Each page, or why it is none, in a stable order.

        Raises:
            SourceUnreadable: the source is gone or locked since it was opened.
        """
        _checked(self.path)
        yield from self.read(self.skipped)


def open_sources(paths: Sequence[Path], *, index: Path | None = None) -> tuple[Source, ...]:
    """The sources at *paths*, each with a name of its own; the *index* folder, should it lie in one, is left out.

    Raises:
        SourceUnreadable: a path does not exist, may not be read, is given twice, or lies in another or in the index.
    """
    resolved = [_checked(path) for path in paths]
    apart_from = index.resolve() if index else None
    for number, path in enumerate(resolved):
        _check_place(path, resolved[:number] + resolved[number + 1 :], apart_from)
    names = map(readable, _names(resolved))
    return tuple(_source(path, name, apart_from) for path, name in zip(resolved, names, strict=True))


def _checked(path: Path) -> Path:
    try:
        resolved = path.resolve(strict=True)
        if resolved.is_dir():
            next(resolved.iterdir(), None)
        elif resolved.is_file():
            resolved.open("rb").close()
        else:
            raise SourceUnreadable(f"the source {str(path)!r} is a pipe or a device; expected a folder or a file")
    except OSError as error:
        raise SourceUnreadable(f"cannot read the source {str(path)!r}: {error.strerror}; check the path") from error
    except RuntimeError as error:  # Python below 3.13 says so of a link that leads to itself
        raise SourceUnreadable(f"cannot read the source {str(path)!r}: {error}; check the path") from error
    return resolved


def _check_place(path: Path, others: Sequence[Path], index: Path | None) -> None:
    if path in others:
        raise SourceUnreadable(f"the source {str(path)!r} is given twice; name it once")
    if index and path.is_relative_to(index):
        raise SourceUnreadable(f"the source {str(path)!r} lies in the index folder {index}; give the scraped pages")
    for other in others:
        if path.is_relative_to(other):
            raise SourceUnreadable(f"the source {str(path)!r} lies in {str(other)!r}, which is given too; name one")


def _names(paths: Sequence[Path]) -> list[str]:
    """The last component of each path, with as many before it as tell equal ones apart."""
    for depth in range(1, max(len(path.parts) for path in paths) + 1 if paths else 1):
        names = ["/".join(path.parts[-depth:]).lstrip("/") for path in paths]
        if len(set(names)) == len(names):
            return names
    return [str(path) for path in paths]


def _source(path: Path, name: str, apart_from: Path | None) -> Source:
    if path.is_dir():
        tree = folder.Tree(path, apart_from)
        return Source(path, name, lambda: folder.count(tree), lambda skipped: folder.pages(tree, name, skipped))
    if holder := container(path.name):
        return Source(path, name, lambda: holder.count(path), lambda skipped: holder.pages(path, name, skipped))
    return Source(path, name, lambda: 1, lambda _: iter((folder.page(path, name),)))
