"""Which unit a table's row is about: the one in the column that its header gives to counties, offices or makers.

Units in other columns are mentions: where a sample was taken, where a company is registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Span
from noticesearch.spans import trimmed
from noticesearch_indexer.annotation.naming import Named
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.units import Units

FIRST_CELLS = 4  # without a header the unit of a row stands in one of its first cells: 序号, 市, 县, …
MAX_LABEL_CHARS = 20  # of a header's cell

# Kinds of columns that say whom a row is about, the surest first; labels are read without brackets and commas.
_KINDS = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        # 县（区）, 县（市、区）, 区县, 所属县区, 项目所在区, 县区名称
        r"""(?:项目|工程|企业|单位|事件|案件|事发|案发|问题|涉及|所属|所在|被[\u4e00-\u9fff]{2})*的?
            (?:[市州县区旗]*[县区旗][市县区旗]*|行政区划?|区域|辖区|属地|地区)(?:名称?|别)?""",
        # 市, 设区市, 市（州）, 地市
        r"(?:所属|所在)?(?:设区)?(?:市|州|地市|市州|市地|盟市|州市)(?:名称?|别)?",
        # 责任单位, 主办单位, 被检查单位
        r"(?:责任|整改|网站)?(?:责任|整改|主办|主管|牵头|实施|承办|申报|建设|填报|被(?!抽[样检])[\u4e00-\u9fff]{2,4})单位(?:名称)?|单位(?:名称)?|部门(?:名称)?",
        # 标称生产企业名称及地址, 生产单位
        r"(?:标[称识示])?(?:生产|委托|加工)(?:企业|单位|者|厂家|商|经营者)(?:的?名称)?(?:[及和]?(?:生产)?地址)?",
        r"(?:标[称识示])?(?:生产|企业|单位|项目|详细|所在)*(?:企业|单位|者)?(?:所在)?的?地[址点区]|(?:所在|建设|事发|案发)地|住所",
        r"(?:企业|项目|机构|学校|医院|工程|煤矿|矿井|网站|景区|工地|水源地|断面|站点)的?名称|名称|工程|项目",
        r"经营(?:者|单位|企业)(?:名称)?|当事人(?:名称)?|被?处罚(?:对象|单位|人)",
    )
)
_AREA, _OFFICE, _PLACE = 1, 2, 4  # the last kinds of columns that hold areas, offices, makers and addresses
_PERSONS = frozenset(("姓名", "获奖人", "拟聘人员", "考生姓名", "人员姓名"))  # rows about people, wherever they work
_LABEL_MARKS = re.compile(r"[\s（）()、/]")
_BRACKETS = re.compile(r"[（(][^（(）)]{0,80}[）)]|\s")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,10}(?:镇|乡|街道|村|社区)")
_SUM = re.compile(r"合\s*计|小\s*计|总\s*计|共\s*计|平\s*均|全[市县省州区](?:平均|合计|总计)?|注[：:]?.*")


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns that say whom a row is about, the surest first: each one's index and kind."""

    cells: int
    columns: tuple[tuple[int, int], ...]


def row_subjects(lines: tuple[Paragraph, ...], units: Units) -> dict[int, tuple[Named, ...]]:
    """The subjects of each line of a table by where it begins: () for headers, sums and rows about none.

    A row whose column is empty (cells joined over rows) is about what the row above is. One-line tables have none.
    """
    found: dict[int, tuple[Named, ...]] = {}
    header: _Header | None = None
    above: tuple[Named, ...] = ()
    for line in lines:
        if "\t" not in units.body[line.start : line.end]:
            header, above = header if line.end - line.start <= MAX_LABEL_CHARS else None, ()
            continue
        cells = list(_cells(units.body, line))
        if (read := _header(units.body, cells)) is not None:
            header, above = read, ()
            found[line.start] = ()
            continue
        above = _subjects(cells, header, units, above)
        found[line.start] = above
    return found


def _cells(body: str, line: Paragraph) -> Iterator[Span]:
    start = line.start
    for cell in body[line.start : line.end].split("\t"):
        yield next(trimmed(body, start, start + len(cell)), (start, start))
        start += len(cell) + 1


def _header(body: str, cells: list[Span]) -> _Header | None:
    """The header that a row is, None where it is none: short labels without numbers, one of a known kind."""
    labels = [_LABEL_MARKS.sub("", body[start:end]) for start, end in cells]
    plain = [_BRACKETS.sub("", body[start:end]) for start, end in cells]  # 生产企业（或销售单位）
    if any(len(label) > MAX_LABEL_CHARS or label[:1].isdigit() for label in labels):
        return None
    columns = tuple(
        (index, kind)
        for kind, pattern in enumerate(_KINDS)
        for index, label in enumerate(labels)
        if pattern.fullmatch(label) or pattern.fullmatch(plain[index])
    )
    if any(label in _PERSONS for label in labels):
        columns = tuple(column for column in columns if column[1] <= _AREA)
    return _Header(len(cells), columns) if columns else None


def _subjects(cells: list[Span], header: _Header | None, units: Units, above: tuple[Named, ...]) -> tuple[Named, ...]:
    body = units.body
    first = next((cell for cell in cells if cell[0] < cell[1]), None)
    if first is None or any(_SUM.fullmatch(body, *cell) for cell in cells[:2] if cell[0] < cell[1]):
        return ()
    if header is None:
        first_cells = cells[:FIRST_CELLS]
        return next(filter(None, (_whole(cell, units) or _town(cell, units) for cell in first_cells)), ())
    if len(cells) != header.cells:
        return next(filter(None, (_whole(cell, units) for cell in cells[:FIRST_CELLS])), above)
    for index, kind in header.columns:
        if named := _in_cell(cells[index], units, kind):
            return named
    index, kind = header.columns[0]
    return above if kind <= _AREA and cells[index][0] == cells[index][1] else ()


def _in_cell(cell: Span, units: Units, kind: int) -> tuple[Named, ...]:
    """The units that a cell of a column of *kind* is about: counties, else the prefecture of an area or office."""
    named = tuple(unit for unit in units.within(*cell) if not units.is_mention(unit))
    counties = tuple({unit.key: unit for unit in named if unit.level == "county"}.values())
    if kind <= _AREA:
        return counties or named[:1]
    if kind > _PLACE and named and named[0].begin != cell[0]:
        return ()
    return counties[:1] or (named[:1] if kind == _OFFICE else ())


def _town(cell: Span, units: Units) -> tuple[Named, ...]:
    """The county of a cell that names a place in it: 滑县道口镇."""
    index = units.beginning_at(cell[0]) if cell[0] < cell[1] else None
    named = units.named[index] if index is not None else None
    is_town = named is not None and _TOWN.fullmatch(units.body, named.end, cell[1])
    return (named,) if named and is_town and named.level == "county" else ()


def _whole(cell: Span, units: Units) -> tuple[Named, ...]:
    """The units that are the whole of a cell: one, or a list of them."""
    index = units.beginning_at(cell[0]) if cell[0] < cell[1] else None
    listed = units.listed_from(index) if index is not None else ()
    return listed if listed and listed[-1].end == cell[1] else ()
