"""Portals that print further articles below the one asked for."""

from __future__ import annotations

from tests.extraction.scraped import BODY, PROSE, TITLE, content, page, paragraphs

OPENING = PROSE[1]
HEAD = f"<title>{TITLE}</title><meta name=description content='{OPENING}'>"
OTHER = paragraphs(("外地一处景区昨日迎来大批游客，交通部门提前疏导。",) * 20)


def test_another_headline_with_its_own_date_ends_the_page() -> None:
    second = f"<div><h1>外地景区昨日迎来大批游客</h1><div>2019-05-01 08:00</div>{OTHER}</div>"
    found = content(page(f"<div><h1>{TITLE}</h1>{paragraphs()}</div>{second}", head=HEAD))
    assert found.body == BODY


def test_the_heading_of_a_feed_ends_the_page() -> None:
    items = (
        "<h4><a href=x>外地景区昨日迎来大批游客</a></h4><p>外地一处景区昨日迎来大批游客，交通部门提前疏导。</p>" * 20
    )
    found = content(page(f"<div><h1>{TITLE}</h1>{paragraphs()}<div>你可能還想看</div>{items}</div>", head=HEAD))
    assert found.body == BODY


def test_a_box_of_related_news_amid_the_text_does_not_end_it() -> None:
    first, rest = paragraphs(PROSE[:3]), paragraphs(PROSE[3:])
    box = "<p>相关阅读</p><p><a href=x>上一次通知</a></p>"
    found = content(page(f"<div><h1>{TITLE}</h1>{first}{box}{rest}</div>", head=HEAD))
    assert [line for line in PROSE if line not in found.body] == []
