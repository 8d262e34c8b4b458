"""Notices to be counted: of abolished counties, a whole city, no county; reposts in other months; some undated."""

from __future__ import annotations

from random import Random

from noticesearch.groups import Groups
from noticesearch.issue_list import ListedType
from noticesearch.notice import Finding, Notice, Part, Span, Status, Unit
from tests.web.corpus import CHENGDUO, DEJIANG, GUIZHOU, HEBEI, LUQUAN, ZHIJIN, notice_id

ZUNYI = Unit("520321", "遵义县", ("520302", "520303", "520304"))
BIJIE = Unit("520500", "毕节市", ("520500",))
GONE = Unit("522425", "织金县", ())  # abolished, and no successor told: it is counted under its own code
COUNTIES = (None, ZHIJIN, ZHIJIN, DEJIANG, ZUNYI, BIJIE, CHENGDUO, LUQUAN, GONE)
TYPES = (
    ListedType("民生", "住房保障", "住房"),
    ListedType("作风", "形式主义", "作风"),
    ListedType("民生", "医疗保障", "医疗"),
    ListedType("资金", "资金管理", "资金"),
)
ISSUES = ("住房保障", "形式主义", "医疗保障", "资金管理", "=未列入的类型")
DATES = (None, "2019-12-31", "2020-01-01", "2020-02-29", "2020-02-01T08:00:00+08:00", "2020-12-31", "2023-07-15")
STATUSES: tuple[Status, ...] = ("已完成", "正在推进", "未说明")


def counted_notices() -> tuple[Notice, ...]:
    """Eighty notices, the same on every run."""
    random = Random(20)  # noqa: S311 - to repeat a run, not to keep a secret
    return tuple(_notice(random, number) for number in range(80))


def reposts() -> Groups:
    """Every fifth notice and the one after it, whatever their dates, as one text."""
    ids = [notice_id(f"counted{number}") for number in range(80)]
    return Groups(tuple((ids[at], ids[at + 1]) for at in range(0, 80, 5)))


def _notice(random: Random, number: int) -> Notice:
    body, parts = "现将情况通报如下。", []
    for _ in range(random.randint(1, 3)):
        county = random.choice(COUNTIES)
        body, part = _part(random, body, county)
        parts.append(part)
    name = f"counted{number}"
    return Notice(
        id=notice_id(name),
        origin=f"{name}.html",
        title=f"第{number}号通报",
        body=body,
        how="content",
        parts=tuple(parts),
        published=random.choice(DATES),
        written=random.choice(DATES),
        source=random.choice((None, "省报", "=cmd()")),
        province=random.choice((None, GUIZHOU, HEBEI)),
    )


def _part(random: Random, body: str, county: Unit | None) -> tuple[str, Part]:
    start, findings = len(body), []
    for _ in range(random.randint(0, 3)):
        types = tuple(random.sample(ISSUES, random.choice((0, 1, 1, 2))))
        body, finding = _finding(random, body, types)
        findings.append(finding)
    body += "其他工作正常。\n"
    kinds = tuple(dict.fromkeys(kind for finding in findings for kind in finding.issue_types))
    return body, Part(((start, len(body)),), county, (), tuple(findings), kinds)


def _finding(random: Random, body: str, types: tuple[str, ...]) -> tuple[str, Finding]:
    start, words = len(body), random.choice(("危房改造慢", "补助拖欠"))
    issue: Span = (start + 2, start + 2 + len(words))
    body += f"针对{words}问题，已经整改。"
    response: Span = (len(body) - 5, len(body))
    return body, Finding(words, types, "已经整改。", start, len(body), issue, response, status=random.choice(STATUSES))
