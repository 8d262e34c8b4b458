"""Each test of this folder runs for every engine."""

from __future__ import annotations

import pytest

from tests.engines.engines import ENGINES, Engine


@pytest.fixture(scope="session", params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """The engine under test."""
    found: Engine = request.param
    return found
