"""Numbered headings of a body."""

from __future__ import annotations

from noticesearch_indexer.extraction.headings import headings
from tests.extraction.scraped import BODY, TITLE, content, page, paragraphs


def found(body: str) -> list[tuple[int, str]]:
    return [(heading.level, body[slice(*heading.span)]) for heading in headings(body)]


def test_levels_follow_the_form_of_the_number() -> None:
    lines = ("第一章　总则", "第一节　目的", "一、提高认识", "（一）压实责任", "1.排查", "（1）逐户", "①建账")
    assert found("\n".join(lines)) == list(zip((1, 2, 4, 5, 6, 7, 8), lines, strict=True))


def test_a_heading_may_be_followed_by_its_text_on_the_same_line() -> None:
    assert found("（一）加强领导。各级各部门要提高站位，压实责任。") == [(5, "（一）加强领导。")]


def test_an_article_is_a_heading_by_its_number() -> None:
    assert found("第三条　本办法所称饮用水工程，是指供水到户的工程。") == [(3, "第三条")]


def test_sentences_rows_and_decimals_are_no_headings() -> None:
    assert found("一、元旦：1月1日放假，共3天。\n1.5亿元资金\n1.示例县\t12\n" + "二、" + "长" * 60) == []


def test_a_heading_by_its_element_counts_beside_the_numbered_ones() -> None:
    last = "<h3>联系方式和监督</h3><p>各乡镇要把饮水安全摆在突出位置，逐村排查。</p>"
    notice = content(page(f"<h1>{TITLE}</h1><div>{paragraphs()}{last}</div>"))
    assert notice.body.startswith(BODY)
    told = [(heading.level, notice.body[slice(*heading.span)]) for heading in notice.headings]
    assert told == [(4, "一、提高认识，压实责任"), (4, "二、加强督查"), (-4, "联系方式和监督")]
