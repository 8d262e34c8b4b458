"""Letters as Word files: styles, lists that number themselves, tables with merged cells, tracked changes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from benchmarks.letters import Letter, Line
from benchmarks.printing import cells

GONE, NOTE, BOX = (
    "此处原有文字已经删去不用",
    "所称各有关单位，是指承担任务的部门和单位。",
    "联系电话请见附页，逾期不候。",
)
_DIGITS = "一二三四五六七八九十"
_LISTED = (
    re.compile(r"([一二三四五六七八九十])、"),
    re.compile(r"（([一二三四五六七八九十])）"),
    re.compile(r"(\d{1,2})\.(?!\d)"),
)
_LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
ABSTRACT = 900  # beside the template's own lists
_RIGHT, _CENTRE = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER

AnyDocument = Any  # python-docx builds its classes from XML; what is used here is told by its own documentation


def styled(letter: Letter) -> bytes:
    """Letterhead, Word's own Title and Heading styles, a running head and page numbers."""
    document = _begun(letter)
    for line in letter.lines:
        _type(document, line)
    return _saved(document)


def listed(letter: Letter) -> bytes:
    """一、（一）1. as list numbers, which Word prints and does not store; 第 n 项 begins where the text says."""
    document = _begun(letter)
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(_LEVELS)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ABSTRACT}">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    counts, current = [0, 0, 0], ABSTRACT
    for line in letter.lines:
        level, match = next(((n, m) for n, each in enumerate(_LISTED) if (m := each.match(line.text))), (0, None))
        if match is None or line.form not in ("text", "heading"):
            _type(document, line)
            continue
        number = int(match[1]) if match[1].isdigit() else _DIGITS.index(match[1]) + 1
        if number != counts[level] + 1 or current == ABSTRACT:
            current += 1
            restart = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            numbering.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{current}"><w:abstractNumId w:val="{ABSTRACT}"/>{restart}</w:num>'
                )
            )
        counts[level:] = [number] + [0] * (2 - level)
        paragraph = document.add_paragraph(line.text[match.end() :])
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{current}"/></w:numPr>')
        )
    return _saved(document)


def tabled(letter: Letter) -> bytes:
    """Tables whose first row is one merged cell, and whose last column is merged downwards."""
    document = _begun(letter)
    for run in cells(letter):
        if isinstance(run, tuple):
            for line in run:
                _type(document, line)
            continue
        table = document.add_table(rows=len(run) + 1, cols=4)
        table.cell(0, 0).merge(table.cell(0, 3)).text = "任务分工表"
        for row, texts in enumerate(run, 1):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(1, 3).merge(table.cell(len(run), 3)).text = letter.office
    return _saved(document)


def revised(letter: Letter) -> bytes:
    """Tracked changes, moved text, links, soft hyphens, hidden text, fields, a text box and a footnote."""
    document = _begun(letter)
    for number, line in enumerate(letter.lines):
        paragraph = _type(document, Line("", line.form))
        half = len(line.text) // 2
        first, second = line.text[:half], line.text[half:]
        pieces = [
            f"<w:r><w:t>{_xml(first[:1])}</w:t></w:r><w:hyperlink><w:r><w:t>{_xml(first[1:])}</w:t></w:r></w:hyperlink>",
            f"<w:del><w:r><w:delText>{GONE}</w:delText></w:r></w:del><w:r><w:softHyphen/></w:r>",
            f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{GONE}</w:t></w:r><w:moveFrom><w:r><w:t>{GONE}</w:t></w:r></w:moveFrom>",
            f"<w:ins><w:r><w:t>{_xml(second[:2])}\u00ad{_xml(second[2:4])}</w:t></w:r></w:ins>",
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF _Ref1 </w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
            f"<w:moveTo><w:r><w:t>{_xml(second[4:])}</w:t></w:r></w:moveTo>",
        ]
        if number == 0:
            pieces.append('<w:r><w:footnoteReference w:id="2"/></w:r>')
        if number == len(letter.lines) - 1:
            pieces.append(_box(BOX))
        made = parse_xml(f"<w:p {nsdecls('w')}>{''.join(pieces)}</w:p>")
        paragraph._p.extend(list(made))
    notes = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{NOTE}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return _saved(document)


WORD_LAYOUTS: dict[str, Callable[[Letter], bytes]] = {
    "styles": styled,
    "lists": listed,
    "merged cells": tabled,
    "revisions": revised,
}


def word_expected(layout: str, letter: Letter) -> str:
    """The body that should be read."""
    if layout == "merged cells":
        found: list[str] = []
        for run in cells(letter):
            if isinstance(run, tuple):
                found += [line.text for line in run]
            else:
                rows = ["\t".join(row) for row in run]
                found += ["任务分工表", f"{rows[0]}\t{letter.office}", *rows[1:]]
        return "\n".join(found)
    if layout == "revisions":
        *lines, last = letter.body.split("\n")
        return "\n".join([*lines, BOX, last, NOTE])
    return letter.body


def _begun(letter: Letter) -> AnyDocument:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{letter.office}政务公开"
    section.footer.paragraphs[0]._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    for text, points in ((f"{letter.office}文件", 40), (letter.number, 16)):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).font.size = Pt(points)
        paragraph.alignment = _CENTRE
    title = document.add_paragraph(style="Title")
    title.add_run(letter.title)
    title.alignment = _CENTRE
    return document


def _type(document: AnyDocument, line: Line) -> Any:  # see AnyDocument
    paragraph = document.add_paragraph(style="Heading 2" if line.form == "heading" else None)
    paragraph.alignment = _RIGHT if line.form in ("signed", "date") else _CENTRE if line.form == "attached" else None
    if line.text:
        run = paragraph.add_run(line.text)
        run.font.size = Pt(22 if line.form == "attached" else 16)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    return paragraph


def _box(text: str) -> str:
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _saved(document: AnyDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
