"""The presenters' rules that a page would only show by luck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from noticesearch.notice import Finding, Notice, Part, Span, Unit
from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Facet, FacetValue, ResultPage, Warning
from noticesearch_web.links import Links, toggled
from noticesearch_web.presenters.dates import compact_end, compact_start, day, moment, period
from noticesearch_web.presenters.facets import facet_views
from noticesearch_web.presenters.listing import note
from noticesearch_web.presenters.nothing import MAX_TRIALS, Trial, ways_out
from noticesearch_web.presenters.notice import beginning
from noticesearch_web.presenters.paging import paging
from noticesearch_web.presenters.paragraphs import marking, paragraphs
from noticesearch_web.presenters.pieces import Piece, pieces
from noticesearch_web.presenters.sections import Stretch, stretches
from noticesearch_web.wording import Wording
from tests.web.corpus import DUSHAN, ZHIJIN

ZH, EN = Wording("zh"), Wording("en")


@pytest.mark.parametrize(
    ("iso", "zh", "en"),
    [
        ("2020-03-11", "2020年3月11日", "11 March 2020"),
        ("2020-03-11T13:03:00+08:00", "2020年3月11日", "11 March 2020"),
        ("unclear", "unclear", "unclear"),
        (None, "", ""),
    ],
)
def test_a_day_is_written_as_people_write_it(iso: str | None, zh: str, en: str) -> None:
    assert (day(iso, ZH), day(iso, EN)) == (zh, en)


def test_a_moment_keeps_the_time_where_there_is_one() -> None:
    assert moment("2020-03-11T13:03:00+08:00", ZH) == "2020年3月11日 13:03"
    assert moment("2020-03-11", ZH) == "2020年3月11日"


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        (date(2019, 1, 1), date(2020, 12, 31), "2019年至2020年", "2019 to 2020"),
        (date(2019, 1, 1), date(2019, 12, 31), "2019年", "2019"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020年2月", "February 2020"),
        (date(2019, 6, 5), None, "2019年6月5日以来", "since 5 June 2019"),
        (None, date(2019, 6, 30), "截至2019年6月", "until June 2019"),
        (None, None, "", ""),
    ],
)
def test_a_period_is_said_as_short_as_it_is_true(start: date | None, end: date | None, zh: str, en: str) -> None:
    assert (period(start, end, ZH), period(start, end, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        (date(2019, 1, 1), "2019", "2019-01-01"),
        (date(2019, 12, 31), "2019-12-31", "2019"),
        (date(2019, 6, 1), "2019-06", "2019-06-01"),
        (date(2020, 2, 29), "2020-02-29", "2020-02"),
        (date(2019, 2, 28), "2019-02-28", "2019-02"),
    ],
)
def test_a_date_box_shows_the_shortest_text_that_reads_back(when: date, start: str, end: str) -> None:
    assert (compact_start(when), compact_end(when)) == (start, end)


@pytest.mark.parametrize(
    ("marks", "cut"),
    [
        ((), (Piece("危房改造"),)),
        (((0, 2),), (Piece("危房", True), Piece("改造"))),
        (((0, 2), (2, 4)), (Piece("危房", True), Piece("改造", True))),
        (((1, 3),), (Piece("危"), Piece("房改", True), Piece("造"))),
    ],
)
def test_text_is_cut_at_its_marks(marks: tuple[Span, ...], cut: tuple[Piece, ...]) -> None:
    assert pieces("危房改造", marks) == cut


@pytest.mark.parametrize(
    ("response", "shown"),
    [
        ("", ""),
        ("已完成。", "已完成。"),
        ("已完成", "已完成"),
        ("已完成。\n" * 30, " ".join(["已完成。"] * 24)),
        ("倒排工期，" * 40, "，".join(["倒排工期"] * 24) + "……"),
    ],
)
def test_a_long_response_is_cut_at_a_sentence_or_a_clause(response: str, shown: str) -> None:
    assert beginning(response) == shown


def answer(page: int, pages: int) -> ResultPage:
    return ResultPage(Query(page=page), pages * 10, 1.0, page, pages, page + 1 if page < pages else None, (), ())


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 2, "[1] 2"),
        (1, 9, "[1] 2 3 … 9"),
        (5, 9, "1 2 3 4 [5] 6 7 8 9"),
        (50, 99, "1 … 48 49 [50] 51 52 … 99"),
        (99, 99, "1 … 97 98 [99]"),
    ],
)
def test_pages_around_the_current_one_are_named(page: int, pages: int, numbers: str) -> None:
    view = paging(answer(page, pages), Links(), ZH)
    assert view is not None
    shown = [link.number if link.url else f"[{link.number}]" if link.number else "…" for link in view.numbers]
    assert " ".join(shown) == numbers


def test_one_page_needs_no_paging() -> None:
    assert paging(answer(1, 1), Links(), ZH) is None


def facet(name: str, counts: dict[str, int], missing: int = 0, selected: tuple[str, ...] = ()) -> Facet:
    values = tuple(FacetValue(value, value, count, value in selected) for value, count in counts.items())
    return Facet(name, values, len(counts), missing)


def test_an_unlisted_rest_is_counted_and_a_selected_value_never_lost() -> None:
    (view,) = facet_views(
        (replace(facet("source", {"甲报": 3, "乙报": 2}, missing=1), distinct=5),), Query(source=("丙报",)), ZH
    )
    choices = [(choice.label, choice.count, choice.selected) for choice in view.shown]
    assert choices == [("丙报", "0", True), ("甲报", "3", False), ("乙报", "2", False), ("未注明", "1", False)]
    assert (view.not_listed, view.chosen, view.open) == ("另有 3 项未列出", "已选 1", True)


def test_facets_that_offer_nothing_are_left_out() -> None:
    assert facet_views((facet("prefecture", {}),), Query(), ZH) == ()


def test_all_selected_values_are_shown_at_once() -> None:
    counts = {f"{year}": 1 for year in range(2000, 2020)}
    (view,) = facet_views((facet("source", counts, selected=tuple(counts)[:15]),), Query(source=tuple(counts)[:15]), ZH)
    assert (len(view.shown), len(view.more)) == (15, 5)


def test_toggling_a_value_twice_gives_the_query_back() -> None:
    query = Query(q="医疗", county=("520524",))
    assert toggled(query, "county", "520626").county == ("520524", "520626")
    assert toggled(toggled(query, "county", "520626"), "county", "520626") == query
    assert toggled(replace(query, page=3), "county", NONE_VALUE).page == 1


def test_help_spends_a_bounded_number_of_searches() -> None:
    asked: list[Query] = []

    def count(query: Query) -> int:
        asked.append(query)
        return int(query.q)

    trials = tuple(Trial(f"{number}", Query(q=f"{number % 3}")) for number in range(40))
    ways = ways_out(trials, count, Links(), ZH, "notices")
    assert len(asked) == MAX_TRIALS
    assert [way.remaining for way in ways] == ["2 篇"] * 4 + ["1 篇"] * 4 + ["0 篇"] * 4
    assert {way.url for way in ways} == {"/?q=2", "/?q=1", ""}


@pytest.mark.parametrize(
    ("warning", "zh", "en"),
    [
        (
            Warning("ignored", "已忽略只表示提问的词：哪些。", ("哪些",), "Words that only ask were left out: 哪些."),
            "已忽略只表示提问的词：哪些。",
            "Words that only ask were left out: 哪些.",
        ),
        (Warning("new_kind", "新的提示。"), "新的提示。", "新的提示。"),
    ],
)
def test_a_warning_is_said_in_the_readers_language_where_it_can_be(warning: Warning, zh: str, en: str) -> None:
    assert (note(warning, ZH), note(warning, EN)) == (zh, en)


def notice(body: str, *parts: Part) -> Notice:
    return Notice("0" * 16, "a.html", "标题", body, "content", parts)


def spoken(body: str, found: tuple[Stretch, ...]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(body[each.start : each.end].strip(), each.parts, each.opens) for each in found]


def test_a_clause_about_two_counties_is_one_stretch_of_both_parts() -> None:
    body = "引言。织金、独山两县整改。独山县另报。"
    shown = notice(body, Part(((0, 3),)), Part(((3, 13),), ZHIJIN), Part(((3, 13), (13, 19)), DUSHAN))
    assert spoken(body, stretches(shown)) == [
        ("引言。", (0,), (0,)),
        ("织金、独山两县整改。", (1, 2), (1, 2)),
        ("独山县另报。", (2,), ()),
    ]


def test_text_that_no_part_covers_is_still_shown() -> None:
    body = "前文\n正文\n\n后文"
    assert spoken(body, stretches(notice(body, Part(((3, 5),), ZHIJIN)))) == [
        ("前文", (), ()),
        ("正文", (0,), (0,)),
        ("后文", (), ()),
    ]


def test_a_body_without_text_has_no_stretch() -> None:
    assert stretches(notice("", Part(((0, 0),)))) == ()


def test_a_line_that_is_only_an_inherited_heading_is_known_as_one() -> None:
    body = "一、毕节市\n织金县整改。"
    unit = Unit("520524", "织金县")
    shown = notice(body, Part(((0, 5),)), Part(((6, 12),), unit, headings=((0, 5),)))
    assert [each.heading for each in stretches(shown)] == [True, False]


def finding(issue: Span, response: Span) -> Finding:
    return Finding("", (), "", issue[0], response[1], issue, response)


def test_a_phrase_inside_a_response_is_still_marked_with_its_anchor() -> None:
    body = "针对甲问题，整改乙问题，完成。"
    marks = marking(body, (), {finding((2, 3), (6, 15)): 1, finding((8, 9), (12, 15)): 2})
    (line,) = paragraphs(body, 0, len(body), marks)
    assert [(piece.text, piece.role, piece.anchors, piece.labelled) for piece in line.pieces] == [
        ("针对", "", (), False),
        ("甲", "issue", ("finding-1",), False),
        ("问题，", "", (), False),
        ("整改", "response", (), True),
        ("乙", "issue", ("finding-2",), False),
        ("问题，", "", (), False),
        ("完成。", "response", (), True),
    ]


def test_two_findings_that_begin_at_one_place_have_an_anchor_each() -> None:
    """Such as 关于…问题 over findings of its own; a blank before the phrase hides neither."""
    body = "一、\n作风问题：迟到"
    marks = marking(body, (), {finding((2, 7), (10, 10)): 1, finding((3, 5), (8, 10)): 2})
    anchors = [
        piece.anchors for line in paragraphs(body, 0, len(body), marks) for piece in line.pieces if piece.anchors
    ]
    assert anchors == [("finding-1", "finding-2")]


def test_paragraphs_join_back_to_the_text_whatever_is_marked() -> None:
    body = "第一行有字。\n \n●●●\n第二行, 数字 3.5 和尾巴"
    hits = ((0, 2), (4, 9), (15, 16), (20, 29))
    lines = paragraphs(body, 0, len(body), marking(body, hits, {finding((1, 5), (5, 12)): 1}))
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == [
        "第一行有字。",
        "●●●",
        "第二行, 数字 3.5 和尾巴",
    ]
    assert [line.ornament for line in lines] == [False, True, False]
