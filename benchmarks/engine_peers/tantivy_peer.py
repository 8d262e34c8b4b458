"""The peer tantivy (PyPI `tantivy`), in the formulations that were fastest for it among those with equal answers.

Of those tried over 100,000 documents: a word of two characters both matches and ranks by its pair, once; counties and
years as integers count faster than as text; counties asked for as alternatives beat a set of terms; the total costs
less from the search than from the aggregation; only a regular expression finds all pairs that begin with a character
(`phrase_prefix_query` stops after 50). The package has no collector of hits and counts at once, so a page with facets
is a search and an aggregation. Hits are told by a fast column, not by stored documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from re import escape
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from benchmarks.engine_peers.corpus import Record, id_of
from benchmarks.engine_peers.peer import BIGRAM_WEIGHT, FACETS, HITS, LISTED, Answer, Counts, is_beginning, phrase
from benchmarks.engine_peers.questions import Asked
from noticesearch.expression import And, Contains, Expression
from noticesearch.text.terms import POSITIONS, SAME_POSITION

HEAP_BYTES = 256_000_000  # 64 MB: 10 % slower to build, three segments instead of one; 1 GB: 7 % faster
SNIPPET_CHARS = 300  # of the words with the blanks between them: about 200 of the text
MUST, SHOULD = Occur.Must, Occur.Should


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", fast=True)
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("body", stored=True)  # stored only; a text field would be indexed
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("bigrams", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("issue", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("county", "year", "date"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


class TantivyBuilder:
    """A `peer.Builder`."""

    overlaps = True

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._writer = tantivy.Index(_schema(), str(folder), reuse=False).writer(HEAP_BYTES, num_threads=1)

    def prepared(self, record: Record) -> tantivy.Document:
        """The document of *record*."""
        return tantivy.Document(
            number=record.number,
            id=record.id,
            body=record.body.encode(),
            words=record.words_apart,
            bigrams=record.bigrams_apart,
            county=int(record.county),
            issue=list(record.issues),
            year=record.published.year,
            date=record.published.toordinal(),
        )

    def add(self, document: object) -> None:
        """Hand the document to the indexing thread."""
        self._writer.add_document(document)

    def commit(self) -> None:
        """Commit, and wait for the merges that tantivy begins by itself."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class TantivyPeer:
    """A `peer.Peer`."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()

    def ready(self, asked: Asked, *, facets: bool) -> Callable[[], Answer]:
        """As `peer.Peer.ready`; a facet is counted without its own filter, as ours are."""
        ranked = self._ranked(asked)
        if not facets:
            return lambda: self._answer(ranked, count=True)
        counted = [(self._matching(asked, county=True), _terms(FACETS))]
        if asked.query.county:
            counted = [
                (self._matching(asked, county=True), _terms(("issue", "year"))),
                (self._matching(asked, county=False), _terms(("county",))),
            ]

        def ask() -> Answer:
            answer = self._answer(ranked, count=True)
            found = [self._searcher.aggregate(query, terms) for query, terms in counted]
            return Answer(answer.total, answer.hits, lambda: _counts(found))

        return ask

    def topped(self, asked: Asked) -> Callable[[], Answer]:
        """As `peer.Topped.topped`."""
        ranked = self._ranked(asked)
        return lambda: self._answer(ranked, count=False)

    def forget(self) -> None:
        """Nothing: tantivy keeps no answers."""

    def segments(self) -> int:
        """The segments after all merges."""
        return int(self._searcher.num_segments)

    def best(self, asked: Asked) -> tuple[str, ...]:
        """As `peer.Snipping.best`."""
        return self.ready(asked, facets=False)().hits()

    def snipping(self, asked: Asked, records: Mapping[str, Record]) -> tuple[Callable[[], object], ...]:
        """Snippets by tantivy's own generator, and the stored documents fetched, of the ten best.

        It cuts with a field's tokenizer, so it is given the words with blanks between them, made beforehand: the body
        as written has none, and a second stored text would cost an index that does not need it.
        """
        ranked = self._ranked(asked)
        by_words = Query.boolean_query([(SHOULD, self._term("words", word)) for word in asked.plan.words])
        hits = self._searcher.search(ranked, HITS, count=False).hits
        apart = [tantivy.Document(words=_display(records[each])) for each in self.best(asked)]
        addresses = [address for _, address in hits]

        def snip() -> list[str]:
            generator = tantivy.SnippetGenerator.create(self._searcher, by_words, self._schema, "words")
            generator.set_max_num_chars(SNIPPET_CHARS)
            for address in addresses:
                self._searcher.doc(address)
            return [generator.snippet_from_doc(document).to_html() for document in apart]

        return (snip,)

    def _answer(self, ranked: Query, *, count: bool) -> Answer:
        found = self._searcher.search(ranked, HITS, count=count)
        addresses = [address for _, address in found.hits]
        numbers = self._searcher.fast_field_values("number", addresses)
        return Answer(
            found.count if count else None,
            lambda: tuple(id_of(int(number)) for number in numbers if number is not None),
        )

    def _ranked(self, asked: Asked) -> Query:
        """What matches, ranked by the plan's terms: a term that implies a match may itself match."""
        expression, texts = asked.expression, {leaf.text for leaf in asked.leaves if not leaf.prefix}
        pairs = {text for text in texts if len(text) == 2 and text in asked.plan.bigrams}
        leaves = [self._silent(leaf) if leaf.text not in pairs else self._pair(leaf.text) for leaf in asked.leaves]
        words = {word: self._term("words", word) for word in asked.plan.words}
        ranking = [self._pair(term) for term in asked.plan.bigrams if term not in pairs]
        filters = [(MUST, Query.const_score_query(each, 0.0)) for each in self._filters(asked, county=True)]
        if isinstance(expression, And) or (len(leaves) == 1 and (filters or not pairs)):
            must = leaves
        else:
            must = [_any([*leaves, *(words.pop(word) for word in asked.plan.words if word in texts)])]
            if not (ranking or words or filters):
                return must[0]
        should = [(SHOULD, each) for each in chain(words.values(), ranking)]
        return Query.boolean_query([*((MUST, each) for each in must), *should, *filters])

    def _matching(self, asked: Asked, *, county: bool) -> Query:
        """What matches, without ranking."""
        filters = list(self._filters(asked, county=county))
        match = self._match(asked.expression)
        return Query.boolean_query([(MUST, each) for each in (match, *filters)]) if filters else match

    def _match(self, expression: Expression) -> Query:
        if isinstance(expression, Contains):
            return self._leaf(expression)
        occur = MUST if isinstance(expression, And) else SHOULD
        return Query.boolean_query([(occur, self._leaf(leaf)) for leaf in _leaves(expression)])

    def _leaf(self, leaf: Contains) -> Query:
        if leaf.prefix or is_beginning(leaf.text):
            return Query.regex_query(self._schema, "bigrams", escape(leaf.text) + ".*")
        terms = phrase(leaf.text)
        if len(terms) == 1:
            return self._term("bigrams", terms[0])
        return Query.phrase_query(self._schema, "bigrams", list(terms))

    def _silent(self, leaf: Contains) -> Query:
        return Query.const_score_query(self._leaf(leaf), 0.0)

    def _pair(self, term: str) -> Query:
        return Query.boost_query(self._term("bigrams", term), BIGRAM_WEIGHT)

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term, "freq")

    def _filters(self, asked: Asked, *, county: bool) -> Iterator[Query]:
        query = asked.query
        if query.county and county:
            yield _any([Query.term_query(self._schema, "county", int(code), "basic") for code in query.county])
        if query.date_from and query.date_to:
            days = query.date_from.toordinal(), query.date_to.toordinal()
            yield Query.range_query(self._schema, "date", FieldType.Integer, *days)


def _leaves(expression: Expression) -> Iterator[Contains]:
    return (child for child in getattr(expression, "children", ()) if isinstance(child, Contains))


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(SHOULD, each) for each in queries])


def _terms(facets: tuple[str, ...]) -> dict[str, Any]:  # Any: tantivy takes aggregations as JSON
    return {name: {"terms": {"field": name, "size": LISTED}} for name in facets}


def _counts(found: list[dict[str, Any]]) -> Counts:
    return {
        name: {_value(bucket["key"]): bucket["doc_count"] for bucket in result["buckets"]}
        for aggregated in found
        for name, result in aggregated.items()
    }


def _value(key: float | str) -> str:
    return key if isinstance(key, str) else str(int(key))


def _display(record: Record) -> str:
    """The words in reading order, each once, without the words inside them."""
    return " ".join(position.partition(SAME_POSITION)[0] for position in record.words.split(POSITIONS))
