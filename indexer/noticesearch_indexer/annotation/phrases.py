"""The issue phrase of a sentence: which of its clauses, and what of them a person would quote."""

from __future__ import annotations

import re

from noticesearch.notice import Span
from noticesearch_indexer.annotation.cues import ACTS
from noticesearch_indexer.annotation.senses import COMMENT, CONTEXT, PRAISE, Sense
from noticesearch_indexer.annotation.units import Units

MIN_ISSUE_CHARS, MIN_ISSUE_HAN = 4, 3  # 欠薪41万元
MAX_ISSUE_CHARS = 120
SENTENCE_ENDS = "，,。；;！!？?\n \t"  # and the blanks after them
MAX_LEADING_CHARS = 40  # of a clause without a cue that leads into the first with one

# What stands before the problem in its clause: who found it, when, where, 但, 仍存在.
_LEAD_IN = re.compile(
    r"""
    (?: (?:但是?|而且?|且|并且|同时|此外|另外|其中|另?一方面|特别是|尤其是|目前|经查|经核查|据了解|再?如|例如)[，,：:]?
      | (?:还|仍然?|均|都|也|主要|普遍|依然|又)(?=存在|发现|有|将)
      | (?:还有|存在着?|有的?(?=部分|个别|一些))
      | [【\[][^】\]\n]{1,12}[】\]]
      | [^，。；：:“”]{0,24}?
        (?:(?<![未没])(?<!没有)发现(?!问题整改)|指出|反映|显示|表明|查实|查明|看到|(?:来信|来电|热线)说)
        (?:了|的问题是)?[：:，,]?                                                              # 暗访发现，
      | (?:的?(?:另一个)?(?:突出|主要|具体)?问题(?:是|为)) | 问题[：:]                          # 的另一个突出问题是
      | (?:典型)?(?:案例|问题|事例|实例|例)[一二三四五六七八九十\d]{1,3}[ \u3000]*[：:、.．]?[ \u3000]*  # 案例一：
      | [^，。；：:“”]{2,14}(?:方面|维度)[，,：:] | 其[一二三四五六七八九十]{1,2}[，,、]           # 过程维度，
      | [一二三四五六七八九十]{1,2}[是曰] | [（(]?\d{1,2}[)）.、．]\s* | [①-⑳] | [（(][一二三四五六七八九十]{1,2}[)）]
      | [一二三四五六七八九十]{1,2}、
      | (?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:[上下]午|晚)?(?:\d{1,2}[：:时]\d{0,2}分?)?[，,]?
      | (?:当事人|行为人)(?!的)
      | [\s*，,、：:；—▲△●◆■★※○◇□▶►·•☆◎]+
      | [^\s，。；：:“”（）]{1,12}(?:（[^（）]{2,10}）)?[：:]                                     # 桥头镇：
    )
    """,
    re.VERBOSE,
)
# 西池乡某煤业公司备用电源失效: the county's part is known, which township is not the problem
_TOWNSHIP = re.compile(
    "(?!少数|个别|部分|一些|多数|有的|有些|各|全|几|多|两|三)[\u4e00-\u9fff]{1,4}?(?:乡|镇|街道)(?![镇村党政人干委长里企等、]|卫生院|中心|街)(?=[\u4e00-\u9fff\\d]{6})"
)
_ASIDE = re.compile(r"（[^（）]{6,80}）$")
_SUMMED_UP = re.compile(
    r"(?:等?(?:的)?(?:现象|问题|情况|行为|情形)|(?<![方档预提议个答教草备病图文立结报积命专])一?案件?|一项)[，,；;。]?$"
)
_WORTHLESS = re.compile(
    r"(?:上述|以上|这些|下列|以下|有关|相关|一些|不少|部分)?[的等]?(?:突出|主要|具体|共性)?(?:问题|情况|现象|隐患)?"
    r"|(?:主要)?(?:违规|违法)(?:事实|行为|情况|金额[^，。；]{0,12})|(?:尚|仍|均)?未(?:处理|整改|答复|反馈|上报)|无独有偶"
    r"|(?:问题|隐患)\d+[条个项处](?:，其中)?[：:]?|关于.{2,6}|对[^，]{2,8}"
    r"|[^，]{0,12}(?:某某|负责(?:人|同志)|书记|[县市区局厅州旗]长)[^，]{0,10}(?:说|表示|介绍|坦言)"
)
# 仍存在一些薄弱环节: that there are problems, not which
_VAGUE = re.compile(
    r"(?:一些|不少|许多|某些|若干|诸多|较多|一定|个别|部分|突出|相比[^，。]{0,6})[^，。；：]{0,10}"
    r"(?:薄弱环节|不足|短板|差距|问题|困难|隐患|现象)$|^(?:也|还|仍|均)?(?:有|存在)[^，。；]{0,4}(?:不足|差距|短板|问题)$"
    r"|^(?:一些|不少|许多|某些|若干|诸多|个别)(?:不[规到够足][^，。；]{0,2}|问题)$|发生(?:了)?(?:一?起|\d起)[^，。]{0,16}事故"
)
_FORMER = re.compile(r"[（(][原现今][^）)\n]{2,12}[）)]")
_AFTER_UNIT = re.compile("(?:[的、均]|[两三四五]?[县区市旗](?![长委政级直里人场区]))*")


