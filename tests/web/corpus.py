"""Notices written for the site's tests: a multi-county one, reposts, undated ones, hostile ones, many plain ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from noticesearch.notice import Evidence, Finding, Notice, Part, Span, Unit

ZHIJIN = Unit("520524", "织金县", ("520524",))
DEJIANG = Unit("520626", "德江县", ("520626",))
DUSHAN = Unit("522726", "独山县", ("522726",))
LUODIAN = Unit("522728", "罗甸县", ("522728",))
CHENGDUO = Unit("632723", "称多县", ("632723",))
LUQUAN = Unit("130185", "鹿泉区", ("130110",))
GUIZHOU = Unit("520000", "贵州省", ("520000",))
HEBEI = Unit("130000", "河北省", ("130000",))
HOSTILE = "<script>alert('问')</script>"


@dataclass(frozen=True)
class Problem:
    """A finding to be written into a text: its phrase, its types, what was done."""

    issue: str
    types: tuple[str, ...]
    response: str


def inspection() -> Notice:
    """Three counties, one section each; the first says 危房改造, the second 医疗保障."""
    lead = "根据省委统一部署，省委巡视组对三个县开展了专项巡视。现将整改进展情况公布如下。"
    sections = (
        (
            ZHIJIN,
            (
                Problem(
                    "住房保障推进缓慢",
                    ("住房保障",),
                    "实行倒排工期、挂图作战，1519户危房改造已全部竣工，并在县电视台作表态发言。",
                ),
                Problem("主体责任落实不到位", ("主体责任",), "建立“一周一调度”机制，把责任压实到每个乡镇（街道）。"),
            ),
        ),
        (
            DEJIANG,
            (
                Problem(
                    "医疗保障政策落实不到位",
                    ("医疗保障",),
                    "对因身份信息不一致而未发放医疗保险补助的178人重新核实发放，124个村卫生室纳入定点。",
                ),
            ),
        ),
        (DUSHAN, (Problem("产业扶贫不够坚强有力", ("产业发展",), ""),)),
    )
    body, parts = lead, [Part(((0, len(lead)),), rule="lead")]
    for county, problems in sections:
        body, part = _county_part(body, county, problems)
        parts.append(part)
    title = "省委专项巡视三个县整改情况公布"
    return _notice(
        "inspection",
        title,
        body,
        tuple(parts),
        published="2020-03-11T13:03:00+08:00",
        written="2020-03-05",
        source="黔中新闻",
        url="https://news.example.cn/2020/inspection.html",
        doc_number="黔巡发〔2020〕5号",
        issuer="省委巡视工作领导小组办公室",
        province=GUIZHOU,
        lead=(0, len(lead)),
        mentions=(Unit("330110", "余杭区", ("330110",)),),
        evidence=(
            Evidence("title", title, title, "h1", "title", 0, len(title)),
            Evidence("published", "2020-03-11T13:03:00+08:00", "2020-03-11 13:03", "page line", "page"),
            Evidence("doc_number", "黔巡发〔2020〕5号", "文号：黔巡发〔2020〕5号", "label 文号", "page"),
        ),
    )


def repost() -> Notice:
    """The inspection notice as another site reprinted it."""
    original = inspection()
    url = "http://mirror.example.com/a?id=7"
    return replace(
        original,
        id=notice_id("repost"),
        origin="mirror.html",
        url=url,
        source="转载周刊",
        site="mirror.example.com",
        published="2020-03-15",
    )


def hostile() -> Notice:
    """Markup in every field that reaches a page, and an address that must not become a link."""
    body = f"这里写着{HOSTILE}和<img src=x onerror=alert(1)>，还有“医疗”二字。"
    issue = (0, len(body))
    finding = Finding(HOSTILE, (HOSTILE,), HOSTILE, 0, len(body), (4, 4 + len(HOSTILE)), (len(body) - 1, len(body)))
    part = Part((issue,), county=Unit("999999", f"{HOSTILE}县", ()), findings=(finding,), issue_types=(HOSTILE,))
    return _notice(
        "hostile",
        f"关于{HOSTILE}的通知",
        body,
        (part,),
        source=f"来源{HOSTILE}",
        url="javascript:alert(document.domain)",
        doc_number=f"{HOSTILE}〔2020〕1号",
        issuer=HOSTILE,
        published="2018-01-02",
        evidence=(Evidence("source", HOSTILE, HOSTILE, HOSTILE, "page"),),
    )


def undated() -> Notice:
    """A notice that says neither when nor where."""
    body = "各村民小组：\n定于本周五组织疫苗接种，请互相转告。\n特此通知。"
    return _notice("undated", "关于疫苗接种的通知", body, (Part(((0, len(body)),)),))


def plain_notices(count: int) -> tuple[Notice, ...]:
    """*count* short notices over counties, types, sources and years."""
    return tuple(_plain(number) for number in range(count))


_COUNTIES = (ZHIJIN, DEJIANG, DUSHAN, LUODIAN, CHENGDUO, LUQUAN)
_SUBJECTS = (
    ("农村危房改造", "住房保障", "对动态新增危房逐户核实，建立台账，10月底前全部竣工验收"),
    ("城乡居民医疗保险参保", "医疗保障", "开展入户动员，落实参保资助，实现应保尽保"),
    ("义务教育控辍保学", "教育保障", "落实“双线责任制”，劝返疑似辍学学生，逐一建立帮扶档案"),
    ("农村饮水安全", "饮水安全", "更换老旧管网，配备净化消毒设备，水质检测合格"),
    ("扶贫项目资金管理", "资金管理", "清理结余资金，加快拨付进度，完善公示公告制度"),
    ("公益性岗位管理", "就业与劳务", "清退不符合条件人员，规范岗位职责和工资发放"),
    ("秸秆露天焚烧", "生态环境", "设立网格员巡查，推广秸秆还田，曝光典型案例"),
)
_SOURCES = ("县人民政府办公室", "黔中新闻", "市生态环境局", "省扶贫开发办公室", "称多县融媒体中心", None)


def _plain(number: int) -> Notice:
    county, subject = _COUNTIES[number % 6], _SUBJECTS[number % 7]
    source, year = _SOURCES[number % len(_SOURCES)], 2012 + number % 14
    name, kind, done = subject
    opening = f"{county.name}各乡镇人民政府、县直有关部门："
    text = f"{opening}\n为切实做好{name}工作，经县人民政府同意，现就有关事项通知如下。\n一、针对"
    issue = f"{name}进展不平衡"
    body = f"{text}{issue}问题，{done}。\n二、各单位要于{year}年底前报送工作总结，联系电话：0857-12345{number % 10}。"
    issue_span = (len(text), len(text) + len(issue))
    start = body.index(done)
    finding = Finding(
        issue, (kind,), f"{done}。", len(text) - 2, start + len(done) + 1, issue_span, (start, start + len(done) + 1)
    )
    evidence = (Evidence("county", county.code, county.name, "addressee", "body", 0, len(county.name)),)
    part = Part(((0, len(body)),), county, (), (finding,), (kind,), evidence)
    day = f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return _notice(
        f"plain{number}",
        f"{county.name}关于做好{year}年{name}工作的通知",
        body,
        (part,),
        published=day,
        source=source,
        url=f"https://www.county{number % 5}.gov.example/zwgk/{number}.html",
        doc_number=f"府办发〔{year}〕{number + 1}号" if number % 2 else None,
        province=HEBEI if county is LUQUAN else GUIZHOU,
    )


def _county_part(body: str, county: Unit, problems: tuple[Problem, ...]) -> tuple[str, Part]:
    """*body* with a paragraph about *county* added, and its part."""
    start = len(body) + 1
    body += f"\n{county.name}"
    findings = []
    for problem in problems:
        body, finding = _add_finding(body, problem)
        findings.append(finding)
    types = tuple(kind for problem in problems for kind in problem.types)
    evidence = (Evidence("county", county.code, county.name, "line_head", "body", start, start + len(county.name)),)
    return body, Part(((start, len(body)),), county, (), tuple(findings), types, evidence, "line_head")


def _add_finding(body: str, problem: Problem) -> tuple[str, Finding]:
    start = len(body)
    issue: Span = (start + 2, start + 2 + len(problem.issue))
    body += f"针对{problem.issue}问题，{problem.response}"
    response: Span = (len(body) - len(problem.response), len(body))
    words = Evidence("issue", problem.types[0], problem.issue, f"term: {problem.issue[:4]}", "body", *issue)
    return body, Finding(problem.issue, problem.types, problem.response, start, len(body), issue, response, (words,))


def _notice(name: str, title: str, body: str, parts: tuple[Part, ...], **given: object) -> Notice:
    host = str(given.get("url") or "").partition("://")[2].partition("/")[0] or None
    return Notice(notice_id(name), f"{name}.html", title, body, "content", parts, site=host, **given)  # type: ignore[arg-type]  # each key is a Notice field


def notice_id(name: str) -> str:
    """The id of the notice of that name."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]
