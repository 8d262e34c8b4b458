"""Sources of postings into one field of a segment, a bounded number of postings at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from noticesearch.columnar.encoding import encode
from noticesearch.columnar.ranges import ranges, starts_of
from noticesearch.columnar.records import Bytes, Ints, Postings
from noticesearch.columnar.runs import Source
from noticesearch.columnar.segment_file import SegmentFileWriter
from noticesearch.columnar.terms import Places, union, write_terms

BYTES_PER_POSTING = 400  # that a merge takes for those at hand, measured


def write_field(
    file: SegmentFileWriter,
    field: str,
    sources: Sequence[Source],
    position_widths: Bytes | None,
    *,
    positions: bool,
    memory_bytes: int,
) -> None:
    """Write the postings of all *sources* as *field*; their documents ascend from source to source.

    About *memory_bytes* are taken for postings, more where a term by itself needs more. *position_widths* are the bytes
    of a position in each document, as powers of 2; None means 1 in all.
    """
    terms, maps = union([source.terms for source in sources])
    most = np.zeros(len(terms), dtype=np.int64)
    for source, numbers in zip(sources, maps, strict=True):
        most[numbers] += source.most()
    sizes = np.zeros(len(terms), dtype=np.int64)
    with file.stream(f"{field}.records", np.uint8) as stream:
        for first, end in _portions(most, max(memory_bytes // BYTES_PER_POSTING, 1 << 12)):
            merged = _merged(sources, maps, first, end, positions=positions)
            some = np.flatnonzero(merged.counts)
            if len(some):
                held = Postings(merged.counts[some], merged.documents, merged.frequencies, merged.positions)
                records, sizes[first + some] = encode(held, position_widths)
                stream.append(records)
    kept = terms.only(sizes > 0)
    starts = np.concatenate(([0], np.cumsum(sizes[sizes > 0])))
    file.add(f"{field}.starts", starts.astype(np.uint32 if starts[-1] < 1 << 32 else np.uint64))
    write_terms(file, field, kept)
    if positions and position_widths is not None:
        file.add(f"{field}.position_widths", position_widths)


def _portions(most: Ints, at_once: int) -> Iterator[tuple[int, int]]:
    """Ranges of terms with at most *at_once* postings, or of one term."""
    after = np.cumsum(most)
    first = 0
    while first < len(most):
        before = int(after[first - 1]) if first else 0
        end = max(int(np.searchsorted(after, before + at_once, side="right")), first + 1)
        yield first, end
        first = end


def _merged(sources: Sequence[Source], maps: Sequence[Places], first: int, end: int, *, positions: bool) -> Postings:
    """The postings of the terms numbered *first* to *end*, those of one source after those of another."""
    pieces = []
    for source, numbers in zip(sources, maps, strict=True):
        low, high = map(int, np.searchsorted(numbers, [first, end]))
        if low < high:
            pieces.append((numbers[low:high] - first, source.postings(low, high)))
    if len(pieces) == 1 and len(pieces[0][0]) == end - first:
        return pieces[0][1]
    counts, tokens = np.zeros(end - first, dtype=np.int64), np.zeros(end - first, dtype=np.int64)
    sums = [_sums(piece) for _, piece in pieces]
    for (terms, piece), total in zip(pieces, sums, strict=True):
        counts[terms] += piece.counts
        tokens[terms] += total
    whole = Postings(
        counts,
        np.empty(int(counts.sum()), np.int32),
        np.empty(int(counts.sum()), np.int64),
        np.empty(int(tokens.sum()), np.uint32) if positions else None,
    )
    at, token_at = starts_of(counts), starts_of(tokens)
    for (terms, piece), total in zip(pieces, sums, strict=True):
        places = ranges(at[terms], piece.counts)
        whole.documents[places] = piece.documents
        whole.frequencies[places] = piece.frequencies
        at[terms] += piece.counts
        if whole.positions is not None and piece.positions is not None:
            whole.positions[ranges(token_at[terms], total)] = piece.positions
            token_at[terms] += total
    return whole


def _sums(postings: Postings) -> Ints:
    """How often each term stands anywhere."""
    after = np.concatenate(([0], np.cumsum(postings.frequencies)))
    ends = np.cumsum(postings.counts)
    return np.asarray(after[ends] - after[ends - postings.counts])