def issue_phrase(
    body: str, clauses: list[Span], senses: list[Sense], units: Units, *, by_office: bool
) -> tuple[Span | None, int]:
    """The issue phrase of a sentence with a clause that says what is wrong, and the index of the first clause after it.

    None when nothing is left of it. Of what a citizen writes (not *by_office*) only the clauses that say what is wrong.
    """
    first = senses.index("wrong")
    done = next((at for at in range(first + 1, len(senses)) if senses[at] == "done"), len(senses))
    if by_office:
        last, begin = _last_of(body, clauses, senses, first, done), _begin(body, clauses, senses, first, units)
    else:
        last, begin = _last_in_a_row(senses, first), clauses[first][0]
    return quotable(body, (begin, without_mark(body, clauses[last][1])), units), done


def _last_of(body: str, clauses: list[Span], senses: list[Sense], first: int, done: int) -> int:
    """The last clause of the phrase that begins with *first*: those without a cue go on with it, unless they judge."""
    last = first
    for at in range(first + 1, done):
        text = body[slice(*clauses[at])]
        if _SUMMED_UP.search(body, *clauses[at - 1]) or (
            senses[at] != "wrong" and (COMMENT.search(text) or ACTS.match(text) or PRAISE.search(text))
        ):
            break
        if clauses[at][1] - clauses[first][0] > MAX_ISSUE_CHARS:
            break
        last = at
    return last


def _last_in_a_row(senses: list[Sense], first: int) -> int:
    after = (at for at in range(first, len(senses)) if senses[at] != "wrong")
    return next(after, len(senses)) - 1


def _begin(body: str, clauses: list[Span], senses: list[Sense], first_wrong: int, units: Units) -> int:
    """Where the phrase begins: with the first clause that says it, or one just before that leads into it."""
    before = first_wrong - 1
    if before >= 0 and senses[before] == "neither":
        start = _after_lead_ins(body, clauses[before], units)
        text = body[start : clauses[before][1]].strip("，, ")
        if MIN_ISSUE_CHARS <= len(text) <= MAX_LEADING_CHARS and not PRAISE.search(text) and not CONTEXT.search(text):
            return start
    return clauses[first_wrong][0]


def quotable(body: str, span: Span, units: Units) -> Span | None:
    """The phrase without what leads into it: lead-ins, the names of counties and towns, the maker of a product."""
    start, end = _after_lead_ins(body, span, units), span[1]
    if aside := _ASIDE.search(body, start, end):
        end = aside.start()
    if summed := _SUMMED_UP.search(body, start, end):
        end = summed.start()
    if place := _TOWNSHIP.match(body, start, end):
        start = place.end()
    text = body[start:end]
    if text.endswith("的") and body[end : end + 1] in "，,":  # 未按期整改的，…: a rule
        return None
    if sum("\u4e00" <= char <= "\u9fff" for char in text) < MIN_ISSUE_HAN or text.startswith("的"):
        return None
    if not MIN_ISSUE_CHARS <= len(text) <= MAX_ISSUE_CHARS or _WORTHLESS.fullmatch(text) or _VAGUE.search(text):
        return None
    return start, end


def _after_lead_ins(body: str, span: Span, units: Units) -> int:
    start, end = span
    position = -1
    while position != start:
        position = start
        if lead := _LEAD_IN.match(body, start, end):
            start = lead.end()
        index = units.beginning_at(start)
        if index is not None and units.named[index].end < end:
            start = units.named[index].end
            start = _AFTER_UNIT.match(body, start, end).end()  # type: ignore[union-attr]  # matches the empty text
            if former := _FORMER.match(body, start, end):
                start = former.end()
    return start


def without_mark(body: str, end: int, start: int = 0, marks: str = SENTENCE_ENDS) -> int:
    """*end* moved back, not before *start*, over *marks*: those that end a sentence, unless told."""
    while end > start and body[end - 1] in marks:
        end -= 1
    return end
