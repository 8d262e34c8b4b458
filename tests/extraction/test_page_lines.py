"""HTML to lines and blocks."""

from __future__ import annotations

import pytest

from noticesearch_indexer.extraction.document import Block, Meta, collapse, key
from tests.extraction.scraped import document


def _texts(html: str) -> list[str]:
    return [line.text for line in document(html).lines]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>一</p><div>二<br>三<p>四</div>五", ["一", "二", "三", "四", "五"]),
        ("<p>甲<b>乙</b><a href=x>丙</a></p>", ["甲乙丙"]),
        ("<ul><li>一<li>二<ol><li>三</ol></ul>", ["一", "二", "三"]),
        ("<p>脱贫\n   攻坚 a\nb</p>", ["脱贫攻坚 a b"]),
        ("<p>\u3000\u3000第一条\u00a0&emsp;总则&#8203;</p>", ["第一条 总则"]),
        ("<pre>一\n二\n\n三</pre>", ["一", "二", "三"]),
        ("<p>看<span style='display: none'>不</span>见</p>", ["看见"]),
        ("<div id=zoom style='display:none'>正文</div>", ["正文"]),
        ("<p>一</p><script>x</script><textarea>二</textarea><select><option>三</select>", ["一"]),
    ],
    ids="blocks inline lists breaks blanks pre hidden hidden-container silent".split(),
)
def test_text_falls_into_lines_as_it_is_seen(html: str, lines: list[str]) -> None:
    assert _texts(html) == lines


def test_a_row_of_data_is_one_line_with_tabs() -> None:
    table = "<table><tr><th>县<th>户数<tr><td><p>示例县</p><td>1<br>519</table>"
    assert _texts(table) == ["县\t户数", "示例县\t1 519"]


def test_a_row_of_page_layout_stays_in_lines() -> None:
    menu = "".join(f"<p><a href={n}>栏目{n}</a></p>" for n in range(9))
    assert _texts(f"<table><tr><td>{menu}<td><p>正文</table>")[-2:] == ["栏目8", "正文"]


def test_a_row_around_another_table_stays_in_lines() -> None:
    inner = "<table><tr><td>甲<td>乙</table>"
    assert _texts(f"<table><tr><td>左<td>{inner}</table>") == ["左", "甲\t乙"]


def test_blocks_are_ranges_of_lines_outermost_first() -> None:
    blocks = document("<div id=A class='b C'><p>一</p><table><tr><td>二<td>三</table></div>").blocks
    found = [(block.tag, block.names, block.start, block.end) for block in blocks if block.tag in ("div", "p", "tr")]
    assert found == [("div", ("a", "b", "c"), 0, 2), ("p", (), 0, 1), ("tr", (), 1, 2)]


def test_a_block_knows_its_parent() -> None:
    blocks = document("<div><p>一</div>").blocks
    paragraph = next(block for block in blocks if block.tag == "p")
    assert blocks[paragraph.parent] == Block("div", (), paragraph.parent - 1, 0, 1)


def test_links_count_but_anchors_do_not() -> None:
    assert [line.linked for line in document("<p><a href=x>通知</a><p><a name=x>通知</a><p>通知").lines] == [
        1.0,
        0.0,
        0.0,
    ]


def test_words_and_marks_are_counted() -> None:
    line = document("<p>QQ群88个，减少。").lines[0]
    assert (line.words, line.marks, line.tag) == (6, 2, "p")


def test_the_head_is_read_wherever_it_stands() -> None:
    found = document(
        "<title>标题 - 某网</title><meta NAME=PubDate Content='2020-03-11'><body>"
        "<meta property=og:url content=http://b.cn/1><link rel=canonical href=http://a.cn/1>"
    )
    assert found.title == "标题 - 某网"
    assert found.metas == (Meta("pubdate", "2020-03-11"), Meta("og:url", "http://b.cn/1"))
    assert found.links == ("http://a.cn/1", "http://b.cn/1")


def test_a_stray_closer_in_the_header_loses_nothing() -> None:
    assert _texts("<body><div>导航</div></body></html><div>正文</div></body>") == ["导航", "正文"]


def test_blanks_collapse_and_invisible_characters_go() -> None:
    assert collapse(" 一\u200b \u3000二\n\t三 ") == "一 二\t三"


def test_keys_compare_titles_without_marks_and_forms() -> None:
    assert key("《脫貧》 “Ａ１”！") == key("脱贫a1") == "脱贫a1"
