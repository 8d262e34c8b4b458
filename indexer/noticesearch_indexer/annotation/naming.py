"""Units that a text names, decided by what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.gazetteer import Level, Match, gazetteer
from noticesearch.gazetteer.names import SHORT_PROVINCES, stem
from noticesearch.notice import Unit


@dataclass(frozen=True, slots=True)
class Context:
    """What decides between units of one name: the notice's ISO date, the codes of its province and prefecture."""

    on: str | None = None
    province: str | None = None
    prefecture: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A prefecture or county that a text names: text[start:end]; `begin` is where 贵州省毕节市 before it begins.

    `unit` is None where several units share the name and nothing decides between them.
    """

    unit: Unit | None
    level: Level
    text: str
    begin: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """What tells units apart: the code, for an undecided one its name."""
        return self.unit.code if self.unit else self.text


_SENTENCE_END = re.compile(r"[。！？!?\n]")
_LINE_END = re.compile("\n")
# 一、西宁市, 海东地区：, ● 海西州（5起）: the lines below are about its counties.
_BEFORE_HEADING = re.compile(r"[^\w\n]{0,8}(?:第?[一二三四五六七八九十\d]{1,3}(?:部分)?[、.．）)]?)?[\s【]{0,4}")
_AFTER_HEADING = re.compile(r"】?\*{0,3}(?:[（(][^）)\n]{0,12}[）)])?[：:]?[ \u3000]{0,8}(?=\n|$)")
_OWN_LEVEL = re.compile(
    r"(?:^|(?<=[\n\t]))[^\w\n\t]{0,3}(?:[一二三四五六七八九十\d]{1,3}[、.．）)])?\s?从?(?P<own>(?:地区|[市州盟])(?:本级|级?层面|直(?:单位|部门)?))看?(?=[：:，,。\t\n]|针对|$)"
    r"|(?<![^\n])[一二三四五六七八九十\d]{1,3}[、.．](?P<budget>市级)(?=预算执行|财政管理)"
)
# Before a doubtful name: 其中市中区对…, 在城中区.
_MAY_BEGIN = re.compile(r"(?:^|[\s，。、；：？！,;:?!.．()（）【】“”\"\d]|[●◆■★※○◇□▲△▶►☆◎]|其中|[在对由])$")
_ALONE_BEFORE = frozenset("\n\t*）)、.【】●◆■★※○◇□▲△▶►☆◎") | {""}
_ALONE_AFTER = re.compile(r"[：:\t\n）)】]|$")


LONGEST_SHORT = 6  # 杜尔伯特
LONGEST_MARKS = 12  # before the name of a heading
_CLAUSE_START = re.compile(r"(?:^|[\n\t* \u3000。；;，,：:、！？!?“”（(在向到说问])(?=[\u4e00-\u9fff])")
# 沭阳路, 睢宁大桥, 阜宁人: another name, or a word of one.
_LONGER_NAME = re.compile(
    r"[县市区旗州镇乡村路街道桥江河湖港山籍人话]|自治|大[桥道街学]|中学|小学|机场|高速|电站|水库|[日晚]报|新闻|电视"
)


def units_in(text: str, context: Context) -> tuple[Named, ...]:
    """The prefectures and counties that *text* names, in order; those that only say where the next lies are in it."""
    named = list(_Namer(text, context).named(gazetteer().candidates(text)))
    named += _own_level(text, named, context)
    named += _in_short(text, named)
    return tuple(sorted(named, key=lambda each: each.begin))


def _own_level(text: str, named: list[Named], context: Context) -> Iterator[Named]:
    """A prefecture where a head speaks of its own offices: 一、地区本级; 市直单位：. The heading above names it, or the
    notice."""
    headings = [each for each in named if each.level == "prefecture" and _is_alone(text, each)]
    for found in _OWN_LEVEL.finditer(text):
        start, end = found.span(found.lastgroup or "own")
        above = bisect_right(headings, start, key=lambda each: each.end)
        unit = headings[above - 1].unit if above else gazetteer().unit(context.prefecture or "")
        if unit and unit.code.endswith("00"):
            yield Named(unit, "prefecture", text[start:end], start - text.endswith("从", 0, start), start, end)


def _is_alone(text: str, named: Named) -> bool:
    """Whether a prefecture's name is a line of its own."""
    line = text.rfind("\n", max(0, named.begin - LONGEST_MARKS), named.begin) + 1
    is_first = (line > 0 or named.begin <= LONGEST_MARKS) and _BEFORE_HEADING.fullmatch(text, line, named.begin)
    return bool(is_first) and _AFTER_HEADING.match(text, named.end) is not None


