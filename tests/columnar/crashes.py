"""Builds, updates and merges of an index, ended at chosen steps: for the tests, and for `benchmarks/crashes.py`."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from noticesearch.columnar.loading import read_toc
from noticesearch.live import ENGINE_FOLDER, missing_notices
from noticesearch.store import IndexFolder, IndexTrouble
from tests.columnar import killing
from tests.columnar.generations import Change, State, change, notices, publish, state

Outcome = str
"""`old`, `new`, `none yet` of a first build; anything else tells what is wrong."""

FINE = ("old", "new", "none yet")


class Operation:
    """One operation on an index: *earlier* changes are published in *root* first, then *last* is tried on copies."""

    def __init__(self, root: Path, earlier: tuple[Change, ...], last: Change) -> None:
        self.root, self.last = root, last
        self.start = root / "start"
        for each in earlier:
            publish(self.start, each)
        self.old = state(self.start) if earlier else None
        finished = self._copy("finished")
        self.segments = (segments(self.start), segments(self._published(finished)))
        self.new = state(finished)
        counted = self._copy("counted")
        steps = killing.run(lambda: publish(counted, last))
        self.steps = steps or 0

    def points(self, wanted: int) -> list[int]:
        """So many steps, spread over all of them from the first to the last."""
        return sorted({at * (self.steps - 1) // (wanted - 1) for at in range(wanted)})

    def killed_at(self, step: int, *, power: bool) -> Outcome:
        """What a reader finds after a kill at *step*, and whether `verify` and the next run are content."""
        index = self._copy(f"{step}-{power}")
        try:
            if killing.run(lambda: publish(index, self.last), step, power=power) is not None:
                return "not killed"
            outcome = self._found(index)
            if outcome in FINE:
                outcome = self._problem_after(index, outcome) or outcome
            return outcome
        finally:
            shutil.rmtree(index, ignore_errors=True)

    def _found(self, index: Path) -> Outcome:
        found = _state_or_none(index)
        if found is None:
            return "none yet" if self.old is None else "unreadable"
        return "new" if found == self.new else "old" if found == self.old else "a mixture"

    def _problem_after(self, index: Path, outcome: Outcome) -> Outcome | None:
        if outcome != "none yet" and (problems := IndexFolder(index).verify(missing_notices).problems):
            return f"verify: {problems[0]}"
        publish(index, self.last)
        verified = IndexFolder(index).verify(missing_notices)
        if state(index) != self.new or verified.problems or verified.notes:
            return f"the next run: {verified}"
        return None

    def _published(self, index: Path) -> Path:
        publish(index, self.last)
        return index

    def _copy(self, name: str) -> Path:
        target = self.root / name
        if self.start.exists():
            shutil.copytree(self.start, target)
        return target


def segments(index: Path) -> int:
    """How many segments of notices the live generation has; 0 where there is no index."""
    if not index.exists():
        return 0
    folder = IndexFolder(index)
    generation = folder.layout.generation(folder.current_name())
    return len(read_toc(generation / ENGINE_FOLDER / "notices").segments)


def _state_or_none(index: Path) -> State | None:
    try:
        return state(index)
    except IndexTrouble:
        return None


def build(root: Path) -> Operation:
    """A first build."""
    return Operation(root, (), change({}, notices(1, 0, 30)))


def update(root: Path) -> Operation:
    """Some notices replaced, added and removed, which makes a second, small segment beside the first."""
    first = change({}, notices(1, 0, 60))
    return Operation(root, (first,), change(first.holds, notices(2, 58, 62), [f"{at:016x}" for at in range(3)]))


def merge(root: Path) -> Operation:
    """So many notices more that three segments become one, the dead rows of the older ones dropped."""
    first = change({}, notices(1, 0, 60))
    second = change(first.holds, notices(2, 58, 62), [f"{at:016x}" for at in range(3)])
    return Operation(root, (first, second), change(second.holds, notices(3, 62, 90), [f"{20:016x}"]))


OPERATIONS: Mapping[str, Callable[[Path], Operation]] = {"build": build, "update": update, "merge": merge}


def outcomes(operation: Operation, points: int, *, power: bool) -> Counter[Outcome]:
    """How often each outcome was found."""
    return Counter(operation.killed_at(step, power=power) for step in operation.points(points))
