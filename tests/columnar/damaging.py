"""One file of an index with a flipped bit or a lost end, and what is then found; `benchmarks/damage.py` too."""

from __future__ import annotations

import gzip
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Literal

from noticesearch import live
from noticesearch.live import missing_notices
from noticesearch.store import IndexFolder, IndexTrouble
from noticesearch.store.manifest import is_lock
from tests.columnar.generations import State, answers, change, notices, publish, state

Damage = Callable[[Random, bytes], bytes]
Finding = Literal["refused at opening", "refused when touched", "not touched", "WRONG ANSWER"]


def damaged_index(root: Path) -> Path:
    """An index to be damaged: two segments, the first with dead rows, and the generation before it."""
    first = change({}, notices(1, 0, 60))
    publish(root / "index", first)
    publish(root / "index", change(first.holds, notices(2, 58, 62), [f"{at:016x}" for at in range(3)]))
    return root / "index"


def flipped(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data))]


def files(index: Path) -> list[Path]:
    """Every file of the live generation, CURRENT and its pages; those with nothing in them aside."""
    folder = IndexFolder(index)
    generation = folder.layout.generation(folder.current_name())
    found = (path for root in (generation, folder.layout.pages) for path in sorted(root.rglob("*")))
    return [
        path
        for path in (folder.layout.current, *found)
        if path.is_file() and path.stat().st_size and not is_lock(path.name)
    ]


def is_read_by_a_search(path: Path) -> bool:
    """Whether a search reads the file: stored pages are for reindexing."""
    return path.suffix != ".gz"


@contextmanager
def replaced(path: Path, data: bytes) -> Iterator[None]:
    """The file with other content while the block runs: a new file, so that nobody else's hard link changes."""
    before = path.with_name(f"{path.name}.before.lock")
    path.rename(before)
    try:
        path.write_bytes(data)
        yield
    finally:
        before.replace(path)


def is_found_by_verify(index: Path) -> bool:
    """Whether `noticesearch verify` tells of a problem."""
    return bool(IndexFolder(index).verify(missing_notices).problems)


def says_the_same(path: Path, before: bytes) -> bool:
    """Whether the file says what it said: CURRENT without its line end, a page with other bits of gzip's header."""
    if path.suffix == ".gz":
        with suppress(OSError, EOFError, zlib.error):
            return gzip.decompress(path.read_bytes()) == gzip.decompress(before)
        return False
    return path.name == "CURRENT" and path.read_bytes() == before.removesuffix(b"\n")


def is_refused(index: Path) -> bool:
    """Whether a search is refused with a sentence; anything else it raises passes."""
    try:
        state(index)
    except IndexTrouble as trouble:
        return len(str(trouble)) > 40
    return False


def without_hashes(index: Path, expected: State) -> Finding:
    """What the engine finds by itself, when no file was hashed at opening, as segments of 1 MB and more are not."""
    opened = False
    try:
        with IndexFolder(index).pin(lambda _: False) as generation:
            searcher = live.searcher_over(generation)
            opened = True
            try:
                return "not touched" if answers(searcher) == expected else "WRONG ANSWER"
            finally:
                searcher.close()
    except IndexTrouble:
        return "refused when touched" if opened else "refused at opening"


def copied(index: Path, folder: Path) -> Path:
    """A copy of the index, to damage."""
    return Path(shutil.copytree(index, folder / "index"))
