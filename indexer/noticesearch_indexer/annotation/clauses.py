"""Problems told without 针对 or 问题: 织金县：供水管网破损，水量不足，已更换管网3公里。

A sentence is cut into clauses; each says that something is wrong, that something is done, or neither (`senses`). What
is wrong is the issue phrase, what is done the response. Only for stretches that are known to tell of problems
(`telling`): in any other text 不足 and 未 mean little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Span
from noticesearch_indexer.annotation.cues import WRONG
from noticesearch_indexer.annotation.phrases import issue_phrase, quotable, without_mark
from noticesearch_indexer.annotation.senses import (
    CLAUSE,
    COMMENT,
    CONTEXT,
    PRAISE,
    is_deed,
    sense_of,
    senses_of,
    weaker,
)
from noticesearch_indexer.annotation.units import Units

MIN_STANDING_CHARS = 6  # of a phrase that only its place makes a problem

# A sentence, or what begins a new statement within one: …，同时…; 存在以下问题：一是…
_SENTENCE = re.compile(
    r"""
    (?: (?! [，,](?:同时|此外|另外|另有|还存在|还有|且存在|有群众反映) | [：:](?:一是|首先|[（(]?1[.、)）]|①) )
        [^。！？!?\n；;] ){1,400}          # the longest sentence of the labelled notices has 230
    (?: [。！？!?\n；;] | [，,](?=同时|此外|另|还|且|有群众) | [：:](?=一是|首先|[（(]?1|①) )?
    """,
    re.VERBOSE,
)
_DEMAND = re.compile(
    r"""
      ^[^，。；]{0,20}(?:要(?!求)(?:深刻|牵头|同步|对(?!象)|进一步|切实|认真|高度|坚决|严格|以此|引以|按照|举一反三)|切不可|务必|必须)
    | ^[^，。；]{0,10}(?<!按照)(?<!根据)(?:要求|强调)[，：:]  # 会议要求，…
    | 如下[：:]?$ | 一律 | 严禁 | 不再受理 | 逾期不 | ^(?:需要说明|说明|注|备注|另据|据悉) | 拨打 | 欢迎
    | ^[^，。；]{0,12}(?:解释|理由|说法)是 | ^(?:现将|为) | 切实做到
    | ^(?:要|应|应当|须|必须|请|希望|各地|各级|各县|各市|各有关|对上述|对以上|下一步|今后|严格|务必|不得|切实|继续
       |上述|以上|对(?:不合格|存在|违法|违规))
    | ^[^，。；]{2,24}的，(?:依法|依纪|一律|由|将|要|从严|严肃|坚决|按|给予|追究|可|应|责令) | 请[^，。；]{0,8}提供线索
    """,
    re.VERBOSE,
)
# What is no part of what a notice tells: that it is a sample, who signs it, what only leads to a list.
_NOT_TOLD = re.compile(
    r"""
      (?:样例|示例|演示|样本)[^。\n]{0,40}(?:虚构|演示|真实) | (?:均系|纯属|均为|均属|系|为)虚构[）)〕\]]?$
    | ^[\u4e00-\u9fff]{2,30}(?:领导小组|委员会|办公室|(?:民|县|市|区)政府|[^大格布结]局)(?:办公室)?$
    | 收到[^。]{0,16}(?:线索|信访件) | (?:诚恳|完全|坚决|虚心)接受 | 照单全收 | 不回避
    | ^附件 | ^附[：:] | (?:不合格|检验|样品)[^，。；]{0,8}(?:信息|项目)表?$
    | (?:表现|体现|反映)(?:在|为|是)[^，。；]{0,8}[：:]$
    """,
    re.VERBOSE,
)
_FINE = re.compile(
    r"(?<![不未])(?:责任落实|规范|到位|齐全|健全|完善|扎实|有力|有效|明确)(?=[，。；\s]|$)"  # 责任落实，值守规范
)
_STILL = re.compile("但|仍|尚|还有|却|不过|然而")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem told in clauses: the issue phrase, and the response, None where the text has none."""

    issue: Span
    response: Span | None


