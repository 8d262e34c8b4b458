"""Findings as notices of their own, and which of them are one text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from noticesearch.findings import as_notices, notice_id_of, numbered, numbers_of, with_findings
from noticesearch.groups import Groups, from_text, to_text
from noticesearch.notice import Evidence, Finding, Notice, Part, Unit
from noticesearch.plain import PlainWriter, open_searcher
from noticesearch.query import Query
from noticesearch.text.terms import analysed, context_text

BODY = "省委巡视了两县。\n一、住房\n织金、独山两县针对危房改造慢问题，已改造12户。\n织金县饮水不达标。\n附：无。"
ZHIJIN, DUSHAN = Unit("520524", "织金县", ("520524",)), Unit("522726", "独山县", ("522726",))
HEADING = (9, 13)


def span(text: str) -> tuple[int, int]:
    return BODY.index(text), BODY.index(text) + len(text)


def finding(text: str, issue: str, response: str, kind: str, *evidence: Evidence) -> Finding:
    at_response = span(response) if response else (span(text)[1],) * 2
    return Finding(issue, (kind,), response, *span(text), span(issue), at_response, evidence)


HOUSING = finding("针对危房改造慢问题，已改造12户", "危房改造慢", "已改造12户", "住房保障",
                  Evidence("households", "12户", "12户", "figure", "body", *span("12户")),
                  Evidence("issue", "住房保障", "住房", "issue_heading", "body", 11, 13))  # fmt: skip
WATER = finding("饮水不达标", "饮水不达标", "", "饮水安全")
CLAUSE, LINE = span("织金、独山两县针对危房改造慢问题，已改造12户。"), span("织金县饮水不达标。")
NOTICE = Notice(
    "a" * 16,
    "test",
    "通报",
    BODY,
    "given",
    (
        Part((span("省委巡视了两县。"), span("附：无。"))),
        Part((CLAUSE, LINE), ZHIJIN, (HEADING,), (HOUSING, WATER), ("住房保障", "饮水安全")),
        Part((CLAUSE,), DUSHAN, (HEADING,), (HOUSING,), ("住房保障",)),
    ),
    lead=span("省委巡视了两县。"),
)


def test_a_finding_in_two_parts_is_one_finding_about_two_counties() -> None:
    assert [(each.number, each.finding.issue, len(each.parts)) for each in numbered(NOTICE)] == [
        (1, "危房改造慢", 2),
        (2, "饮水不达标", 1),
    ]
    housing, water = as_notices(NOTICE)
    assert [part.county for part in housing.parts] == [ZHIJIN, DUSHAN]
    assert (housing.id, water.id) == ("a" * 16 + ".1", "a" * 16 + ".2")
    assert notice_id_of(housing.id) == NOTICE.id


def test_a_finding_has_one_number_in_its_notice_and_in_its_own() -> None:
    assert numbers_of(NOTICE) == {HOUSING: 1, WATER: 2}
    assert [list(numbers_of(each).values()) for each in as_notices(NOTICE)] == [[1], [2]]


def test_a_hit_tells_the_numbers_of_its_findings(tmp_path: Path) -> None:
    write(tmp_path, NOTICE)
    searcher = open_searcher(tmp_path, "g", "now")
    (found,) = searcher.search(Query(q="饮水", county=("520524",))).hits
    assert [(each.issue, number) for each, number in zip(found.findings, found.finding_numbers, strict=True)] == [
        ("饮水不达标", 2),  # it says the word
        ("危房改造慢", 1),
    ]
    assert [hit.finding_numbers for hit in searcher.findings().search(Query(q="不达标")).hits] == [(2,)]
    searcher.close()


def test_an_excerpt_holds_the_finding_its_headings_and_the_lead_and_every_place_in_it_is_right() -> None:
    housing, _ = as_notices(NOTICE)
    (moved,) = housing.parts[0].findings
    assert housing.part_text(housing.parts[0]) == "针对危房改造慢问题，已改造12户"
    assert context_text(housing, housing.parts[0]) == "一、住房\n省委巡视了两县。"
    assert housing.body[slice(*moved.issue_span)] == "危房改造慢"
    assert housing.body[slice(*moved.response_span)] == "已改造12户"
    (figure,) = moved.evidence  # the heading that gave the type stands elsewhere
    assert housing.body[figure.start : figure.end] == "12户"


def test_a_response_given_after_all_problems_is_in_the_excerpt_too() -> None:
    behind = span("附：无。")
    far = replace(HOUSING, end=HOUSING.issue_span[1], response="附：无。", response_span=behind, evidence=())
    notice = replace(NOTICE, parts=(replace(NOTICE.parts[1], findings=(far,)),))
    (excerpt,) = as_notices(notice)
    (moved,) = excerpt.parts[0].findings
    assert excerpt.part_text(excerpt.parts[0]) == "针对危房改造慢\n附：无。"
    assert excerpt.body[slice(*moved.response_span)] == "附：无。"
    assert excerpt.body[slice(*moved.issue_span)] == "危房改造慢"


def test_a_notice_without_findings_has_none() -> None:
    assert list(as_notices(replace(NOTICE, parts=(Part(((0, len(BODY)),)),)))) == []


def test_the_same_phrase_about_the_same_counties_in_a_repost_is_one_finding() -> None:
    repost = replace(NOTICE, id="b" * 16)
    other_county = replace(NOTICE, id="c" * 16, parts=tuple(replace(p, county=DUSHAN) for p in NOTICE.parts))
    notices = {each.id: each for each in (NOTICE, repost, other_county)}
    groups = with_findings(Groups((tuple(notices),)), notices.get)
    assert groups.members[1:] == (("a" * 16 + ".1", "b" * 16 + ".1"), ("a" * 16 + ".2", "b" * 16 + ".2"))
    assert from_text(to_text(groups)) == groups


def test_a_search_for_findings_meets_words_and_filters_in_one_finding(tmp_path: Path) -> None:
    write(tmp_path, NOTICE)
    with_words = {
        ("危房改造", "520524"): 1, ("危房改造", "522726"): 1, ("饮水", "522726"): 0, ("巡视", "522726"): 1,
    }  # fmt: skip
    searcher = open_searcher(tmp_path, "g", "now")
    for (words, county), total in with_words.items():
        assert searcher.findings().search(Query(q=words, county=(county,))).total == total, (words, county)
    assert searcher.search(Query(q="饮水", county=("520524",))).total == 1


def test_a_notice_replaced_or_removed_takes_its_findings_along(tmp_path: Path) -> None:
    write(tmp_path, NOTICE)
    one_less = replace(NOTICE, parts=(NOTICE.parts[0], NOTICE.parts[2]))
    write(tmp_path, one_less, replace(NOTICE, id="b" * 16))
    assert total(tmp_path) == 3
    writer = PlainWriter(tmp_path)
    writer.add(analysed(replace(NOTICE, id="c" * 16)))
    writer.remove("c" * 16)
    writer.remove("a" * 16)
    writer.commit()
    assert total(tmp_path) == 2


def write(folder: Path, *notices: Notice) -> None:
    writer = PlainWriter(folder)
    for notice in notices:
        writer.add(analysed(notice))
    writer.commit()


def total(folder: Path) -> int:
    searcher = open_searcher(folder, "g", "now")
    try:
        return searcher.findings().search(Query()).total
    finally:
        searcher.close()
