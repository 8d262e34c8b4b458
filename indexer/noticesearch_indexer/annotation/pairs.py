"""Findings told as a pair of labels: 巡察指出：…。整改结果：…; 市民反映：… 办理结果：…; 【来信一】… 【回复】…

Of a long first half, such as a letter, the issue phrase is what its clauses say to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticesearch.notice import Span
from noticesearch_indexer.annotation.clauses import as_it_stands, told_in
from noticesearch_indexer.annotation.forms import Found
from noticesearch_indexer.annotation.paragraphs import NUMBERING
from noticesearch_indexer.annotation.phrases import MAX_ISSUE_CHARS, without_mark
from noticesearch_indexer.annotation.units import Units

MAX_FIRST_CHARS = 600  # of what is reported: a letter's longest in the labelled notices has 110
MAX_SECOND_CHARS = 800

MIN_PHRASE_CHARS = 4

_FIRST = re.compile(
    r"""
    (?:^|(?<=[\n。；;\s】◎●◆]))
    (?: (?:子?问题|案例|事项)[一二三四五六七八九十\d]{0,3}
      | (?:反馈|存在|发现|主要|具体|查摆|投诉|信访|诉求|曝光)(?:的)?问题
      | (?:巡视|巡察|督察|督查|督导|检查|审计|暗访|考核)组?(?:反馈)?(?:指出|发现|反馈)(?:的?问题)?
      | [^\s，。；：:【】]{0,8}(?:反映|投诉|来电|咨询)(?:内容|问题|事项|情况)?             # 市民反映：
      | (?<![^\n])(?!尊敬|亲爱)(?:[^\s，。；：:【】]{0,16}(?:先生|女士|市民|村民|居民)
          | (?:网友|网民|群众|读者)(?!您好|你好)
          (?:“[^”\n]{1,16}”|[\u4e00-\u9fffA-Za-z\d*]{0,8}))                        # 商河县的刘先生来电：
        (?:[（(][^）)\n]{1,12}[）)])?(?:留言|提问|追问|反映|来电|来信|说)?              # 网友“椰风”（9月2日）：
      | (?:来信|留言|诉求|来电|投诉)[一二三四五六七八九十\d]{1,3}
      | (?:诉求|来信|投诉|留言|反映|建议|信件|群众)(?:内容|标题|事项|诉求)
    )[：:]\s*
    | 【(?:来信|来电|来访|问|诉求|反映|投诉|网民留言|留言                               # 【来信一】
        | (?:反馈|存在|发现|主要|突出|具体|巡[视察]|督[察查]|检查)?(?:反馈)?的?问题)[^】\n]{0,6}】\s*
    """,
    re.VERBOSE,
)
_SECOND = re.compile(
    r"""
    (?:整改|处理|办理|处置|核查|调查|落实|核实|回访|答复|查处|核查处置)(?:落实|完成|处理|处置|核实)?
    (?:情况|措施|进展|结果|成效|意见|内容)[：:]\s*
    | (?<=\n)(?:调查核实|调查核查|核查|核实|调查|处理和整改|处理及整改|整改|处理|处置|进展|措施|成效)[：:]\s*
    | (?:回复|答复|回应|反馈)(?:内容|意见|情况)?[：:]\s*
    | (?<=\n)[^\s，。；：:]{2,24}                                                    # 商河县城市管理局：
      (?:局|委|办|中心|政府|[大支]队|街道|办事处|公司)(?:答复|回复|回应|反馈)?[：:]\s*
    | 【(?:[^】\n]{0,20}(?=回复|答复|回应))?(?:回复|答复|办理|处理|答|回应|整改)[^】\n]{0,6}】\s*
    """,
    re.VERBOSE,
)
# 调查核实：…。处理和整改：…: what was found out is not what was done
_CONCLUDES = re.compile(
    r"(?<=\n)(?:处理|办理|整改|处置|查处|问责)(?:[和及与、](?:整改|处理|问责|处置))?(?:情况|结果|措施)?[：:]\s*"
)
_SALUTATION = re.compile(
    r"""
      [^\s，。：:]{0,12}[：:，,]?(?:您|你)好[：:，,。！!]?                                  # 区长您好：
    | [^\s，。：:]{0,16}(?:网民|网友|居民|村民|读者|家长)(?:“[^”\n]{1,16}”)?[：:]                 # 敖汉旗网民“清风”：
    | [^\s，。：:]{1,8}(?:先生|女士|同志|市民|网友|网民|来信人|同学|代表|委员)[：:] | 来信人[：:]    # 李女士：
    """,
    re.VERBOSE,
)
_SUGGESTS = re.compile("建议|希望(?!小学)|请问|咨询|想问|想咨询")
_THANKS = re.compile(r"[，,。]?(?:感谢|谢谢|敬请|特此|祝您|欢迎)[^。\n]*[。\n]?\s*$")
_SENTENCE_MARK = re.compile(r"[。！？!?\n]")
_IN_PERSON = re.compile(r"我们?|请问|吗|咨询|希望|能否|[？?]")
_ENDS_WITH = "。；;，, \n\t"


# A line with lines of labels under it: 一、污水直排。 / 整改目标：… / 整改措施：…
_LABELLED = re.compile(
    r"(?:^|(?<=\n))(?!整改|责任|牵头|完成|进展|措施|督办|时限)(?:[^\n：:]{0,12}[：:])?(?P<issue>[^\n：:]{4,120}?)[。；;]?\s*"
    r"\n(?:整改(?:目标|措施|情况|时限|要求|进展|完成情况)|进展情况|完成情况|责任单位|牵头单位)[：:]"
)
# 抽查点位31个，发现问题19个。: how many, not which
_COUNTED = re.compile(r"[^。\n]{0,24}发现[^。，\n]{0,8}(?:问题|隐患)\d+[个项处条]。")
# 关于“产业基金趴在账上”的问题
_NAMED = re.compile(r"(?:关于|针对|对|就)?(?:反馈的?)?“(?P<issue>[^“”]{4,})”(?:的|方面)*问题")
_MEASURES = re.compile(r"(?:整改(?:措施|情况|进展|落实情况|完成情况)|进展情况|完成情况)[：:]\s*")
# 反映“顶楼水压不足”的信访事项
_INLINE = re.compile(r"(?<=[。；;])(?:处理|整改|处置|办理|查处)(?:结果|情况|意见)[：:]\s*")
_BETWEEN_SEMICOLONS = re.compile(r"(?:[一二三四五六七八九十]{1,2}是|[（(]?\d{1,2}[.．、)）]|[①-⑳])?(?P<item>[^；;]+)")
_IN_TURN = re.compile(r"(?:^|(?<=[。；;：:\s]))(?:[一二三四五六七八九十]{1,2}是|[（(]?\d{1,2}[.．、)）](?!\d)|[①-⑳])")
_REPORTED = re.compile(r"反映的?“(?P<issue>[^“”\n]{4,120})”")
_OUTCOME = re.compile(r"(?:处理意见|办理意见|办理结果|处理结果|答复如下|回复如下)[：:]\s*")


def labelled_in(body: str, span: Span) -> Iterator[Found]:
    """The findings of body[span] told as a line with lines of labels under it: 整改目标：, 整改措施：."""
    items = list(_LABELLED.finditer(body, *span))
    for at, item in enumerate(items):
        until = items[at + 1].start() if at + 1 < len(items) else span[1]
        start, end = item.span("issue")
        if number := NUMBERING.match(body, start, end):
            start = number.end()
        if counted := _COUNTED.match(body, start, end):
            start = counted.end()
        if quoted := _NAMED.fullmatch(body, start, end):
            start, end = quoted.span("issue")
        measures = list(_MEASURES.finditer(body, item.end("issue"), until))
        if several := _several(body, (start, end)):
            yield from _answered_in_turn(body, several, (measures[0].end(), until) if measures else (end, end))
            continue
        if end - start < MIN_PHRASE_CHARS or body.find("一是", start, end) >= 0:  # 一是…；二是…: more than one
            continue
        finish, issue, response, rule = _response(body, measures[-1].end() if measures else end, until, (start, end))
        begin = measures[0].end() if measures else response[0]
        yield Found(item.start(), finish, issue, (begin, response[1]), rule)


def reported_in(body: str, span: Span) -> Iterator[Found]:
    """The findings of an answer that quotes what was reported: 反映“…”的事项, and what the answer decides."""
    for report in _REPORTED.finditer(body, *span):
        issue = report.span("issue")
        outcome = _OUTCOME.search(body, report.end(), span[1])
        sentence = _SENTENCE_MARK.search(body, report.end(), span[1])
        start = outcome.end() if outcome else sentence.end() if sentence else report.end()
        yield Found(report.start(), *_response(body, start, span[1], issue))


def inline_in(body: str, span: Span, units: Units) -> Iterator[Found]:
    """The findings told as a sentence and, in its line, what was done: 脚手架连墙件缺失。处理情况：…"""
    labels = list(_INLINE.finditer(body, *span))
    starts = [_sentence_before(body, span[0], label.start()) for label in labels]
    for start, label, until in zip(starts, labels, [*starts, span[1]][1:], strict=True):
        issue = next(told_in(body, (start, label.start()), units, structured=True), None)
        issue = issue or as_it_stands(body, (start, label.start()), units)
        if issue is not None and issue.response is None:
            yield Found(start, *_response(body, label.end(), max(until, label.end()), issue.issue))


def _sentence_before(body: str, start: int, end: int) -> int:
    """Where the sentence begins that ends at *end*, in its line and not before *start*."""
    start = max(start, end - MAX_FIRST_CHARS)
    return max(start, *(body.rfind(mark, start, end - 1) + 1 for mark in "\n。；;"))


def pairs_in(body: str, span: Span, units: Units) -> Iterator[Found]:
    """The findings of body[span] that stand between two labels, in reading order."""
    firsts = list(_FIRST.finditer(body, *span))
    for at, first in enumerate(firsts):
        until = firsts[at + 1].start() if at + 1 < len(firsts) else span[1]
        second = _SECOND.search(body, first.end(), min(until, first.end() + MAX_FIRST_CHARS))
        if second is None:
            continue
        outcome = next(_CONCLUDES.finditer(body, second.end(), until), second)
        if several := _several(body, (first.end(), second.start())):
            yield from _answered_in_turn(body, several, (outcome.end(), until))
            continue
        issue = _issue(body, (first.end(), second.start()), units)
        if issue is not None:
            yield Found(first.start(), *_response(body, outcome.end(), until, issue))


def _several(body: str, told: Span) -> list[Span]:
    """The problems of a first half that has several, one after the other: 甲；乙；丙。 Else none."""
    end = without_mark(body, told[1], told[0], _ENDS_WITH)
    items = [item.span("item") for item in _BETWEEN_SEMICOLONS.finditer(body, told[0], end)]
    is_list = len(items) > 1 and not _SENTENCE_MARK.search(body, told[0], end)
    return items if is_list and all(MIN_PHRASE_CHARS < last - first <= MAX_ISSUE_CHARS for first, last in items) else []


def _answered_in_turn(body: str, issues: list[Span], answer: Span) -> Iterator[Found]:
    """Several problems with what was done about each where the answer numbers as many, else with all of it."""
    end, _, whole, rule = _response(body, *answer, issues[0])
    marks = [mark.span() for mark in _IN_TURN.finditer(body, *whole)]
    begins = [last for _, last in marks] if len(marks) == len(issues) else []
    ends = [*(first for first, _ in marks[1:]), whole[1]]
    for at, issue in enumerate(issues):
        response = (begins[at], ends[at]) if begins else whole
        yield Found(issue[0], issue[1] if at + 1 < len(issues) else max(end, issue[1]), issue, response, rule)


def _issue(body: str, told: Span, units: Units) -> Span | None:
    """What is wrong in the first half: all of it where it is one phrase, else what its clauses say."""
    start, end = told
    end = without_mark(body, end, start, _ENDS_WITH)
    if greeting := _SALUTATION.match(body, start, end):
        start = greeting.end()
    index = units.beginning_at(start)
    if index is not None and body[units.named[index].end : units.named[index].end + 1] in "：:":
        start = units.named[index].end + 1  # 【留言】南充市高坪区：
    if _SUGGESTS.match(body, start, end):
        return None
    is_phrase = not _SENTENCE_MARK.search(body, start, end) and not _IN_PERSON.search(body, start, end)
    if is_phrase and end - start <= MAX_ISSUE_CHARS:
        return (start, end) if end > start else None
    return next((each.issue for each in told_in(body, (start, end), units, by_office=False)), None)


def _response(body: str, start: int, until: int, issue: Span) -> tuple[int, Span, Span, str]:
    """The finding's end, its issue, its response (to the paragraph's end), and the rule."""
    if greeting := _SALUTATION.match(body, start, until):
        start = greeting.end()
    line_end = body.find("\n", start, until)
    end = min(until if line_end < 0 else line_end, start + MAX_SECOND_CHARS)
    if thanks := _THANKS.search(body, start, end):
        end = thanks.start() or end
    end = max(start, without_mark(body, end, start, _ENDS_WITH))
    if end > start:
        end += body[end : end + 1] == "。"
    return end, issue, (start, end), "pair"
