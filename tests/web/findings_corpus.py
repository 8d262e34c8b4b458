"""Notices written for the views of findings: one about two counties, figures, statuses, long and odd texts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from noticesearch.notice import Evidence, Finding, Notice, Part, Status, Unit
from tests.web.corpus import DEJIANG, DUSHAN, ZHIJIN, notice_id

LONG = "印发方案并逐户核查，" * 20 + "最后由乡镇会同住建部门验收，旧屋全部拆除。"


@dataclass(frozen=True)
class Told:
    """A finding to be written into a notice: which counties it is about, and what it says."""

    counties: tuple[Unit, ...]
    issue: str
    types: tuple[str, ...]
    response: str
    status: Status = "未说明"
    figures: tuple[tuple[str, str], ...] = ()


BOTH = Told(
    (ZHIJIN, DUSHAN),
    "危房改造进度慢",
    ("住房保障",),
    "投入61.7万元，92户已全部入住。",
    "已完成",
    (("money", "61.7万元"), ("households", "92户")),
)
INSPECTED = (
    BOTH,
    Told((ZHIJIN,), "村医补助拖欠", ("医疗保障", "资金管理"), LONG, "正在推进"),
    Told((DUSHAN,), "公厕无人管", (), "", "未说明"),
)
AUDITED = (
    Told((DEJIANG,), "=HYPERLINK(1)危房补助多报", ("住房保障", "资金管理"), "-已追回", "基本完成"),
    Told((), "全市饮水工程管护松散", ("饮水安全",), "每月巡查一次，长期坚持。", "长期坚持"),
)


def findings_corpus() -> tuple[Notice, ...]:
    """An inspection, its repost, an audit of later, and seven monthly reports on one type in one county."""
    first = inspected()
    copy = replace(first, id=notice_id("copied"), origin="copied.html", published="2021-05-09", source="转载报")
    return (first, copy, audited(), *(monthly(number) for number in range(1, 8)))


def inspected() -> Notice:
    return written("inspected", "巡视两县整改情况", INSPECTED, "2021-05-01", "省纪委网")


def audited() -> Notice:
    return written("audited", "审计整改公告", AUDITED, "2022-03-04", None)


def monthly(number: int) -> Notice:
    told = Told((DEJIANG,), f"第{number}号水源地未划界", ("饮水安全",), "已设标志牌。", "已完成")
    return written(f"monthly{number}", f"{number}月水源地巡查情况", (told,), f"2020-{number:02}-15", "市水务局")


def written(name: str, title: str, told: tuple[Told, ...], published: str, source: str | None) -> Notice:
    """A notice that says *told*, a line each, and a part for each county."""
    body, lines = "现将整改情况公布如下。", []
    for each in told:
        start = len(body) + 1
        body += f"\n针对{each.issue}问题，{each.response}"
        lines.append((each, _finding(each, body, start)))
    counties = dict.fromkeys(county for each in told for county in each.counties or (None,))
    parts = []
    for county in counties:
        found = tuple(finding for each, finding in lines if county in (each.counties or (None,)))
        types = tuple(dict.fromkeys(kind for finding in found for kind in finding.issue_types))
        parts.append(Part(tuple((each.start, each.end) for each in found), county, (), found, types))
    return Notice(
        notice_id(name),
        f"{name}.html",
        title,
        body,
        "content",
        (Part(((0, 11),)), *parts),
        lead=(0, 11),
        published=published,
        source=source,
        url=f"https://www.example.cn/{name}.html",
        site="www.example.cn",
    )


def _finding(told: Told, body: str, start: int) -> Finding:
    issue = (start + 2, start + 2 + len(told.issue))
    at = len(body) - len(told.response)
    figures = tuple(
        Evidence(kind, text, text, "figure", "body", body.index(text, start), body.index(text, start) + len(text))
        for kind, text in told.figures
    )
    span = (start, len(body))
    return Finding(told.issue, told.types, told.response, *span, issue, (at, len(body)), figures, told.status)
