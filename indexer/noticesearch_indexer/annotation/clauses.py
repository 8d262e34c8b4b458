"""Problems told without 针对 or 问题: 织金县：供水管网破损，水量不足，已更换管网3公里。

A sentence is cut into clauses; each says that something is wrong, that something is done, or neither (`cues`). What is
wrong is the issue phrase, what is done the response. Only for stretches that are known to tell of problems (`telling`):
in any other text 不足 and 未 mean little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from noticesearch.notice import Span
from noticesearch_indexer.annotation.cues import ACTS, NOT_WRONG, PREVENTED, RESPONSE, WEAKLY_WRONG, WRONG, WRONG_LAST
from noticesearch_indexer.annotation.heads import Units

MIN_ISSUE_CHARS = 4
MIN_ACTED_CHARS = 8  # of a clause that is a problem only because something is then done about it
MAX_ISSUE_CHARS = 120
MAX_LEADING_CHARS = 40  # of a clause without a cue that leads into the first with one

Sense = Literal["wrong", "done", "neither"]

# A sentence, or what begins a new statement within one: …，同时…; 存在以下问题：一是…
_SENTENCE = re.compile(
    r"""
    (?: (?! [，,](?:同时|此外|另外|另有|还存在|还有|且存在|有群众反映) | [：:](?:一是|首先|[（(]?1[.、)）]|①) )
        [^。！？!?\n；;] )+
    (?: [。！？!?\n；;] | [，,](?=同时|此外|另|还|且|有群众) | [：:](?=一是|首先|[（(]?1|①) )?
    """,
    re.VERBOSE,
)
_CLAUSE = re.compile(r"[^，,]+[，,]?")
_BRACKETS = re.compile(r"（[^（）\n]{0,80}）|\([^()\n]{0,80}\)|“[^“”\n]{0,60}”|《[^《》\n]{0,60}》")
# What stands before the problem in its clause: who found it, when, where, 但, 仍存在.
_LEAD_IN = re.compile(
    r"""
    (?: (?:但是?|而且?|且|并且|同时|此外|另外|其中|另?一方面|特别是|尤其是|目前|经查|经核查|据了解|再?如|例如)[，,：:]?
      | (?:还|仍然?|均|都|也|主要|普遍|依然|又)(?=存在|发现|有|将)
      | (?:还有|存在着?|有的?(?=部分|个别|一些|的))
      | [【\[][^】\]\n]{1,12}[】\]] | [^，。；：:“”]{0,24}?(?:(?<![未没有])发现|指出|反映|显示|表明|查实|查明)
        (?:了|的问题是)?[：:，,]?                                                              # 暗访发现，
      | (?:的?(?:另一个)?(?:突出|主要|具体)?问题(?:是|为)) | 问题[：:]                          # 的另一个突出问题是
      | [一二三四五六七八九十]{1,2}是 | [（(]?\d{1,2}[)）.、．]\s* | [①-⑳] | [（(][一二三四五六七八九十]{1,2}[)）]
      | (?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:[上下]午|晚)?(?:\d{1,2}[：:时]\d{0,2}分?)?[，,]?
      | [\s，,、：:；—]+ | [^\s，。；：:“”（）]{1,12}[：:]                                    # 桥头镇：
    )
    """,
    re.VERBOSE,
)
# The one at fault, when the predicate follows at once: 某公司拖欠…, 一家熟食店销售的…
_AT_FAULT = re.compile(
    r"""
    (?:[^，。；：:]{0,30}?
       (?:公司|集团|厂|矿|店|部|户|摊|单位|企业|合作社|学校|医院|局|办|政府|委|院|所|中心|矿井|井|商行|超市
         |镇|乡|街道|村|市场|网|站|人|某|者)
       (?:[（(][^（）()]{0,20}[)）])?
    )?
    (?=拖欠|未(?!来)|违(?!法行为)|销售|使用|经营|将|以(?!来|上|下|及)|擅自|超(?!市)|滞留|套取|骗取|虚报|逃匿|挪用|挤占
       |截留|无证|伪造|提供|出借|公款|发生|存在|酒后|向|把)
    """,
    re.VERBOSE,
)
_PRAISE = re.compile(
    r"总体|较好|良好|成效|高度重视|认真|肯定|有所好转|有序|进一步压实|稳中有升|明显(?:提升|改善)|优化了|名列前茅|居.{0,4}前"
)
# Where and when something was found, and who was told: it leads to the problem but is not part of it.
_CONTEXT = re.compile(
    r"检查|督查|督察|暗访|抽查|走访|统计|截至|近日|根据|按照|为了|共|期间|以来|以后|该[县区市公单]|群众反映|接到|表示|认为|反馈意见|所列|领办|具体问题"
    r"|要求|^(?:在|对|从|经|据|关于|针对)|[年月日]$"
)
# What follows a problem and only judges or reports it: 群众意见较大, 局领导未加制止.
_COMMENT = re.compile(
    r"群众意见|意见较大|影响|评价|[组局厅办]已|被群众|较好|良好|局领导|所致|导致|损失|目前|督[查察导]组(?!到)|说“|解释|理由|这是|于政策|带有|打了"
)
_ASIDE = re.compile(r"（[^（）]{6,80}）$")
_SUMMED_UP = re.compile(r"(?:等?(?:的)?(?:现象|问题|情况|行为|情形)|一项)[，,；;。]?$")
_DEMAND = re.compile(
    r"""
      ^[^，。；]{0,20}(?:要(?!求)(?:深刻|进一步|切实|认真|高度|坚决|严格|以此|引以|按照|举一反三)|切不可|务必|必须)
    | 如下[：:]?$ | 一律 | 严禁 | 不再受理 | 逾期不 | ^(?:需要说明|说明|注|备注|另据|据悉) | 拨打 | 欢迎
    | ^(?:现将|为) | 切实做到
    | ^(?:要|应|应当|须|必须|请|希望|各地|各级|各县|各市|各有关|对上述|对以上|下一步|今后|严格|务必|不得|切实|继续
       |上述|以上|对(?:不合格|存在|违法|违规))
    """,
    re.VERBOSE,
)
_STILL = re.compile("但|仍|尚|还有|却|不过|然而")
_SURELY_DONE = re.compile(
    "已(?!经?.{0,4}[未不没])|(?:立案|侦查|查处|处罚|处理|约谈|垫付|付清|(?<!不)到位|停产|停业|取缔|整改|整治)$"
)
_OBJECT = re.compile("(?:对|针对|将|把|就)(?!于)")  # 对闲置的19个…盘活: what is wrong is what something is done to
_WORTHLESS = re.compile(
    r"(?:上述|以上|这些|下列|以下|有关|相关)?(?:[的等]?(?:突出|主要|具体|共性)?(?:问题|情况|现象|隐患))?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A problem told in clauses: the issue phrase, and the response, None where the text has none."""

    issue: Span
    response: Span | None


