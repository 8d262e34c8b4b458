"""County × issue type × word over real documents: totals and facet counts of an index against a scan of every part.

    python -m benchmarks.joint_filters SHARED/data [--triples 500]

Builds an index of the documents with an ordinary run, asks it random triples as notices and as findings, and prints
every difference, then how many there were. tests/plain/test_joint_filters.py does the same over the sample pages.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from noticesearch.engine import Searcher
from noticesearch.live import searching
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.sources import open_sources
from tests.plain.joint import answered, scan, triples

SOURCE = "corpus/hebei.jsonl.gz"


def differences(searcher: Searcher, count: int) -> Iterator[str]:
    """A line for each of *count* triples whose answer differs from the scan's; last, what was asked in all."""
    issue_groups = {kind.name: kind.group for kind in searcher.issue_types()}
    scanned = scan(tuple(searcher.notices()), lambda notice_id: searcher.group(notice_id)[0], issue_groups)
    random = Random(500)  # noqa: S311  # the same on every run, which is the point
    found = different = counts = 0
    for query, word in triples(scanned, random, count):
        expected, answer = scanned.counted(query, word), answered(searcher.search(query))
        found += bool(expected.total)
        counts += sum(map(len, expected.facets.values()))
        if answer != expected:
            different += 1
            yield f"{query}: expected {expected}, found {answer}"
    told = f"{found} have hits, {counts:,} facet counts, {len(scanned.parts):,} parts"
    yield f"{different} of {count} triples differ; {told}"


def main() -> None:
    """Build, ask and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("data", type=Path, help=f"the folder that holds {SOURCE}")
    arguments.add_argument("--triples", type=int, default=500)
    given = arguments.parse_args()
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        reindex(open_sources([given.data / SOURCE]), index, Options(), Quiet())
        with searching(index) as searcher:
            for rows, asked in (("notices", searcher), ("findings", searcher.findings())):
                for line in differences(asked, given.triples):
                    print(f"{rows}: {line}")


if __name__ == "__main__":
    main()
