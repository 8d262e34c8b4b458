"""The terms of the two fields: words for ranking, bigrams for finding every substring."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.engine import FieldTerms, PartTerms
from noticesearch.notice import Notice, Part
from noticesearch.text import terms
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import contains, runs
from noticesearch.text.terms import (
    POSITIONS,
    Token,
    analysed,
    analysis_hash,
    context_text,
    field_terms,
    query_bigrams,
    subwords,
    tokenize,
)

ALPHABET = "县住房保障12a.%， \n脫"


def test_neighbouring_words_differ_by_one_and_punctuation_leaves_a_gap() -> None:
    assert tokenize("织金县，ＱＱ群") == (
        Token("织金县", 0, 0, 3),
        Token("qq", 2, 4, 6),
        Token("群", 3, 6, 7),
    )


@given(st.text(ALPHABET, max_size=40))
@settings(deadline=None)
def test_a_word_is_the_text_between_its_offsets(text: str) -> None:
    tokens = tokenize(text)
    assert [token.text for token in tokens] == [normalise(text[token.start : token.end]) for token in tokens]
    assert [token.position for token in tokens] == sorted({token.position for token in tokens})


def test_words_of_two_and_three_characters_are_found_inside_longer_ones() -> None:
    assert list(subwords("经济特区")) == ["经济", "特区"]
    assert list(subwords("住房")) == []


def test_a_text_is_indexed_under_words_with_their_subwords_and_bigrams() -> None:
    assert field_terms("住房，1号") == FieldTerms(
        words="住房\x1f\x1f1\x1f号", bigrams="住\x1f住房\x1f房\x1f\x1f1\x1f号"
    )
    assert field_terms("公共服务岗位").words == "公共服务\x1e公共\x1e服务\x1f岗位"
    assert field_terms("") == FieldTerms("", "")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("体责任", ("体责", "责任")),
        ("qq群", ("qq", "群")),
        ("67.74%", ("67.74",)),
        ("1号", ("1", "号")),
        ("县", ()),
        ("", ()),
        ("县县县", ("县县",)),
    ],
)
def test_a_question_asks_for_these_bigrams(text: str, terms: tuple[str, ...]) -> None:
    assert query_bigrams(text) == terms


@given(st.text(ALPHABET, max_size=40), st.data())
@settings(deadline=None, max_examples=300)
def test_every_text_that_contains_a_needle_holds_its_bigrams(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    start = data.draw(st.integers(0, len(text)))
    needle = normal[start : start + data.draw(st.integers(0, 8))]
    if contains(normal, needle):
        assert set(query_bigrams(needle)) <= set(field_terms(text).bigrams.split(POSITIONS))


@given(st.text(ALPHABET, max_size=40))
@settings(deadline=None)
def test_each_run_of_letters_and_digits_is_one_term(text: str) -> None:
    bigrams = field_terms(text).bigrams.split(POSITIONS)
    assert {run for _, run, han in runs(normalise(text)) if not han} <= set(bigrams)


BODY = "总的说来。\n一、住房\n织金县缓慢。"
LEAD, HEADING, OWN = (0, 5), (6, 10), (11, 17)


def notice(*parts: Part) -> Notice:
    return Notice("0" * 16, "test", "通报", BODY, "given", parts, lead=LEAD)


def test_a_part_is_found_by_its_headings_and_the_lead_too() -> None:
    part = Part((OWN,), headings=(HEADING,))
    assert context_text(notice(Part((LEAD,)), part), part) == "一、住房\n总的说来。"
    assert analysed(notice(Part((LEAD,)), part)).terms[1] == PartTerms(
        text=field_terms("织金县缓慢。"), context=field_terms("一、住房\n总的说来。"), title=field_terms("通报")
    )


def test_the_leads_own_part_does_not_repeat_it() -> None:
    lead = Part((LEAD,))
    assert context_text(notice(lead), lead) == ""


@pytest.mark.parametrize("part", ["dictionary_hash", "table_hash"])
def test_another_dictionary_or_table_gives_the_analysis_another_fingerprint(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = analysis_hash()
    monkeypatch.setattr(terms, part, lambda: "another")
    assert analysis_hash() != before


def test_a_word_of_a_million_letters_is_not_searched_for_words() -> None:
    assert field_terms("a" * 1_000_000).words == "a" * 1_000_000
