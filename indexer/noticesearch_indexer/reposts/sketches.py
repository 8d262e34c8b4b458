"""The sketches of an index's notices: a file beside the index, so that a later run need not read every notice again.

It only saves work: what it lacks is made anew from the notices, and it is not asked when the rules have changed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from noticesearch.notice import Notice
from noticesearch.store import disk
from noticesearch_indexer.reposts.candidates import Sketches
from noticesearch_indexer.reposts.sketch import SKETCH, sketch_of

SKETCHES_FILE = "SKETCHES.npy"


def read_sketches(folder: Path) -> dict[str, bytes]:
    """The sketches in a generation's folder by notice id; none when it has none of today's form."""
    try:
        found = np.load(folder / SKETCHES_FILE, allow_pickle=False)
    except (OSError, ValueError):
        return {}
    if found.dtype != SKETCH:
        return {}
    return {record["id"].decode(): record.tobytes() for record in found}


def write_sketches(folder: Path, sketches: Sketches) -> None:
    """Put *sketches* into a generation's folder, once, before it is published."""
    buffer = io.BytesIO()
    np.save(buffer, sketches, allow_pickle=False)
    disk.write_new(folder / SKETCHES_FILE, buffer.getvalue())


def complete(known: dict[str, bytes], notice_ids: Iterable[str], read: Callable[[str], Notice | None]) -> Sketches:
    """The sketches of exactly the notices of those ids, sorted by id; those not *known* are made now."""
    records = []
    for notice_id in sorted(notice_ids):
        sketch = known.get(notice_id)
        if sketch is None and (notice := read(notice_id)):
            sketch = sketch_of(notice)
        if sketch is not None:
            records.append(sketch)
    return np.frombuffer(b"".join(records), SKETCH)
