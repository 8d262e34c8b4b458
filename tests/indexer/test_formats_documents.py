"""PDF and DOCX: title, number, date, paragraphs and tables, without running heads; what cannot be read says why."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from noticesearch.notice import Content, Page, Rejection
from noticesearch_indexer.extraction import extract
from noticesearch_indexer.sources import open_sources
from tests.indexer.documents import Printed, assembled, docx, docx_of, locked_pdf, locked_zip, pdf, stream
from tests.trouble.mutations import mutants

LEFT, FULL = 78.0, 27  # the text's left margin in points, and how many characters a line takes
LINES = [
    "　　针对危房改造推进缓慢问题，县人民政府倒排工期、挂图作战，逐户",
    "核查住房安全等级，做到应改尽改。已完成改造一千二百零三户，竣工率",
    "达到百分之九十八。",
    "　　针对饮水安全问题，新建供水站四处，解决两个乡镇的季节性缺水，",
    "群众满意度明显提高，供水保证率达到百分之九十五，水质抽检合格率为",
    "百分之百。",
]


def body_lines(*texts: str, top: float) -> list[Printed]:
    """Lines of text as a press sets them: an indent is a gap, not a character."""
    found = []
    for number, text in enumerate(texts):
        indent = len(text) - len(text.lstrip("　"))
        found.append(Printed(text.lstrip("　"), LEFT + 14 * indent, top - 28 * number, 14))
    return found


def centred(text: str, y: float, size: float) -> Printed:
    return Printed(text, (595 - size * len(text)) / 2, y, size)


FIRST_PAGE = (
    centred("内部资料", 800, 9),
    centred("织金县人民政府文件", 740, 36),
    centred("织府发〔2020〕15号", 690, 14),
    centred("织金县人民政府", 650, 22),
    centred("关于危房改造整改情况的通报", 620, 22),
    *body_lines("各乡镇人民政府：", *LINES[:4], top=570),
    centred("— 1 —", 50, 10),
)
SECOND_PAGE = (
    centred("内部资料", 800, 9),
    *body_lines(*LINES[4:], top=750),
    Printed("织金县人民政府", 380, 640, 14),
    Printed("2020年3月11日", 390, 612, 14),
    centred("— 2 —", 50, 10),
)
BODY = [
    "各乡镇人民政府：",
    "".join(LINES[:3]).lstrip("　"),
    "".join(LINES[3:]).lstrip("　"),
    "织金县人民政府",
    "2020年3月11日",
]


def content(file: bytes, name: str = "notice") -> Content:
    found = extract(Page(file, name))
    assert isinstance(found, Content), found
    return found


def rejection(file: bytes, name: str = "notice") -> Rejection:
    found = extract(Page(file, name))
    assert isinstance(found, Rejection)
    return found


def test_a_pdf_gives_its_title_number_date_and_paragraphs_without_running_heads() -> None:
    found = content(pdf(FIRST_PAGE, SECOND_PAGE))
    assert found.title == "织金县人民政府关于危房改造整改情况的通报"
    assert (found.doc_number, found.written) == ("织府发〔2020〕15号", "2020-03-11")
    assert found.body.split("\n") == BODY
    assert [each.rule for each in found.evidence if each.kind == "title"] == ["centred line"]


def test_a_docx_gives_the_same() -> None:
    found = content(
        docx(
            ("织金县人民政府文件", 36, "center"),
            ("织府发〔2020〕15号", 14, "center"),
            ("织金县人民政府", 22, "center"),
            ("关于危房改造整改情况的通报", 22, "center"),
            *((line, 14, "") for line in BODY),
            header="内部资料",
        )
    )
    assert found.title == "织金县人民政府关于危房改造整改情况的通报"
    assert (found.doc_number, found.written) == ("织府发〔2020〕15号", "2020-03-11")
    assert found.body.split("\n") == BODY


def test_table_rows_are_cells_joined_by_tabs() -> None:
    rows = [["序号", "乡镇", "问题"], ["1", "猫场镇", "危房改造推进缓慢"]]
    printed = [
        Printed(cell, LEFT + 120 * column, 500 - 30 * row, 12)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    expected = "序号\t乡镇\t问题\n1\t猫场镇\t危房改造推进缓慢"
    assert content(pdf(tuple(printed))).body == expected
    assert content(docx(rows)).body == expected


def test_numbers_that_only_word_prints_are_part_of_the_text() -> None:
    found = content(docx(("做好排查工作。", 14, "list"), ("做好整改工作。", 14, "list")))
    assert found.body == "1.做好排查工作。\n2.做好整改工作。"


CHAPTERS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="101"/></w:lvlOverride></w:num>'
)


def listed(number: int, level: int, text: str) -> str:
    of_list = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{of_list}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_list_begins_anew_where_the_file_says_and_counts_on_from_there() -> None:
    body = (
        listed(1, 0, "甲。") + listed(1, 1, "乙。") + listed(1, 0, "丙。") + listed(2, 0, "丁。") + listed(2, 0, "戊。")
    )
    found = content(docx_of(body, numbering=CHAPTERS)).body
    assert found == "第一条甲。\n（1）乙。\n第二条丙。\n第一百零一条丁。\n第一百零二条戊。"


def test_text_that_word_does_not_print_goes() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>已经</w:t></w:r>'
    aloud, base = "<w:r><w:t>zhī</w:t></w:r>", "<w:r><w:t>织</w:t></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{aloud}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
    softly = "<w:r><w:t>竣</w:t><w:softHyphen/><w:t>\u00ad工。</w:t></w:r>"
    cells = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>户</w:t></w:r></w:p></w:tc>"
    table = f"<w:tr><w:trPr><w:del/></w:trPr>{cells.format('九百')}</w:tr><w:tr>{cells.format('一千')}</w:tr>"
    body = f"<w:p>{hidden}{ruby}{shown}{softly}</w:p><w:tbl>{table}</w:tbl>"
    assert content(docx_of(body)).body == "织已经竣工。\n一千\t户"


def test_footnotes_come_after_the_text() -> None:
    body = '<w:p><w:r><w:t>已经竣工。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>截至六月底。</w:t></w:r></w:p></w:footnote>'
    )
    assert content(docx_of(body, footnotes=notes)).body == "已经竣工。\n截至六月底。"


def test_a_number_below_the_title_is_no_text_and_a_date_above_what_is_attached_is_the_letters() -> None:
    found = content(
        docx(
            ("关于印发危房改造方案的通知", 22, "center"),
            ("织府发〔2020〕15号", 14, "center"),
            ("各乡镇人民政府：", 14, ""),
            ("织金县人民政府", 14, ""),
            ("2020年3月11日", 14, ""),
            ("危房改造方案", 22, "center"),
            *((f"第{number}条 做好危房改造工作，{number}月底前完成。", 14, "") for number in range(1, 9)),
        )
    )
    assert (found.doc_number, found.written) == ("织府发〔2020〕15号", "2020-03-11")
    assert found.body.startswith("各乡镇人民政府：\n织金县人民政府\n2020年3月11日\n危房改造方案\n")


def test_inserted_text_stays_and_deleted_text_goes() -> None:
    body = (
        "<w:p><w:r><w:t>已完成</w:t></w:r><w:del><w:r><w:delText>九百</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>一千</w:t></w:r></w:ins><w:r><w:t>户。</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>其余年底前完成。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert content(docx_of(body)).body == "已完成一千户。\n其余年底前完成。"


def test_the_title_is_the_property_where_none_is_printed() -> None:
    text = ("全县危房改造已经全部竣工，经逐户核查，住房安全等级均达到要求，群众反映良好，特此报告。", 14, "")
    assert content(docx(text, title="关于危房改造竣工的报告")).title == "关于危房改造竣工的报告"
    assert content(docx(text, title="Microsoft Word - 1.doc")).title == ""


def test_a_letter_spaced_title_is_read_without_its_spaces() -> None:
    found = content(pdf((centred("关 于 停 水 的 通 知", 700, 22), *body_lines("因检修停水一天。", top=600))))
    assert (found.title, found.body) == ("关于停水的通知", "因检修停水一天。")


def test_a_page_that_a_browser_printed_is_read_without_its_chrome() -> None:
    chrome = (Printed("当前位置：首页 > 通知公告", LEFT, 780, 10), Printed("黔ICP备00000001号", LEFT, 60, 10))
    browser = (Printed("2020/3/12 10:15", 30, 825, 8), Printed("http://www.gov.example/1.html", 30, 15, 8))
    texts = (centred("织金县关于危房改造整改情况的通报", 700, 22), *body_lines(*LINES, top=600))
    found = content(pdf((*browser, *chrome, *texts), info="/Creator(Mozilla/5.0)/Title(x)"))
    assert found.title == "织金县关于危房改造整改情况的通报"
    assert found.body.split("\n") == BODY[1:3]


@pytest.mark.parametrize(
    ("file", "stage", "reason"),
    [
        (pdf(()), "content", "the PDF file holds no text: it is a scan"),
        (b"%PDF-1.4\nnothing", "read", "not a readable PDF file"),
        (docx(), "content", "the DOCX file holds no text"),
        (docx_of("<w:p>", ""), "read", "not a readable DOCX file"),
        (locked_pdf(pdf(FIRST_PAGE)), "read", "the PDF file is protected by a password"),
        (locked_zip(docx(("通知", 14, ""))), "read", "the DOCX file is protected by a password"),
        (b"%PDF-1.4\n" + bytes(20_000_000), "limit", "the file has 20,000,009 bytes; documents up to 20,000,000"),
        (docx_of(" " * 40_000_000), "limit", "the document is packed more than 200 times, as zip bombs are"),
    ],
    ids=["scan", "broken pdf", "empty docx", "broken docx", "locked pdf", "locked docx", "huge pdf", "bomb"],
)
def test_a_document_without_text_is_rejected_in_a_sentence(file: bytes, stage: str, reason: str) -> None:
    found = rejection(file)
    assert found.stage == stage
    assert found.reason.startswith(reason)


def test_a_docx_that_word_has_locked_is_told_apart_from_an_old_office_file() -> None:
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256))
    locked = extract(Page(office + "EncryptedPackage".encode("utf-16-le"), "1.docx", "docx"))
    assert locked == Rejection("1.docx", "read", "the DOCX file is protected by a password; save it without one")
    assert "an old Office file" in str(extract(Page(office, "1.docx", "docx")))


@pytest.mark.parametrize(
    ("package", "file", "format"),
    [("pypdfium2", pdf(FIRST_PAGE), "PDF"), ("docx", docx(("通知", 14, "")), "DOCX")],
    ids=["pdf", "docx"],
)
def test_without_its_package_a_document_is_rejected_with_advice(
    package: str, file: bytes, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    found = rejection(file)
    assert found.stage == "read"
    assert found.reason.startswith(f"reading {format} files needs the package")
    assert found.reason.endswith("install noticesearch[formats]")


def test_documents_are_read_from_folders_and_archives(tmp_path: Path) -> None:
    folder = tmp_path / "scraped"
    folder.mkdir()
    (folder / "1.pdf").write_bytes(pdf(FIRST_PAGE))
    (folder / "2.docx").write_bytes(docx(("关于停水的通知", 22, "center"), ("明日停水。", 14, "")))
    with zipfile.ZipFile(folder / "3.zip", "w") as archive:
        archive.writestr("附件/4.docx", docx(("关于停电的通知", 22, "center"), ("明日停电。", 14, "")))
    (source,) = open_sources([folder])
    pages = [page for page in source.pages() if isinstance(page, Page)]
    found = [(page.origin, page.kind, extract(page)) for page in pages]
    assert [(origin, kind, read.title) for origin, kind, read in found if isinstance(read, Content)] == [
        ("scraped/1.pdf", "pdf", "织金县人民政府关于危房改造整改情况的通报"),
        ("scraped/2.docx", "docx", "关于停水的通知"),
        ("scraped/3.zip!附件/4.docx", "docx", "关于停电的通知"),
    ]


def test_an_error_page_called_pdf_is_read_as_the_page_it_is() -> None:
    page = Page("<html><title>404</title><body><p>抱歉，您访问的文件不存在或已被删除。</p>".encode(), "1.pdf", "pdf")
    assert isinstance(extract(page), Content)


HOSTILE_PDF = {
    "a tree of a million pages": assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1000000/Kids[" + b"3 0 R " * 1_000_000 + b"]>>",
            b"<</Type/Page/MediaBox[0 0 595 842]>>",
        ]
    ),
    "a tree that holds itself": assembled(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>"]
    ),
    "arrays within arrays": assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"[" * 200_000]),
    "no objects' places": pdf(FIRST_PAGE).replace(b"xref", b"xxxx"),
    "a stream that is none": pdf(FIRST_PAGE).replace(b"stream\nx", b"stream\ny"),
    "text that repeats": assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            stream(b"BT /F 9 Tf " + b"1 0 0 1 50 50 Tm (abcdefghij) Tj " * 50_000 + b"ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    ),
}
LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
HOSTILE_DOCX = {
    "a billion laughs": docx_of("<w:p><w:r><w:t>&a10;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'),
    "a file of the machine": docx_of(
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "a bomb": docx_of(" " * 40_000_000),
    "depth": docx_of("<w:p><w:r>" * 50_000),
    "tables within tables": docx_of("<w:tbl><w:tr><w:tc>" * 70 + "<w:p/>" + "</w:tc><w:tc/></w:tr></w:tbl>" * 70),
}


@pytest.mark.parametrize("name", [*HOSTILE_PDF, *HOSTILE_DOCX])
def test_a_hostile_document_comes_back(name: str) -> None:
    found = extract(Page((HOSTILE_PDF | HOSTILE_DOCX)[name], name))
    assert isinstance(found, Content | Rejection)
    assert "root:" not in str(found)


def test_mutilated_documents_come_back() -> None:
    whole = [pdf(FIRST_PAGE, SECOND_PAGE), docx(*((line, 14, "") for line in BODY))]
    for name, file in mutants(whole, 80, seed=2020):
        assert isinstance(extract(Page(file, name)), Content | Rejection)


def test_a_damaged_package_is_rejected() -> None:
    file = bytearray(docx(("通知", 14, "")))
    with zipfile.ZipFile(io.BytesIO(bytes(file))) as package:
        at = package.getinfo("word/document.xml").header_offset
    file[at + 80 : at + 120] = bytes(40)
    assert rejection(bytes(file)).stage == "read"
