"""Whoosh's own writer over an arbitrary schema, with our codec and with its own: what comes back is the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from whoosh import fields, query
from whoosh.analysis import StemmingAnalyzer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import FileIndex
from whoosh.reading import TermInfo
from whoosh.searching import Searcher

from noticesearch.columnar import PartWriter
from noticesearch.columnar.codec import ColumnarCodec
from noticesearch.columnar.schema import notice_schema
from noticesearch.columnar.segment_file import SegmentDamaged
from noticesearch.text.terms import analysed
from tests.columnar.segments import notices
from tests.columnar.whoosh_peers import made
from tests.plain.corpus import seeded

WORDS = [*"wa wb wc wd we wf wg naïve straße 住房 医疗保障 医疗 𠀀𠮷 longerword longerwords".split(), "w\0a"]
SAME = 1e-9
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # Whoosh knows no time zones
Document = dict[str, Any]  # Any: what Whoosh takes


def schema() -> Schema:
    return Schema(
        id=fields.ID(unique=True, stored=True),
        body=fields.TEXT(stored=True),
        title=fields.TEXT(field_boost=2.5, phrase=False, sortable=True),
        tags=fields.KEYWORD(commas=True, scorable=True, field_boost=1.5),
        number=fields.NUMERIC(int, signed=True, sortable=True),
        share=fields.NUMERIC(float),
        on=fields.DATETIME(),
        open=fields.BOOLEAN(),
        note=fields.STORED(),
        never=fields.TEXT(),
    )


def document(random: Random, number: int) -> Document:
    text = " ".join(random.choice(WORDS) for _ in range(random.choice((0, 3, 10, 40, 300))))
    found: Document = {
        "id": str(number),
        "body": text,
        "title": " ".join(random.sample(WORDS, 3)),
        "tags": ",".join(random.sample(WORDS, 2)),
        "number": random.randrange(-1000, 1000),
        "share": random.random() - 0.5,
        "on": BEGINNING + timedelta(days=random.randrange(1000)),
        "open": random.random() < 0.5,
        "note": {"anything": number},
    }
    if random.random() < 0.2:
        found["_body_boost"] = 3.0
    return {name: value for name, value in found.items() if name == "id" or random.random() < 0.9}


def changed(index: FileIndex, codec: W3Codec, seed: int, merging: Document) -> None:
    """A session: documents added, updated, deleted."""
    random = seeded(seed)
    writer = index.writer(codec=codec)
    for number in range(seed * 100, seed * 100 + random.choice((40, 90))):
        writer.add_document(**document(random, number))
    for number in random.sample(range(seed * 100), 10) if seed else ():
        writer.update_document(**document(random, number))
    writer.delete_by_query(query.NumericRange("number", 900, None))
    writer.commit(**merging)


HISTORIES = {
    "one segment": [{}],
    "segments": [{"merge": False}] * 3,
    "merged by the writer": [{}] * 4,
    "made one": [{"merge": False}, {"merge": False}, {"optimize": True}],
}


@pytest.fixture(scope="module", params=HISTORIES.values(), ids=list(HISTORIES))
def searchers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Searcher, Searcher]]:
    """Whoosh's own index and one with our segments, of the same history."""
    folder = tmp_path_factory.mktemp("schema")
    for name, codec in ("stock", W3Codec()), ("ours", ColumnarCodec()):
        made(folder / name, schema())
        for seed, merging in enumerate(request.param):
            changed(opened(folder / name), codec, seed, merging)
    found = opened(folder / "stock").searcher(), opened(folder / "ours").searcher()
    yield found
    for each in found:
        each.close()


def opened(folder: Path) -> FileIndex:
    """The index in *folder*, by a schema that is not unpickled: other tests make Whoosh wary of what it loads."""
    return FileIndex(FileStorage(str(folder)), schema=schema())


