"""Tables with a column for what is wrong, and perhaps some for what was done: 存在问题, 整改情况; 违法事实, 处罚内容.

The header says which; it may take two rows. A row with fewer cells has some joined over rows: its cells count from the
right. Without such a header the column counts whose cells mostly tell of something wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from noticesearch.notice import Span
from noticesearch.spans import trimmed
from noticesearch_indexer.annotation.paragraphs import Paragraph
from noticesearch_indexer.annotation.phrases import without_mark
from noticesearch_indexer.annotation.senses import sense_of

MAX_LABEL_CHARS = 20  # of a header's cell
MIN_ISSUE_CHARS = 2  # 欠薪, 超载
WRONG_SHARE = 0.5  # of the cells of a column without a label that must tell of something wrong
MIN_ROWS = 2

# Labels of columns that say what is wrong, the surest first: 存在的主要问题, 隐患描述; 违法事实; 不合格项目; 扣分原因.
_ISSUE_LABELS = tuple(
    re.compile(pattern)
    for pattern in (
        "问题|隐患|情形",
        "(?:违法|违规|违章|违纪|失信|犯罪)(?!企业|单位)|事实",
        "不合格|不符合|不达标|超标",
        "督办(?:事项|内容|案件)|扣分|失分|诉求|反映|投诉|曝光|事由|案由|审计发现|检查发现|督[查察]发现|缺陷|短板|不足|差距|薄弱",
    )
)
_NOT_ISSUE = re.compile(
    r"整改|整治|处[理罚置]|办理|措施|答复|回复"
    r"|(?:数量?|个数|[编序批文]号|类[别型]?|种类|来源|性质|金额.*|时间|日期|单位|企业|人员?|名称|部门|级别|等级|标准|对象|地[址点区]"
    r"|渠道|方式|得分|分[数值]?|期限|时限|次数|比例|占比|率|清单|照片|图片|是否.*|依据|条款|结果|总量|状态)$"
)
_RESPONSE_LABEL = re.compile(
    r"整改(?!时|期|完成时|单位|责任|部门|目标|要求时|类)|整治|(?:处理|处置|办理|查处|核查)(?!时|期|单位|部门|机[关构]|人)"
    r"|处罚(?!时|日|机|单位|依据|对象|人|文|决定书|金额)|措施|(?:落实|进展|完成|执行|推进)情况|进展|成效|答复|回复|动作|结果$|执行"
)
_PROGRESS_LABEL = re.compile("销号|是否|完成|状态|进度")
_NOTHING = re.compile(r"[/／\-—–无未发现暂\s、。]*|合格|正常|达标|良好|没有问题|(?:无|未发现)[\u4e00-\u9fff]{0,8}")
_NUMBER_ONLY = re.compile(r"[\d\s.,，:：/年月日%％\-—–前底]*(?:万?元|个|起|分)?")
_ITEM = re.compile(r"(?<![^。；;，,\s])(?:[（(]?\d{1,2}[)）.、．](?!\d)|[①-⑳])\s*")
_ENDS_WITH = "。；; "


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What a row's cells say to be wrong, and what was done."""

    issue: Span
    response: Span | None


@dataclass(frozen=True, slots=True)
class _Columns:
    """The column of what is wrong, and the first and last of what was done, by their index in the header."""

    cells: int
    issue: int
    response: tuple[int, int] | None


def row_findings(body: str, lines: tuple[Paragraph, ...], *, unlabelled: bool) -> dict[int, tuple[RowFinding, ...]]:
    """The findings of tables' rows by where the row begins.

    Columns without a label that says so are read only if *unlabelled*: the notice tells of problems.
    """
    found: dict[int, tuple[RowFinding, ...]] = {}
    for is_row, group in groupby(lines, key=lambda line: "\t" in body[line.start : line.end] or _is_tabbed(body, line)):
        if is_row:
            rows = [(line.start, list(_cells(body, line))) for line in group]
            found.update(_of_table(body, rows, unlabelled=unlabelled))
    return found


def _is_tabbed(body: str, line: Paragraph) -> bool:
    return body[line.end : line.end + 1] == "\t" or body[line.start - 1 : line.start] == "\t"


def _cells(body: str, line: Paragraph) -> Iterator[Span]:
    start, end = line.start, line.end
    while start and body[start - 1] in "\t ":  # empty cells at the ends are no part of a paragraph
        start -= 1
    while body[end : end + 1] in ("\t", " "):
        end += 1
    for cell in body[start:end].split("\t"):
        yield next(trimmed(body, start, start + len(cell)), (start, start))
        start += len(cell) + 1


