"""Whose office or paper publishes a notice that speaks of its unit without a name: 我县组团…, 县委第三巡察组…"""

from __future__ import annotations

import re

from noticesearch.gazetteer import Level, Match, gazetteer
from noticesearch.gazetteer.names import stem
from noticesearch.notice import Unit
from noticesearch_indexer.annotation.naming import Context, Named

LONGEST_SHORT = 4
# 泗洪新闻网, 旬阳廉政网, 南阳日报: a unit's short name before what publishes.
_PUBLISHES = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:网|发布|[日晚早]报|报社?$|电视|广播|融媒|在线|县委|市委|供电|人民政府)"
)
# What a title says of the publisher's own unit.
_OWN_COUNTY = re.compile(r"[我本全][县旗]|(?:^|致|关于|[，：:])县(?:委|政府|人大|政协|纪委)")
_OWN_CITY = re.compile(r"[我本全][市州盟]|(?:^|致|关于|[，：:])市(?:委|政府|人大|政协|纪委)")


def published_by(source: str, title: str, context: Context) -> tuple[Named, ...]:
    """The unit whose short name *source* begins with, where *title* speaks of it as its own."""
    is_county, is_city = _OWN_COUNTY.search(title), _OWN_CITY.search(title)
    if not (is_county or is_city):
        return ()
    for length in range(min(LONGEST_SHORT, len(source)), 1, -1):
        bare = source[:length]
        if not _PUBLISHES.match(source, length):
            continue
        units = [unit for unit in _called(bare, context) if _is_its(unit, bare, context)]
        cities = [unit for unit in units if unit.code.endswith("00")]
        fitting = (
            cities if is_city and cities else [unit for unit in units if (unit.name[-1] in "县旗") == bool(is_county)]
        )
        if len(fitting) == 1:
            level: Level = "prefecture" if fitting[0].code.endswith("00") else "county"
            return (Named(fitting[0], level, bare, 0, 0, length),)
    return ()


def _called(bare: str, context: Context) -> tuple[Unit, ...]:
    """The unit so called at the notice's date, else those in use."""
    match = Match((), 0, len(bare), bare, "county")
    dated = gazetteer().resolve(match, context.on, province=context.province, prefecture=context.prefecture)
    return (dated,) if dated else gazetteer().named(bare)


def _is_its(unit: Unit, bare: str, context: Context) -> bool:
    """Whether *bare* is the unit's name without its kind, and the unit lies in the notice's province."""
    is_near = context.province is None or unit.code[:2] == context.province[:2]
    return is_near and bare in (stem(unit.name), unit.name) and not unit.code.endswith("0000")
