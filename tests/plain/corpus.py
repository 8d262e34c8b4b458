"""Small random notices, questions and histories of an index, all from one seeded generator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from random import Random

from noticesearch.expression import And, Contains, Enough, Expression, Not, Or, Plan, Where
from noticesearch.groups import Groups
from noticesearch.notice import Finding, Notice, Part, Span, Status, Unit
from noticesearch.query import FACETS, NONE_VALUE, SORTS, Query
from noticesearch.text.normalise import normalise
from noticesearch.text.terms import query_bigrams, tokenize

ZHIJIN = Unit("520524", "织金县", ("520524",))
DEJIANG = Unit("520626", "德江县", ("520626",))
ZUNYI = Unit("520321", "遵义县", ("520304",))  # abolished: it is 播州区 today
HONGHE = Unit("532500", "红河哈尼族彝族自治州", ("532500",))
GUIZHOU = Unit("520000", "贵州省", ("520000",))
COUNTIES = (None, None, ZHIJIN, DEJIANG, ZUNYI, HONGHE)
ISSUES = ("住房", "医疗保障", "形式主义")
# Few characters, so that a text often holds every pair of a word without holding the word.
PIECES = (
    *"医 疗 保 医疗 疗保 保医 危房 改造 保障 主体责任 县 县 区 脫貧 織金縣 的 国发〔2020〕1号 14个 4 1号 11号".split(),
    *"3.5 3 5% iso9001 ISO9 v1.2a a_b 。 ， 、 .".split(),
    "\n",
    " ",
)
DATES = (None, "2012-01-05", "2020-03-11", "2020-03-11T13:03:00+08:00", "2020-12-31", "2021-06-01")


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # the same on every run, which is the point


def text(random: Random, pieces: int) -> str:
    return "".join(random.choice(PIECES) for _ in range(random.randint(0, pieces)))


def notice(random: Random, notice_id: str) -> Notice:
    lead = text(random, 5)
    stretches = [text(random, 12) for _ in range(random.randint(1, 4))]
    body, spans = lead, []
    for stretch in stretches:
        spans.append((len(body) + 1, len(body) + 1 + len(stretch)))
        body += "\n" + stretch
    heading: Span = (0, min(3, len(lead)))
    lead_span = (0, len(lead)) if len(spans) > 1 else (0, 0)
    parts = tuple(part(random, span, (heading,) if random.random() < 0.3 else ()) for span in spans)
    return Notice(
        id=notice_id,
        origin=f"made/{notice_id}",
        title=text(random, 4),
        body=body,
        how="content",
        parts=parts,
        lead=lead_span,
        published=random.choice(DATES),
        written=random.choice(DATES),
        source=random.choice((None, "贵州日报", "澎湃新闻")),
        site=random.choice((None, "www.gov.cn")),
        doc_number=random.choice((None, "国发〔2020〕 1号", "豫政办【2020】11号")),
        province=random.choice((None, GUIZHOU)),
        mentions=random.choice(((), (ZHIJIN,), (ZUNYI, DEJIANG))),
    )


def groups(random: Random, ids: Iterable[str]) -> Groups:
    """Some of *ids* as reposts of one another, and an id that no index holds."""
    chosen = defaultdict(list, {"g1": ["f" * 16]})
    for notice_id in sorted(ids):
        chosen[random.choice(("g1", "g2", "g3", notice_id))].append(notice_id)
    return Groups(tuple(tuple(members) for members in chosen.values() if len(members) > 1))


def part(random: Random, span: Span, headings: tuple[Span, ...]) -> Part:
    issues = tuple(random.sample(ISSUES, random.choice((0, 0, 1, 2))))
    status: Status = random.choice(("已完成", "未说明"))
    finding = Finding("问题", issues, "", span[0], span[1], span, (span[1], span[1]), status=status)
    return Part((span,), random.choice(COUNTIES), headings, (finding,) if issues else (), issues)


def expression(random: Random, notices: list[Notice], depth: int = 2) -> Expression:
    kind = random.choice(("leaf", "leaf", "and", "and", "or", "not", "enough")) if depth else "leaf"
    if kind == "leaf":
        return leaf(random, notices)
    if kind == "not":
        return Not(expression(random, notices, depth - 1))
    if kind == "enough":
        return Enough(tuple(leaf(random, notices) for _ in range(4)), random.choice((0.3, 0.6, 0.9)))
    children = tuple(expression(random, notices, depth - 1) for _ in range(random.randint(1, 3)))
    return And(children) if kind == "and" else Or(children)


def leaf(random: Random, notices: list[Notice]) -> Contains:
    where: Where = random.choice(("all", "all", "title", "body", "docno"))
    source = random.choice(notices)
    whole = normalise(random.choice((source.title, source.body, source.body, source.doc_number or "")))
    start = random.randrange(len(whole) + 1)
    wanted = whole[start : start + random.randint(1, 4)].replace("\n", "") or random.choice(PIECES)
    return Contains(normalise(wanted), where, prefix=random.random() < 0.2)


def plan(random: Random, notices: list[Notice]) -> Plan:
    if not notices or random.random() < 0.15:
        return Plan()
    tree = expression(random, notices)
    asked = str(tree).replace("-", " ")
    return Plan(tree, words=tuple(token.text for token in tokenize(asked)), bigrams=query_bigrams(asked))


def query(random: Random) -> Query:
    chosen = Query(
        date_field=random.choice(("published", "written")),
        date_from=random.choice((None, None, None, date(2020, 3, 11))),
        date_to=random.choice((None, None, None, date(2020, 12, 31))),
        dup=random.choice(("collapse", "all")),
        sort=random.choice(("relevance", "newest", "oldest", *SORTS)),
        scope=random.choice((None, None, None, "notice", "part")),
        not_county=random.choice(((), (), (), (), (), ("520524",))),
        mention=random.choice(((), (), (), (), (), ("520304",))),
        page=random.choice((1, 1, 2, 99)),
        per_page=random.choice((3, 50)),
    )
    for facet in random.sample(FACETS, random.choice((0, 0, 0, 1, 2))):
        chosen = replace(
            chosen.select(facet, tuple(random.sample(CHOICES[facet], random.randint(1, 2)))), page=chosen.page
        )
    return chosen


CHOICES = {
    "county": ("520524", "520626", "520304", "520321", "110101", NONE_VALUE),
    "issue": (*ISSUES, NONE_VALUE),
    "issue_group": ("民生", "作风", NONE_VALUE),
    "status": ("已完成", "未说明", NONE_VALUE),
    "province": ("520000", "530000", NONE_VALUE),
    "prefecture": ("520500", "520300", "532500", NONE_VALUE),
    "year": ("2012", "2020", "2021", NONE_VALUE),
    "source": ("贵州日报", NONE_VALUE),
    "site": ("www.gov.cn", NONE_VALUE),
}
