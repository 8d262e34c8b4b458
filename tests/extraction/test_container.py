"""Which block of a page holds the notice."""

from __future__ import annotations

import pytest

from tests.extraction.scraped import BODY, TITLE, content, page, paragraphs

LETTERS = paragraphs(("读者来信，与本文无关，仅供参考。",) * 9)
COMMENTS = "<div class=comments><p>写得好，支持，很有必要！</div>"


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<h1>{TITLE}</h1><div>{paragraphs()}</div>",
        f"<table><tr><td><h1>{TITLE}</h1><table><tr><td>{paragraphs()}</table></table>",
        f"<div class=header><h1>{TITLE}</h1><div>{paragraphs()}</div></div>",
        f"<h1>{TITLE}</h1><div id=zoom>{paragraphs()}</div><div>{LETTERS}</div>",
        f"<h1>{TITLE}</h1><div class='TRS_Editor x'>{paragraphs()}</div>{COMMENTS}",
    ],
    ids=["plain", "tables", "in-header", "known-container", "comments"],
)
def test_the_text_is_found_whatever_it_stands_in(wrapped: str) -> None:
    assert content(page(wrapped)).body == BODY


def test_a_long_comment_section_far_below_does_not_win_over_a_short_notice() -> None:
    comments = "".join(f"<li><span>网友{n}</span><p>我认为这个办法很好，应该长期坚持。</li>" for n in range(12))
    short = f"<h1>{TITLE}</h1><div>{paragraphs()}</div>"
    filler = "<div>" + "<p><a href=x>本地要闻一则</a></p>" * 90 + "</div>"
    assert content(page(f"<div>{short}</div>{filler}<ul>{comments}</ul>")).body == BODY