def question(random: Random) -> query.Query:
    one, other = random.sample(WORDS, 2)
    name = random.choice(("body", "title", "tags", "never"))
    low = random.randrange(-1000, 900)
    day = BEGINNING + timedelta(days=random.randrange(900))
    leaves = (
        query.Term(name, one),
        query.Term(name, other, boost=2.0),
        query.Phrase("body", [one, other], slop=random.choice((1, 3))),
        query.Prefix(name, one[:1]),
        query.FuzzyTerm(name, one),
        query.TermRange(name, *sorted((one, other))),
        query.NumericRange("number", low, low + random.choice((0, 5, 400))),
        query.NumericRange("share", -0.25, random.random() - 0.5),
        query.DateRange("on", day, day + timedelta(days=90)),
        query.Term("open", random.random() < 0.5),
        query.Every("tags"),
        query.Every("never"),
    )
    return query.And(random.sample(leaves, 2)) if random.random() < 0.4 else query.Or(random.sample(leaves, 3))


def facts(info: TermInfo) -> list[float]:
    exact = [info.doc_frequency(), info.min_length(), info.max_length(), info.min_id(), info.max_id()]
    return [*exact, info.weight(), info.max_weight()]


def test_questions_are_answered_alike(searchers: tuple[Searcher, Searcher]) -> None:
    stock, ours = searchers
    random = seeded(3)
    for _ in range(200):
        asked = question(random)
        wanted, given = (each.search(asked, limit=None) for each in (stock, ours))
        assert [number for _, number in given.top_n] == [number for _, number in wanted.top_n], asked
        assert [score for score, _ in given.top_n] == pytest.approx([score for score, _ in wanted.top_n], abs=SAME)
        assert len(given) == len(wanted)


def test_stored_fields_are_kept(searchers: tuple[Searcher, Searcher]) -> None:
    stock, ours = (each.reader() for each in searchers)
    assert [*ours.iter_docs()] == [*stock.iter_docs()]


def test_columns_sort(searchers: tuple[Searcher, Searcher]) -> None:
    stock, ours = searchers
    for name in ("number", "title"):
        wanted = stock.search(query.Every(), sortedby=name, limit=None)
        assert [hit["id"] for hit in ours.search(query.Every(), sortedby=name, limit=None)] == [
            hit["id"] for hit in wanted
        ]


def test_terms_and_lengths_are_the_same(searchers: tuple[Searcher, Searcher]) -> None:
    for stock, ours in zip(*(each.reader().leaf_readers() for each in searchers), strict=True):
        for (term, wanted), (other, given) in zip(stock[0], ours[0], strict=True):
            assert other == term
            assert facts(given) == pytest.approx(facts(wanted), rel=1e-6)  # Whoosh keeps sums in four bytes
        assert [*ours[0].iter_postings()] == [(*rest, value or b"") for *rest, value in stock[0].iter_postings()]
        for name in schema().names():
            lengths = [[reader.doc_field_length(n, name) for n in reader.all_doc_ids()] for reader, _ in (ours, stock)]
            assert lengths[0] == lengths[1]


def test_cursors_read_numbers(searchers: tuple[Searcher, Searcher]) -> None:
    for stock, ours in zip(*(each.reader().leaf_readers() for each in searchers), strict=True):
        for name in ("number", "body"):
            cursors = [reader.cursor(name) for reader in (stock[0], ours[0])]
            while cursors[0].is_valid():
                assert cursors[0].text() == cursors[1].text()
                for cursor in cursors:
                    cursor.next()
            assert not cursors[1].is_valid()


def test_numbers_of_one_field_are_held_once_where_they_are_alike(tmp_path: Path) -> None:
    index = made(tmp_path / "index", Schema(number=fields.NUMERIC(int, stored=True)))
    writer = index.writer(codec=ColumnarCodec())
    for numbers in ([5, 7], [5, 5], [9]):
        writer.add_document(number=numbers)
    writer.commit()
    with index.searcher() as searcher:
        found = searcher.search(query.NumericRange("number", 4, 8), limit=None)
        assert [hit["number"] for hit in found] == [[5, 7], [5, 5]]
        assert [*searcher.reader().postings("number", 5).all_ids()] == [0, 1]


def test_words_are_spelt_by_a_field_of_their_own(tmp_path: Path) -> None:
    index = made(tmp_path / "index", Schema(body=fields.TEXT(analyzer=StemmingAnalyzer(), spelling=True)))
    writer = index.writer(codec=ColumnarCodec())
    for text in ("rendering shadows", "rendering quickly", "shades"):
        writer.add_document(body=text)
    writer.commit()
    with index.searcher() as searcher:
        assert searcher.suggest("body", "renderign", limit=1) == ["rendering"]
        assert len(searcher.search(query.Term("body", "render"))) == 2


