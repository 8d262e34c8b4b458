"""The findings of a notice's parts, however they are told: a table's row, a set form, a pair of labels, clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice

from noticesearch.notice import Content, Span
from noticesearch_indexer.annotation.answers import answered
from noticesearch_indexer.annotation.clauses import Told, response_in, told_in
from noticesearch_indexer.annotation.columns import row_findings
from noticesearch_indexer.annotation.forms import Found, forms_in
from noticesearch_indexer.annotation.pairs import inline_in, labelled_in, pairs_in, reported_in
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.passages import Passage, Passages
from noticesearch_indexer.annotation.penalties import because_in, decided_after
from noticesearch_indexer.annotation.senses import hints_at_wrong, sense_of
from noticesearch_indexer.annotation.several import apart
from noticesearch_indexer.annotation.telling import telling
from noticesearch_indexer.annotation.together import answered_together
from noticesearch_indexer.annotation.units import Units

__all__ = ["Finder", "Found"]

MIN_TELLING_CHARS = 6  # of a phrase after 针对 without a word for what is wrong

# 针对供水管网破损，更换3公里: without 问题
_AGAINST = re.compile(r"(?:^|(?<=[。；;，,：:.．、)）\n\s]))针对(?!性|上述|以上|这些)")
# 检查发现，值班领导脱岗; 督察同时指出，…
_DISCOVERED = re.compile(
    r"""
    (?: 经查|经调查|调查认定
      | (?:检查|督查|督察|督导|巡视|巡察|审计|暗访|核查|抽查|调查|组)(?:组)?(?:还|也|同时|另外)?(?:发现|指出|查明)
        (?!的)(?:存在|了)?
    )[，,：:]?
    """,
    re.VERBOSE,
)
# 关于您提到的停车难，…
_ASKED = re.compile(
    r"(?:^|(?<=[。；;\n]))[^，。；\n]{0,6}关于(?:您|你|委员|代表)?(?:所?(?:提到|提出|反映|建议|关心)的?)?"
)
# 存在附件不全等问题。为严肃纪律，现就有关事项重申如下：
_PREAMBLE = re.compile(
    r"如下|现(?:就|提出)|提出[^，。]{0,10}意见|制定(?:本|了?[^，。；]{0,20}(?:办法|规定|方案|意见))|^[^，。]{0,2}为(?:了|进一步|深入|切实|全面|加快)"
    r"|(?:根据|按照|依据)[^。]{2,60}(?:规定|精神|要求|部署)|印发|特(?:制定|通知)|经[^，。]{2,12}同意"
)
_SENTENCE = re.compile(r"[^。！？!?\n；;]+[。！？!?\n；;]?")
_COMMA = re.compile("[，,]")
_ANSWER = re.compile(r"答复|复函|回复|反映|处理意见|信访")
_PENALTY = re.compile("处罚|处理决定")
# Where one of these is found, the text has forms for its problems: clauses are not asked.
_OF_FORM = ("against", "concerning", "named", "towards", "item", "numbered", "row", "pair")


class Finder:
    """Finds the findings of one notice, a part at a time."""

    def __init__(
        self,
        content: Content,
        lines: tuple[Paragraph, ...],
        units: Units,
        main_type: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """*main_type* is the issue type that a phrase surely has, None where none is sure."""
        self._main_type = main_type
        self._body = content.body
        self._lines = lines
        self._units = units
        self._telling = telling(content, lines)
        self._rows = row_findings(content.body, lines, unlabelled=self._telling.throughout)
        self._passages = Passages(content.body, lines, units, of_cases=self._telling.is_of_cases)
        self._is_remedy = "整改" in content.title
        self._is_penalty = bool(_PENALTY.search(content.title))
        self._is_answer = bool(_ANSWER.search(content.title))

    def in_part(self, spans: tuple[Span, ...], *, is_part: bool, sections: Span | None) -> tuple[Found, ...]:
        """The findings of a part, in reading order; they do not overlap.

        *is_part*: it is about one county; *sections*: from the first part of a county to the last, if there are any.
        """
        if self._telling.is_rule:
            return ()
        found: tuple[Found, ...] = ()
        for span in spans:
            is_around = sections is not None and not sections[0] < span[1] <= sections[1]
            here = self._in_span(span, is_part=is_part, is_around=is_around)
            if not here and is_part and self._telling.opens(span):
                here = tuple(self._found(each.told, each.rule) for each in self._opening(span))
            found += here
        if not found and is_part and self._telling.throughout:
            found = tuple(self._found(each.told, each.rule) for each in self._opening(spans[0]))
        found = answered(self._body, found, self._telling.answers, self._lines)
        return answered_together(self._body, found, spans, self._lines)

    def _in_span(self, span: Span, *, is_part: bool, is_around: bool) -> tuple[Found, ...]:
        body = self._body
        taken = _Taken(body)
        pairs = [*labelled_in(body, span), *pairs_in(body, span, self._units)]
        if not self._telling.is_of_cases:  # of a case the heading is the problem
            pairs += inline_in(body, span, self._units)
        reports = reported_in(body, span) if self._is_answer else ()
        for found in chain(self._of_rows(span), pairs, reports, self._of_forms(span)):
            if not self._is_again(found):
                taken.add(found)
        for found in because_in(body, span) if self._telling.throughout else ():
            taken.add(found)
        told = span if is_part else (max(span[0], min(self._telling.lead_end, span[1])), span[1])
        for found in self._clauses(told, taken.findings, is_part=is_part, is_around=is_around):
            if not self._is_again(found):
                for each in apart(body, found, self._main_type):
                    taken.add(each)
        found_here = taken.findings
        if self._is_penalty:
            found_here = [decided_after(body, found, span[1]) for found in found_here]
        return _apart(body, sorted(found_here, key=lambda found: found.start))

    def _is_again(self, found: Found) -> bool:
        """Whether a finding stands among the answers to problems told before: 对不在岗问题，解除合同."""
        is_answer = any(start <= found.start < end for start, end in self._telling.answers)
        return is_answer and found.rule not in ("row", "pair", "numbered") and bool(self._telling.sections)

    def _of_forms(self, span: Span) -> Iterator[Found]:
        """What has a set form; in a notice that does not report, the phrase must say what is wrong."""
        for found in forms_in(self._body, span, self._lines):
            is_head = found.rule == "concerning" and found.response[0] == found.response[1]
            says = is_head or hints_at_wrong(self._body, found.issue)
            if found.rule == "exists":
                yield from self._of_exists(found)
            elif (self._telling.throughout and not self._names_a_field(found)) or (found.rule != "towards" and says):
                yield self._without_details(found) if found.rule == "item" else found

    def _names_a_field(self, found: Found) -> bool:
        """Whether a phrase only says in what field: 针对水环境问题进行了督察."""
        is_short = found.rule == "against" and found.issue[1] - found.issue[0] < MIN_TELLING_CHARS
        return is_short and not hints_at_wrong(self._body, found.issue)

    def _of_exists(self, found: Found) -> Iterator[Found]:
        """存在…问题 unless it only says why a notice lays down what follows; its response is no other problem."""
        body = self._body
        if not self._telling.throughout and _PREAMBLE.search(body, *found.response):
            return
        if response_in(body, found.response) is None:
            first = _SENTENCE.match(body, *found.response)
            if first and sense_of(body, (first.start(), _first_clause_end(body, first.span()))) == "wrong":
                found = replace(found, end=found.issue[1], response=(found.issue[1], found.issue[1]))
        yield found

    def _without_details(self, found: Found) -> Found:
        """A case (违规接待问题。2019年…) with what was done as its response; a report on remedies tells no more."""
        response = None if self._is_remedy else response_in(self._body, found.response)
        if response is None:
            return found
        end = response[1] + (self._body[response[1] : response[1] + 1] == "。")
        return replace(found, end=end, response=(response[0], end))

    def _of_rows(self, span: Span) -> Iterator[Found]:
        for start, rows in self._rows.items():
            for row in rows if span[0] <= start < span[1] else ():
                end = (row.response or row.issue)[1]
                yield Found(row.issue[0], end, row.issue, row.response or (end, end), "row")

    def _clauses(self, span: Span, taken: list[Found], *, is_part: bool, is_around: bool) -> Iterator[Found]:
        """What clauses tell: after 针对 or 发现 anywhere in a report, and where the text tells of problems."""
        if self._telling.throughout:
            yield from (self._found(told, "against") for told in self._after(_AGAINST, span, surely=True))
        if self._is_answer:
            yield from (self._found(told, "concerning") for told in self._after(_ASKED, span))
        has_form = any(found.rule in _OF_FORM for found in taken)
        passages = [] if has_form else list(self._of_passages(span, is_part=is_part, is_around=is_around))
        yield from (found for found, _ in passages)
        if self._telling.throughout:
            details = [span for _, span in passages if span]
            for told_after in self._after(_DISCOVERED, span):
                if not any(start <= told_after.issue[0] < end for start, end in details):
                    yield self._found(told_after, "discovered")

    def _opening(self, span: Span) -> Iterator[Passage]:
        for stretch, _ in self._telling.within(span, is_part=True, is_around=False):
            yield from self._passages.opening(stretch)

    def _of_passages(self, span: Span, *, is_part: bool, is_around: bool) -> Iterator[tuple[Found, Span | None]]:
        """What paragraphs tell, and where each goes into details."""
        for stretch, structured in self._telling.within(span, is_part=is_part, is_around=is_around):
            for passage in self._passages.within(stretch, is_part=is_part, structured=structured):
                yield self._found(passage.told, passage.rule), passage.taken if passage.rule == "topic" else None

    def _after(self, cue: re.Pattern[str], span: Span, *, surely: bool = False) -> Iterator[Told]:
        """The problem told by the rest of each sentence that holds *cue*, in its first clause."""
        for found in cue.finditer(self._body, *span):
            sentence = _SENTENCE.match(self._body, found.end(), span[1])
            if sentence is None:
                continue
            line_end = self._body.find("\n", sentence.start(), span[1])
            rest = (sentence.start(), span[1] if line_end < 0 else line_end)
            until = _first_clause_end(self._body, sentence.span())
            told = islice(told_in(self._body, rest, self._units, surely=surely), 1)
            yield from (each for each in told if each.issue[0] < until)

    def _found(self, told: Told, rule: str) -> Found:
        end = (told.response or told.issue)[1]
        return Found(told.issue[0], end, told.issue, told.response or (told.issue[1], told.issue[1]), rule)


def _apart(body: str, findings: list[Found]) -> tuple[Found, ...]:
    """*findings* with each response ended where the next finding begins."""
    until = [*(found.start for found in findings[1:]), len(body)]
    return tuple(_ended(body, found, end) for found, end in zip(findings, until, strict=False))


def _ended(body: str, found: Found, until: int) -> Found:
    if found.end <= until or found.rule == "row":
        return found
    end = max(found.issue[1], until)
    end = max(found.issue[1], end - len(body[:end]) + len(body[:end].rstrip("针对关于，,；;。 \n")))
    response = (min(found.response[0], end), end)
    return replace(found, end=end, response=response)


def _first_clause_end(body: str, sentence: Span) -> int:
    comma = _COMMA.search(body, *sentence)
    return comma.start() if comma else sentence[1]


class _Taken:
    """Findings whose issues lie in no other that was there before; a mark for each character makes it fast."""

    def __init__(self, body: str) -> None:
        self.findings: list[Found] = []
        self._marks = bytearray(len(body))

    def add(self, found: Found) -> None:
        """Add a finding unless its issue lies in one that is there."""
        if self._marks.find(1, *found.issue) < 0:
            self.findings.append(found)
            # The cells of a row may hold more problems between one and its answer.
            taken = (found.issue, found.response) if found.rule == "row" else ((found.start, found.end),)
            for start, end in taken:
                self._marks[start:end] = b"\1" * (end - start)