def _in_short(text: str, named: list[Named]) -> Iterator[Named]:
    """Where a clause begins with the short name of a county that the text also names in full: 睢宁倒是拨了，…"""
    units = {each.unit.code: each.unit for each in named if each.unit and each.level == "county"}
    short = {bare: unit for unit in units.values() if (bare := gazetteer().short_name(unit))}
    if not short:
        return
    begins = {each.start for each in named}
    for clause in _CLAUSE_START.finditer(text):
        start = clause.end()
        ends = (start + length for length in range(LONGEST_SHORT, 1, -1))
        end = next((end for end in ends if text[start:end] in short), None)
        if end and start not in begins and not _LONGER_NAME.match(text, end):
            yield Named(short[text[start:end]], "county", text[start:end], start, start, end)


class _Namer:
    """Reads a text's matches once, keeping what decides between units of one name."""

    def __init__(self, text: str, context: Context) -> None:
        self._text = text
        self._scope = context  # of the notice, narrowed by the heading above
        self._line: Context | None = None  # of a line that begins 石家庄市。桥西区…
        self._local = context  # of the sentence
        self._seen: set[str] = set()  # codes
        self._resolved: dict[tuple[str, Context], Unit | None] = {}

    def named(self, matches: tuple[Match, ...]) -> Iterator[Named]:
        """The units, those that only say where the next lies left out."""
        begin, position = 0, 0
        before: Match | None = None
        for index, match in enumerate(matches):
            following = matches[index + 1] if index + 1 < len(matches) else None
            if _SENTENCE_END.search(self._text, position, match.start):
                self._line = None if "\n" in self._text[position : match.start] else self._line
                self._local = self._line or self._scope
            position = match.end
            unit = self._unit(match)
            if match.is_doubtful and not (self._is_meant(match, unit) or self._is_listed(match, unit, before)):
                continue
            if unit:
                self._seen.add(unit.code)
            begin = begin if before and before.end == match.start else match.start - _short_before(self._text, match)[0]
            before = match
            self._narrow(match, unit)
            if match.level != "province" and not _qualifies(match, following):
                level = _level(unit) if unit else match.level
                yield Named(unit, level, match.name, begin, match.start, match.end)

    def _unit(self, match: Match) -> Unit | None:
        local = self._local
        if code := _short_before(self._text, match)[1]:
            local = Context(local.on, f"{code[:2]}0000", None if code.endswith("0000") else code)
        if (key := (match.name, local)) not in self._resolved:
            self._resolved[key] = gazetteer().resolve(
                match, local.on, province=local.province, prefecture=local.prefecture
            )
        return self._resolved[key] or self._named_before(match)

    def _named_before(self, match: Match) -> Unit | None:
        """The one unit of a name at a line's head that the text named before: 永定区 after 张家界市永定区."""
        if self._text[max(0, match.start - 1) : match.start] not in ("", "\n", "【", "—"):
            return None
        codes = self._seen.intersection(match.codes)
        return gazetteer().unit(codes.pop()) if len(codes) == 1 else None

    def _is_meant(self, match: Match, unit: Unit | None) -> bool:
        """Whether a doubtful name is a unit's: it lies in the city at hand, or stands alone as a head or cell."""
        start = self._text[max(0, match.start - 2) : match.start]
        if not _MAY_BEGIN.search(start):
            return False
        prefecture = self._local.prefecture
        if unit and ((prefecture and unit.code[:4] == prefecture[:4]) or unit.code in self._seen):
            return True
        is_alone = start[-1:] in _ALONE_BEFORE and _ALONE_AFTER.match(self._text, match.end) is not None
        return is_alone and match.name[-1] in "县区" and len(match.name) < 4

    def _is_listed(self, match: Match, unit: Unit | None, before: Match | None) -> bool:
        """Whether a doubtful name goes on with a list of units of its city: 全州县、资源县."""
        if unit is None or before is None or self._text[before.end : match.start] != "、":
            return False
        return any(code[:4] == unit.code[:4] for code in before.codes)

    def _narrow(self, match: Match, unit: Unit | None) -> None:
        """Take a unit as the context of what follows: 徐州市 decides what 鼓楼区 in the same sentence is."""
        if unit is None or match.level == "county":
            return
        prefecture = unit.code if match.level == "prefecture" else None
        self._local = Context(self._scope.on, f"{unit.code[:2]}0000", prefecture)
        if match.level == "prefecture" and self._is_heading(match):
            self._scope = self._local
        elif match.level == "prefecture" and self._opens_line(match):
            self._line = self._local

    def _opens_line(self, match: Match) -> bool:
        """Whether a line's first sentence is the city alone: 石家庄市。桥西区…；新华区…"""
        line = self._text.rfind("\n", max(0, match.start - 12), match.start) + 1
        is_first = (line > 0 or match.start <= 12) and _BEFORE_HEADING.fullmatch(self._text, line, match.start)
        return bool(is_first) and self._text[match.end : match.end + 1] in ("。", "：", ":")

    def _is_heading(self, match: Match) -> bool:
        """Whether the unit's name is all that its line says, numbers and brackets aside."""
        line = self._text.rfind("\n", max(0, match.start - 12), match.start) + 1
        if line == 0 and match.start > 12:
            return False
        is_first = _BEFORE_HEADING.fullmatch(self._text, line, match.start) is not None
        return is_first and _AFTER_HEADING.match(self._text, match.end) is not None


