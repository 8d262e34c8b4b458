"""Hits as a list shows them."""

from __future__ import annotations

from noticesearch.notice import Unit
from noticesearch.query import Query
from noticesearch.results import Hit, Snippet
from noticesearch_web.links import Links
from noticesearch_web.presenters.hits import SnippetView, hit_view
from noticesearch_web.presenters.pieces import Piece
from noticesearch_web.wording import Wording


def hit(*snippets: Snippet) -> Hit:
    return Hit(
        id="id1",
        origin="a.html",
        source_id=None,
        url=None,
        title="整改",
        published=None,
        written=None,
        source=None,
        site=None,
        issuer=None,
        doc_number=None,
        counties=(Unit("520524", "织金县"),),
        issues=(),
        duplicates=0,
        parts=(1,),
        snippets=snippets,
        findings=(),
    )


def views(*snippets: Snippet) -> tuple[SnippetView, ...]:
    return hit_view(hit(*snippets), Query(), Links(), Wording("zh")).snippets


def test_dots_stand_where_a_sentence_is_cut_and_are_not_part_of_the_text() -> None:
    cut = Snippet("body", "住房保障", ((0, 2),), 1, "织金县", 8, cut_before=True, cut_after=True)
    assert views(Snippet("title", "整改"), cut) == (
        SnippetView("织金县", "/notice/id1#part-2", "……", (Piece("住房", True), Piece("保障")), "……"),
    )


def test_a_county_is_named_once_over_the_fragments_of_its_part() -> None:
    fragments = [Snippet("body", "住房。", (), part, county, 0) for part, county in ((1, "甲"), (1, "甲"), (2, "乙"))]
    assert [(each.heading, each.before, each.after) for each in views(*fragments)] == [
        ("甲", "", ""),
        ("", "", ""),
        ("乙", "", ""),
    ]
