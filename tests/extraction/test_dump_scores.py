"""Which lines of a text dump speak for a notice, alone and among its host's other pages."""

from __future__ import annotations

import pytest

from noticesearch_indexer.extraction.document import line
from noticesearch_indexer.extraction.dump_score import judge_dump
from noticesearch_indexer.extraction.line_keys import line_key


def reasons(*texts: str, common: frozenset[str] = frozenset()) -> list[str]:
    return [verdict.reason for verdict in judge_dump([line(text) for text in texts], common)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("各乡镇要把饮水安全摆在突出位置，逐村逐户排查。", "prose"),
        ("县水务局：加强饮水安全，确保群众喝上放心水", "heading or label with clauses"),
        ("落实饮水安全责任，全县农村供水有了新变化", "headline"),
        ("全县农村饮水安全工作会议召开 2025-01-07", "entry of a list"),
        ("·\t全县农村饮水安全工作会议...\t2025-01-07", "entry of a list"),
        ("首页 政务 服务 互动 数据 专题 机构", "menu"),
        ("王某某 县水务局副局长", "name and post"),
        ("副组长：王某某", "label and value"),
        ("快讯", "short line"),
        ("责任编辑：王某某", "end of text"),
        ("你可能還想看", "end of text"),
        ("示例县\t1519", "table row"),
    ],
)
def test_each_line_is_judged_for_a_reason(text: str, reason: str) -> None:
    assert reasons(text) == [reason]


def test_rows_beside_rows_are_a_table_not_a_menu() -> None:
    rows = ("示例系\t水利\t四年\t5000元\t工学\t本科", "示例系\t农学\t四年\t5000元\t农学\t本科")
    assert reasons(rows[0]) == ["menu"]
    assert reasons(*rows) == ["table row", "table row"]


def test_institutions_in_a_row_are_links_unless_they_sign_with_a_date() -> None:
    signed = ("示例县水务局", "示例县财政局", "示例县教育局")
    assert reasons(*signed) == ["list of names"] * 3
    assert reasons(*signed, "2020年3月9日") == ["signature, date or attachment"] * 4


def test_lines_of_many_pages_are_chrome_but_formulas_are_not() -> None:
    texts = ("走进示例", "活动时间", "特此公告。", "各乡镇人民政府：", "示例县人民政府", "县府发〔2020〕5号")
    found = judge_dump([line(text) for text in texts], frozenset(map(line_key, texts)))
    assert [verdict.reason == "on many pages of the host" for verdict in found] == [True, True, *[False] * 4]
    assert [verdict.score for verdict in found if verdict.score > 0] == []


def test_counters_and_days_do_not_tell_lines_apart() -> None:
    assert line_key("访问量：1284") == line_key("访问量: 7")
