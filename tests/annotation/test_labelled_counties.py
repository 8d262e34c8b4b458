"""Counties on the labelled notices that the rules may be developed on: floors that are raised and never lowered."""

from __future__ import annotations

import pytest

from tests.annotation.labelled_notices import labelled
from tests.annotation.scoring import Score, score

COUNTY_F1_FLOOR = 0.99  # 128 of 128 parts
TAKEN_SHARE = 0.01  # of 129 mentions none is taken for a subject


@pytest.fixture(scope="module")
def result() -> Score:
    return score(labelled("first"))


def test_the_parts_of_counties_are_found(result: Score) -> None:
    assert result.county.f1 >= COUNTY_F1_FLOOR, (result.county.missed, result.county.extra)


def test_mentions_are_not_taken_for_subjects(result: Score) -> None:
    assert len(result.taken) <= TAKEN_SHARE * result.mentions, result.taken
