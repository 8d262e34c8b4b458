"""The labelled notices: F1 and mentions taken for subjects do not get worse than the floors (labelled_floors.json).

What the sets are is said in labelled/README.md. A floor is raised when a change earns it, and lowered only with the
reason in the change's message.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.annotation.labelled_notices import labelled
from tests.annotation.scoring import score

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "labelled_floors.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("half", FLOORS)
def test_no_change_makes_the_reading_of_labelled_notices_worse(half: str) -> None:
    found = score(labelled(half))
    figures = {name: getattr(found, name).f1 for name in ("county", "finding", "kind", "status")}
    assert {name: f1 for name, f1 in figures.items() if f1 < FLOORS[half][name]} == {}
    assert len(found.taken) <= FLOORS[half]["mentions_taken"]
