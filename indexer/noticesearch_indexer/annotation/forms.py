"""Findings told in a set form: the issue phrase (针对…问题), and the response that follows it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from noticesearch.notice import Span
from noticesearch_indexer.annotation.cues import WRONG
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.senses import sense_of
from noticesearch_indexer.numbering import EITHER, HAN, HAN_BRACKETED, division

MAX_ISSUE_CHARS = 120  # the seed's longest has 45; quoted ones of audit reports reach 100

MIN_ISSUE_CHARS = 3  # 欠薪 alone names a field, not what is wrong
MAX_RESPONSE_CHARS = 1500  # the seed's longest has 330; dumps without line breaks would run to the end

_NO_ISSUE = (
    "(?!线索|导向|清单|台账|意识|的|和|、|整改|较|反馈|突出|凸显|多发|频发|反弹|不断|依然|仍然|严重"
    "|开展研究|楼|青年|官员)"
)
_TO_DO = (
    "坚决|下大|全力|全面|大力|有效|妥善|扎实|稳妥|持续|推[动进]|着力|认真|切实|努力|重点|解决|加强|进一步|严厉|及时"
    "|协调|承担|各级|要"
)
_ISSUE = rf"(?P<issue>[^。！？!?\n\t\u3000]{{2,{MAX_ISSUE_CHARS}}}?)"
# 针对住房保障推进缓慢问题，
_AGAINST = re.compile(rf"针对(?!性)(?P<issue>[^。！？!?；;\n\t\u3000]{{2,{MAX_ISSUE_CHARS}}}?)的?问题{_NO_ISSUE}")
# 针对“信访积案只批不办”，
_QUOTED = re.compile(rf"针对“(?P<issue>[^“”\n]{{4,{MAX_ISSUE_CHARS}}})”(?:的?问题)?(?=[，,。：:])")
# 对“产业项目效益不高”的问题，; 关于反馈“驻村帮扶不实”问题的整改情况
_NAMED = re.compile(
    rf"""
    (?:对|就|关于|针对)(?:巡视|巡察|审计|督[查察导]|检查|考核|反馈|指出|提出|发现|[省市县]委|中央|组|的){{0,6}}“(?P<issue>[^“”\n]{{4,{MAX_ISSUE_CHARS}}})”
    (?:的|方面)*(?:问题|现象|情况|行为)(?:的?整改(?:落实|完成|进展)?(?:情况)?)?(?=[。，,；;：:\s]|$)
    """,
    re.VERBOSE,
)
# 1.关于学习不深入问题整改情况。
_CONCERNING_PROGRESS = re.compile(
    rf"关于(?:反馈的?)?{_ISSUE}的?问题的?(?:整改)(?:落实|完成|进展)?(?:情况)?(?=[。：:，,；;\s]|$)"
)
# 就巡视指出的生活补助漏发问题，
_POINTED_OUT = re.compile(
    rf"就(?:巡视|巡察|审计|督查|检查)组?(?:指出|反馈|发现)的(?P<issue>[^。！？!?；;\n\t\u3000]{{2,{MAX_ISSUE_CHARS}}}?)的?问题(?=[，,])"
)
# （二）对扶贫资金使用不规范问题，追回…
_TOWARDS = re.compile(
    rf"对(?!于|存在|上述|以上|这些|发现)(?P<issue>[^。！？!?；;\n\t\u3000]{{2,{MAX_ISSUE_CHARS}}}?)的?问题(?=[，,])"
)
# 扶贫责任虚化方面，县委常委会先后6次专题研究
_ASPECT = re.compile(
    r"(?<![^。；;\n\t\u3000 、.．)）])(?!在|从|对|关于|针对)(?:[\u4e00-\u9fff]{2,7}[县区市旗州])?"
    r"(?P<issue>[^。！？!?；;\n\t\u3000]{4,60}?)方面(?=[，,])"
)
# 云南省兰坪县“采石场越界占用公益林”案。
_CASE = re.compile(rf"“(?P<issue>[^“”\n]{{6,{MAX_ISSUE_CHARS}}})”案(?=[，,。：:])")
# （一）关于作风不实的问题
_CONCERNING = re.compile(rf"关于{_ISSUE}(?:的|方面)?问题{_NO_ISSUE}(?=[。：:，,；;\s]|$)")
# （一）住房保障推进缓慢的问题。
_ITEM = re.compile(rf"(?!关于|针对|{_TO_DO}){_ISSUE}的?问题(?=[。：:])")
# 经查，存在资金滞留等问题，
_EXISTS = re.compile(rf"存在{_ISSUE}(?:的?问题{_NO_ISSUE}|等?的?(?:现象|行为))(?=[。，,；;：:]|$)")
# 问题1：资金拨付不及时。整改情况：已拨付。
_NUMBERED = re.compile(
    rf"""
    (?:问题{EITHER}|(?:反馈|存在|发现|主要)问题)[：:、.．]\s*
    (?P<issue>[^\n]{{2,{MAX_ISSUE_CHARS}}}?)[。；;，,\s]*
    (?:整改(?:落实|完成)?(?:情况|措施|进展|结果)|处理(?:情况|结果)|落实情况)[：:]
    """,
    re.VERBOSE,
)
_FORMS = (
    ("numbered", _NUMBERED),
    ("against", _QUOTED),
    ("named", _NAMED),
    ("against", _AGAINST),
    ("against", _POINTED_OUT),
    ("concerning", _CONCERNING_PROGRESS),
    ("concerning", _CONCERNING),
    ("towards", _TOWARDS),
    ("towards", _ASPECT),
    ("case", _CASE),
)
AT_SENTENCE_HEAD = ("concerning", "named", "towards")
# 对存在…问题的企业, 如存在…, 是否存在…: a rule or a question, not a finding.
_HYPOTHETICAL = re.compile(
    r"(?:对|凡|如|若|或|或者|仍|可能|是否|因|不|于|解决|针对|发现|避免|防止|排查|检查|所|上述|以下)$"
)
# 针对巡视反馈的问题: which problem, it does not say.
_NOT_AN_ISSUE = re.compile(
    r"""
    (?:巡视|巡察|督察|督查|审计|检查|省委|中央|本次|此次|组)*
    (?:反馈|提出|指出|发现|移交|存在|上述|以下|这些|该|此|所有|以上|有关|相关|突出|主要)*
    [的等]*
    | (?:以下|下列|上述|如下).*
    | (?:群众)?反映的其他 | [\u4e00-\u9fff]{1,8}[县区市旗州] | .{0,6}共性
    | 一?些?(?:需要|值得)[^，。]{0,12} | 其他.{0,6} | .{0,40}后续工作
    | (?:主要|突出|困难和)?问题.*        # 存在问题：is a heading
    """,
    re.VERBOSE,
)
# What a phrase drops at its ends: 存在着…等突出问题. 等 stays, as written.
_LEADING = re.compile(r"着(?!力|重|眼|手)|了|的")
_TRAILING = re.compile(r"(?:的|等)?(?:突出|主要|具体|共性|普遍性?|实际|重大|新|困难)+$|的$")
# A phrase that ran on into what is to be done (针对…，重点解决…问题), or into the next item; or says only who found it.
_VAGUE = re.compile(
    r"""
    [，,](?:重点|着力|及时|加强|进一步|采取|开展|建立|制定|研究|解决|要|应(?![纳改收缴关招])|将|对)
    | 第.{1,3}条 | \d[.、．](?!\d)
    | (?:发现|遇到|面临|反映)的?$ | [中里](?:出现|存在)的?$
    """,
    re.VERBOSE,
)
_NEW_ITEM = re.compile(rf"(?<=[。；;\s])(?:{division('[章节条]')}|{HAN}、|{HAN_BRACKETED})")
_SENTENCE_OPENING = re.compile(r"(?<=[。；;！!？?\n])[^。；;！!？?\n]*$")
MAX_OPENING_CHARS = 20

# 对需要长期坚持的任务，各镇要…: after the last response, what speaks to all; a date, a note
_TO_ALL = re.compile(
    r"(?:对|针对)(?:上述|以上|这些|所有|需要|尚未|未)[^，。\n]{0,16}[，,]|(?:上述|以上|下一步|请各?|各(?!别))"
    r"|[\d〇○零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$|[（(〔](?:本|此|样例|注)"
)
_GAP = re.compile(r"[，,。：:；;、\s]*")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding's place: the whole, its issue phrase, its response (empty span at the end when there is none)."""

    start: int
    end: int
    issue: Span
    response: Span
    rule: str


