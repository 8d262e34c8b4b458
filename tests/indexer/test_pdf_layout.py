"""PDF pages as offices set them: columns, ruled tables, footnotes, paragraphs over pages."""

from __future__ import annotations

import pytest

from noticesearch.notice import Content, Page, Rejection
from noticesearch_indexer.extraction import extract
from tests.indexer.documents import Printed, Stroke, assembled, pdf, stream

SIZE = 10.0
LEFT, GUTTER = 60.0, 30.0
COLUMN = 22  # characters that a column takes
TEXT = (
    "　　针对危房改造推进缓慢问题，县人民政府倒排工期、挂图作战，逐户核查住房安全等级，做到应改尽改，"
    "已完成改造一千二百零三户，竣工率达到百分之九十八，其余年底前全部完成，并由各乡镇逐户建立台账。\n"
    "　　针对饮水安全问题，新建供水站四处，解决两个乡镇的季节性缺水，群众满意度明显提高，供水保证率"
    "达到百分之九十五，水质抽检合格率为百分之百，水费收缴和管护人员工资也已经落实到位，制度已经建立。\n"
    "　　针对易地搬迁后续扶持问题，开发公益岗位三百个，引进扶贫车间五家，实现搬迁劳动力就业一千四百人，"
    "户均至少一人稳定就业，并在安置点设立警务室、卫生室和幼儿园，方便群众办事、就医和子女上学。"
)


def body(*pages: tuple[Printed | Stroke, ...]) -> str:
    found = extract(Page(pdf(*pages), "notice"))
    assert isinstance(found, Content), found
    return found.body


def wrapped(text: str, width: int) -> list[str]:
    """*text* in lines of so many characters; 　 stays where a paragraph is set in."""
    return [line[at : at + width] for line in text.split("\n") for at in range(0, len(line), width)]


def printed(line: str, x: float, y: float, size: float = SIZE) -> Printed:
    """A line whose indent is a gap, not a character."""
    return Printed(line.lstrip("　"), x + size * (len(line) - len(line.lstrip("　"))), y, size)


def cell(text: str, x: float, y: float) -> list[Printed]:
    """A cell's lines below each other."""
    return [Printed(line, x + 3, y - 14 * number - 14, SIZE) for number, line in enumerate(text.split("\n"))]


Shape = Printed | Stroke


def grid(columns: list[float], rows: list[float]) -> list[Stroke]:
    """The borders of a table."""
    level = [Stroke(columns[0], y, columns[-1], y) for y in rows]
    return level + [Stroke(x, rows[0], x, rows[-1]) for x in columns]


PLAIN = TEXT.replace("　", "")
LINES = wrapped(TEXT, COLUMN)
HALF = (len(LINES) + 1) // 2
COLUMNS = [
    printed(line, LEFT + (SIZE * COLUMN + GUTTER) * (number >= HALF), 700 - 16 * (number % HALF))
    for number, line in enumerate(LINES)
]


@pytest.mark.parametrize("order", ["columns", "lines in turns"])
def test_columns_are_read_one_after_the_other_in_whatever_order_they_are_printed(order: str) -> None:
    lines = COLUMNS if order == "columns" else sorted(COLUMNS, key=lambda line: -line.y)
    title = Printed("关于整改情况的通报", 200, 760, 22)
    assert body((title, *lines)) == PLAIN


def test_a_ruled_table_gives_a_line_a_row_though_its_cells_take_several_lines() -> None:
    columns, rows = [60.0, 100.0, 220.0, 400.0], [700.0, 680.0, 645.0, 610.0]
    page: list[Shape] = [
        *grid(columns, rows),
        *(
            piece
            for text, x in zip(("序号", "问题", "整改情况"), columns, strict=False)
            for piece in cell(text, x, 700)
        ),
        *(
            piece
            for x, text in zip(columns, ("1", "危房改造\n推进缓慢", "倒排工期，\n挂图作战"), strict=False)
            for piece in cell(text, x, 680)
        ),
        *(
            piece
            for x, text in zip(columns, ("2", "饮水安全", "新建供水站\n四处"), strict=False)
            for piece in cell(text, x, 645)
        ),
    ]
    after = Printed("以上问题已经整改到位。", 60, 580, SIZE)
    expected = "序号\t问题\t整改情况\n1\t危房改造推进缓慢\t倒排工期，挂图作战\n2\t饮水安全\t新建供水站四处"
    assert body((*page, after)) == f"{expected}\n以上问题已经整改到位。"


