"""Floors under the quality of extraction on the labelled pages; a change that falls below one needs a reason.

Measured values are in docs/quality.md; the floors lie a little below them.
"""

from __future__ import annotations

import pytest

from tests.extraction.labelled import Label, extracted, f1, labels, same_title, shared_data

BODY_FLOORS = {"govcn_policy": 0.995, "hand_gov": 0.985, "magic_zh": 0.95, "nku_cms": 0.99}
BODY_FLOORS_WITHOUT_NAMES = {"govcn_policy": 0.99, "hand_gov": 0.98, "nku_cms": 0.985}
WORST_PAGE_FLOORS = {"govcn_policy": 0.95, "hand_gov": 0.9, "magic_zh": 0.65, "nku_cms": 0.9}
MIN_TITLES, MIN_DATES = 0.95, 0.97  # share of the labelled ones that are equal


def _set(name: str) -> list[Label]:
    return labels(shared_data() / "pages" / name)


@pytest.mark.parametrize("name", BODY_FLOORS)
def test_bodies_agree_with_the_labels(name: str) -> None:
    marks = {label.name: f1(extracted(label).body, label.body) for label in _set(name)}
    assert sum(marks.values()) / len(marks) >= BODY_FLOORS[name]
    assert {page: mark for page, mark in marks.items() if mark < WORST_PAGE_FLOORS[name]} == {}


@pytest.mark.parametrize("name", BODY_FLOORS_WITHOUT_NAMES)
def test_bodies_agree_without_the_names_of_known_containers(name: str) -> None:
    marks = [f1(extracted(label, known_names=False).body, label.body) for label in _set(name)]
    assert sum(marks) / len(marks) >= BODY_FLOORS_WITHOUT_NAMES[name]


def test_titles_and_dates_agree_with_the_labels() -> None:
    pages = [label for name in BODY_FLOORS for label in _set(name)]
    titles = [same_title(extracted(label).title, label.title) for label in pages if label.title]
    dates = [(extracted(label).published or "")[:10] == label.date[:10] for label in pages if label.date]
    assert (len(titles), len(dates)) == (73, 71)
    assert sum(titles) / len(titles) >= MIN_TITLES
    assert sum(dates) / len(dates) >= MIN_DATES


def test_every_document_number_is_that_of_the_label() -> None:
    numbers = {label.name: (extracted(label).doc_number, label.doc_number) for label in _set("govcn_policy")}
    assert len(numbers) == 29
    assert {page: pair for page, pair in numbers.items() if pair[0] != pair[1]} == {}


def test_gb18030_pages_that_say_gb2312_are_read() -> None:
    garbled = {}
    for path in sorted((shared_data() / "pages" / "gb18030").glob("*.html")):
        content = extracted(Label(path.name, path.read_bytes(), "", None, None, None))
        if not content.title or "\ufffd" in content.title + content.body:
            garbled[path.name] = content.title
    assert garbled == {}