@dataclass(frozen=True, slots=True)
class _Issue:
    start: int
    end: int
    issue: Span
    rule: str


def forms_in(body: str, span: Span, lines: tuple[Paragraph, ...]) -> tuple[Found, ...]:
    """The findings of body[span] that have a set form, in reading order; they do not overlap."""
    issues = _issues(body, span, lines)
    # The sentence of the next phrase may begin before this one ends: 针对甲问题，针对乙问题，…
    ends = (max(issue.end, _opening(body, after.start, span[0])) for issue, after in pairwise(issues))
    return tuple(_found(body, issue, end, lines) for issue, end in zip(issues, chain(ends, [span[1]]), strict=False))


def _opening(body: str, position: int, start: int) -> int:
    """Where the sentence of an issue phrase begins, if close before: 从江县 in 从江县针对… is its own."""
    before = _SENTENCE_OPENING.search(body, max(start, position - MAX_OPENING_CHARS), position)
    return before.start() if before else position


def _issues(body: str, span: Span, lines: tuple[Paragraph, ...]) -> list[_Issue]:
    """The issue phrases of body[span]; 存在…问题 only where no other form speaks of the same stretch."""
    start, end = span
    found, taken = _items(body, span, lines)
    for rule, pattern in _FORMS:
        for issue in _matching(body, start, end, rule, pattern):
            if issue.start not in taken and issue.end - 1 not in taken:
                found.append(issue)
                taken.update(range(issue.start, issue.end))
    if not found:
        found = [
            issue
            for issue in _matching(body, start, end, "exists", _EXISTS)
            if not _HYPOTHETICAL.search(body[max(start, issue.start - 2) : issue.start])
        ]
    return sorted(found, key=lambda issue: issue.start)