def test_a_row_that_goes_on_overleaf_is_one() -> None:
    columns = [60.0, 100.0, 220.0, 400.0]
    first: list[Shape] = [
        *grid(columns, [150.0, 130.0, 60.0]),
        *cell("序号", 60, 150),
        *cell("问题", 100, 150),
        *cell("整改情况", 220, 150),
        *cell("1", 60, 130),
        *cell("危房改造\n推进", 100, 130),
        *cell("倒排工期，挂\n图作战，逐户", 220, 130),
    ]
    second: list[Shape] = [
        *grid(columns, [780.0, 750.0, 730.0]),
        *cell("缓慢", 100, 780),
        *cell("核查", 220, 780),
        *cell("2", 60, 750),
        *cell("饮水安全", 100, 750),
        *cell("新建供水站", 220, 750),
    ]
    assert body(tuple(first), tuple(second)) == (
        "序号\t问题\t整改情况\n1\t危房改造推进缓慢\t倒排工期，挂图作战，逐户核查\n2\t饮水安全\t新建供水站"
    )


def test_a_frame_around_text_and_words_on_a_background_are_no_table() -> None:
    lines = wrapped(PLAIN.split("\n")[0], 40)
    page = [printed(line, LEFT, 700 - 20 * number) for number, line in enumerate(lines)]
    frame = grid([50, 480], [725, 600])
    background = grid([LEFT + 50, LEFT + 90], [710, 698])
    assert body((*frame, *background, *page)) == PLAIN.split("\n")[0]


def test_a_footnote_comes_last_and_the_paragraph_over_the_page_is_whole() -> None:
    lines = wrapped(TEXT, 40)
    first = [printed(line, LEFT, 700 - 20 * number) for number, line in enumerate(lines[:4])]
    note = Printed("① 截至六月底，下同。", LEFT, 60, 7)
    second = [printed(line, LEFT, 700 - 20 * number) for number, line in enumerate(lines[4:])]
    assert body((*first, note), tuple(second)) == f"{PLAIN}\n① 截至六月底，下同。"
    assert body((note, *first), tuple(second)) == f"{PLAIN}\n① 截至六月底，下同。"


def test_wider_space_parts_paragraphs_that_are_not_set_in() -> None:
    paragraphs = [
        "整改完成。" * 8 + "其余年底前完成。",
        "（一）供水站。" + "四处建成。" * 12,
        "（二）卫生室已经设立，群众满意。" + "就医方便。" * 6,
    ]
    y, page = 700.0, []
    for paragraph in paragraphs:
        for line in wrapped(paragraph, 40):
            page.append(printed(line, LEFT, y))
            y -= 14
        y -= 8
    assert body(tuple(page)) == "\n".join(paragraphs)


def test_words_printed_later_go_into_their_gap() -> None:
    first = Printed("各乡镇（", LEFT, 700, SIZE)
    rest = Printed("）要逐村逐户排查，限期整改到位。", LEFT + 4 * SIZE + 50, 700, SIZE)
    later = Printed("街道办", LEFT + 4 * SIZE + 10, 700, SIZE)
    assert body((first, rest, later)).replace(" ", "") == "各乡镇（街道办）要逐村逐户排查，限期整改到位。"


def drawn(content: bytes) -> bytes:
    """A page of that content."""
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            stream(content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


WORDS = b"".join(
    b"BT /F 3 Tf 1 0 0 1 %d %d Tm (word) Tj ET\n" % (x, y) for x in range(9, 590, 12) for y in range(9, 830, 4)
)
HOSTILE = {
    "a million strokes": b"BT /F 9 Tf 50 50 Td (words) Tj ET " + b"9 9 m 99 99 l S 9 9 m 99 9 l S\n" * 500_000,
    "a path of a million strokes": b"BT /F 9 Tf 50 50 Td (words) Tj ET 9 9 m " + b"99 9 l 9 99 l " * 500_000 + b"S",
    "a grid": WORDS + b"".join(b"0 %d m 595 %d l S %d 0 m %d 842 l S\n" % (at, at, at, at) for at in range(0, 842, 3)),
    "a line of a hundred thousand words": b"".join(
        b"BT /F 1 Tf 1 0 0 1 %d 50 Tm (a) Tj ET\n" % (4 * x) for x in range(100_000)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_full_of_strokes_and_pieces_comes_back(name: str) -> None:
    assert isinstance(extract(Page(drawn(HOSTILE[name]), name)), Content | Rejection)
