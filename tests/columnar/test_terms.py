from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.columnar.segment_file import SegmentFile, SegmentFileWriter
from noticesearch.columnar.terms import KEY_CHARS, Terms, key_of, key_text, read_terms, sorted_terms, union, write_terms

# Few characters, so that many terms begin alike; of one to four bytes in UTF-8, the last two beyond U+FFFF.
TERM = st.text(st.sampled_from("ab1é住房𠀀𠮷"), min_size=1, max_size=8)
TERMS = st.sets(TERM, max_size=40)


def table(texts: Iterable[str]) -> Terms:
    ordered = sorted(texts)
    short = np.array([key_of(text) for text in ordered if len(text) <= KEY_CHARS], dtype=np.uint64)
    return sorted_terms(short, [text for text in ordered if len(text) > KEY_CHARS])


def stored(terms: Terms, folder: Path) -> Terms:
    writer = SegmentFileWriter(folder / "terms")
    write_terms(writer, "field", terms)
    writer.close({})
    return read_terms(SegmentFile(folder / "terms"), "field")


@given(TERM)
def test_a_key_gives_its_first_characters_back(term: str) -> None:
    assert key_text(key_of(term)) == term[:KEY_CHARS]


@given(TERM, TERM)
def test_keys_sort_as_the_first_characters_do(one: str, other: str) -> None:
    assert (key_of(one) < key_of(other)) == (one[:KEY_CHARS] < other[:KEY_CHARS])


@given(TERMS)
def test_the_texts_are_the_terms_in_order_and_any_range_of_them(terms: set[str]) -> None:
    found, ordered = table(terms), sorted(terms)
    assert list(found.texts()) == ordered
    middle = len(ordered) // 2
    assert (list(found.texts(0, middle)), list(found.texts(middle))) == (ordered[:middle], ordered[middle:])


@given(TERMS, st.sets(TERM, max_size=20))
def test_a_term_is_found_at_its_place_and_no_other_is(terms: set[str], others: set[str]) -> None:
    found, ordered = table(terms), sorted(terms)
    places = {term: at for at, term in enumerate(ordered)}
    asked = sorted(terms | others | {term[:size] for term in terms for size in (1, 2, 3, 4)})
    assert {term: found.find(term) for term in asked} == {term: places.get(term, -1) for term in asked}


@given(TERMS, st.sets(TERM, max_size=10))
def test_terms_that_begin_alike_are_a_range(terms: set[str], others: set[str]) -> None:
    found, ordered = table(terms), sorted(terms)
    for prefix in {"", *others, *(term[:size] for term in terms for size in range(9))}:
        expected = [term for term in ordered if term.startswith(prefix)]
        assert [ordered[at] for at in found.beginning_with(prefix)] == expected, prefix


@given(st.dictionaries(TERM, st.booleans(), max_size=40))
def test_only_keeps_the_chosen_terms(chosen: dict[str, bool]) -> None:
    ordered = sorted(chosen)
    kept = table(ordered).only(np.array([chosen[term] for term in ordered], dtype=bool))
    expected = [term for term in ordered if chosen[term]]
    assert list(kept.texts()) == expected
    assert [kept.find(term) for term in expected] == list(range(len(expected)))


@given(st.lists(TERMS, max_size=4))
def test_a_union_has_every_term_once_and_tells_where_each_went(tables: list[set[str]]) -> None:
    merged, maps = union([table(terms) for terms in tables])
    whole = sorted(set().union(*tables))
    assert list(merged.texts()) == whole
    assert [[whole[at] for at in places] for places in maps] == [sorted(terms) for terms in tables]


@settings(deadline=None, max_examples=50)
@given(TERMS)
def test_stored_terms_answer_as_those_in_memory(tmp_path_factory: pytest.TempPathFactory, terms: set[str]) -> None:
    read, ordered = stored(table(terms), tmp_path_factory.mktemp("terms")), sorted(terms)
    assert list(read.texts()) == ordered
    assert [read.find(term) for term in ordered] == list(range(len(ordered)))
    for prefix in {term[:size] for term in terms for size in (1, 3, 4, 6)}:
        assert [ordered[at] for at in read.beginning_with(prefix)] == [t for t in ordered if t.startswith(prefix)]
    merged, (places,) = union([read])
    assert (list(merged.texts()), places.tolist()) == (ordered, list(range(len(ordered))))


def test_no_terms_at_all_are_a_table_too(tmp_path: Path) -> None:
    empty = stored(table(()), tmp_path)
    assert (len(empty), list(empty.texts()), empty.find("a"), list(empty.beginning_with("a"))) == (0, [], -1, [])
    assert len(union([])[0]) == 0
