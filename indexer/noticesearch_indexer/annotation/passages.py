"""Paragraphs that tell of problems: a list of them, a topic with its details, or plain sentences.

A topic (（一）责任落实不到位。…, 案例二：废水直排) is the issue, and what follows is detail until something is done.
A heading over several paragraphs, or over a list, only gathers them: 党的领导方面。一是…；二是….
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Span
from noticesearch_indexer.annotation.clauses import Told, as_it_stands, response_in, told_in
from noticesearch_indexer.annotation.paragraphs import DIGIT_LEVEL, Paragraph
from noticesearch_indexer.annotation.phrases import without_mark
from noticesearch_indexer.annotation.senses import sense_of
from noticesearch_indexer.annotation.units import Units

MAX_TOPIC_CHARS = 60  # of a line that is a topic without a number

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]?")
_CLAUSE = re.compile("[^，,。；;]+")
_MARKER = re.compile(
    r"(?:(?<=[。；;：:，,])|(?<=[。；;：:，,]\s))(?:[一二三四五六七八九十]{1,2}是|其[一二三四五六七八九十]，|首先|其次|再次|最后|[（(]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳])"
)
_FIRST_MARKER = re.compile(r"(?:一是|其一，|首先|[（(]1[)）]|1[.．、](?!\d)|①)")
_ASIDE = re.compile(
    r"[^，。；]{0,10}(?:同时|还|另|此外|也)(?:[^，。；]{0,4})?(?:发现|指出|存在|查明|有)|此外|另外|同时"
)
_NAMES_ONE = re.compile(r"问题[。：:]?\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A problem told, and the rule that found it; what it takes of the text is not read again."""

    told: Told
    rule: str
    taken: Span