@pytest.mark.parametrize("empty", [{}, {"optimize": True}])
def test_an_index_without_terms_is_one(tmp_path: Path, empty: Document) -> None:
    index = made(tmp_path / "index", Schema(note=fields.STORED(), body=fields.TEXT()))
    index.writer(codec=ColumnarCodec()).commit(**empty)
    assert index.doc_count() == 0
    writer = index.writer(codec=ColumnarCodec())
    writer.add_document(note="alone")
    writer.commit(**empty)
    with index.searcher() as searcher:
        assert [*searcher.reader().all_stored_fields()] == [{"note": "alone"}]
        assert [*searcher.reader().all_terms()] == []
        assert len(searcher.search(query.Term("body", "alone"))) == 0


def test_what_a_cancelled_writer_leaves_goes_with_the_next_commit(tmp_path: Path) -> None:
    index = made(tmp_path / "index", schema())
    writer = index.writer(codec=ColumnarCodec())
    writer.add_document(id="1", body="a")
    writer.cancel()
    changed(index, ColumnarCodec(), 0, {})
    assert len([*(tmp_path / "index").glob("*.columns")]) == 1
    assert index.searcher().document(id="1") is not None


def test_formats_that_a_segment_cannot_hold_are_refused_with_the_first_document(tmp_path: Path) -> None:
    index = made(tmp_path / "index", Schema(body=fields.TEXT(chars=True)))
    writer = index.writer(codec=ColumnarCodec())
    with pytest.raises(ValueError, match=r"'body' has the format Characters.* only Existence, Frequency and Positions"):
        writer.add_document(body="a")
    writer.cancel()


def test_a_storage_without_a_folder_is_refused() -> None:
    index = RamStorage().create_index(schema())
    with pytest.raises(ValueError, match="RamStorage has none"):
        index.writer(codec=ColumnarCodec())


def test_phrases_in_a_field_that_had_no_positions_are_refused(tmp_path: Path) -> None:
    index = made(tmp_path / "index", Schema(body=fields.TEXT(phrase=False)))
    writer = index.writer(codec=ColumnarCodec())
    writer.add_document(body="one two")
    writer.commit()
    searcher = FileIndex(FileStorage(str(tmp_path / "index")), schema=Schema(body=fields.TEXT())).searcher()
    with pytest.raises(ValueError, match="'body' was indexed without positions"):
        searcher.search(query.Phrase("body", ["one", "two"]))


def test_whooshs_writer_merges_segments_of_notices(tmp_path: Path) -> None:
    for seed, size in enumerate((60, 10)):
        builder = PartWriter(tmp_path)
        for notice in notices(seed, size):
            builder.add(analysed(notice))
        builder.commit()
    builder = PartWriter(tmp_path)
    for notice in notices(0, 60)[:5]:
        builder.remove(notice.id)
    builder.commit()
    index = FileIndex(FileStorage(str(tmp_path)), schema=notice_schema())
    before = index.searcher()
    assert len(before.leaf_searchers()) == 2
    index.writer(codec=ColumnarCodec()).commit(optimize=True)
    after = index.searcher()
    assert len(after.leaf_searchers()) == 1
    assert [*after.reader().all_stored_fields()] == [*before.reader().all_stored_fields()]
    for term in before.reader().all_terms():
        if live := [*before.postings(*term).items_as("frequency")]:
            renumbered = [before.stored_fields(number) for number, _ in live]
            found = [*after.postings(*term).items_as("frequency")]
            assert [after.stored_fields(number) for number, _ in found] == renumbered
            assert [often for _, often in found] == [often for _, often in live]
    asked = query.Phrase("text_bigrams", ["医疗", "疗保"])
    wanted = [(hit["notice"], hit["part"]) for hit in before.search(asked, limit=None)]
    assert sorted((hit["notice"], hit["part"]) for hit in after.search(asked, limit=None)) == sorted(wanted)
    assert wanted
    with pytest.raises(SegmentDamaged, match="holds no notices: Whoosh's own writer wrote it"):
        PartWriter(tmp_path)
