"""Tables with a column for what is wrong, and perhaps one for what was done: 存在问题, 整改情况; 违法事实, 处罚内容."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Span
from noticesearch.spans import trimmed
from noticesearch_indexer.annotation.paragraphs import Paragraph

# 存在问题, 问题描述, 主要违法事实, 不合格项目, 隐患内容
_ISSUE_HEAD = re.compile(
    r"""
      (?:存在|主要|具体|反馈|发现|检查|督察|督查|审计|巡视|巡察|群众反映|投诉|反映){0,3}的?(?:主要|突出|具体)?
      (?:问题|隐患|情形)(?:描述|表现|内容|清单|概况|简述|事项|及表现|情况)?
    | (?:主要)?违法(?:违规)?(?:事实|行为|情形)(?:和证据)? | 违规(?:事实|行为|情形|问题)
    | 不合格(?:项目|原因|情况)[^\t]{0,12} | (?:处罚|违法|约谈)?事由 | 案由 | 扣分(?:原因|情况)
    | 失信(?:行为|事实)[^\t]{0,6} | 诉求内容 | 反映(?:内容|事项|情况) | 曝光内容
    """,
    re.VERBOSE,
)
# 整改情况, 整改措施, 处理结果, 处罚内容
_RESPONSE_HEAD = re.compile(
    r"""
      整改(?:落实|完成|进展)?(?:情况|措施|进展|结果|成效|要求|意见)(?:及成效)?
    | (?:核查)?(?:处理|处置|办理|查处)(?:情况|结果|措施|意见|进展)
    | (?:行政)?处罚(?:内容|结果|决定|种类|措施)[^\t]{0,8} | 落实情况 | 工作进展 | [答回]复(?:内容|情况)
    """,
    re.VERBOSE,
)
_NOTHING = re.compile(r"[/／\-—–无未发现暂\s]*")


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A row's cells for what is wrong and what was done."""

    row: Span
    issue: Span
    response: Span | None


@dataclass(frozen=True, slots=True)
class _Columns:
    cells: int
    issue: int
    response: int | None


def row_findings(body: str, lines: tuple[Paragraph, ...]) -> dict[int, RowFinding]:
    """The findings of tables' rows by where the row begins; a table ends with its last line of as many cells."""
    found: dict[int, RowFinding] = {}
    columns: _Columns | None = None
    for line in lines:
        cells = list(_cells(body, line))
        if len(cells) < 2:
            columns = None
        elif (head := _columns(body, cells)) is not None:
            columns = head
        elif columns is not None and len(cells) == columns.cells and (row := _row(body, line, cells, columns)):
            found[line.start] = row
    return found


def _cells(body: str, line: Paragraph) -> Iterator[Span]:
    start = line.start
    for cell in body[line.start : line.end].split("\t"):
        yield next(trimmed(body, start, start + len(cell)), (start, start))
        start += len(cell) + 1


def _columns(body: str, cells: list[Span]) -> _Columns | None:
    """The columns that a header row names, None when it is none."""
    issue = next((at for at, cell in enumerate(cells) if _ISSUE_HEAD.fullmatch(body, *cell)), None)
    if issue is None:
        return None
    response = next((at for at, cell in enumerate(cells) if at > issue and _RESPONSE_HEAD.fullmatch(body, *cell)), None)
    return _Columns(len(cells), issue, response)


def _row(body: str, line: Paragraph, cells: list[Span], columns: _Columns) -> RowFinding | None:
    issue = cells[columns.issue]
    if _NOTHING.fullmatch(body, *issue):
        return None
    response = cells[columns.response] if columns.response is not None else None
    if response and _NOTHING.fullmatch(body, *response):
        response = None
    return RowFinding((line.start, line.end), issue, response)
