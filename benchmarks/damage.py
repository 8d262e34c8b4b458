"""One flipped bit or a lost end in every file of a small index, at many places: what verify and a search say of it.

    python -m benchmarks.damage [--flips 300] [--cuts 50]

"verify" is how often `noticesearch verify` tells of it, "search" how often a search is refused with a sentence; stored
pages are read by no search. "harmless" is what leaves the file saying the same: CURRENT without its line end, a page
with another time in gzip's header. Then segments alone, with no file hashed at opening, as large ones are not: refused
when opened or when the block is touched, by their own checksums. Anything else than a sentence ends the script.
tests/columnar/test_damage.py does the same at a few places.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.columnar import damaging
from tests.columnar.damaging import cut, damaged_index, files, flipped
from tests.columnar.generations import state

PAGES = 3


def main() -> None:
    """Damage, and print; exit 1 where damage goes unseen."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--flips", type=int, default=300, help="of each file")
    arguments.add_argument("--cuts", type=int, default=50, help="of each file")
    given = arguments.parse_args()
    random = Random(20261124)  # noqa: S311  # the same on every run, which is the point
    with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108
        index = damaged_index(Path(folder))
        pages = [path for path in files(index) if path.suffix == ".gz"]
        paths = [path for path in files(index) if path.suffix != ".gz"] + random.sample(pages, PAGES)
        unseen = sum(_of_file(index, path, random, given.flips, given.cuts) for path in paths)
        unseen += _of_segments(index, random, given.flips, given.cuts)
    print(f"{unseen} unseen" if unseen else "nothing unseen")
    sys.exit(1 if unseen else 0)


def _of_file(index: Path, path: Path, random: Random, flips: int, cuts: int) -> int:
    before, found = path.read_bytes(), Counter[str]()
    for damage in [flipped] * flips + [cut] * cuts:
        with damaging.replaced(path, damage(random, before)):
            found["verify"] += damaging.is_found_by_verify(index)
            found["search"] += damaging.is_refused(index)
            found["harmless"] += damaging.says_the_same(path, before)
    name = "a stored page" if path.suffix == ".gz" else "/".join(path.parts[len(index.parts) :][-3:])
    print(
        f"{name:50} {len(before):8,} bytes  damaged {flips + cuts:4}  verify {found['verify']:4}  "
        f"search {found['search']:4}  harmless {found['harmless']:3}",
        flush=True,
    )
    damaged = flips + cuts - found["harmless"]
    return damaged - found["verify"] + (damaged - found["search"] if damaging.is_read_by_a_search(path) else 0)


def _of_segments(index: Path, random: Random, flips: int, cuts: int) -> int:
    expected, found = state(index), Counter[str]()
    for path in (path for path in files(index) if path.suffix == ".columns"):
        before = path.read_bytes()
        for damage in [flipped] * flips + [cut] * cuts:
            with damaging.replaced(path, damage(random, before)):
                found[damaging.without_hashes(index, expected)] += 1
    told = ", ".join(f"{what} {times:,}" for what, times in found.most_common())
    print(f"segments, nothing hashed at opening: damaged {found.total():,}: {told}")
    return found["WRONG ANSWER"]


if __name__ == "__main__":
    main()
