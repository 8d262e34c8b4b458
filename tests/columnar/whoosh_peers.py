"""The same documents in an index of ours and in one of Whoosh's own codec, to ask both alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from whoosh import fields
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Positions
from whoosh.index import FileIndex
from whoosh.searching import Searcher
from whoosh.system import pack_uint

from noticesearch.columnar import PartWriter
from noticesearch.columnar.layout import FIELDS, Field
from noticesearch.columnar.schema import TermsField, notice_schema
from noticesearch.notice import Notice
from noticesearch.part_values import squeeze
from noticesearch.text.terms import analysed, context_text
from tests.columnar.segments import notices
from tests.columnar.test_tokens import places, words_of

Posting = tuple[bytes, int, float, bytes]


@dataclass(frozen=True)
class Peers:
    """A searcher of Whoosh's own index and one of ours over the same documents."""

    stock: Searcher
    ours: Searcher

    def close(self) -> None:
        self.stock.close()
        self.ours.close()


class PostingsField(TermsField):
    """A field that is given its postings."""

    def index(self, value: Sequence[Posting], **_options: object) -> Iterator[Posting]:
        return iter(value)


def notice_peers(folder: Path, sizes: Sequence[int], removed: int) -> Peers:
    """Segments of so many notices; *removed* notices of them all are deleted at the end."""
    ids: dict[str, list[int]] = {}
    schema = Schema(notice=fields.STORED(), part=fields.STORED())
    for field in FIELDS:
        schema.add(field.name, PostingsField(positions=field.has_positions))
    stock = made(folder / "stock", schema)
    for seed, size in enumerate(sizes):
        ours, theirs = PartWriter(folder / "ours"), stock.writer(codec=W3Codec())
        for notice in notices(seed, size):
            first = sum(map(len, ids.values()))
            ids[notice.id] = list(range(first, first + len(notice.parts)))
            ours.add(analysed(notice))
            for document in documents(notice):
                theirs.add_document(**document)
        theirs.commit(merge=False)
        ours.commit()
    ours, theirs = PartWriter(folder / "ours"), stock.writer(codec=W3Codec())
    for notice_id in Random(len(ids)).sample(sorted(ids), removed):  # noqa: S311  # the same on every run
        ours.remove(notice_id)
        for number in ids[notice_id]:
            theirs.delete_document(number)
    theirs.commit(merge=False)
    ours.commit()
    opened = FileIndex(FileStorage(str(folder / "ours")), schema=notice_schema())
    peers = Peers(stock.searcher(), opened.searcher())
    assert len(peers.ours.leaf_searchers()) == len(sizes)
    return peers


def documents(notice: Notice) -> Iterator[dict[str, object]]:
    """A notice's parts as Whoosh is given them."""
    for number, part in enumerate(notice.parts):
        texts = {
            "title": notice.title,
            "text": notice.part_text(part),
            "context": context_text(notice, part),
            "docno": squeeze(notice.doc_number or ""),
        }
        of_fields = {field.name: postings(field, texts[field.area]) for field in FIELDS}
        yield {"notice": notice.id, "part": number, **of_fields}


def postings(field: Field, text: str) -> list[Posting]:
    """The postings of one field of a part."""
    if not field.has_positions:
        return [(term.encode(), n, float(n), pack_uint(n)) for term, n in Counter(words_of(text)).items()]
    found: dict[str, list[int]] = {}
    for term, at in sorted(places(text).elements()):
        found.setdefault(term, []).append(at)
    return [(term.encode(), len(at), float(len(at)), Positions().encode(at)) for term, at in found.items()]


def made(folder: Path, schema: Schema) -> FileIndex:
    """An empty index."""
    folder.mkdir(parents=True)
    return FileStorage(str(folder)).create_index(schema)
