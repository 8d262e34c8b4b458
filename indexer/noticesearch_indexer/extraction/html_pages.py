"""HTML pages: parse, judge the lines, choose the container, trim it."""

from __future__ import annotations

from noticesearch_indexer.extraction.container import FREE_LINES, choose
from noticesearch_indexer.extraction.containers import is_sure
from noticesearch_indexer.extraction.document import Block, Document, key
from noticesearch_indexer.extraction.page_end import without_further_articles
from noticesearch_indexer.extraction.reading import Reading
from noticesearch_indexer.extraction.score import HEADLINE_TAGS, Verdict
from noticesearch_indexer.extraction.surroundings import judge_all
from noticesearch_indexer.extraction.titles import head_titles
from noticesearch_indexer.extraction.trim import trim

MIN_BODY_WORDS = 8  # the shortest labelled text has 12
FOOTING_WORDS = 100  # 联系人、意见征集箱 and the like beside 版权所有
FOOTER_REACH = 4  # lines
MIN_BODY_SCORE = 0.6  # below, a block is a few captions or contact lines: the page has no text


def read_html_page(document: Document, url: str | None = None, *, known_names: bool = True) -> Reading:
    """The reading of a parsed page; `known_names=False` ignores the names of known content containers."""
    titles = head_titles(document)
    document = without_further_articles(document, titles)
    verdicts = judge_all(document, titles)
    title_line = _title_line(document, titles)
    block = choose(document, verdicts, title_line, known_names=known_names)
    if block is None:
        return Reading.of(document, verdicts, (), url=url)
    kept = trim(document.lines, verdicts, block.start, block.end)
    if not _is_text(document, verdicts, kept, block) or _is_footing(document, verdicts, kept, title_line):
        kept = ()
    return Reading.of(document, verdicts, kept, start=block.start, url=url)


def _title_line(document: Document, titles: tuple[str, ...]) -> int | None:
    """The last line that is the page's title: a breadcrumb or a menu may repeat it further up."""
    last = None
    for number, line in enumerate(document.lines):
        text = key(line.text)
        is_long = len(text) >= 8 or (len(text) >= 4 and line.tag in HEADLINE_TAGS)
        if is_long and line.linked < 0.5 and line.words < 60 and any(_same(text, title) for title in titles):
            last = number
    return last


def _same(text: str, title: str) -> bool:
    return text in title or title.startswith(text)


def _is_text(document: Document, verdicts: tuple[Verdict, ...], kept: tuple[int, ...], block: Block) -> bool:
    if sum(document.lines[number].words for number in kept) < MIN_BODY_WORDS:
        return False
    best = sum(max(0.0, verdicts[number].score) for number in kept)
    return best >= MIN_BODY_SCORE or any(map(is_sure, block.names))


def _is_footing(
    document: Document, verdicts: tuple[Verdict, ...], kept: tuple[int, ...], title_line: int | None
) -> bool:
    """Whether a few words beside a footer, far below the title, are no text but what else a footer says."""
    if (
        kept[0] - (title_line or 0) <= FREE_LINES
        or sum(document.lines[number].words for number in kept) > FOOTING_WORDS
    ):
        return False
    if any(document.lines[number].text.endswith("。") for number in kept):
        return False
    beside = verdicts[max(0, kept[0] - FOOTER_REACH) : kept[-1] + 1 + FOOTER_REACH]
    return any(verdict.reason.startswith("footer phrase") for verdict in beside)
