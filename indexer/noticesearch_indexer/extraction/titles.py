"""A page's title: what its head says, confirmed by a line of the page, without the site's name."""

from __future__ import annotations

import re
from dataclasses import replace

from noticesearch.text.runs import HAN
from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.document import Document, Line, key
from noticesearch_indexer.extraction.reading import Found, Reading
from noticesearch_indexer.extraction.title_lines import whole_title
from noticesearch_indexer.extraction.trim import is_dateline

_SITE_SEPARATOR = re.compile(r"\s?(?:[_|｜»]|--|—{1,2}|–|\s-\s|\s丨\s?|-(?=[\u4e00-\u9fff]))\s?")
_MENU = re.compile(
    r"^首页|[>»|｜]\s|\s[>»|｜]|>>|(?:^|\s)\S{1,6}(?:\s\S{1,6}){4}"
)  # 首页 > 要闻, 首页 要闻 政策 服务 互动
_HAN = re.compile(f"[{HAN}]")
_AFTER_HEADWORD = re.compile(r"\s?(?:[（(_|｜]|\s[-–—]\s|-)")
_COLUMN = re.compile(r"(?:公告|公示|新闻|动态|公开|专栏|要闻|通知|资讯|信息|政策|文件|法规|简介|概况|信箱|栏目|专题)$")
MAX_HEADWORD = 16
MAX_LABELS = 2  # 工作地域：某市 招聘人数：1人 is no title
_MIN_KEY, _MAX_KEY = 4, 110
HEAD_LINES = 60  # titles stand above the text, or at least near the top
ABOVE_LINES = 6  # between a dump's title and its date
DATELINE_REACH = 14  # lines from the text up to its date
# A line further up is as good as the next one when it is this much longer; so 独家抢先看 is no title.
MERIT_OF_WORD, MAX_MERIT_WORDS = 0.4, 10
MERIT_OF_FORM, MERIT_OF_NEARNESS = 3.0, 0.5


def head_titles(document: Document) -> tuple[str, ...]:
    """What <meta> and <title> say, for comparing: see `document.key`."""
    article = [meta.content for meta in document.metas if meta.name in ("articletitle", "article_title", "og:title")]
    return tuple(filter(None, (key(title) for title in (*article[:1], document.title))))


def find_title(reading: Reading) -> Found | None:
    """The title by the first rule that gives one."""
    rules_in_order = (
        _as_in_meta,
        _headword,
        _as_in_title,
        _largest_heading,
        _cut_short,
        _above_meta_line,
        _formal,
        _above_text,
        _any_heading,
        _before_site,
    )
    found = next(filter(None, (rule(reading) for rule in rules_in_order)), None)
    return _without_bullet(whole_title(reading, found)) if found else None


def _without_bullet(found: Found) -> Found:
    """*found* without the arrow or dot that a menu or a list puts before a title."""
    return replace(found, value=found.value.lstrip("•·▪■◆>＞»›/ ") or found.value)


def _as_in_meta(reading: Reading) -> Found | None:
    """The line that og:title repeats word for word."""
    meta = reading.meta(("og:title", "twitter:title"))
    name = key(meta.content) if meta else ""
    for line in reading.lines[: max(reading.body_start + 3, HEAD_LINES)]:
        if len(name) >= _MIN_KEY and key(line.text) == name:
            return Found(line.text, line.text, "line as in og:title")
    return None


def _headword(reading: Reading) -> Found | None:
    """The short <h1> that <title> begins with, as on pages of an encyclopedia: 某某水库（某某县境内水库）_某某百科."""
    first = key(_AFTER_HEADWORD.split(reading.document.title)[0])
    for line in reading.lines[: max(reading.body_start + 3, HEAD_LINES)]:
        is_name = rules.SIGNATURE.match(line.text) or rules.SITE_NAME.search(line.text) or _COLUMN.search(line.text)
        if line.tag == "h1" and 2 <= len(first) <= MAX_HEADWORD and key(line.text) == first and not is_name:
            return Found(line.text, line.text, "<h1> that <title> begins with")
    return None


def _as_in_title(reading: Reading) -> Found | None:
    """The longest line that <title> begins with or holds, the nearest to the body among equals."""
    name = key(reading.document.title)
    best: tuple[int, int, Line] | None = None
    for number, line in enumerate(reading.lines[: max(reading.body_start + 3, HEAD_LINES)]):
        text = key(line.text)
        is_footer = reading.verdicts[number].reason in ("footer phrase", "invitation")
        if _MIN_KEY <= len(text) <= _MAX_KEY and line.linked < 0.9 and not is_footer and _agree(name, text):
            merit = (len(text), -abs(number - reading.body_start))
            if best is None or merit > best[:2]:
                best = (*merit, line)
    return Found(best[2].text, best[2].text, "line as in <title>") if best else None


