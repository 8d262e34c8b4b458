"""The signatures of an index's notices: a file beside the index, so that a later run need not read every notice again.

It only saves work: what it lacks is signed anew from the notices, and it is not asked when the rules have changed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from noticesearch.notice import Notice
from noticesearch.store import disk
from noticesearch_indexer.reposts.candidates import Signatures
from noticesearch_indexer.reposts.signature import SIGNATURE, signature_of

SIGNATURES_FILE = "SIGNATURES.npy"


def read_signatures(folder: Path) -> dict[str, bytes]:
    """The signatures in a generation's folder by notice id; none when it has none of today's form."""
    try:
        found = np.load(folder / SIGNATURES_FILE, allow_pickle=False)
    except (OSError, ValueError):
        return {}
    if found.dtype != SIGNATURE:
        return {}
    return {record["id"].decode(): record.tobytes() for record in found}


def write_signatures(folder: Path, signatures: Signatures) -> None:
    """Put *signatures* into a generation's folder, once, before it is published."""
    buffer = io.BytesIO()
    np.save(buffer, signatures, allow_pickle=False)
    disk.write_new(folder / SIGNATURES_FILE, buffer.getvalue())


def complete(known: dict[str, bytes], notice_ids: Iterable[str], read: Callable[[str], Notice | None]) -> Signatures:
    """The signatures of exactly the notices of those ids, sorted by id; those not *known* are made now."""
    records = []
    for notice_id in sorted(notice_ids):
        signature = known.get(notice_id)
        if signature is None and (notice := read(notice_id)):
            signature = signature_of(notice)
        if signature is not None:
            records.append(signature)
    return np.frombuffer(b"".join(records), SIGNATURE)
