"""The columnar engine against the plain one over random histories: every difference, then how much was asked.

    python -m benchmarks.oracle [--questions 1000] [--states 10] [--seed 1000]

Each round is an index in *states* states, each asked 20 questions of notices and of findings, as pages and as
crossings, until so many questions were put to each state. Every fifth round has an index of hundreds of notices.
tests/columnar/test_oracle.py does the same on a small scale.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.columnar.comparing import Asked, differences

A_ROUND = 20
LARGE_EVERY, LARGE = 5, 20  # so many times as many notices


def main() -> None:
    """Compare and print; exit 1 where anything differs."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--questions", type=int, default=1000, help="to each state, over all rounds")
    arguments.add_argument("--states", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=1000, help="of the first round")
    given = arguments.parse_args()
    asked, started, different = Asked(), monotonic(), 0
    with TemporaryDirectory() as folder:
        for number in range(-(-given.questions // A_ROUND)):
            scale = 1 if number % LARGE_EVERY else LARGE
            root = Path(folder) / str(number)
            for difference in differences(root, given.seed + number, given.states, A_ROUND, asked, scale):
                print(difference)
                different += 1
    print(
        f"{different} differences in {asked.questions:,} questions over {asked.states:,} states: {asked.compared:,} "
        f"answers and crossings compared, {asked.with_hits:,} answers with hits, {monotonic() - started:.0f} s"
    )
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
