"""How the labelled notices are read: counties, findings, issue types and status against their labels, a table.

    python -m benchmarks.labelled [--set NAME] [--mistakes county|finding|kind|finding_kind|status|taken]

The sets and how they are compared: tests/annotation/labelled/README.md, tests/annotation/scoring.py.
"""

from __future__ import annotations

import argparse

from tests.annotation.labelled_notices import SETS, labelled
from tests.annotation.scoring import Score, score

KINDS = ("county", "finding", "kind", "finding_kind", "status", "taken")


def main() -> None:
    """Print a line a set, or the mistakes of one."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--set", choices=SETS, action="append", help="only this set")
    arguments.add_argument("--mistakes", choices=KINDS, help="print what is wrong")
    given = arguments.parse_args()
    print("| set | notices | county | finding | types of a part | types of a finding | status | mentions taken |")
    print("|---|---|---|---|---|---|---|---|")
    for name in given.set or SETS:
        notices = labelled(name)
        found = score(notices)
        figures = " | ".join(f"{getattr(found, kind).f1:.3f}" for kind in KINDS[:-1])
        print(f"| `{name}` | {len(notices)} | {figures} | {len(found.taken)} of {found.mentions} |")
        if given.mistakes:
            print("\n".join(_mistakes(found, given.mistakes)))


def _mistakes(found: Score, kind: str) -> list[str]:
    if kind == "taken":
        return found.taken
    tally = getattr(found, kind)
    return [f"missed {each}" for each in tally.missed] + [f"too many {each}" for each in tally.extra]


if __name__ == "__main__":
    main()