def _level(unit: Unit) -> Level:
    """The level of a unit, which its name need not tell: 那曲 in 那曲、昌都两市, 毕节市 in 2009."""
    return "prefecture" if unit.code.endswith("00") else "county"


def _short_before(text: str, match: Match) -> tuple[int, str]:
    """The length and code of the province or city named in short right before: 河北大城县, 黑龙江齐齐哈尔昂昂溪区."""
    start = match.start
    city = ""
    if match.level == "county":
        for code in match.codes:
            above = gazetteer().prefecture_of(code)
            bare = stem(above.name) if above else None
            if above and bare and text.endswith(bare, 0, start):
                start, city = start - len(bare), above.code
                break
    codes = {code[:2] for code in match.codes if not city or code[:4] == city[:4]}
    length = next((n for n in (3, 2) if start >= n and SHORT_PROVINCES.get(text[start - n : start]) in codes), 0)
    province = f"{SHORT_PROVINCES[text[start - length : start]]}0000" if length else ""
    return match.start - start + length, city or province


def _qualifies(match: Match, following: Match | None) -> bool:
    """Whether the unit only says where the next one lies: 毕节市 in 毕节市织金县."""
    if following is None or following.start != match.end or match.level == "county":
        return False
    return any(code[:4] == other[:4] for code in match.codes for other in following.codes)


