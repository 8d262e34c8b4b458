"""The labelled pages beside the project, and how well an extraction agrees with them.

The measure is that of the shared scorer: overlap of 4-character shingles without white space, as F1.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from noticesearch.notice import Content, Page
from noticesearch_indexer.extraction import extract

_EMPTY_CHARS = 40  # of a page that is only an image, so little text may be extracted


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says a page holds; None where nobody looked."""

    name: str
    html: bytes
    body: str
    title: str | None
    date: str | None
    doc_number: str | None


def labels(folder: Path) -> list[Label]:
    """The labelled pages of a set, by name."""
    found = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        html = path.with_suffix(".html").read_bytes()
        found.append(Label(path.stem, html, gold["body"], gold.get("title"), gold.get("date"), gold.get("docno")))
    return found


def extracted(label: Label, *, known_names: bool = True) -> Content:
    """What is extracted from the page; a rejected page has nothing."""
    content = extract(Page(label.html, label.name), known_names=known_names)
    return content if isinstance(content, Content) else Content("", "", "empty")


def f1(found: str, gold: str) -> float:
    """How far two texts agree, 0 to 1."""
    ours, theirs = _shingles(found), _shingles(gold)
    if not theirs:
        return float(sum(ours.values()) < _EMPTY_CHARS)
    common = sum((ours & theirs).values())
    return 2 * common / (sum(ours.values()) + sum(theirs.values()))


def _shingles(text: str) -> Counter[str]:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return Counter()
    return Counter(plain[at : at + 4] for at in range(max(1, len(plain) - 3)))


def same_title(found: str, gold: str) -> bool:
    """Whether two titles are equal, marks and blanks aside."""
    return _plain(found) == _plain(gold)


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title)).lower()
