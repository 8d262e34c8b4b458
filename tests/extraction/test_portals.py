"""Body, title and day of pages in the structures of well-known portals."""

from __future__ import annotations

import pytest

from tests.extraction.portals import PORTALS, Portal
from tests.extraction.scraped import BODY, PROSE, content, page, paragraphs


@pytest.mark.parametrize("portal", PORTALS, ids=lambda portal: portal.name)
def test_the_text_of_a_portal_is_told_from_what_stands_around_it(portal: Portal) -> None:
    found = content(portal.html)
    assert (found.title, found.body, found.published or "") == (portal.title, portal.body, portal.published)


JOINT = "示例省水利厅 示例省财政厅关于下达维修养护资金的通知"


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        ("示例省水利厅", "<div>示例省水利厅<br>关于印发供水办法的通知</div>", "示例省水利厅关于印发供水办法的通知"),
        ("某网", "<h1>示例县人民政府</h1><h1>关于公布名录的通知</h1>", "示例县人民政府关于公布名录的通知"),
        ("通知", "<div><p>示例省水利厅</p><p>示例省财政厅</p><p>关于下达维修养护资金的通知</p></div>", JOINT),
        ("关于印发示例县农村供水工程管理办法的通知", "<p>关于印发示例县农村供水工程</p><p>管理办法的通知</p>", ""),
        ("关于印发供水办法的通知_某县", "<p>示例省水利厅</p><h1>关于印发供水办法的通知</h1>", "关于印发供水办法的通知"),
    ],
    ids=["br", "h1", "joint", "one-phrase", "complete-in-head"],
)
def test_a_title_on_two_lines_is_joined(head: str, top: str, title: str) -> None:
    html = page(f"{top}<div>2023-09-12 来源：省水利厅</div><div>{paragraphs()}</div>", head=f"<title>{head}</title>")
    assert content(html).title == (title or head)


def test_in_a_dump_too_comments_and_feeds_are_told_from_the_text_by_the_tools_between_them() -> None:
    feed = "".join(f"要闻{n}\n本地要闻第{n}条，介绍具体情况，供读者参考。\n{n}阅读 · 2 评论\n" for n in range(6))
    assert content(f"关于饮水安全的通知\n2020-03-11 来源：示例网\n{BODY}\n{feed}", kind="text").body == BODY


def test_a_letter_in_a_row_of_a_dump_is_prose() -> None:
    rows = f"答复时间\t2023-09-12\n来信内容\t{PROSE[1]}{PROSE[3]}\n回复内容\t{PROSE[5]}{PROSE[3]}"
    assert content(f"首页\n{rows}\n版权所有 某县", kind="text").body == rows.partition("\n")[2]


def test_the_tools_below_the_headings_of_an_encyclopedia_do_not_end_a_dump_of_it() -> None:
    text = f"{PROSE[1]}\n历史\n播报\n编辑\n{PROSE[3]}\n现状\n播报\n编辑\n{PROSE[5]}"
    body = content(f"示例水库\n{text}\n词条统计", kind="text").body
    assert body == f"{PROSE[1]}\n历史\n{PROSE[3]}\n现状\n{PROSE[5]}"


def test_a_title_cut_short_is_taken_from_the_original_one() -> None:
    full = "定了！示例县农村供水工程即将完工，惠及一万八千人"
    top = f"<h1>{full[:16]}...</h1><div>2023-09-12 来源：示例网</div>"
    html = page(
        f"{top}<div><p>本文原标题：《{full}》</p>{paragraphs()}</div>", head=f"<title>{full[:16]}..._某网</title>"
    )
    found = content(html)
    assert (found.title, found.body) == (full, BODY)
