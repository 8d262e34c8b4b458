"""Builds, updates and merges of an index ended at many points: what a reader finds afterwards, as a table.

    python -m benchmarks.crashes [--points 100]

At each point the process is killed (SIGKILL), or power is lost too: then files go back to what was last synced of them.
A step is a system call that changes a file or folder, or a write. Then the index is read, verified, and the next run is
made. "wrong" is anything but the old index or the new one in full. tests/columnar/test_crash.py tries a few points.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.columnar.crashes import FINE, OPERATIONS, outcomes


def main() -> None:
    """Try, and print; exit 1 where anything is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--points", type=int, default=100, help="of each operation")
    given = arguments.parse_args()
    wrong: list[str] = []
    print("operation  segments  ended by     steps  points  none yet  old  new  wrong")
    with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108
        for name, operation_in in OPERATIONS.items():
            operation = operation_in(Path(folder) / name)
            before, after = operation.segments
            for power in (False, True):
                found = outcomes(operation, given.points, power=power)
                none, old, new = (found[outcome] for outcome in ("none yet", "old", "new"))
                bad = [f"{name}: {outcome} ({times})" for outcome, times in found.items() if outcome not in FINE]
                wrong += bad
                print(
                    f"{name:9}  {before} → {after}     {'power lost' if power else 'kill':10}  {operation.steps:6}"
                    f"  {found.total():6}  {none:8}  {old:3}  {new:3}  {len(bad):5}",
                    flush=True,
                )
    print("\n".join(wrong) or "nothing wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
