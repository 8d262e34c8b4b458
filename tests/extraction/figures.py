"""What is measured on a set of labelled pages, and the floors pinned for it in floors.json.

Floors belong to the labelled pages they were measured on, whose fingerprint stands beside them. They only rise:
`python -m benchmarks.extraction DATA --pin` pins what is measured now, and lowers nothing unless told `--lower`.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.dumping import dump
from noticesearch.notice import Content, Page
from noticesearch_indexer.extraction import extract
from noticesearch_indexer.neighbours import Neighbours
from tests.extraction.labelled import Label, f1, labels, same_title

FLOORS = Path(__file__).with_name("floors.json")
SETS = ("govcn_policy", "hand_gov", "magic_zh", "nku_cms")
MARGIN = 0.002  # between a figure and its floor: a page's worth of change in a set is more


@dataclass(frozen=True, slots=True)
class Figures:
    """Mean F1 of bodies and the worst page's; shares of titles, dates and document numbers equal to the labels.

    `unnamed` goes without the names of known containers; `dump` are the pages as text dumps read alone, `neighbours`
    with the other pages of the set. A share is 1 where the set has no such label.
    """

    body: float
    worst: float
    title: float
    date: float
    doc_number: float
    unnamed: float
    dump: float
    neighbours: float
    dump_title: float


def figures(folder: Path) -> Figures:
    """The figures of the labelled pages in *folder*."""
    pages = labels(folder)
    dumps = [Page(dump(label.html).encode(), f"{folder.name}/{label.name}.txt", "text") for label in pages]
    known = Neighbours(dumps)
    read = [_content(Page(label.html, label.name)) for label in pages]
    alone = [_content(page) for page in dumps]
    bodies = _marks(pages, read)
    return Figures(
        body=_mean(bodies),
        worst=min(bodies),
        title=_share(pages, read, _has_title, lambda label, got: same_title(got.title, label.title or "")),
        date=_share(pages, read, _has_date, lambda label, got: (got.published or "")[:10] == (label.date or "")[:10]),
        doc_number=_share(pages, read, _has_number, lambda label, got: got.doc_number == label.doc_number),
        unnamed=_mean(_marks(pages, [_content(Page(label.html, label.name), known_names=False) for label in pages])),
        dump=_mean(_marks(pages, alone)),
        neighbours=_mean(_marks(pages, [_content(known.introduce(page)) for page in dumps])),
        dump_title=_share(pages, alone, _has_title, lambda label, got: same_title(got.title, label.title or "")),
    )


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of the labelled pages."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.html"), *folder.glob("*.json")]):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def floors(name: str) -> tuple[str, Figures]:
    """The fingerprint and the floors pinned for a set."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    return pinned["fingerprint"], Figures(**pinned["floors"])


def pin(data: Path, measured: dict[str, Figures], *, lower: bool) -> None:
    """Pin floors a little below *measured*; those pinned for the same pages are only lowered when *lower*."""
    pinned = {}
    for name, found in measured.items():
        mark = fingerprint(data / "pages" / name)
        new = {what: math.floor((value - MARGIN) * 1000) / 1000 for what, value in asdict(found).items()}
        before = floors(name) if FLOORS.exists() else None
        if before and before[0] == mark and not lower:
            new = {what: max(value, getattr(before[1], what)) for what, value in new.items()}
        pinned[name] = {"fingerprint": mark, "floors": new}
    FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")


def _content(page: Page, *, known_names: bool = True) -> Content:
    found = extract(page, known_names=known_names)
    return found if isinstance(found, Content) else Content("", "", "empty")


def _marks(pages: list[Label], found: list[Content]) -> list[float]:
    return [f1(content.body, label.body) for content, label in zip(found, pages, strict=True)]


def _mean(marks: list[float]) -> float:
    return sum(marks) / len(marks)


def _share(
    pages: list[Label],
    found: list[Content],
    is_labelled: Callable[[Label], bool],
    is_right: Callable[[Label, Content], bool],
) -> float:
    judged = [is_right(label, got) for label, got in zip(pages, found, strict=True) if is_labelled(label)]
    return sum(judged) / len(judged) if judged else 1.0


def _has_title(label: Label) -> bool:
    return bool(label.title)


def _has_date(label: Label) -> bool:
    return bool(label.date)


def _has_number(label: Label) -> bool:
    return bool(label.doc_number)