def told_in(
    body: str,
    span: Span,
    units: Units,
    *,
    by_office: bool = True,
    structured: bool = False,
    surely: bool = False,
) -> Iterator[Told]:
    """The problems that body[span] tells, in reading order.

    A sentence that only says what is done goes on with the response of the one before. Of what a citizen writes
    (not *by_office*) only the clauses that say what is wrong are the phrase. Where the text is *structured*, problem
    and response by turns, less needs to be said for a problem; *surely* the first clause tells one, if it has a word
    for what is wrong.
    """
    last: Told | None = None
    for sentence in _SENTENCE.finditer(body, *span):
        is_first = surely and sentence.start() == span[0]
        told = _told(body, sentence.span(), units, by_office=by_office, structured=structured, surely=is_first)
        if told is not None and last is not None and told.issue[0] == told.issue[1]:
            response = last.response or told.response
            if response and told.response:
                last = Told(last.issue, (response[0], told.response[1]))
            continue
        if told is None or told.issue[0] == told.issue[1]:
            continue
        if last is not None:
            yield last
        last = told
    if last is not None:
        yield last


def _told(body: str, sentence: Span, units: Units, *, by_office: bool, structured: bool, surely: bool) -> Told | None:
    """What a sentence tells: a problem, or only what is done (an empty issue), or neither."""
    text = body[slice(*sentence)]
    clauses = [clause.span() for clause in CLAUSE.finditer(body, *sentence)]
    if not clauses or "\t" in text or not _tells(text):
        return None
    senses = senses_of(body, clauses)
    if surely and WRONG.search(body, *clauses[0]):
        senses[0] = "wrong"
    if senses[0] == "done" and "wrong" in senses and not is_deed(body, clauses[0]):
        senses[0] = "neither"  # 市直部门对责任认识模糊，清单制定滞后
    if senses[0] == "done" and not any(_STILL.search(body, *clause) for clause in clauses):
        senses = ["done"] * len(senses)  # what is done goes on to name what it is done to: 县里开会，扣留车辆
    elif structured and "wrong" not in senses:
        senses = weaker(body, clauses, senses)
    if "wrong" not in senses:
        if "done" not in senses:
            return None
        start = clauses[senses.index("done")][0]
        return Told((start, start), (start, without_mark(body, clauses[-1][1])))
    issue, done = issue_phrase(body, clauses, senses, units, by_office=by_office)
    if issue is None:
        return None
    response = (clauses[done][0], without_mark(body, clauses[-1][1])) if done < len(clauses) else None
    return Told(issue, response)


def _tells(sentence: str) -> bool:
    """Whether a sentence tells what is the case, not what is to be done, nor who says so."""
    return not _DEMAND.search(sentence.lstrip()) and not _NOT_TOLD.search(sentence.strip("。；;（(〔 \n"))


def response_in(body: str, span: Span) -> Span | None:
    """What the details of a problem say to be done about it: from the first clause that says so to the end of such."""
    start = end = None
    for sentence in _SENTENCE.finditer(body, *span):
        clauses = [clause.span() for clause in CLAUSE.finditer(body, *sentence.span())]
        done = next((clause for clause in clauses if sense_of(body, clause) == "done"), None)
        if done is not None and _STILL.search(body, done[1], sentence.end()):
            continue  # 上报已完成清退，但…: not what was done about it
        if not _tells(sentence[0]) or (done is None and start is not None):
            break
        if done is not None:
            start = done[0] if start is None else start
            end = without_mark(body, sentence.end())
    return None if start is None or end is None else (start, end)


def as_it_stands(body: str, span: Span, units: Units) -> Told | None:
    """The problem of a sentence without a word for what is wrong, where its place says that it tells one.

    None when it praises, asks for something or begins with what is done.
    """
    sentence = _SENTENCE.match(body, *span)
    if sentence is None or "\t" in sentence[0]:
        return None
    if not _tells(sentence[0]) or any(pattern.search(sentence[0]) for pattern in (PRAISE, _FINE)):
        return None
    clauses = [clause.span() for clause in CLAUSE.finditer(body, *sentence.span())]
    first = next((at for at, clause in enumerate(clauses) if not CONTEXT.search(body[slice(*clause)])), len(clauses))
    senses = senses_of(body, clauses)
    if first == len(clauses) or is_deed(body, clauses[first]):
        return None
    after = next((at for at in range(first + 1, len(clauses)) if senses[at] == "done"), len(clauses))
    judged = next((at for at in range(first + 1, after) if COMMENT.search(body[slice(*clauses[at])])), after)
    issue = quotable(body, (clauses[first][0], without_mark(body, clauses[judged - 1][1])), units)
    if issue is None or issue[1] - issue[0] < MIN_STANDING_CHARS:
        return None
    if after < len(clauses):
        return Told(issue, (clauses[after][0], without_mark(body, clauses[-1][1])))
    return Told(issue, response_in(body, (sentence.end(), span[1])))