def told_in(body: str, span: Span, units: Units, *, by_office: bool = True, structured: bool = False) -> Iterator[Told]:
    """The problems that body[span] tells, in reading order.

    A sentence that only says what is done goes on with the response of the one before. Of what a citizen writes
    (not *by_office*) only the clauses that say what is wrong are the phrase. Where the text is *structured*, problem
    and response by turns, less needs to be said for a problem.
    """
    last: Told | None = None
    for sentence in _SENTENCE.finditer(body, *span):
        told = _told(body, sentence.span(), units, by_office=by_office, structured=structured)
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


def _told(body: str, sentence: Span, units: Units, *, by_office: bool, structured: bool) -> Told | None:
    """What a sentence tells: a problem, or only what is done (an empty issue), or neither."""
    sentence_text = body[slice(*sentence)]
    clauses = [clause.span() for clause in _CLAUSE.finditer(body, *sentence)]
    if not clauses or "\t" in sentence_text or _DEMAND.search(sentence_text.lstrip()):
        return None
    senses = [sense_of(body, clause) for clause in clauses]
    if senses[0] == "done" and not any(_STILL.search(body, *clause) for clause in clauses):
        senses = ["done"] * len(senses)  # what is done goes on to name what it is done to: 县里开会，扣留车辆
    elif structured and "wrong" not in senses:
        senses = _weaker(body, clauses, senses)
    first_wrong = next((at for at, sense in enumerate(senses) if sense == "wrong"), None)
    if first_wrong is None:
        first_done = next((at for at, sense in enumerate(senses) if sense == "done"), None)
        if first_done is None:
            return None
        start = clauses[first_done][0]
        return Told((start, start), (start, _without_mark(body, clauses[-1][1])))
    done = next((at for at in range(first_wrong + 1, len(senses)) if senses[at] == "done"), len(senses))
    if by_office:
        last_wrong, begin = (
            _last_of(body, clauses, senses, first_wrong, done),
            _begin(body, clauses, senses, first_wrong),
        )
    else:
        begin, last_wrong = clauses[first_wrong][0], _last_in_a_row(senses, first_wrong)
    issue = _trimmed(body, (begin, _without_mark(body, clauses[last_wrong][1])), units)
    if issue is None:
        return None
    response = (clauses[done][0], _without_mark(body, clauses[-1][1])) if done < len(clauses) else None
    return Told(issue, response)


