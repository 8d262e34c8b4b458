"""HTML pages: parse, judge the lines, choose the container, trim it."""

from __future__ import annotations

from noticesearch_indexer.extraction.container import choose
from noticesearch_indexer.extraction.containers import is_sure
from noticesearch_indexer.extraction.document import Block, Document, key
from noticesearch_indexer.extraction.page_end import without_further_articles
from noticesearch_indexer.extraction.reading import Reading
from noticesearch_indexer.extraction.score import HEADLINE_TAGS, Verdict
from noticesearch_indexer.extraction.surroundings import judge_all
from noticesearch_indexer.extraction.titles import head_titles
from noticesearch_indexer.extraction.trim import trim

MIN_BODY_WORDS = 8  # the shortest labelled text has 12
MIN_BODY_SCORE = 0.6  # below, a block is a few captions or contact lines: the page has no text


def read_html_page(document: Document, url: str | None = None, *, known_names: bool = True) -> Reading:
    """The reading of a parsed page; `known_names=False` ignores the names of known content containers."""
    titles = head_titles(document)
    document = without_further_articles(document, titles)
    verdicts = judge_all(document, titles)
    block = choose(document, verdicts, _title_line(document, titles), known_names=known_names)
    if block is None:
        return Reading.of(document, verdicts, (), url=url)
    kept = trim(document.lines, verdicts, block.start, block.end)
    if not _is_text(document, verdicts, kept, block):
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
