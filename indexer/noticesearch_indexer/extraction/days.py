"""When a notice was published (发布日期) and when it was written (成文日期): two dates, never one for the other."""

from __future__ import annotations

import re

from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.dates import PrintedDate, find_date
from noticesearch_indexer.extraction.document import Line
from noticesearch_indexer.extraction.labels import PUBLISHED_METAS
from noticesearch_indexer.extraction.reading import Found, Reading
from noticesearch_indexer.extraction.score import LINK_SHARE

ABOVE_LINES = 14  # a date without a label counts only so near above the text
LINES_BELOW = 3  # what is not text may begin below where a text was expected
LINES_BELOW_TITLE = 2
STAMP_LINES, STAMP_CHARS = 4, 80
LIST_LINES, LIST_DATES = 30, 3
TITLE_WORDS = 6  # shorter ones head lists, whose dates are those of other pages
SIGNATURE_CHARS = 50  # 某某县人民政府办公室 2022年7月14日
SIGNATURE_LINES = 6
_ADDRESS_DATE = re.compile(
    r"""
      /(?P<y1>(?:19|20)\d\d)[-/]?(?P<m1>0[1-9]|1[0-2])[-/]?(?P<d1>0[1-9]|[12]\d|3[01])/   # /2019-06/05/
    | t(?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])_              # /t20190605_123.html
    """,
    re.VERBOSE,
)


def find_published(reading: Reading) -> Found | None:
    """The publish date by the first of: <meta>, label, the lines above the text, the address."""
    return _meta_date(reading) or _labelled(reading, "published") or _printed(reading) or _address_date(reading.url)


def find_written(reading: Reading) -> Found | None:
    """The written date by its label, else the date under the signature at the end of the text."""
    return _labelled(reading, "written") or find_signature_date(reading)


def _meta_date(reading: Reading) -> Found | None:
    for name in PUBLISHED_METAS:
        meta = reading.meta((name,))
        date = find_date(meta.content) if meta else None
        if meta and date:
            return Found(date.iso, meta.content, f"<meta {meta.name}>")
    return None


def _labelled(reading: Reading, field: str) -> Found | None:
    for particular in reading.labels_of(field):
        date = find_date(particular.value)
        if date and date.start < 8:
            return Found(date.iso, particular.text, f"label {particular.label}")
    return None


def _printed(reading: Reading) -> Found | None:
    """A date above the text; where a box or an image stands between, one below the title."""
    above = _near(reading, reading.body_start) if reading.kept else None
    start = _below_title(reading)
    above = above or _stamp_below(reading)
    if above or (not reading.kept and _is_list(reading.lines[start : start + LIST_LINES])):
        return above
    return _near(reading, start)


def _stamp_below(reading: Reading) -> Found | None:
    """A date and time just below the text, as blogs and forums print them: posted @ 2020-03-11 13:03."""
    if not reading.kept:
        return None
    last = reading.kept[-1]
    for line in reading.lines[last + 1 : last + 1 + STAMP_LINES]:
        date = find_date(line.text) if len(line.text) <= STAMP_CHARS and line.linked < LINK_SHARE else None
        if date and "T" in date.iso:
            return Found(date.iso, line.text, "date and time below the text")
    return None


def _is_list(lines: tuple[Line, ...]) -> bool:
    """Whether *lines* are those of a list of other pages: several with dates."""
    return sum(find_date(line.text) is not None for line in lines) >= LIST_DATES


def _near(reading: Reading, start: int) -> Found | None:
    """The likeliest date near where a text begins: on a line of its own, or of date and source."""
    inside = frozenset(reading.kept)
    best: tuple[float, int, PrintedDate] | None = None
    for number in range(max(0, start - ABOVE_LINES), min(len(reading.lines), start + LINES_BELOW)):
        line = reading.lines[number]
        date = find_date(line.text)
        trust = _trust(line) if date and number not in inside else 0.0
        if date and trust > 0 and (best is None or (trust, -abs(number - start)) > best[:2]):
            best = (trust, -abs(number - start), date)
    return Found(best[2].iso, best[2].text, "date line above the text") if best else None


def _below_title(reading: Reading) -> int:
    """Where the text of a page without text (an image, a list) would begin; 0 when its title is not on it."""
    judged = enumerate(zip(reading.lines, reading.verdicts, strict=True))
    titles = [number for number, (line, verdict) in judged if verdict.reason == "title" and line.words >= TITLE_WORDS]
    return titles[-1] + LINES_BELOW_TITLE if titles else 0


def _trust(line: Line) -> float:
    """How far a date on *line* may be the publish date; 0 and below is not at all."""
    named = rules.PUBLISHED_WORD.search(line.text) is not None
    if line.words >= 70 and not named:
        return 0.0
    trust = 2.0 if named else 1.0
    if line.linked > 0.5:
        trust -= 1.5
    if line.marks > 3 and not named:
        trust -= 1.0
    return trust


def _address_date(url: str | None) -> Found | None:
    found = _ADDRESS_DATE.search(url or "")
    date = find_date("-".join(part for part in found.groups() if part)) if found else None
    return Found(date.iso, found[0], "date in the address") if found and date else None


def find_signature_date(reading: Reading) -> Found | None:
    """The last line of the text's end that is a date and nothing more, or a signature and its date."""
    for number in reversed(reading.kept[-SIGNATURE_LINES:]):
        text = reading.lines[number].text
        date = find_date(text) if len(text) <= SIGNATURE_CHARS else None
        if (
            date
            and date.end >= len(text) - 1
            and (date.start <= 1 or rules.SIGNATURE.match(text[: date.start].strip()))
        ):
            return Found(date.iso, text, "date under the signature")
    return None
