from __future__ import annotations

from pathlib import Path

import pytest

from tests.columnar.comparing import Asked, differences


@pytest.mark.parametrize("seed", range(4))
def test_every_state_of_an_index_answers_as_the_plain_engine_does(seed: int, tmp_path: Path) -> None:
    asked = Asked()
    assert list(differences(tmp_path / "indexes", seed, 10, 9, asked)) == []
    assert (asked.states, asked.questions, asked.compared) == (10, 90, 360)
    assert asked.with_hits > 30


def test_an_index_of_hundreds_of_notices_answers_as_the_plain_engine_does(tmp_path: Path) -> None:
    assert list(differences(tmp_path / "indexes", 100, 2, 8, Asked(), scale=12)) == []