def _of_table(
    body: str, rows: list[tuple[int, list[Span]]], *, unlabelled: bool
) -> Iterator[tuple[int, tuple[RowFinding, ...]]]:
    columns: _Columns | None = None
    at = 0
    while at < len(rows):
        labels = _labels(body, rows[at][1])
        below = _labels(body, rows[at + 1][1]) if labels and at + 1 < len(rows) else None
        if labels and below and "" in (*labels, *below):
            merged = _columns([above + under for above, under in zip(_spread(labels), below, strict=False)])
            if merged is not None:
                columns, at = merged, at + 2
                continue
        if labels and (head := _columns(labels)) is not None:
            columns = head
        elif columns is not None and (row := tuple(_row(body, rows[at][1], columns))):
            yield rows[at][0], row
        at += 1
    if columns is None and unlabelled and (guessed := _by_content(body, rows)) is not None:
        for start, cells in rows[1:]:
            if len(cells) == guessed.cells and sense_of(body, cells[guessed.issue]) != "done":
                yield start, tuple(_row(body, cells, guessed))


def _labels(body: str, cells: list[Span]) -> list[str]:
    """The labels of a header row, [] when it is none."""
    labels = ["".join(body[start:end].split()) for start, end in cells]
    is_header = len(labels) > 1 and all(len(label) <= MAX_LABEL_CHARS and not label[:1].isdigit() for label in labels)
    return labels if is_header else []


def _spread(labels: list[str]) -> list[str]:
    """*labels* with each empty one what stands before it: 整改 over 措施 and 进展."""
    spread: list[str] = []
    for label in labels:
        spread.append(label or (spread[-1] if spread else ""))
    return spread


def _columns(labels: list[str]) -> _Columns | None:
    """The columns that a header row names, None when it names none for what is wrong."""
    issue = next(
        (
            at
            for pattern in _ISSUE_LABELS
            for at, label in enumerate(labels)
            if pattern.search(label) and not _NOT_ISSUE.search(label)
        ),
        None,
    )
    if issue is None:
        return None
    responses = [at for at, label in enumerate(labels) if at > issue and _RESPONSE_LABEL.search(label)]
    if not responses:
        return _Columns(len(labels), issue, None)
    in_a_row = [at for number, at in enumerate(responses) if at == responses[0] + number]
    return _Columns(len(labels), issue, (in_a_row[0], in_a_row[-1]))


def _by_content(body: str, rows: list[tuple[int, list[Span]]]) -> _Columns | None:
    """The column most of whose cells tell of something wrong, if any; the rightmost of several."""
    size = Counter(len(cells) for _, cells in rows).most_common(1)[0][0]
    table = [cells for _, cells in rows if len(cells) == size]
    if len(table) < MIN_ROWS or size < 2:
        return None
    for at in reversed(range(size)):
        if _PROGRESS_LABEL.search(body, *table[0][at]):
            continue
        wrong = sum(sense_of(body, cells[at]) == "wrong" for cells in table[1:])
        if wrong and wrong >= WRONG_SHARE * (len(table) - 1):
            return _Columns(size, at, None)
    return None


def _row(body: str, cells: list[Span], columns: _Columns) -> Iterator[RowFinding]:
    missing = columns.cells - len(cells)
    at = columns.issue - max(0, missing)
    if missing < 0 or at < 0:
        return
    issue = cells[at]
    if issue[1] - issue[0] < MIN_ISSUE_CHARS or any(says.fullmatch(body, *issue) for says in (_NOTHING, _NUMBER_ONLY)):
        return
    response = None
    if columns.response is not None and columns.response[0] - missing < len(cells):
        first, last = cells[columns.response[0] - missing], cells[min(columns.response[1] - missing, len(cells) - 1)]
        response = (first[0], max(first[1], last[1]))
        response = None if _NOTHING.fullmatch(body, *response) else response
    issues = _items(body, issue)
    responses = _items(body, response) if response else []
    for number, each in enumerate(issues):
        yield RowFinding(each, responses[number] if len(responses) == len(issues) else response)


def _items(body: str, cell: Span) -> list[Span]:
    """The problems that a cell numbers, else the cell as one; numbers and the last mark are left out."""
    starts = [(item.start(), item.end()) for item in _ITEM.finditer(body, *cell)]
    if not starts or starts[0][0] != cell[0]:
        return [_without_mark(body, cell)]
    ends = [*(start for start, _ in starts[1:]), cell[1]]
    return [_without_mark(body, (begin, end)) for (_, begin), end in zip(starts, ends, strict=True) if end > begin]


def _without_mark(body: str, span: Span) -> Span:
    return span[0], without_mark(body, span[1], span[0], _ENDS_WITH)
