"""docs/query-syntax.md says what the program does: every example in it is put to the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from noticesearch.expression import Enough, Expression, Not
from noticesearch.grammar import MAX_DEPTH, MAX_QUERY_CHARS, MAX_TERMS, QueryRefused, parse
from noticesearch.planning import MAX_QUESTION_WORDS, plan
from noticesearch.query import Query

DOC = (Path(__file__).parents[2] / "docs/query-syntax.md").read_text(encoding="utf-8")


def rows(*headings: str) -> Iterator[tuple[str, ...]]:
    """The rows of every table with these *headings*, code marks and escapes taken off."""
    heading = f"| {' | '.join(headings)} |"
    for table in DOC.split("\n\n"):
        if table.startswith(heading):
            for line in table.splitlines()[2:]:
                cells = re.split(r"(?<!\\)\|", line.strip("|"))
                yield tuple(cell.strip().replace("\\|", "|").strip("`") for cell in cells)


READ = tuple(rows("输入 Type", "读作 Read as", "找到", "Finds"))
PLANNED = tuple(rows("输入 Type", "词 Words", "忽略 Left out", "需要 Needed"))
REPAIRED = tuple(rows("输入 Type", "读作 Read as", "提示", "Said"))


def test_the_tables_are_found() -> None:
    assert (len(READ), len(PLANNED), len(REPAIRED)) == (28, 8, 7)


@pytest.mark.parametrize("row", READ, ids=[row[0] for row in READ])
def test_an_example_is_read_as_printed(row: tuple[str, ...]) -> None:
    parsed = parse(row[0])
    assert (str(parsed.expression), parsed.warnings) == (row[1], ())
    assert parse(row[1]) == parsed
    assert all(row[2:])


@pytest.mark.parametrize("row", PLANNED, ids=[row[0] for row in PLANNED])
def test_text_is_cut_as_printed(row: tuple[str, ...]) -> None:
    planned = plan(Query(q=row[0]))
    needed = "足够 enough" if isinstance(planned.expression, Enough) else "全部 all"
    assert (row[0], str(planned.expression), " ".join(planned.ignored), needed) == row


@pytest.mark.parametrize("row", REPAIRED, ids=[row[0] for row in REPAIRED])
def test_a_repair_is_made_and_said_as_printed(row: tuple[str, ...]) -> None:
    parsed = parse(row[0])
    (warning,) = parsed.warnings
    assert (row[0], str(parsed.expression), warning.message, warning.message_en) == row


def test_every_operator_has_an_example() -> None:
    def kinds(node: Expression) -> Iterator[str]:
        yield type(node).__name__
        for child in (node.child,) if isinstance(node, Not) else getattr(node, "children", ()):
            yield from kinds(child)

    found = [expression for row in READ if (expression := parse(row[0]).expression)]
    assert {kind for expression in found for kind in kinds(expression)} == {"And", "Contains", "Not", "Or"}


def test_the_limits_are_as_printed() -> None:
    limits = [int(row[1]) for row in rows("上限 Limit", "值 Value")]
    assert limits == [MAX_QUERY_CHARS, MAX_TERMS, MAX_DEPTH]
    assert f"the first {MAX_QUESTION_WORDS} are used" in DOC
    for q in (
        "字" * (MAX_QUERY_CHARS + 1),
        " ".join(map(str, range(MAX_TERMS + 1))),
        "(" * 9 + "字" + ")" * 9,
        "*住房",
    ):
        with pytest.raises(QueryRefused):
            parse(q)
