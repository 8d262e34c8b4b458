"""What a notice as a whole is about: the unit of its title, issuer, addressee, or the one it keeps speaking of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from noticesearch.gazetteer import Match, gazetteer
from noticesearch.gazetteer.names import stem
from noticesearch.notice import Content, Evidence, Place
from noticesearch_indexer.annotation.established import established
from noticesearch_indexer.annotation.heads import subjects_at
from noticesearch_indexer.annotation.naming import Context, Named, distinct, is_mention, keys_of, units_in
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.place import host_units
from noticesearch_indexer.annotation.publisher import published_by
from noticesearch_indexer.annotation.sections import lists_places
from noticesearch_indexer.annotation.sentences import sentences
from noticesearch_indexer.annotation.units import Units
from noticesearch_indexer.extraction.address import host_in

DOMINANT_TIMES = 3
DOMINANT_SHARE = 0.7  # of all namings of units of its level
DOMINANT_CHARS = 600  # at least one naming in so many characters: a long plan names its pilot county three times too
OPENING_CHARS = 200
ADDRESSEE_CHARS = 80

# 承德市人民政府，省政府有关部门：as the first words; 各市… is everybody.
_ADDRESSEE = re.compile(r"[^\n。：:]{2,60}(?:(?<=[府局厅委办会院部门])[：:]|[：:][ \u3000]*\n)")
# 石家庄、唐山…; 南开大学, 江阴大桥: one of a list, or another name that begins alike.
_OTHER_NAME = re.compile(
    r"[、和与等至到段]|大学|学院|中学|小学|医院|集团|银行|大桥|大道|路|机场|高速|[江河湖港]|校区|分校|[日晚]报|电视|新闻"
)
_OFFICE = re.compile(
    r"""
    [\u4e00-\u9fff（）]{0,20}(?:局|政府|委员会|办公室|指挥部|委|办|部|队|公司|中心|站|院|所|处|校|厂|联社|合作社|室|组)
    (?:[\s、][\u4e00-\u9fff\s、]{0,40})?                # 织金县水务局 织金县财政局
    (?:\s{0,8}[\d〇○一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)?
    """,
    re.VERBOSE,
)
# What an office tells the people of its own county.
_LOCAL_TITLE = re.compile(r"停[水电气]|断水|施工|招聘|招录|征[地收]|拆迁|公示|招标|听证|预警|公告")
_SERVICE_TITLE = re.compile(r"停[水电气]|断水|招聘|招录|征[地收]|拆迁|招标|预警")
_PERSONNEL = re.compile(r"任前公示|任职公示|拟任|干部任|任免|录用")
_OWN_PERSONNEL = re.compile("(?:人大|人民代表大会)常(?:务)?委(?:员)?会.{0,8}任免")  # of a city's own congress
_HEADLINE = re.compile("([\u4e00-\u9fff]{2,4})[：:]")
_PROPOSAL = re.compile(r"《关于[^》\n]{2,60}》")
_ANSWER = re.compile(r"建议|提案|议案|代表|委员")
# 各市（含定州、辛集市）教育局: no county's office writes so, whatever name ends the last annex.
_TO_EVERYBODY = re.compile(r"各(?:设区)?市|各省|各地级|[^\n。]{0,30}省直")
PROPOSAL_CHARS = 300
_OURS = re.compile(r"[我本全][县区旗]|本[市州]")
_OWN_UNIT = re.compile(
    r"[我全本][县市区旗州]|各(?:乡|镇|街道|办事处)|各[县市]|[县区旗州]直|(?<![\u4e00-\u9fff])[县区旗]"
)
_OWN_TITLE = re.compile("(?:^|致|关于)[县区旗](?:委|政府|人大|政协|纪委)")
_TO_YOU = re.compile("你[县市区旗州部]|你们")
# 受托机构对嵊州市…开展绩效评价, 巡察组向旬阳县自然资源局党组反馈: what a notice reports on.
_OBJECT_BEFORE = re.compile("[对向]$")
_INSPECTED = re.compile(
    r"[^。；;\n]{0,60}?(?:开展|进行|实施|反馈)了?[^。；;\n]{0,12}?(?:评价|审计|检查|督[导查察]|巡[视察]|考核|评估|验收|情况|意见)"
)
# 铜山县等四县（市）: one of several, none of which the whole is about
_AND_OTHERS = re.compile(r"等[两二三四五六七八九十\d]{1,3}个?[县市区旗地]")
_PROJECT = re.compile(r"(?:项目|工程|招标|采购)名称[：:]\s{0,3}")
SIGNATURE_LINES = 6
_BARE_BEFORE = re.compile(r"(?<![门局厅委府会院])、$")  # 石家庄、唐山、邯郸市教育局：the last of several
_BEFORE_CLAUSE = frozenset("，,。；;！!？?\n\t \u3000")


@dataclass(frozen=True, slots=True)
class Subject:
    """The units that the whole notice is about, none when it is about no county, and the words that say so."""

    units: tuple[Named, ...] = ()
    rule: str = "whole"
    place: Place = "body"


def county_evidence(named: Named, rule: str, place: Place = "body") -> Evidence:
    """The words that name a unit; the value is "" where nothing decides which unit of that name it is."""
    span = (None, None) if place == "page" else (named.start, named.end)
    value, rule = (named.unit.code, rule) if named.unit else ("", f"{rule}_undecided")
    return Evidence("county", value, named.text, rule, place, *span)


def subject_of(content: Content, units: Units, context: Context, lines: tuple[Paragraph, ...]) -> Subject:
    """The notice's subject by the first rule that gives one."""
    return next(_candidates(content, units, context, lines), Subject())


def _candidates(content: Content, units: Units, context: Context, lines: tuple[Paragraph, ...]) -> Iterator[Subject]:
    if found := established(content.title, units):
        yield Subject(found, "established")
    if found := _proposed(content, units):
        yield Subject(found, "proposal")
    if lists_places(content.title) and not _SERVICE_TITLE.search(content.title):
        named = _of_level(_named_in(content.title, context), counties_only=True)
        yield Subject(named, "title", "title") if named else Subject()
    own = _own(content, context)
    if found := _own_in_title(content.title, own, context):
        yield Subject(found, "title_bare_name", "title")
    is_personnel = _PERSONNEL.search(content.title) is not None
    is_of_others = is_personnel and not _OWN_PERSONNEL.search(content.title)
    if found := _of_level(_named_in(content.title, context), counties_only=is_of_others):
        yield Subject(found, "title", "title")
    if found := published_by(content.source or "", content.title, context):
        yield Subject(found, "source", "page")
    if found := _project(units):
        yield Subject(found, "object")
    addressed = _addressee(content.body, units)
    if addressed and addressed[0].level == "county" and _TO_YOU.search(content.body):
        yield Subject(addressed, "addressee")
    if found := _of_level(_named_in(content.issuer or "", context)[-1:], counties_only=is_personnel):
        yield Subject(found, "issuer", "page")
    if addressed:
        yield Subject(addressed, "addressee")
    if found := _bare_in_title(content.title, units, context):
        yield Subject(found, "title_bare_name", "title")
    for level in ("county",) if is_personnel else ("county", "prefecture"):
        named = tuple(unit for unit in units.named if unit.level == level)
        if found := _dominant(named, units):
            yield Subject(found, "dominant")
    if found := _inspected(units):
        yield Subject(found, "object")
    found = () if is_personnel else _told_first(units, lines)
    if found and not keys_of(found) & keys_of(units_in(content.title, context)):  # the title only mentions those
        yield Subject(found, "only_county")
    source = _of_level(_named_in(content.source or "", context), counties_only=is_personnel)
    if source and source[0].level == "county" and _SERVICE_TITLE.search(content.title):
        yield Subject(source[:1], "source", "page")
    if found := _signature(content.title, units, lines):
        yield Subject(found, "signature")
    if found := _only(content.title, units):
        yield Subject(found, "only_county")
    if source and _names_no_other(source[0], units):
        yield Subject(source[:1], "source", "page")
    site = _of_level(_named_in(content.site_name or "", context), counties_only=True)
    if site and _names_no_other(site[0], units) and (_OURS.search(content.body) or _LOCAL_TITLE.search(content.title)):
        yield Subject(site[:1], "site", "page")
    if found := _of_host(content, units, context):
        yield Subject(found, "host", "page")


def _named_in(text: str, context: Context) -> tuple[Named, ...]:
    """The counties that a title or issuer names as its own, its prefectures when it names no county."""
    named = tuple(
        unit for unit in units_in(text, context) if not is_mention(text, unit) and not _AND_OTHERS.match(text, unit.end)
    )
    return tuple(distinct(named, "county")) or tuple(distinct(named, "prefecture"))


def _of_level(named: tuple[Named, ...], *, counties_only: bool) -> tuple[Named, ...]:
    """*named*, without prefectures where only counties count: an appointment says nothing of the city."""
    return tuple(unit for unit in named if unit.level == "county" or not counties_only)


def _names_no_other(unit: Named, units: Units) -> bool:
    return all(each.key == unit.key for each in units.named if each.level == "county")


def _own(content: Content, context: Context) -> tuple[Named, ...]:
    """The one county whose office or paper publishes the notice."""
    texts = (content.issuer, content.source, content.site_name)
    named = next(filter(None, (_named_in(text or "", context) for text in texts)), ())
    return named if len(named) == 1 and named[0].level == "county" else ()


def _own_in_title(title: str, own: tuple[Named, ...], context: Context) -> tuple[Named, ...]:
    """The publisher's county where the title names it in short beside another: 闽侯县棉衣送达隆德, on 隆德县's site."""
    named = units_in(title, context)
    if not own or not named:
        return ()
    if itself := tuple(unit for unit in named if unit.key == own[0].key)[:1]:
        others = (unit for unit in named if unit.level == "county" and unit.key != own[0].key)
        return itself if any(other.key[:4] != own[0].key[:4] for other in others) else ()
    bare = stem(own[0].unit.name) if own[0].unit else None
    found = re.search(f"{re.escape(bare)}|我[县区市旗]" if bare else "我[县区市旗]", title)
    return (replace(own[0], text=found[0], begin=found.start(), start=found.start(), end=found.end()),) if found else ()


def _proposed(content: Content, units: Units) -> tuple[Named, ...]:
    """The unit that an answered proposal is about: 您提出的《关于加快酉阳县农村公路建设的建议》收悉。"""
    found = _PROPOSAL.search(content.body, 0, PROPOSAL_CHARS) if _ANSWER.search(content.title) else None
    named = units.within(*found.span()) if found else ()
    return tuple(distinct(named, "county")) or tuple(distinct(named, "prefecture"))


def _addressee(body: str, units: Units) -> tuple[Named, ...]:
    """The one unit that the notice is addressed to: 秦皇岛市人民政府： as its first words."""
    start = len(body) - len(body.lstrip())
    found = _ADDRESSEE.match(body, start, start + ADDRESSEE_CHARS)
    if not found or "各" in found[0]:
        return ()
    named = tuple(unit for unit in units.within(start, found.end()) if not units.is_mention(unit))
    is_listed = len(named) == 1 and _BARE_BEFORE.search(body, start, named[0].begin)
    return named if len(named) == 1 and not is_listed else ()


def _bare_in_title(title: str, units: Units, context: Context) -> tuple[Named, ...]:
    """The one county that the title names without 县 (泗洪：…) and the body in full; none where it lists several."""
    found: dict[str, Named] = {}
    in_full = keys_of(units_in(title, context))  # not the subject, else the title had given it
    for named in units.named:
        if named.key in in_full:
            continue
        bare = stem(named.unit.name) if named.unit and named.level == "county" else None
        bare = None if bare and gazetteer().provinces_like(bare) else bare  # 河北 is not 河北区
        start = title.find(bare) if bare else -1
        if (
            bare
            and start >= 0
            and title[start - 1 : start] not in ("至", "到")
            and not _OTHER_NAME.match(title, start + len(bare))
        ):
            found.setdefault(named.key, replace(named, text=bare, begin=start, start=start, end=start + len(bare)))
    return tuple(found.values()) if len(found) == 1 else () if found else _headline(title, context)


def _headline(title: str, context: Context) -> tuple[Named, ...]:
    """The county whose short name opens a headline: 旬阳：整治“吃拿卡要”"""
    found = _HEADLINE.match(title)
    if not found:
        return ()
    match = Match((), 0, found.end(1), found[1], "county")
    unit = gazetteer().resolve(match, context.on, province=context.province, prefecture=context.prefecture)
    is_short = unit is not None and gazetteer().short_name(unit) == found[1]
    return (Named(unit, "county", found[1], 0, 0, found.end(1)),) if is_short else ()


def _only(title: str, units: Units) -> tuple[Named, ...]:
    """The one county that a local notice names, in its opening: 停电公告, 因施工对织金县城区停电。"""
    named = [unit for unit in units.named if unit.level == "county" and not units.is_mention(unit)]
    is_only = len({unit.key for unit in named}) == 1 and named[0].begin < OPENING_CHARS
    if not is_only or not (_SERVICE_TITLE.search(title) or _OURS.search(units.body)):
        return ()
    return (named[0],)


def _inspected(units: Units) -> tuple[Named, ...]:
    """The one county that the opening says was inspected or assessed, when no other is more than mentioned."""
    for named in units.within(0, OPENING_CHARS):
        before = units.body[max(0, named.begin - 1) : named.begin]
        if named.level == "county" and _OBJECT_BEFORE.search(before) and _INSPECTED.match(units.body, named.end):
            others = (each for each in units.named if each.level == "county" and each.key != named.key)
            return (named,) if all(units.is_mention(each) for each in others) else ()
    return ()


def _project(units: Units) -> tuple[Named, ...]:
    """The county that the name of what is tendered begins with: 项目名称：滑县2019年农村道路工程"""
    found = _PROJECT.search(units.body, 0, PROPOSAL_CHARS)
    index = units.beginning_at(found.end()) if found else None
    named = units.named[index] if index is not None else None
    return (named,) if named and named.level == "county" else ()


def _told_first(units: Units, lines: tuple[Paragraph, ...]) -> tuple[Named, ...]:
    """The one county that a notice tells of from its first sentences on, others being mentions at most."""
    named = [unit for unit in units.named if unit.level == "county" and not units.is_mention(unit)]
    if len({unit.key for unit in named}) != 1 or not lines or _TO_EVERYBODY.match(units.body, lines[0].start):
        return ()
    for line in lines[:2]:
        for start, end in islice(sentences(units.body, line.start, line.end), 2):
            found = subjects_at(line.text_start if start == line.start else start, end, units)
            if keys_of(found) == {named[0].key}:
                return found
    return ()


def _of_host(content: Content, units: Units, context: Context) -> tuple[Named, ...]:
    """The one county of the site's code or host, where the text speaks of it as its own and names no other."""
    counties = [unit for unit in host_units(content) if not unit.code.endswith("00")]
    near = [unit for unit in counties if context.province is None or unit.code[:2] == context.province[:2]]
    if len(near) != 1 or not _OURS.search(content.body) or _TO_EVERYBODY.match(content.body.lstrip()[:ADDRESSEE_CHARS]):
        return ()
    words = content.site_code or host_in(content.url) or ""
    named = Named(near[0], "county", words, 0, 0, 0)
    return (named,) if _names_no_other(named, units) else ()


def _signature(title: str, units: Units, lines: tuple[Paragraph, ...]) -> tuple[Named, ...]:
    """The unit of the office that signs, where the notice speaks of it as its own (全县) or of no other."""
    if lines and _TO_EVERYBODY.match(units.body, lines[0].start):
        return ()
    is_local = _OWN_TITLE.search(title) or _OWN_UNIT.search(units.body) or _LOCAL_TITLE.search(title)
    for line in lines[-SIGNATURE_LINES:]:
        index = units.beginning_at(line.start)
        if index is not None and _OFFICE.fullmatch(units.body, units.named[index].end, line.end):
            signer = units.named[index]
            is_sole = signer.level == "county" and _names_no_other(signer, units)
            return (signer,) if is_local or is_sole else ()
    return ()


def _dominant(named: tuple[Named, ...], units: Units) -> tuple[Named, ...]:
    """The unit named so often, so early and so much more than others that the notice must be about it.

    Only where a clause begins does a name count: 地点：唐山市 and 报唐山市备案 are not about 唐山市.
    """
    body = units.body
    own = [unit for unit in named if _begins_clause(body, unit) and not units.is_mention(unit)]
    for key, times in Counter(unit.key for unit in own).most_common(1):
        first = next(unit for unit in own if unit.key == key)
        often = times >= max(DOMINANT_TIMES, len(body) / DOMINANT_CHARS) and times >= DOMINANT_SHARE * len(named)
        if often and first.start < OPENING_CHARS:
            return (first,)
    return ()


def _begins_clause(body: str, unit: Named) -> bool:
    return unit.begin == 0 or body[unit.begin - 1] in _BEFORE_CLAUSE
