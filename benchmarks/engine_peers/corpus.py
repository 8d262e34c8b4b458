"""The corpus of the engine benchmark: real texts with drawn counties, types and dates, analysed once for all engines.

What was analysed is kept in a file of compressed blocks, so that every engine is given the same terms to index.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
import re
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, repeat
from multiprocessing import get_context
from pathlib import Path
from random import Random

from noticesearch.engine import AnalysedNotice, FieldTerms, PartTerms
from noticesearch.gazetteer import gazetteer
from noticesearch.issues import issue_types
from noticesearch.notice import Notice, Part, Unit
from noticesearch.text.normalise import clean
from noticesearch.text.terms import POSITIONS, SAME_POSITION, analysed, analysis_hash

SEED = 20261124
VERSION = 1  # raise it when a document becomes another than before
BLOCK = 1000  # documents
ANALYSTS = 2  # processes
COUNTIES, TYPES = 500, 30
FIRST_DAY, DAYS = date(2012, 1, 1), 4748  # to the end of 2024
LONG, SHORT = "corpus/hebei.jsonl.gz", "corpus/statute_articles.jsonl.gz"
NOTHING = FieldTerms("", "")

Texts = tuple[tuple[str, ...], tuple[str, ...]]
"""The long documents, all of which are in every corpus, and the articles between them."""


@dataclass(frozen=True, slots=True)
class Record:
    """A document and its terms: a notice of one part, without title; `words` and `bigrams` as in `FieldTerms`."""

    number: int
    id: str
    body: str
    county: str
    issues: tuple[str, ...]
    published: date
    words: str
    bigrams: str

    @property
    def words_apart(self) -> str:
        """The terms of the words field with blanks between them."""
        return self.words.replace(POSITIONS, " ").replace(SAME_POSITION, " ")

    @property
    def bigrams_apart(self) -> str:
        """The terms of the bigrams field with blanks between them; pairs of one run of characters are neighbours."""
        return self.bigrams.replace(POSITIONS, " ")

    @property
    def analysed(self) -> AnalysedNotice:
        """What a writer of ours takes."""
        text = FieldTerms(self.words, self.bigrams)
        return AnalysedNotice(_notice(self), (PartTerms(text, NOTHING, NOTHING),))


def corpus_file(data: Path, documents: int, work: Path, articles: int = 1) -> Path:
    """The file of a corpus of *documents*, of so many *articles* each, analysed now unless it was before."""
    sizes = [(data / name).stat().st_size for name in (LONG, SHORT)]
    source = f"{VERSION} {SEED} {documents} {articles} {sizes} {analysis_hash()}"
    path = work / f"corpus-{documents}-{hashlib.sha256(source.encode()).hexdigest()[:12]}"
    if not path.exists():
        part = path.with_suffix(".part")
        starts = range(0, documents, BLOCK)
        with ProcessPoolExecutor(ANALYSTS, get_context("spawn")) as pool, part.open("wb") as file:
            for block in pool.map(_block, repeat(data), repeat(documents), repeat(articles), starts):
                file.write(len(block).to_bytes(8, "little") + block)
        part.rename(path)
    return path


def blocks(path: Path) -> Iterator[list[Record]]:
    """The documents of a corpus, some at a time."""
    with path.open("rb") as file:
        while head := file.read(8):
            yield pickle.loads(zlib.decompress(file.read(int.from_bytes(head, "little"))))  # noqa: S301  # our own file


def id_of(number: int) -> str:
    """The id of a document by its number in the corpus, from 0."""
    return hashlib.sha256(str(number).encode()).hexdigest()[:16]


def _block(data: Path, documents: int, articles: int, start: int) -> bytes:
    texts = _texts(data)
    numbers = range(start, min(start + BLOCK, documents))
    records = [_record(texts, documents, articles, number) for number in numbers]
    return zlib.compress(pickle.dumps(records), 1)


@cache
def _texts(data: Path) -> Texts:
    articles = list(_read(data / SHORT))
    Random(SEED).shuffle(articles)  # noqa: S311
    return tuple(_read(data / LONG)), tuple(articles)


def _read(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = (clean(json.loads(line)["text"]).strip() for line in lines)
        yield from filter(None, texts)


def _record(texts: Texts, documents: int, articles: int, number: int) -> Record:
    chooser = Random(f"{SEED} {number}")  # noqa: S311
    counties, weights = _counties()
    bare = Record(
        number=number,
        id=id_of(number),
        body=_body(texts, documents, articles, number, chooser),
        county=chooser.choices(counties, cum_weights=weights)[0],
        issues=tuple(chooser.sample(_types(), chooser.randint(0, 2))),
        published=FIRST_DAY + timedelta(chooser.randrange(DAYS)),
        words="",
        bigrams="",
    )
    text = analysed(_notice(bare)).terms[0].text
    return replace(bare, words=text.words, bigrams=text.bigrams)


def _body(texts: Texts, documents: int, each: int, number: int, chooser: Random) -> str:
    """The text of a document: long ones evenly spread, between them *each* articles, varied when they come again."""
    long, articles = texts
    before, through = (at * len(long) // documents for at in (number, number + 1))
    if through > before:
        return long[before]
    first = (number - before) * each
    places = (divmod(at, len(articles)) for at in range(first, first + each))
    return "\n".join(_varied(articles[at], chooser) if time else articles[at] for time, at in places)


def _varied(text: str, chooser: Random) -> str:
    """*text* with its sentences in another order, some dropped, and a number that it did not have."""
    sentences = [sentence for sentence in re.split(r"(?<=[。；\n])", text) if sentence.strip()]
    kept = [sentence for sentence in sentences if chooser.random() > 0.15] or sentences
    chooser.shuffle(kept)
    kept.insert(chooser.randint(0, len(kept)), f"第{chooser.randrange(10_000)}号。")
    return "".join(kept)


def _notice(record: Record) -> Notice:
    part = Part(
        spans=((0, len(record.body)),),
        county=gazetteer().unit(record.county) or Unit(record.county, record.county),
        issue_types=record.issues,
    )
    return Notice(
        id=record.id,
        origin=f"corpus#{record.number}",
        title="",
        body=record.body,
        how="given",
        parts=(part,),
        published=record.published.isoformat(),
    )


@cache
def _counties() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Codes of counties, and their cumulated weights: the nth is drawn 1/n as often as the first (Zipf)."""
    codes = [unit.code for unit in gazetteer().in_use("county")]
    chosen = Random(SEED).sample(codes, COUNTIES)  # noqa: S311
    return tuple(chosen), tuple(accumulate(1 / place for place in range(1, COUNTIES + 1)))


@cache
def _types() -> tuple[str, ...]:
    return tuple(kind.name for kind in issue_types().types)[:TYPES]
