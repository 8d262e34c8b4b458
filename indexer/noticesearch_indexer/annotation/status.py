"""How far a response has come: 已完成, 基本完成, 正在推进, 长期坚持, else 未说明; only as the text says it."""

from __future__ import annotations

import re

from noticesearch.notice import Span, Status

# The later in a response, the more it counts; of one sentence, what is still going on goes before what is done.
_SAYS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "长期坚持",
        re.compile("长期坚持|持续坚持|长期任务|坚持常态化|常态长效|长期整改|持续抓好|持续整改|并长期|常抓不懈"),
    ),
    ("基本完成", re.compile("基本(?:完成|整改|到位|解决|办结|消除|落实|建成)|任务基本")),  # 工程基本完成
    (
        "正在推进",
        re.compile(
            r"""
              正在(?!逐步提高) | 正按 | 正抓紧 | (?:整改|办理|核查|推进|施工|建设|抢修|维修)中 | 在建(?!设|项目|工程)
            | 加快推进 | 加紧 | [仍尚]在 | 抓紧 | (?:有序|持续)推进 | 未完成的 | 待[^，。；]{1,12}后
            | 尚未(?:完工|完成|竣工)[^。；]{0,40}前
            | (?:其余|剩余|余下)[^，。；]{0,10}(?:明确|列入|纳入|制定)[^，。；]{0,12}[时期]限   # 其余3件均已明确时限
            | (?:其余|剩余|余下)(?:(?!已)[^，。；]){0,16}(?:年内|[年月]底|月\d|预计|计划|拟)   # 余下2处年内销号
            """,
            re.VERBOSE,
        ),
    ),
    (
        "已完成",
        re.compile(
            r"""
              (?:已|均|全部|业已|均已)[^，。；]{0,12}(?:完成|到位|完毕|办结|销号|解决|付清|还清|归还|归垫|上缴|结清
                |恢复|消除|兑付|清零|达标)(?!\d)                                             # 工资已发放到位
            | 整改(?:已)?(?:完成|完毕|到位) | 完成整改 | 已整改 | 已办结 | 办结$ | 付清
            | 全部(?:完成|到位|整改|办结|兑现|发放|消除|拆除|收回|归还|换完|支付|清偿|竣工|印发|下达|退还|清退|缴清)
            | 已[^，。；]{0,14}全部                                                           # 已于12月17日全部通气
            | 整改任务(?:已)?完成 | 问题已(?:经)?解决 | 已按期完成 | 已于[^，。；]{2,14}(?:完成|到位|补拨|发放|办结)
            | (?:验收|复核|复查|复验)(?:合格|通过) | 通过[^，。；]{0,6}验收 | (?<=[，。；])销号(?!\d)
            | 已(?!立案|约谈|移送|转交|受理|启动|开工|安排|部署|罚|处|反馈|收到|上报|列入|纳入|下达|批|派|查)
              [\u4e00-\u9fff]{1,3}(?=[，。；;\s]|$)                                            # 名单已撤销，
            | (?:清理|改|办|清|装|换|修|补)(?:完毕|完)(?=[，。；;\s]|$) | (?<!予以)拆除(?=[。；;]|$)     # 锅炉拆除。
            """,
            re.VERBOSE,
        ),
    ),
)


# 首期100万元已到账: a part of it
_FIRST_PART = re.compile(r"首[期批笔]|第一[期批笔]")
# 11月底前全部竣工: done only if the notice is of a later day; 8月31日前已全部退还 is
_UNTIL = re.compile(r"(?:(?P<month>\d{1,2})月(?:底|末|[上中下]旬|(?P<day>\d{1,2})日)?|年[底内末])之?前[^已]*$")
_CLAUSE = re.compile(r"[^，。；,;\n]*$")
_BEFORE_CHARS = 40  # of a clause, where its time stands
_LAST_DAY = 31
_HALF_A_YEAR = 6  # months: a time that many before a notice is of this year, a later one of the last


def status_of(body: str, response: Span, dated: str | None = None) -> tuple[Status, Span | None]:
    """The status that a response tells, and where; 未说明 when it does not say.

    *dated* is the notice's day, ISO 8601: what was to be done before it (9月底前完成) counts as done, what is to be
    done after it does not.
    """
    for status, pattern in _SAYS:
        said = [found.span() for found in pattern.finditer(body, *response)]
        if status == "已完成":
            said = [span for span in said if not _is_yet_to_come(body, response[0], span, dated)]
        if said:
            return status, said[-1]
    return "未说明", None


def _is_yet_to_come(body: str, start: int, said: Span, dated: str | None) -> bool:
    """Whether what is said to be done is only its first part, or to be done by a time after *dated*."""
    clause = _CLAUSE.search(body, max(start, said[0] - _BEFORE_CHARS), said[0])
    if clause is None or body.startswith(("已", "均已", "业已"), said[0]):
        return clause is not None and _FIRST_PART.search(clause[0]) is not None
    until = _UNTIL.search(clause[0])
    return _FIRST_PART.search(clause[0]) is not None or (until is not None and not _is_past(until, dated))


def _is_past(until: re.Match[str], dated: str | None) -> bool:
    if dated is None or until["month"] is None:
        return False
    month, day = int(dated[5:7]), int(dated[8:10])
    since = (month - int(until["month"])) % 12
    return 0 < since <= _HALF_A_YEAR or (since == 0 and int(until["day"] or _LAST_DAY) <= day)
