from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.query import And, Phrase, Term
from whoosh.scoring import Frequency

from noticesearch.notice import Notice, Part
from noticesearch.plain import PartWriter
from noticesearch.plain.fields import bigram_counts, word_positions
from noticesearch.plain.loading import open_index
from noticesearch.text.terms import analysed, field_terms


def test_subwords_stand_on_the_position_of_their_word() -> None:
    assert word_positions("医疗保障\x1e医疗\x1e保障\x1f\x1f医疗") == {"医疗保障": [0], "医疗": [0, 2], "保障": [0]}


def test_a_term_counts_once_on_a_position() -> None:
    assert word_positions("哈哈哈哈\x1e哈哈\x1e哈哈") == {"哈哈哈哈": [0], "哈哈": [0]}


def test_an_empty_text_has_no_terms() -> None:
    terms = field_terms("")
    assert (word_positions(terms.words), bigram_counts(terms.bigrams)) == ({}, {})


@pytest.mark.parametrize(
    ("words", "found"), [(["县", "电视台"], 1), (["电视台", "县"], 0), (["责令", "县"], 0), (["在", "县", "电视台"], 1)]
)
def test_phrases_of_ordinary_whoosh_queries_match_neighbours(tmp_path: Path, words: list[str], found: int) -> None:
    body = "责令在县电视台表态"
    writer = PartWriter(tmp_path)
    writer.add(analysed(Notice("1", "1", "", body, "content", (Part(((0, len(body)),)),))))
    writer.commit()
    with open_index(str(tmp_path)).searcher(weighting=Frequency()) as searcher:
        phrase = Phrase("text_words", words)
        both = And([phrase, Term("notice", "1")])
        assert [len(list(searcher.docs_for_query(query))) for query in (phrase, both)] == [found, found]