# With 与余杭区对接, 瓮安县结对帮扶, 毗邻的白沙县 the unit is somebody else's partner, neighbour or example.
_ASIDE_BEFORE = re.compile(
    r"""
    (?:[与同跟向援驻居送除原距]|[^。；;\n\s比例又再]如|来自|帮扶(?:城市|地区|单位|区|县)|协作城市|协作|对接|比照|参照|参考|借鉴|学习(?:推广|借鉴)?|推广|联合|会同|原籍|籍贯|户籍[：:]?|注册地?[：:]|毗邻的?|[邻相]近的?
    |[东南西北相]邻的?|超过|低于|高于|多于|少于|优于|好于|落后于|位居|现任|历任|曾任|流入|流向|转赠|销往|途经|不含|剔除|提请|请)$
    """,
    re.VERBOSE,
)
_ASIDE_AFTER = re.compile(
    r"""
    [^，。；]{0,6}(?:选派|派驻|派来|援建|援派|捐赠|支援)的|结对|对口|帮扶|援[建派]|援助|支援|捐[赠助]|籍|人[，,]|[交接]界|接壤|的?(?:成功|先进|好)?(?:的)?(?:经验|做法|模式)|等\d*个?(?:地|兄弟)|等[^，。；]{0,6}未列入
    |作了?[^，。；]{0,6}发言
    """,
    re.VERBOSE,
)
# 巡视组向织金县委反馈: who is told is meant.
_IS_TOLD = re.compile(r"[^，。；\n]{0,8}?(?:反馈|通报|移交|交办|下达|提出|发出|宣布|下发|反映)")
# 来自滑县的群众反映，…: where the trouble is.
_WRITES = re.compile(
    r"[\u4e00-\u9fff]{0,6}?的?[\u4e00-\u9fff]{0,4}?(?:群众|读者|网友|居民|村民|市民)[^，。；]{0,6}?(?:反映|投诉|来信|说|称|留言)"
)
_VISIT_BEFORE = re.compile(r"(?:赴|去|前往|(?<!一行)(?<!团)(?<!组)到)$")
# 余杭区党政代表团到织金县考察: the visitor.
_VISITOR_AFTER = re.compile(
    r"[^，。；\n]{0,10}(?:代表团|考察[团组]|慰问团|一行|调研组|工作队|企业家|客商)[^，。；\n]{0,6}?(?:[到来]|莅)"
)
_VISIT_AFTER = re.compile(r"[^。，,；;]{0,8}?(?:考察|学习|招商|取经|交流|参观|对接|协调|参加|实践|党日|演出|采风)")
# 全省现场会在织金县召开: where all of a province met.
_MEETS_BEFORE = re.compile(r"(?:全[省国市州]|省|国家)[^，。；\n]{0,24}在$")
_MEETS_AFTER = re.compile("召开|举行|举办|启动|开幕")
# 各市（含定州、辛集市）人民政府: everybody, and these among them.
_AMONG_OTHERS = re.compile(r"(?:[（(](?:不?含|包括|除)|各(?:设区)?[市县区])[^。；;：:\n]{0,28}$")
LONGEST_CUE = 36


def is_mention(text: str, named: Named) -> bool:
    """Whether the words around a unit say that it is a partner, an example or a place visited."""
    return cued_before(text, named) or cued_after(text, named)


def cued_before(text: str, named: Named) -> bool:
    """Whether the words before a unit make it a mention: 与余杭区, 毗邻的白沙县, 赴安吉县考察."""
    before = text[max(0, named.begin - LONGEST_CUE) : named.begin]
    if _AMONG_OTHERS.search(before):
        return True
    if _ASIDE_BEFORE.search(before):
        is_told = before.endswith("向") and _IS_TOLD.match(text, named.end)
        return not (is_told or (before.endswith("来自") and _WRITES.match(text, named.end)))
    if _MEETS_BEFORE.search(before) and _MEETS_AFTER.match(text, named.end):
        return True
    return _VISIT_BEFORE.search(before) is not None and _VISIT_AFTER.match(text, named.end) is not None


def cued_after(text: str, named: Named) -> bool:
    """Whether the words after a unit make it a mention: 余杭区结对帮扶, 普定县的经验."""
    return any(cue.match(text, named.end) for cue in (_ASIDE_AFTER, _VISITOR_AFTER))


def distinct(units: tuple[Named, ...], level: Level) -> Iterator[Named]:
    """The first naming of each unit of *level*."""
    seen = set[str]()
    for named in units:
        if named.level == level and named.key not in seen:
            seen.add(named.key)
            yield named


def keys_of(named: tuple[Named, ...]) -> set[str]:
    """What tells the units apart."""
    return {each.key for each in named}


def are_neighbours(key: str, other: str) -> bool:
    """Whether two units lie in one prefecture, or one in the other."""
    return key[:4] == other[:4]