def sense_of(body: str, clause: Span) -> Sense:
    """What a clause says, by its first cue: 已整改漏雨房屋 is done, 漏雨房屋整改慢 is wrong."""
    quoted = body[slice(*clause)].strip("，,。；;！!？? \n")
    text = _BRACKETS.sub(lambda found: "…" * len(found[0]), quoted)
    done = RESPONSE.search(text)
    wrong = next((found for found in WRONG.finditer(quoted) if _really_wrong(quoted, found)), None)
    if _SURELY_DONE.search(text):
        return "done"
    if wrong is None:
        return "done" if done or ACTS.match(text) else "neither"
    if ACTS.match(text) and not WRONG_LAST.search(text):
        return "done"
    if done is None or WRONG_LAST.search(text):
        return "wrong"
    return "done" if done.start() < wrong.start() or _OBJECT.match(text) else "wrong"


def _weaker(body: str, clauses: list[Span], senses: list[Sense]) -> list[Sense]:
    """The senses where no clause clearly says what is wrong: what only hints at it counts, or what is acted upon."""
    done = next((at for at, sense in enumerate(senses) if sense == "done"), len(senses))
    found = list(senses)
    for at in range(done):
        text = body[slice(*clauses[at])]
        if _PRAISE.search(text) or _CONTEXT.search(text) or ACTS.match(text):
            continue
        hints = any(hint["wrong"] and _really_wrong(text, hint) for hint in WEAKLY_WRONG.finditer(text))
        if hints or (done < len(senses) and at == done - 1 and len(text) >= MIN_ACTED_CHARS):
            found[at] = "wrong"
    return found


def _really_wrong(text: str, found: re.Match[str]) -> bool:
    if NOT_WRONG.match(text, found.start()):
        return False
    return not PREVENTED.search(text, max(0, found.start() - 16), found.start())


def _last_of(body: str, clauses: list[Span], senses: list[Sense], first: int, done: int) -> int:
    """The last clause of the phrase that begins with *first*: those without a cue go on with it, unless they judge."""
    last = first
    for at in range(first + 1, done):
        text = body[slice(*clauses[at])]
        if _SUMMED_UP.search(body, *clauses[at - 1]) or (
            senses[at] != "wrong" and (_COMMENT.search(text) or ACTS.match(text))
        ):
            break
        if clauses[at][1] - clauses[first][0] > MAX_ISSUE_CHARS:
            break
        last = at
    return last


def _last_in_a_row(senses: list[Sense], first: int) -> int:
    after = (at for at in range(first, len(senses)) if senses[at] != "wrong")
    return next(after, len(senses)) - 1


def _begin(body: str, clauses: list[Span], senses: list[Sense], first_wrong: int) -> int:
    """Where the phrase begins: with the first clause that says it, or one just before that leads into it."""
    before = first_wrong - 1
    if before >= 0 and senses[before] == "neither":
        text = body[slice(*clauses[before])].strip()
        if len(text) <= MAX_LEADING_CHARS and not _PRAISE.search(text) and not _CONTEXT.search(text):
            return clauses[before][0]
    return clauses[first_wrong][0]


def _trimmed(body: str, span: Span, units: Units) -> Span | None:
    """The phrase without what leads into it: lead-ins, the names of counties, the one at fault."""
    start, end = span
    position = -1
    while position != start:
        position = start
        if lead := _LEAD_IN.match(body, start, end):
            start = lead.end()
        index = units.beginning_at(start)
        if index is not None and units.named[index].end < end:
            start = units.named[index].end
            while start < end and body[start] in "的、两三四县区市旗均":
                start += 1
    if aside := _ASIDE.search(body, start, end):
        end = aside.start()
    if summed := _SUMMED_UP.search(body, start, end):
        end = summed.start()
    fault = _AT_FAULT.match(body, start, end)
    if fault and end - fault.end() >= MIN_ISSUE_CHARS:
        start = fault.end()
    text = body[start:end]
    if not MIN_ISSUE_CHARS <= len(text) <= MAX_ISSUE_CHARS or _WORTHLESS.fullmatch(text):
        return None
    return start, end


def _without_mark(body: str, end: int) -> int:
    while end and body[end - 1] in "，,。；;！!？?\n \t":
        end -= 1
    return end