class Passages:
    """Reads the paragraphs of one body."""

    def __init__(self, body: str, lines: tuple[Paragraph, ...], units: Units, *, of_cases: bool = False) -> None:
        self._of_cases = of_cases
        self._body = body
        self._lines = lines
        self._units = units

    def within(self, stretch: Span, *, is_part: bool, structured: bool) -> Iterator[Passage]:
        """The problems told in body[stretch], in reading order. *is_part*: it is about one county."""
        at = bisect_left(self._lines, stretch[0], key=lambda line: line.end - 1)
        last_mark = ""  # of the line before, where it is an item that tells a problem
        while at < len(self._lines) and self._lines[at].start < stretch[1]:
            line = self._lines[at]
            span = (max(line.start, stretch[0]), min(line.end, stretch[1]))
            is_first = span[0] == stretch[0] or at == 0
            after = self._after_topic(at, stretch[1], may_be_plain=is_part and is_first)
            if after > at:
                yield from self._topic_of_lines(at, after, span, stretch[1])
            elif not self._gathers(at) or self._ends_list(at, last_mark):
                mark = self._mark(line) if self._is_item(line) else ""
                among_wrong = mark != "" and mark == last_mark
                found = list(
                    self._of_paragraph(line, span, is_part=is_part, structured=structured, is_listed=among_wrong)
                )
                yield from found
                last_mark = mark if found else ""
            at = max(after, at + 1)

    def _of_paragraph(
        self, line: Paragraph, span: Span, *, is_part: bool, structured: bool, is_listed: bool
    ) -> Iterator[Passage]:
        starts = self._list_starts(span)
        if starts:
            yield from self._of_list(span, starts, structured=structured)
            return
        sentence = _SENTENCE.match(self._body, max(span[0], line.text_start), span[1])
        if sentence and sentence.end() < span[1] and self._is_topic(line, span, sentence.span(), is_part=is_part):
            yield from self._topic((span[0], sentence.end()), (sentence.end(), span[1]))
            return
        found = list(told_in(self._body, span, self._units, structured=structured or is_listed))
        for told in found:
            yield Passage(told, "predicate", (told.issue[0], (told.response or told.issue)[1]))
        if not found and (is_listed or (structured and self._is_item(line))) and line.text_start <= span[1]:
            told_as_is = as_it_stands(self._body, (max(span[0], line.text_start), span[1]), self._units)
            if told_as_is is not None:
                yield Passage(told_as_is, "list", span)

    def _ends_list(self, at: int, last_mark: str) -> bool:
        """Whether a line goes on with the items above it that tell problems, though text follows it."""
        mark = self._mark(self._lines[at])
        return mark != "" and mark == last_mark and self._mark(self._lines[at - 1]) == mark

    def _is_item(self, line: Paragraph) -> bool:
        """Whether a line is one of several with the same mark: 1. 2. or △ △."""
        at = bisect_left(self._lines, line.start, key=lambda each: each.start)
        around = (self._lines[near] for near in (at - 1, at + 1) if 0 <= near < len(self._lines))
        return any(self._mark(each) == self._mark(line) != "" for each in around)

    def _mark(self, line: Paragraph) -> str:
        first = self._body[line.start]
        return str(line.level) if line.level is not None else "" if first.isalnum() else first

    def _list_starts(self, span: Span) -> list[int]:
        """Where the items of a list within a paragraph begin, [] when it has none."""
        opens = _FIRST_MARKER.match(self._body, *span)
        starts = [marker.start() for marker in _MARKER.finditer(self._body, *span)]
        if opens and starts and starts[0] > span[0]:
            starts.insert(0, span[0])
        return starts if len(starts) > 1 and _FIRST_MARKER.match(self._body, starts[0]) else []

    def _of_list(self, span: Span, starts: list[int], *, structured: bool) -> Iterator[Passage]:
        """Each item's problem; a list of measures answers what its paragraph says before it."""
        ends = [*starts[1:], span[1]]
        first = (starts[0], ends[0])
        if self._says_done(first):
            for told in told_in(self._body, (span[0], starts[0]), self._units, structured=structured):
                response = told.response or (starts[0], without_mark(self._body, span[1]))
                yield Passage(Told(told.issue, (response[0], without_mark(self._body, span[1]))), "predicate", span)
            return
        is_of_wrong = False
        for start, end in zip(starts, ends, strict=True):
            marker = _MARKER.match(self._body, start, end) or _FIRST_MARKER.match(self._body, start, end)
            begin = marker.end() if marker else start
            sentence = _SENTENCE.match(self._body, begin, end)
            if sentence and sentence.end() < end:
                yield from self._topic(sentence.span(), (sentence.end(), end))
                continue
            found = list(told_in(self._body, (begin, end), self._units, structured=True))
            as_is = None if found or not is_of_wrong else as_it_stands(self._body, (begin, end), self._units)
            found += [as_is] if as_is else []
            is_of_wrong = is_of_wrong or bool(found)
            yield from (Passage(told, "list", (start, end)) for told in found)

    def opening(self, span: Span) -> Iterator[Passage]:
        """What a county's part of a report tells first, if it is not praise: 公示牌上的责任人退休两年，电话停机。"""
        told = as_it_stands(self._body, span, self._units)
        if told is not None:
            yield Passage(told, "opening", span)

    def _says_done(self, span: Span) -> bool:
        clause = _CLAUSE.match(self._body, *span)
        return clause is not None and sense_of(self._body, self._unmarked(clause.span())) == "done"

    def _unmarked(self, span: Span) -> Span:
        marker = _FIRST_MARKER.match(self._body, *span)
        return (marker.end(), span[1]) if marker else span

    def _is_topic(self, line: Paragraph, span: Span, sentence: Span, *, is_part: bool) -> bool:
        """Whether a paragraph's first sentence is its issue, the others its details."""
        if _NAMES_ONE.search(self._body, sentence[0], without_mark(self._body, sentence[1])):
            return True
        is_case = is_part and self._of_cases and span[0] == line.start
        if line.level is None and sentence[1] - sentence[0] > MAX_TOPIC_CHARS // 2:
            return False
        if is_part and not is_case and (line.level is None or self._units.any_begins(line.text_start, line.text_start)):
            return False
        clauses = self._body[slice(*sentence)].rstrip("。\n")
        return "；" not in clauses and self._is_wrong(sentence)

    def _is_wrong(self, sentence: Span) -> bool:
        told = next(told_in(self._body, sentence, self._units), None)
        return told is not None and told.response is None

    def _topic(self, sentence: Span, details: Span) -> Iterator[Passage]:
        """A topic's issue with the response that its details end in, and what the details tell besides."""
        told = next(told_in(self._body, sentence, self._units, structured=True), None)
        if told is None and self._of_cases:
            told = as_it_stands(self._body, sentence, self._units)
        if told is None:
            return
        until = details[1]
        asides = [each for each in _SENTENCE.finditer(self._body, *details) if _ASIDE.match(each[0].lstrip())]
        if asides:
            until = asides[0].start()
        response = told.response or response_in(self._body, (details[0], until))
        yield Passage(Told(told.issue, response), "topic", (sentence[0], until))
        if asides:
            for other in told_in(self._body, (until, details[1]), self._units):
                yield Passage(other, "predicate", (until, details[1]))

    def _after_topic(self, at: int, until: int, *, may_be_plain: bool) -> int:
        """The index after the lines that a line is the topic of; *at* itself where it is none.

        A numbered heading is one over a single paragraph without a list; the first line of a county's part over all.
        """
        line = self._lines[at]
        text = self._body[line.start : line.end]
        is_heading = line.kind == "heading" and line.level is not None
        if not (is_heading or (may_be_plain and len(text) <= MAX_TOPIC_CHARS and text[-1] not in "。；：:")):
            return at
        is_case = self._of_cases and text.endswith("案")
        if "\t" in text or not (is_case or self._is_wrong((line.text_start, line.end))):
            return at
        after = at + 1
        while after < len(self._lines) and self._lines[after].start < until:
            below = self._lines[after]
            if below.level is not None and below.level <= (line.level if line.level is not None else below.level):
                break
            if below.level is not None or self._list_starts((below.start, below.end)):
                return at
            after += 1
        is_single = after == at + 2 or ((self._of_cases or not is_heading) and after > at + 1)
        if not is_single or (not self._of_cases and self._units.any_begins(*self._text(at + 1))):
            return at
        return after

    def _text(self, at: int) -> Span:
        line = self._lines[at]
        return line.text_start, line.text_start

    def _topic_of_lines(self, at: int, after: int, span: Span, until: int) -> Iterator[Passage]:
        end = min(self._lines[after - 1].end, until)
        yield from self._topic(span, (self._lines[at + 1].start, end))

    def _gathers(self, at: int) -> bool:
        """Whether a line is a numbered heading with text under it, not an item of a list."""
        line = self._lines[at]
        if line.kind != "heading" or at + 1 == len(self._lines):
            return False
        below = self._lines[at + 1]
        if self._body[below.start].isdigit():  # 5.4个乡镇 is an item, too, though its number reads like a decimal
            return (line.level or 0) < DIGIT_LEVEL
        return line.stands_over(below)