def _agree(name: str, text: str) -> bool:
    if name.startswith(text):
        return True
    return (len(name) >= 6 and text.startswith(name)) or (len(text) >= 8 and text in name)


def _largest_heading(reading: Reading) -> Found | None:
    """The longest <h1> of a page whose <title> says nothing."""
    return _any_heading(reading) if len(key(reading.document.title)) < _MIN_KEY else None


def _any_heading(reading: Reading) -> Found | None:
    headings = [line for line in reading.lines if line.tag == "h1" and len(key(line.text)) > _MIN_KEY]
    longest = max(headings, key=lambda line: line.words, default=None)
    return Found(longest.text, longest.text, "longest <h1>") if longest else None


def _cut_short(reading: Reading) -> Found | None:
    """The line that goes on where <title> was cut short with an ellipsis."""
    name = key(_without_site(reading.document.title))
    if len(name) < 8:
        return None
    for line in reading.lines:
        if line.words < 100 and key(line.text).startswith(name) and not rules.FOOTER.search(line.text):
            return Found(line.text, line.text, "line that <title> begins")
    return None


def _above_meta_line(reading: Reading) -> Found | None:
    """The likeliest line above the line of date and source."""
    if not reading.kept:  # of a page without text, say a list, this would be the first entry
        return None
    start = min(reading.body_start, len(reading.lines) - 1)
    for number in range(start, max(-1, start - DATELINE_REACH), -1):
        if is_dateline(reading.lines[number]):
            found = _likeliest_above(reading, number)
            if found:
                return Found(found.text, found.text, "line above date and source")
    return None


def _above_text(reading: Reading) -> Found | None:
    """The likeliest line above the text of a dump without a line of date and source."""
    if reading.document.blocks or not reading.kept:
        return None
    found = _likeliest_above(reading, reading.body_start)
    return Found(found.text, found.text, "line above the text") if found else None


def _likeliest_above(reading: Reading, number: int) -> Line | None:
    """Of the lines just above line *number* that could be a title, the best by nearness, length and form."""
    best: tuple[float, Line] | None = None
    for above in range(number - 1, max(-1, number - 1 - ABOVE_LINES), -1):
        line = reading.lines[above]
        if is_titular(line) and not rules.SIGNATURE.match(line.text) and not rules.SITE_NAME.search(line.text):
            merit = (above - number) * MERIT_OF_NEARNESS + MERIT_OF_WORD * min(line.words, MAX_MERIT_WORDS)
            merit += MERIT_OF_FORM * bool(rules.FORMAL_TITLE.match(line.text))
            if best is None or merit > best[0]:
                best = (merit, line)
    return best[1] if best else None


def _formal(reading: Reading) -> Found | None:
    """The line nearest to the beginning of the text that has the form of a document's title."""
    start = reading.body_start
    near = sorted(range(max(0, start - 3), min(len(reading.lines), start + 3)), key=lambda number: abs(number - start))
    for number in near:
        line = reading.lines[number]
        if reading.kept and is_titular(line) and rules.FORMAL_TITLE.match(line.text):
            return Found(line.text, line.text, "line in the form of a title")
    return None


def is_titular(line: Line) -> bool:
    """Whether *line* could be a title: five to eighty words, no link, no chrome."""
    return (
        5 <= line.words <= 80
        and line.linked < 0.5
        and "\t" not in line.text
        and line.text.count("：") < MAX_LABELS
        and not _MENU.search(line.text)
        and not rules.FOOTER.search(line.text)
        and not rules.INVITATION.search(line.text)
        and not rules.META_LINE.search(line.text)
        and not rules.CONTACT.search(line.text)
        and len(_HAN.findall(line.text)) >= 4
        and (line.tag in ("h1", "h2") or not _has_tools(line))
    )


def _has_tools(line: Line) -> bool:
    """Whether a short line speaks of page tools; 食品生产许可证注销公告 names one and is a title."""
    found = len(rules.TOOL.findall(line.text)) if line.words < 20 else 0
    return found >= 2 or (found == 1 and line.words < 12 and not rules.FORMAL_TITLE.match(line.text))


def _before_site(reading: Reading) -> Found | None:
    title = _without_site(reading.document.title)
    return Found(title, reading.document.title, "<title> without the site") if title else None


def _without_site(title: str) -> str:
    return _SITE_SEPARATOR.split(title)[0].rstrip(".… ")
