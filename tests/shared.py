"""Where the data to measure on lies: beside the project, or where NOTICESEARCH_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("NOTICESEARCH_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "data"
ABSENT = f"no shared data in {DATA}; set NOTICESEARCH_SHARED to the folder that holds data/"


def shared_data() -> Path:
    """The folder of shared data; skips the test when it is not there."""
    if not DATA.is_dir():
        pytest.skip(ABSENT)
    return DATA