def _items(body: str, span: Span, lines: tuple[Paragraph, ...]) -> tuple[list[_Issue], set[int]]:
    """The numbered paragraphs that open with what is wrong, and the places they take: the rest is response."""
    found: list[_Issue] = []
    taken = set[int]()
    first = bisect_left(lines, span[0], key=lambda line: line.start)
    for number in range(first, len(lines)):  # a slice would copy all lines for every part
        line = lines[number]
        if line.start >= span[1]:
            break
        match = _ITEM.match(body, line.text_start, min(line.end, span[1])) if line.level is not None else None
        issue = _issue(body, match, "item") if match else None
        if issue:
            found.append(issue)
            taken.update(range(line.start, line.end))
    return found, taken


def _matching(body: str, start: int, end: int, rule: str, pattern: re.Pattern[str]) -> Iterator[_Issue]:
    for match in pattern.finditer(body, start, end):
        if rule in AT_SENTENCE_HEAD and not _opens_sentence(body, start, match.start()):
            continue
        if rule in ("towards", "case") and not WRONG.search(body, *match.span("issue")):
            continue
        if pattern is _ASPECT and sense_of(body, (_last_clause(body, match), match.end("issue"))) != "wrong":
            continue
        if issue := _issue(body, match, rule):
            yield issue


def _last_clause(body: str, match: re.Match[str]) -> int:
    return max(match.start("issue"), body.rfind("，", *match.span("issue")) + 1)


def _issue(body: str, match: re.Match[str], rule: str) -> _Issue | None:
    """The issue phrase of a match, None when it says nothing of what is wrong or runs on into what is done."""
    issue = _trimmed(body, *match.span("issue"))
    says_nothing = _NOT_AN_ISSUE.fullmatch(body, *issue) or _VAGUE.search(body, *issue)
    if says_nothing or body[issue[1] - 1] in "和或及与、的" or issue[1] - issue[0] < MIN_ISSUE_CHARS:
        return None
    return _Issue(match.start(), match.end(), issue, rule)


def _trimmed(body: str, start: int, end: int) -> Span:
    """The span without what only leads to the phrase or weighs it."""
    leading = _LEADING.match(body, start, end)
    trailing = _TRAILING.search(body, start, end)
    start, end = (leading.end() if leading else start), (trailing.start() if trailing else end)
    is_quoted = body[start : start + 1] == "“" and body.find("”", start, end) == end - 1
    return (start + 1, end - 1) if is_quoted else (start, end)


def _opens_sentence(body: str, start: int, position: int) -> bool:
    """Whether a phrase begins a sentence or line, its numbering aside: （一）关于…的问题."""
    before = body[max(start, position - 6) : position]
    return position == start or bool(re.search(r"(?:[。；;\n\t　]|[、.．)）]|第.章)\s*$", before))


def _found(body: str, issue: _Issue, next_start: int, lines: tuple[Paragraph, ...]) -> Found:
    """The finding with its response: to the next one, and no further than what belongs to it."""
    response_start = _GAP.match(body, issue.end, next_start).end()  # type: ignore[union-attr]  # matches the empty text
    end = min(next_start, _reach(body, issue, response_start, lines), response_start + MAX_RESPONSE_CHARS)
    if item := _NEW_ITEM.search(body, response_start, end):
        end = item.start() if item.start() > response_start else end
    end = response_start + len(body[response_start:end].rstrip()) if end > response_start else issue.end
    response = (min(response_start, end), end)
    return Found(issue.start, end, issue.issue, response, issue.rule)


def _reach(body: str, issue: _Issue, response_start: int, lines: tuple[Paragraph, ...]) -> int:
    """Where a response ends at the latest: with its paragraph; after a heading, before the next heading as high."""
    index = bisect_left(lines, issue.end, key=lambda line: line.end)
    if index >= len(lines):
        return response_start
    if lines[index].end > response_start:
        return lines[index].end
    heading = lines[index]
    reach = response_start
    for number in range(index + 1, len(lines)):  # a slice would copy all lines for every finding
        line = lines[number]
        if (
            line.kind != "text"
            or _TO_ALL.match(body, line.start, line.end)
            or (line.level is not None and line.level <= (heading.level or 0))
        ):
            break
        reach = line.end
    return reach
