"""Files for the tests of formats, made here: PDF by hand, DOCX and WARC by the packages that read them."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # warcio has no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # warcio has no types

A4 = (595, 842)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTES_RELATION = (
    b'<Relationship Id="rNotes" Target="footnotes.xml" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
)


@dataclass(frozen=True)
class Printed:
    """A line of a PDF page: where it begins (points from the lower left corner) and how large it is."""

    text: str
    x: float
    y: float
    size: float = 16.0


@dataclass(frozen=True)
class Stroke:
    """A straight stroke from (x1, y1) to (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float


def pdf(*pages: tuple[Printed | Stroke, ...], info: str = "") -> bytes:
    """A PDF of lines and strokes; its font is named, not embedded: Chinese characters are squares, letters half."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor"
        b"/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120/CapHeight 880"
        b"/ItalicAngle 0/StemV 80>>>>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {A4[0]} {A4[1]}]/Contents {6 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        objects.append(stream("".join(map(_shown, lines)).encode()))
    return assembled(objects, info)


def _shown(line: Printed | Stroke) -> str:
    if isinstance(line, Stroke):
        return f"{line.x1} {line.y1} m {line.x2} {line.y2} l S\n"
    return f"BT /F {line.size} Tf {line.x} {line.y} Td <{line.text.encode('utf-16-be').hex()}> Tj ET\n"


def stream(content: bytes) -> bytes:
    """A packed stream object."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)


def assembled(objects: list[bytes], info: str = "") -> bytes:
    """The objects as a file, the first of them its catalogue."""
    file, places = b"%PDF-1.4\n", []
    if info:
        objects = [*objects, f"<<{info}>>".encode()]
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    about = b"/Info %d 0 R" % len(objects) if info else b""
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, about, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, trailer)


def locked_pdf(file: bytes) -> bytes:
    """*file* under a password that nobody knows."""
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"61" * 32 + b">/U<" + b"62" * 32 + b">>>"
    return file.replace(b"trailer<<", b"trailer<</Encrypt" + lock + b"/ID[<00><00>]")


def locked_zip(file: bytes) -> bytes:
    """*file* whose members say that they are encrypted."""
    locked = bytearray(file)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + flags] |= 1
            at = locked.find(mark, at + 4)
    return bytes(locked)


def docx(*blocks: tuple[str, float, str] | list[list[str]], title: str = "", header: str = "") -> bytes:
    """A DOCX of paragraphs (text, points, "center" or "") and tables (rows of cells)."""
    document = Document()
    document.core_properties.title = title
    document.sections[0].header.paragraphs[0].text = header
    for block in blocks:
        if isinstance(block, tuple):
            paragraph = document.add_paragraph(style="List Number" if block[2] == "list" else None)
            paragraph.add_run(block[0]).font.size = Pt(block[1])
            if block[2] == "center":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            table = document.add_table(rows=len(block), cols=len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx_of(body: str, prolog: str = "", *, numbering: str = "", footnotes: str = "") -> bytes:
    """A DOCX whose body is this XML; lists and notes where they are given."""
    parts = {"word/document.xml": f"{prolog}<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {WORD}>{numbering}</w:numbering>"
    if footnotes:
        parts["word/footnotes.xml"] = f"<w:footnotes {WORD}>{footnotes}</w:footnotes>"
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as model, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in model.namelist():
            whole: str | bytes = parts.get(name) or model.read(name)
            if footnotes and name == "word/_rels/document.xml.rels":
                whole = model.read(name).replace(b"</Relationships>", NOTES_RELATION)
            made.writestr(name, whole)
        if footnotes:
            made.writestr("word/footnotes.xml", parts["word/footnotes.xml"])
    return file.getvalue()


@dataclass(frozen=True)
class Answer:
    """What a server said to a crawler."""

    url: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),)
    status: str = "200 OK"
    date: str = "2020-03-11T05:03:00Z"


def warc(*answers: Answer, packed: bool = False) -> bytes:
    """A web archive of the answers."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for answer in answers:
        headers = StatusAndHeaders(answer.status, list(answer.headers), protocol="HTTP/1.1")
        about = {"WARC-Date": answer.date}
        writer.write_record(
            writer.create_warc_record(
                answer.url, "response", io.BytesIO(answer.body), http_headers=headers, warc_headers_dict=about
            )
        )
    return file.getvalue()
