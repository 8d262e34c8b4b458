"""Several ranges of numbers as one array: what slices are to one list, for many lists laid end to end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def starts_of(counts: Ints) -> Ints:
    """Where each list begins when lists of these lengths lie end to end."""
    return np.cumsum(counts) - counts


def ranges(starts: Ints, counts: Ints) -> Ints:
    """Each start and the numbers after it, as many as its count, one range after the other."""
    return np.repeat(starts - starts_of(counts), counts) + np.arange(int(counts.sum()))
