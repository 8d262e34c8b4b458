"""Units that a text names, decided by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.gazetteer import Level, Match, gazetteer
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
# With 与余杭区对接, 瓮安县结对帮扶, 赴余杭区考察 the unit is somebody else's partner or example.
_PARTNER_BEFORE = tuple(
    "与 同 跟 向 援 驻 来自 帮扶 协作城市 协作 对接 比照 参照 借鉴 学习 毗邻 邻近 如 联合 会同 原籍 籍贯".split()
)
_PARTNER_AFTER = re.compile(r"(?:结对|对口|帮扶|援建|援助|支援|的?经验|的?做法|等\d*个?地)")
_VISIT_BEFORE = ("赴", "到", "去", "前往")
_VISIT_AFTER = re.compile(r"[^。，,；;]{0,8}?(?:考察|学习|招商|取经|交流|参观)")
# 各市（含定州、辛集市）人民政府: everybody, and these among them.
_AMONG_OTHERS = re.compile(r"(?:[（(](?:不?含|包括|除)|各(?:设区)?[市县区])[^。；;：:\n]{0,28}$")
LONGEST_CUE = 36


def units_in(text: str, context: Context) -> tuple[Named, ...]:
    """The prefectures and counties that *text* names, in order; those that only say where the next lies are in it."""
    found: list[Named] = []
    begin, local, position = 0, context, 0
    matches = gazetteer().find(text)
    resolved: dict[tuple[str, Context], Unit | None] = {}
    for index, match in enumerate(matches):
        if _SENTENCE_END.search(text, position, match.start):
            local = context
        adjoins = index > 0 and matches[index - 1].end == match.start
        begin = begin if adjoins else match.start
        position = match.end
        if (key := (match.name, local)) not in resolved:
            resolved[key] = gazetteer().resolve(match, local.on, province=local.province, prefecture=local.prefecture)
        unit = resolved[key]
        local = _narrowed(local, match, unit)
        if match.level != "province" and not _qualifies_next(matches, index):
            found.append(Named(unit, match.level, match.name, begin, match.start, match.end))
    return tuple(found)


def _narrowed(context: Context, match: Match, unit: Unit | None) -> Context:
    """The context after a unit was named: 徐州市 decides what 鼓楼区 in the same sentence is."""
    if unit is None or match.level == "county":
        return context
    prefecture = unit.code if match.level == "prefecture" else None
    return Context(context.on, f"{unit.code[:2]}0000", prefecture)


def _qualifies_next(matches: tuple[Match, ...], index: int) -> bool:
    """Whether the unit only says where the next one lies: 毕节市 in 毕节市织金县."""
    if index + 1 == len(matches) or matches[index + 1].start != matches[index].end:
        return False
    here, following = matches[index], matches[index + 1]
    return any(code[:4] == other[:4] for code in here.codes for other in following.codes) and here.level != "county"


def is_mention(text: str, named: Named) -> bool:
    """Whether the words around a unit say that it is a partner, an example or a place visited."""
    before = text[max(0, named.begin - LONGEST_CUE) : named.begin]
    if before.endswith(_PARTNER_BEFORE) or _AMONG_OTHERS.search(before) or _PARTNER_AFTER.match(text, named.end):
        return True
    return before.endswith(_VISIT_BEFORE) and _VISIT_AFTER.match(text, named.end) is not None


def distinct(units: tuple[Named, ...], level: Level) -> Iterator[Named]:
    """The first naming of each unit of *level*."""
    seen = set[str]()
    for named in units:
        if named.level == level and named.key not in seen:
            seen.add(named.key)
            yield named
