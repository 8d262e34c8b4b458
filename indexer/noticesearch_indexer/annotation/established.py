"""Notices that make or rename units (区划调整): they are about the new units, and the abolished ones are mentions."""

from __future__ import annotations

import re

from noticesearch_indexer.annotation.naming import Named
from noticesearch_indexer.annotation.units import Units

_TITLE = re.compile(r"行政区划|撤[县市区地]|区划调整|撤销.{1,16}设立|设立.{0,12}[县市区旗](?:的|$)|更名")
# 设立石家庄市藁城区, 更名为马龙区, 改设为, 组建
_MAKES = re.compile(r"(?:分?设立?|新设|成立|组建|设置|(?:更名|改称|改名|改设|改)为?)(?:新的)?(?:地级|县级)?$")
_BODY_CHARS = 3_000  # such notices are short
_BEFORE_CHARS = 8


def established(title: str, units: Units) -> tuple[Named, ...]:
    """The counties that the body makes or renames, where the title announces it."""
    if not _TITLE.search(title):
        return ()
    body = units.body
    made = {
        each.key: each
        for named in units.within(0, _BODY_CHARS)
        if named.level == "county" and _MAKES.search(body[max(0, named.begin - _BEFORE_CHARS) : named.begin])
        for each in units.listed_from(units.beginning_at(named.begin) or 0)
    }
    return tuple(made.values())
