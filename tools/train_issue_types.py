"""Learns src/noticesearch/data/issue_weights.npz, the weights of words for issue types, from labelled phrases.

    python tools/train_issue_types.py [--leave-out SET]

Needs the extra `train` (scikit-learn), which the project itself does not. Learned from tools/issue_phrases/*.tsv, a
line `types<TAB>phrase<TAB>title`, and from the findings of labelled notices, but not from those of the sets that are
kept to measure by. With --leave-out nothing is written: it prints how the findings of that set are told without it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from noticesearch.issue_weights import Arrays, from_arrays
from noticesearch.issues import chosen, issue_types
from tests.annotation.labelled_notices import SETS, labelled

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/noticesearch/data/issue_weights.npz"
PHRASES = ROOT / "tools/issue_phrases"
MEASURED_BY = ("official", "themes", "provinces")  # sets that nothing is learned from
LEAST_TIMES = 3  # a pair or triple of characters must occur in so many phrases
STRENGTH = 3.0  # the inverse of the regularisation
LARGEST = 127  # of int8


@dataclass(frozen=True)
class Example:
    """A problem, the title above it, and its types."""

    phrase: str
    title: str
    types: frozenset[str]


def examples(without: frozenset[str | None]) -> Iterator[Example]:
    """All labelled phrases but those of the sets *without*."""
    for path in sorted(PHRASES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            types, phrase, title = line.split("\t")
            yield Example(phrase, title, frozenset(types.split("、")))
    for name in SETS:
        if name not in without:
            yield from of_set(name)


def of_set(name: str) -> Iterator[Example]:
    """The findings of a set of labelled notices."""
    for notice in labelled(name):
        for finding in notice.findings:
            phrase = notice.content.body[slice(*finding.issue)]
            yield Example(phrase, notice.content.title, finding.types)


def learned(known: list[dict[str, float]], wanted: list[frozenset[str]], names: tuple[str, ...]) -> Arrays:
    """The arrays of the file."""
    times = Counter(feature for each in known for feature in each)
    kept = [{name: value for name, value in each.items() if times[name] >= LEAST_TIMES} for each in known]
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = sparse.csr_matrix(vectorizer.fit_transform(kept))
    matrix.sort_indices()
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    weights = np.zeros((matrix.shape[1], len(names)), dtype=np.float64)
    intercepts = np.full(len(names), -20.0, dtype=np.float32)
    for column, name in enumerate(names):
        is_of = np.array([name in types for types in wanted])
        model = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", random_state=0).fit(matrix, is_of)
        weights[:, column], intercepts[column] = model.coef_[0], model.intercept_[0]
    scales = np.abs(weights).max(axis=0) / LARGEST
    return {
        "names": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        "vocabulary": np.frombuffer("\n".join(vectorizer.feature_names_).encode(), dtype=np.uint8),
        "weights": np.round(weights / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
        "intercepts": intercepts,
    }


def main() -> None:
    """Learns and writes, or measures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--leave-out", choices=SETS)
    left_out = parser.parse_args().leave_out
    types = issue_types()
    given = list(examples(frozenset((*MEASURED_BY, left_out))))
    known = [types.features_of(example.phrase, example.title) for example in given]
    arrays = learned(known, [example.types for example in given], types.names)
    print(f"{len(given)} phrases, {len(arrays['weights'])} features")
    if left_out is None:
        np.savez_compressed(TARGET, **arrays)  # type: ignore[arg-type]  # the stub wants a flag among them
        print(f"wrote {TARGET}")
        return
    weights = from_arrays(arrays, "")
    right = extra = missed = 0
    for example in of_set(left_out):
        found = frozenset(chosen(weights.scores(types.features_of(example.phrase, example.title))))
        right, extra, missed = (
            right + len(found & example.types),
            extra + len(found - example.types),
            missed + len(example.types - found),
        )
    precision, recall = right / (right + extra), right / (right + missed)
    print(f"{left_out}: P {precision:.3f}  R {recall:.3f}  F1 {2 * right / (2 * right + extra + missed):.3f}")


if __name__ == "__main__":
    main()
