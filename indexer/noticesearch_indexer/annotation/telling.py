"""Where a text tells of problems in plain sentences: the parts of a report on an inspection, a section 存在的问题.

Only there are clauses read for what is wrong (`clauses`); elsewhere 不足 and 未 mean little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from noticesearch.notice import Content, Span
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.numbering import division

LEAD_LINES = 5
LEAD_CHARS = 600  # of the opening, where a report says that problems were found
MAX_HEADING_CHARS = 40
MIN_SECTION_CHARS = 8  # 下一步，要紧盯问题整改…: the line announces something, and nothing follows it
MIN_ARTICLES = 5  # lines that begin with 第三条: fewer are quoted

_TITLE = re.compile(
    r"""
      问题的?(?:整改|通报|清单|反馈|情况|典型|曝光|公[示告开]|处理|查处|核查|调查
      |线索|台账|汇总|交办)
    | (?:存在|发现|反馈|查摆|突出|典型|移交|移送|督[查察]|巡[视察]|审计|检查|作风|腐败|违规|群众)
      .{0,8}问题
    | \d{1,3}[起个条项].{0,24}问题 | 整改 | 督查 | 督察 | 暗访 | 明察 | 明查 | 抽查 | 抽检 | 不合格 | 隐患
    | 审计(?:工作)?(?:结果|整改|情况|报告)
    | 处罚 | 曝光 | 案例 | 约谈 | 投诉 | 来信 | 热线 | 诉求 | 事故 | 查处 | 违法 | 违规
    | 专项(?:检查|治理|整治|督导) | 检查(?:情况|结果|发现)
    | 责令 | 处理(?:公告|决定|意见|通报) | 司法审查 | 夜查 | 审议意见 | 飞行检查
    | 弄虚作假 | 扣分 | 督办 | 交办 | 绩效评价 | 查摆 | 读者来信 | 的一封信 | 民生小事
    | 督导(?:情况|结果|检查) | 通报(?!表扬|表彰|嘉奖) | 反馈 | 欠薪 | 拖欠 | 黑榜 | 警示(?!教育)
    """,
    re.VERBOSE,
)
_INSPECTED = "检查|督[查察导]|巡[视察]|审计|暗访|明察|抽查|抽检|核查|调查|普查|考核|评估|走访|通报|整治|办案|监督"
_LEAD = re.compile(
    rf"""
      (?:{_INSPECTED})[^。]{{0,80}}(?:发现|存在|反映|查出|暴露)[^。]{{0,16}}(?:问题|隐患|不足|薄弱环节|短板|差距)
    | (?:问题|隐患|情况|典型案例)[^。]{{0,10}}(?:通报|公布|公告|公示|曝光|公开)如下           # 问题通报如下
    | 不合格[^。]{{0,30}}如下
    """,
    re.VERBOSE,
)
# 检查中发现一些薄弱环节，现函告如下：whatever the title calls it
_FOUND = re.compile(
    rf"(?:{_INSPECTED})[^。]{{0,40}}发现[^。]{{0,16}}(?:问题|隐患|薄弱环节|不足)[^。]{{0,12}}(?:现将|现)[^。]{{0,12}}如下"
)
_PRAISING = re.compile(r"表扬|表彰|嘉奖|先进|优秀|经验|获奖|评选结果|录取|招聘|录用|任命|任免")
# 关于开展专项检查的通知, 关于治理拖欠工资问题的意见 ask for something, they do not report.
_ORDERS = re.compile(
    r"""
      (?:通知|方案|办法|意见|规定|细则|计划|要点|预案|条例|指引|指南|规程|标准|措施|规划|制度|决定|函|答记者问)
      (?:[（(].{0,20}[）)])?$
    | 印发 | 征求.{0,12}意见 | 解读 | 修订 | 废止 | 做好 | 开展.{0,40}(?:行动|活动)的 | 加强 | 规范 | 推进(?!会)
    | 实施方案
    """,
    re.VERBOSE,
)
_CASES = re.compile(r"[\d一二两三四五六七八九十][起例]|典型(?:案例|案件|问题)|案例|曝光台|违法案件")
_RULES = re.compile(r"(?:规定|条例|办法|规则|细则|规程|裁量.{0,10})(?:[（(].{0,24}[）)])?$")
_ARTICLE = re.compile(rf"(?<![^\n])\s?{division('条')}")
_REPORTS = re.compile(
    r"通报|(?:审议|处理|反馈|督[查察导]|巡[视察]|检查|审计|监察|答复|检察)(?:的)?(?:意见|建议|决定)|问题.{0,12}(?:情况|清单|汇总|台账|公示|公告|反馈)"
    r"|(?:审计|检查|抽检|调查|处理|处罚|整改|夜查|抽查|暗访|督[查导]|巡查)(?:工作)?(?:情况|结果|报告|决定)|问题的?整改通知|责令|督办|处罚(?:公示|信息|案)|[复督][函办]|提案|建议|约谈"
)
_EVENT = re.compile(
    r"(?:会议?|论坛|讲座|课|比赛|活动|培训班|仪式)(?:在.{2,12})?(?:召开|举行|举办)?$|举办|召开|举行|专访|之我见|反思|研究$"
)
# 二、审计发现的主要问题; （二）间接原因
_OPENS = re.compile(
    r"(?:问题|隐患|不足|短板|差距|薄弱环节|违法事实|违规情况|不合格|事故)(?!整改)|(?:直接|间接|主要)?原因"
)
# 三、整改要求; 一、基本情况; 四、防范措施
_CLOSES = re.compile(
    r"要求|措施|下一步|请你|请各|各地要|打算|建议(?!书)|意见|做法|成效|成绩|基本情况|概况|经过|总体|评价|处理|处置|提醒|防范|对策|安排|计划"
    r"|工作(?:开展)?情况|主要工作|责任追究|问责|教训|整改(?:落实)?(?:情况|进展)|附件|联系"
)
# 存在的主要问题： on a line of its own, without a number; 下一步，我们将…
_ANNOUNCED = re.compile(
    r"[^，。；：:\n]{0,12}(?:问题|隐患|不足|原因|情况|意见|要求|建议|措施)[：:]?|(?:请你|请各|各地要|下一步)[^\n]*"
)
# 二、整改结果; 处理情况：责令停产；…: what was done about problems told before
_ANSWERS = re.compile(
    r"(?:整改|处理|处置|办理|落实|查处)(?:落实|完成|处理)?(?:情况|结果|进展)|^处理$|责任追究|处理建议"
)
# 对督查组指出的问题，各地态度比较端正，行动比较迅速。 on a line of its own
_ANSWERING = re.compile(
    r"(?:对|针对|收到|接到)[^，。；\n]{0,14}(?:指出|反馈|发现|通报|移交|点名)[^，。；\n]{0,4}(?:问题|意见)?后?，(?:各|有关|相关|[两三四五六]个?[县区市地])[^\n]{4,60}"
)
_ANSWERED = re.compile(r"(?:整改|处理|处置|办理|查处)(?:落实|完成|处理)?(?:情况|结果|进展)[：:]")
_ANNOUNCES = re.compile(r"(?<!特此)(?:如下|公布|通报|公告|公示|公开|问题)[：:。]?$")
# The first line is an opening when it says on what occasion the notice speaks, or to whom.
_LEADS = re.compile(
    r"组织|根据|按照|为(?:了|进一步|切实|全面)|(?<!\d)日前|近[日期]|现将|如下|情况|期间|开展|结合|部署|安排|通报|公布|来信|各|你|[：:]$"
)
# 会议指出，某商圈抽检不合格率偏高: the opening goes on to tell
_TOLD = re.compile(r"(?<=。)[^。，；：\n]{0,12}(?:发现|指出)，")
# 二、存在的主要问题及处理情况: each with what was done about it
_WITH_ANSWERS = re.compile("(?:问题|隐患|不足|情形)(?:及其?|和|与|、)(?:整改|处理|处置|核查|查处|督办|原因)")
_RUN_IN = re.compile(r"[^，。：:；\n]{2,12}[：:。]")


@dataclass(frozen=True, slots=True)
class Telling:
    """Stretches of a body that tell of problems; `throughout` says that the notice as a whole is about some.

    `is_rule` that it lays down rules, in which 未按期整改 is nobody's; `is_of_cases` that it tells of cases, each by
    its name and then in detail. The opening, which only sums up, ends at `lead_end`.
    """

    throughout: bool
    is_rule: bool
    is_of_cases: bool
    lead_end: int
    sections: tuple[Span, ...]
    closed: tuple[Span, ...]
    answers: tuple[Span, ...]

    def within(self, span: Span, *, is_part: bool, is_around: bool) -> Iterator[tuple[Span, bool]]:
        """The stretches of *span* that tell of problems: in a county's part of a report all but what is demanded.

        Before and after the parts of counties (*is_around*) only sections 存在的问题 do. Each with whether it tells of
        little else: such a part, or a section.
        """
        if self.throughout and (is_part or not (self.sections or is_around)):
            # 一、岷县整改情况 heads the county's own part: it closes nothing.
            closed = tuple(each for each in self.closed if not span[0] <= each[0] <= span[0] + MAX_HEADING_CHARS)
            yield from ((stretch, is_part) for stretch in _without(span, closed))
        else:
            for start, end in self.sections:
                if start < span[1] and span[0] < end:
                    yield (max(start, span[0]), min(end, span[1])), True

    def opens(self, span: Span) -> bool:
        """Whether *span* begins under a heading that announces problems."""
        return any(start <= span[0] < end for start, end in self.sections)


def telling(content: Content, lines: tuple[Paragraph, ...]) -> Telling:
    """Where *content* tells of problems."""
    lead = content.body[:LEAD_CHARS]
    articles = islice(_ARTICLE.finditer(content.body), MIN_ARTICLES)
    is_rule = bool(_RULES.search(content.title)) or sum(1 for _ in articles) == MIN_ARTICLES
    is_event = bool(_EVENT.search(content.title)) and not _REPORTS.search(content.title)
    is_order = bool(_ORDERS.search(content.title)) and not _REPORTS.search(content.title) and not _FOUND.search(lead)
    is_other = is_rule or is_order or is_event or bool(_PRAISING.search(content.title))
    throughout = not is_other and bool(_TITLE.search(content.title) or _LEAD.search(lead))
    opened, closed, answers = _sections(content.body, lines)
    is_of_cases = throughout and _CASES.search(content.title) is not None
    return Telling(
        throughout, is_rule, is_of_cases, _lead_end(content.body, lines), opened if throughout else (), closed, answers
    )


def _lead_end(body: str, lines: tuple[Paragraph, ...]) -> int:
    """Where the opening ends: with the line that announces what follows (如下：), else with the first of several."""
    for line in lines[:LEAD_LINES]:
        if _ANNOUNCES.search(body, line.start, line.end):
            return line.end
    if len(lines) < 2 or not _LEADS.search(body, lines[0].start, lines[0].end):
        return 0
    told = _TOLD.search(body, lines[0].start, lines[0].end)
    return told.start() if told else lines[0].end


def _sections(body: str, lines: tuple[Paragraph, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """The stretches under headings that announce problems; under those that announce something else; answers."""
    found: list[tuple[str, Span]] = []
    current: tuple[str, int, int] | None = None  # the heading, its level, where its text begins
    labels = Counter(answer[0] for line in lines if (answer := _ANSWERED.match(body, line.start, line.end)))
    for line in lines:
        level, text = line.level or 0, _heading_text(body, line)
        if not text:
            continue
        if current and level <= current[1]:
            found.append((current[0], (current[2], line.start)))
            current = None
        if labels[text] > 1 and line.end > line.text_start + len(text):  # 整改情况：… below each problem
            found.append((text, (line.text_start + len(text), line.end)))
        elif current is None and (_OPENS.search(text) or _CLOSES.search(text) or _ANSWERING.match(text)):
            current = (text, level, line.text_start + len(text))
    if current and lines:
        found.append((current[0], (current[2], lines[-1].end)))
    opened = tuple(span for text, span in found if _opens(text) and span[1] - span[0] >= MIN_SECTION_CHARS)
    closed = tuple(span for text, span in found if not _opens(text))
    answers = tuple(span for text, span in found if not _opens(text) and _answers(text))
    return opened, closed, answers


def _opens(text: str) -> bool:
    """Whether a heading announces problems: its last word says what it is about (审议意见所指问题, 问题整改措施)."""
    if _ANSWERING.match(text):
        return False
    return _WITH_ANSWERS.search(text) is not None or _last_end(_OPENS, text) > _last_end(_CLOSES, text)


def _answers(text: str) -> bool:
    return _ANSWERS.search(text) is not None or _ANSWERING.match(text) is not None


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _heading_text(body: str, line: Paragraph) -> str:
    """The words of a numbered heading, or of one that its text follows on the same line: 三、要求：…; else ""."""
    if line.level is None:
        announced = (
            _ANNOUNCED.fullmatch(body, line.start, line.end)
            or _ANSWERED.match(body, line.start, line.end)
            or _ANSWERING.fullmatch(body, line.start, line.end)
        )
        return announced[0] if announced else ""
    if line.kind == "heading" and line.end - line.start <= MAX_HEADING_CHARS:
        return body[line.text_start : line.end]
    run_in = _RUN_IN.match(body, line.text_start, line.end)
    return run_in[0] if run_in else ""


def _without(span: Span, taken: tuple[Span, ...]) -> Iterator[Span]:
    start = span[0]
    for other in taken:
        if other[0] < span[1] and start < other[1]:
            if start < other[0]:
                yield start, other[0]
            start = max(start, other[1])
    if start < span[1]:
        yield start, span[1]
