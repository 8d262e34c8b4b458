"""What Whoosh reads of our segments, term by term and document by document, is what it reads of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from whoosh.reading import IndexReader, TermInfo, TermNotFound

from noticesearch.columnar.layout import FIELDS
from tests.columnar.segments import notices
from tests.columnar.whoosh_peers import Peers, notice_peers

NAMES = tuple(sorted(field.name for field in FIELDS))
PREFIXES = ("", "医", "医疗", "保障的", "iso9", "iso9001", "zzz", "\U0010ffff", "鑫", "iso90\0", "医\0", "1")


@pytest.fixture(scope="module")
def peers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peers]:
    found = notice_peers(tmp_path_factory.mktemp("peers"), (90, 18, 3), 20)
    yield found
    found.close()


@pytest.fixture(scope="module")
def readers(peers: Peers) -> list[tuple[IndexReader, IndexReader]]:
    """Whoosh's reader and ours of each segment, then of all together."""
    pairs = [(peers.stock.reader(), peers.ours.reader())]
    leaves = (reader.leaf_readers() for reader in pairs[0])
    return [(stock, ours) for (stock, _), (ours, _) in zip(*leaves, strict=True)] + pairs


Readers = list[tuple[IndexReader, IndexReader]]


def facts(info: TermInfo) -> tuple[Any, ...]:
    return (
        *(info.weight(), info.doc_frequency(), info.min_length(), info.max_length()),
        *(info.max_weight(), info.min_id(), info.max_id()),
    )


def walked(reader: IndexReader, name: str, start: str | None) -> list[str]:
    cursor = reader.cursor(name)
    if start is not None:
        cursor.find(start)
    found = []
    while cursor.is_valid():
        found.append(cursor.text())
        cursor.next()
    assert cursor.text() is None
    return found


def test_all_terms_are_there_in_order(readers: Readers) -> None:
    for stock, ours in readers:
        assert [*ours.all_terms()] == [*stock.all_terms()]
        assert sorted(ours.indexed_field_names()) == [*NAMES]
        assert [[*ours.lexicon(name)] for name in NAMES] == [[*stock.lexicon(name)] for name in NAMES]


def test_what_is_known_of_a_term_is_the_same(readers: Readers) -> None:
    for stock, ours in readers:
        for (term, wanted), (other, found) in zip(stock, ours, strict=True):
            assert (other, facts(found)) == (term, facts(wanted))
            assert ours.frequency(*term) == stock.frequency(*term)
            assert ours.doc_frequency(*term) == stock.doc_frequency(*term)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_terms_from_one_on(readers: Readers, prefix: str) -> None:
    for stock, ours in readers:
        for name in NAMES:
            assert [*islice(ours.terms_from(name, prefix), 500)] == [*islice(stock.terms_from(name, prefix), 500)]
            assert [*ours.expand_prefix(name, prefix)] == [*stock.expand_prefix(name, prefix)]
            assert ((name, prefix) in ours) == ((name, prefix) in stock)
    for stock, ours in readers[:-1]:
        for name in NAMES:
            wanted = [(term, facts(info)) for term, info in islice(stock.iter_from(name, prefix), 50)]
            assert [(term, facts(info)) for term, info in islice(ours.iter_from(name, prefix), 50)] == wanted
            assert walked(ours, name, prefix) == walked(stock, name, prefix)


def test_a_cursor_goes_through_a_field(readers: Readers) -> None:
    for stock, ours in readers[:-1]:
        for name in NAMES:
            assert walked(ours, name, None) == walked(stock, name, None) == [*stock.field_terms(name)]
            cursor, wanted = ours.cursor(name), stock.cursor(name)
            assert facts(cursor.term_info()) == facts(wanted.term_info())
            cursor.next()
            assert (cursor.first(), cursor.text()) == (wanted.first(), wanted.text())
    assert readers[0][1].cursor("part").text() is None


def test_half_a_character_has_its_place_among_the_bytes(readers: Readers) -> None:
    for stock, ours in readers:
        for term in (b"\xe5", b"\xe5\x8c", b"\xff", "医".encode() + b"\x80"):
            assert [*ours.terms_from("text_words", term)] == [*stock.terms_from("text_words", term)]
            assert ("text_words", term) not in ours


def test_unknown_terms_and_fields_are_told_as_whoosh_tells_them(readers: Readers) -> None:
    for _, ours in readers:
        assert (ours.frequency("text_words", "鑫鑫"), ours.doc_frequency("text_words", "鑫鑫")) == (0, 0)
        with pytest.raises(TermNotFound):
            ours.postings("text_words", "鑫鑫")
        with pytest.raises(TermNotFound):
            ours.term_info("text_words", "鑫鑫")
        with pytest.raises(TermNotFound):
            ours.term_info("no_field", "鑫鑫")


def test_postings_hold_the_same_values(readers: Readers) -> None:
    for stock, ours in readers[:-1]:
        assert [*ours.iter_postings()] == [*stock.iter_postings()]
        for name in NAMES:
            for term in islice(stock.lexicon(name), 40):
                for astype in ("frequency", "weight", *(("positions",) if name.endswith("bigrams") else ())):
                    wanted = [*stock.postings(name, term).items_as(astype)]
                    assert [*ours.postings(name, term).items_as(astype)] == wanted


def test_words_near_each_other_are_the_same(readers: Readers) -> None:
    for stock, ours in readers:
        for name in NAMES:
            for term in islice(stock.field_terms(name), 0, None, 7):
                wanted = sorted(stock.terms_within(name, term, 2, prefix=1))
                assert sorted(ours.terms_within(name, term, 2, prefix=1)) == wanted


def test_lengths_and_deletions_are_the_same(readers: Readers) -> None:
    for stock, ours in readers:
        assert (ours.doc_count(), ours.doc_count_all()) == (stock.doc_count(), stock.doc_count_all())
        assert [*ours.all_doc_ids()] == [*stock.all_doc_ids()]
        assert ours.has_deletions() == stock.has_deletions()
        for name in NAMES:
            measured = [
                (reader.field_length(name), reader.min_field_length(name), reader.max_field_length(name))
                for reader in (ours, stock)
            ]
            assert measured[0] == measured[1]
            for number in stock.all_doc_ids():
                assert ours.doc_field_length(number, name) == (stock.doc_field_length(number, name) or 0)
        assert ours.doc_field_length(0, "part", 7) == 7


def test_a_document_tells_its_notice_and_part(readers: Readers) -> None:
    for stock, ours in readers:
        assert [*ours.all_stored_fields()] == [*stock.all_stored_fields()]
    first = notices(0, 1)[0]
    assert readers[-1][1].stored_fields(len(first.parts) - 1) == {"notice": first.id, "part": len(first.parts) - 1}


def test_a_folder_may_go_when_its_reader_is_closed(tmp_path: Path) -> None:
    peers = notice_peers(tmp_path, (5,), 0)
    matcher = peers.ours.reader().postings("docno_bigrams", "国")
    peers.close()
    assert matcher.id() >= 0
