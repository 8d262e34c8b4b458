"""Letters printed to PDF by Chromium in the layouts that offices use. Needs playwright and /usr/bin/chromium."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_double
from html import escape
from itertools import count

import pypdfium2  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Browser, sync_playwright

from benchmarks.letters import Letter, Line
from tests.indexer.documents import Printed, pdf

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_CREATOR = re.compile(rb"/Creator \(([^)]*)\)")
_SPLIT = re.compile(r"[，：；]")
MAX_CELL = 160  # characters of a paragraph that is put into a table
MIN_ROW = 8
POINTS_A_PIXEL = 0.75  # a browser's fonts are sized in pixels
NOTE = "① 本通知所称各有关单位，是指承担相应任务的部门和单位；所列时限均为自然日，逾期未完成的应当书面说明原因。"

_SHEET = """
body { font-family: 'Noto Serif CJK SC'; font-size: 16pt; line-height: 28pt; text-align: justify; margin: 0 }
p { margin: 0; text-indent: 2em } h1 { font-size: 22pt; line-height: 34pt; text-align: center; margin: 30pt 40pt }
h2, h3 { font-size: 16pt; line-height: 28pt; margin: 0; font-weight: bold; text-indent: 2em }
h3 { text-indent: 0; text-align: center; font-size: 22pt; line-height: 34pt; margin: 24pt 0 }
.mast { color: #d00; font-size: 40pt; line-height: 60pt; text-align: center; letter-spacing: 4pt; text-indent: 0 }
.number { text-align: center; text-indent: 0; border-bottom: 2pt solid #d00; padding-bottom: 6pt }
.signed { text-align: right; padding-right: 3em; text-indent: 0 }
.date { text-align: right; padding-right: 2em; text-indent: 0 }
.to { text-indent: 0 }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 18pt; margin: 8pt 0 }
td, th { border: 0.7pt solid black; padding: 2pt 5pt; text-align: left; vertical-align: middle }
td:first-child { text-align: center; white-space: nowrap }
"""
_NUMBERED = "@page { size: A4; margin: 3.7cm 2.6cm 3.5cm 2.8cm; @bottom-center { content: '— ' counter(page) ' —'; } }"


def red_head(letter: Letter) -> str:
    """红头文件: letterhead, number and red rule; title over two lines; signature to the right; — 1 — below."""
    head = f"<p class=mast>{escape(letter.office)}文件</p><p class=number>{letter.number}</p>"
    return _page(head + _title(letter) + _text(letter.lines), _NUMBERED)


def plain(letter: Letter) -> str:
    """A running head and 第 1 页 共 9 页; paragraphs apart, not set in; the number below the title."""
    head = f"@top-center {{ content: '{escape(letter.office)}政务公开'; font-size: 9pt }}"
    page = f"""@page {{ size: A4; margin: 2.5cm; {head}
        @bottom-right {{ content: '第 ' counter(page) ' 页 共 ' counter(pages) ' 页'; font-size: 9pt }} }}
        body {{ font-family: 'Noto Sans CJK SC'; font-size: 12pt; line-height: 20pt }}
        p, h2 {{ text-indent: 0; margin: 8pt 0; font-size: 12pt }} .number {{ border: none }}"""
    return _page(_title(letter) + f"<p class=number>{letter.number}</p>" + _text(letter.lines), page)


def columns(letter: Letter) -> str:
    """公报: two columns below a title that spans both, small print, a running head."""
    running = f"@top-left {{ content: '{escape(letter.office)}公报'; font-size: 9pt }}"
    page = f"""@page {{ size: A4; margin: 2.2cm 1.8cm; {running}
        @bottom-center {{ content: counter(page); font-size: 9pt }} }}
        body {{ font-size: 10.5pt; line-height: 17pt }} .number {{ border: none }}
        h2 {{ font-size: 10.5pt; line-height: 17pt }} h3 {{ font-size: 12pt; line-height: 18pt; margin: 9pt }}
        .both {{ column-count: 2; column-gap: 0.9cm }}"""
    head = _title(letter) + f"<p class=number>{letter.number}</p>"
    return _page(f"{head}<div class=both>{_text(letter.lines)}</div>", page)


def table(letter: Letter) -> str:
    """A ruled table in the midst of the text, its cells over several lines, its rows over pages."""
    return _page(_heads(letter) + _with_table(letter), _NUMBERED)


def landscape(letter: Letter) -> str:
    """The same on its side."""
    page = _NUMBERED.replace("A4", "A4 landscape")
    return _page(_heads(letter) + _with_table(letter), page + "table { font-size: 10.5pt }")


def footnotes(letter: Letter) -> str:
    """A note at the foot of the first page, while a paragraph runs over."""
    first = f"""@page :first {{ margin-bottom: 5cm; @bottom-left {{ content: '{NOTE}'; font-size: 9pt; width: 15.6cm;
        border-top: 0.5pt solid black; vertical-align: top; padding-top: 4pt }} @bottom-center {{ content: none }} }}"""
    lines = [Line(letter.lines[0].text + "①", letter.lines[0].form), *letter.lines[1:]]
    text = _text(lines).replace("①", "<sup>①</sup>")
    return _page(_heads(letter) + text, _NUMBERED + first + "sup { font-size: 8pt; line-height: 0 }")


Layout = Callable[[Letter], str]
LAYOUTS: dict[str, Layout] = {
    "red head": red_head,
    "plain": plain,
    "two columns": columns,
    "table": table,
    "landscape table": landscape,
    "footnote": footnotes,
}


def expected(layout: str, letter: Letter) -> str:
    """The body that should be read."""
    if layout in ("table", "landscape table"):
        return "\n".join(_rows_or_text(letter))
    if layout == "footnote":
        first, *others = letter.body.split("\n")
        return "\n".join([first + "①", *others, NOTE])
    return letter.body


def cells(letter: Letter) -> Iterator[tuple[Line, ...] | list[list[str]]]:
    """Runs of paragraphs, and the tables between them: paragraphs cut in two, three or more of them in a row."""
    loose: list[Line] = []
    rows: list[list[str]] = []
    numbers = count(1)
    for line in (*letter.lines, Line("", "end")):
        cut = _SPLIT.search(line.text)
        if line.form == "text" and cut and MIN_ROW < len(line.text) <= MAX_CELL and cut.end() < len(line.text):
            rows.append([line.text[: cut.start()], line.text[cut.end() :]])
            continue
        if len(rows) < 3:
            loose += [Line("，".join(row)) for row in rows]
        else:
            yield tuple(loose)
            yield [["序号", "事项", "要求"], *([str(next(numbers)), *row] for row in rows)]
            loose = []
        rows = []
        loose += [line] if line.text else []
    yield tuple(loose)


def _rows_or_text(letter: Letter) -> Iterator[str]:
    for run in cells(letter):
        for each in run:
            yield each.text if isinstance(each, Line) else "\t".join(each)


def _with_table(letter: Letter) -> str:
    return "".join(_text(run) if isinstance(run, tuple) else _table(run) for run in cells(letter))


def _table(rows: list[list[str]]) -> str:
    made = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{made}</table>"


def _heads(letter: Letter) -> str:
    return _title(letter) + f"<p class=number>{letter.number}</p>"


def _title(letter: Letter) -> str:
    return f"<h1>{escape(letter.title)}</h1>"


def _text(lines: tuple[Line, ...] | list[Line]) -> str:
    tags = {"heading": "h2", "attached": "h3"}
    made = []
    for number, line in enumerate(lines):
        tag = tags.get(line.form, "p")
        is_salutation = number == 0 and line.text.startswith("各") and line.text.endswith("：")
        of_class = line.form if line.form in ("signed", "date") else "to" if is_salutation else ""
        made.append(f"<{tag} class='{of_class}'>{escape(line.text)}</{tag}>")
    return "".join(made)


def _page(body: str, sheet: str) -> str:
    return f"<!DOCTYPE html><meta charset=utf-8><style>{_SHEET}{sheet}</style><body>{body}"


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield running
        finally:
            running.close()


def printed(running: Browser, html: str, *, as_web_page: bool = False) -> bytes:
    """*html* as PDF, nothing loaded; the name of the browser is left in it only if `as_web_page`."""
    context = running.new_context(offline=True, java_script_enabled=False)
    try:
        page = context.new_page()
        page.set_content(html, wait_until="domcontentloaded")
        pdf = page.pdf(prefer_css_page_size=True, print_background=True, display_header_footer=as_web_page, format="A4")
    finally:
        context.close()
    return pdf if as_web_page else _CREATOR.sub(lambda found: found[0].replace(found[1], b" " * len(found[1])), pdf)


def scanned(running: Browser, html: str) -> bytes:
    """A picture of *html* as PDF: what a scanner makes."""
    page = running.new_page()
    try:
        page.set_content(html)
        picture = base64.b64encode(page.screenshot()).decode()
    finally:
        page.close()
    return printed(running, f"<img src='data:image/png;base64,{picture}'>")


def printed_across(file: bytes) -> bytes:
    """*file* set anew character by character, across its columns, from the top of the page to its foot."""
    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(file)
    pages = []
    for number in range(len(document)):
        text = document[number].get_textpage()
        x, y = c_double(), c_double()
        shown = []
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
            size = raw.FPDFText_GetFontSize(text, index)
            if code > ord(" "):
                shown.append(Printed(chr(code), x.value, y.value, size * POINTS_A_PIXEL))
        pages.append(tuple(sorted(shown, key=lambda each: (-round(each.y), each.x))))
    return pdf(*pages)
