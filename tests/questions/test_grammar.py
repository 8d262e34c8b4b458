"""The query language: what is understood, what is repaired, what is refused."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from noticesearch.expression import And, Contains, Expression, Not, Or
from noticesearch.grammar import Parsed, QueryRefused, parse

A, B, C = Contains("a"), Contains("b"), Contains("c")


@pytest.mark.parametrize(
    ("q", "expression"),
    [
        ("体责任", Contains("体责任")),
        ("脫貧", Contains("脱贫")),
        ("织金 住房", And((Contains("织金"), Contains("住房")))),
        ("a AND b", And((A, B))),
        ("a a", A),
        ('"指尖上的形式主义"', Contains("指尖上的形式主义", quoted=True)),
        ("“指尖上的形式主义”", Contains("指尖上的形式主义", quoted=True)),
        ("「指尖上」", Contains("指尖上", quoted=True)),
        ("『指尖上』？", Contains("指尖上", quoted=True)),
        ('" a  b "', Contains("a  b", quoted=True)),
        ('"《通知》，"', Contains("《通知》,", quoted=True)),
        ('a"b"c', And((A, Contains("b", quoted=True), C))),
        ("-a b", And((Not(A), B))),
        ("－a", Not(A)),
        ("-(a b)", Not(And((A, B)))),
        ("-(-a)", A),
        ('-"a b"', Not(Contains("a b", quoted=True))),
        ("a OR b", Or((A, B))),
        ("a ＯＲ b", Or((A, B))),
        ("a|b", Or((A, B))),
        ("a ｜ b", Or((A, B))),
        ("a 或 b", Or((A, B))),
        ("a b OR c", And((A, Or((B, C))))),
        ("(a b) OR c", Or((And((A, B)), C))),
        ("（a OR b） c", And((Or((A, B)), C))),
        ("a or b", And((A, Contains("or"), B))),
        ("title:a", Contains("a", "title")),
        ("标题：a", Contains("a", "title")),
        ("title: a b", And((Contains("a", "title"), B))),
        ("Title:(a OR b)", Or((Contains("a", "title"), Contains("b", "title")))),
        ("-title:a", Not(Contains("a", "title"))),
        ("文号：国发〔2020〕1号", Contains("国发[2020]1号", "docno")),
        ("国发（2020）1号", Contains("国发[2020]1号")),
        ("住房*", Contains("住房", prefix=True)),
        ("iso9＊", Contains("iso9", prefix=True)),
        ('"a b"*', Contains("a b", prefix=True, quoted=True)),
        ("2*3", Contains("2,3")),
        ("67.74%", Contains("67.74%")),
        ("covid-19", Contains("covid-19")),
        ("QQ群", Contains("qq群")),
        ("c++", Contains("c++")),
        ("住房，医疗。", Contains("住房,医疗")),
        ("《民法典》第五条", Contains("民法典,第五条")),
        ("乡镇(街道)领导", Contains("乡镇,街道,领导")),
        ("(乡镇(街道) a)", And((Contains("乡镇,街道"), A))),
        ("脱贫攻坚“回头看”!十二届", Contains("脱贫攻坚,回头看,十二届")),
        ("“三期”指什么", Contains("三期,指什么")),
        ("", None),
        ("  ", None),
        ("*", None),
        ("，。！", None),
        ('"。"', None),
    ],
)
def test_a_query_is_read_as(q: str, expression: Expression | None) -> None:
    assert parse(q) == Parsed(expression)


@pytest.mark.parametrize(
    ("q", "expression", "marks"),
    [
        ('"a b', And((A, B)), ['"']),
        ('a"', A, ['"']),
        ("“a", A, ['"']),
        ("(a (b", And((A, B)), ["("]),
        ("a) b", And((A, B)), [")"]),
        ("()", None, ["()"]),
        ("a OR", A, ["OR"]),
        ("OR a", A, ["OR"]),
        ("a OR OR b", Or((A, B)), ["OR"]),
        ("(a OR) b", And((A, B)), ["OR"]),
        ("a - b", And((A, B)), ["-"]),
        ("--a", A, ["-"]),
        ("a -", A, ["-"]),
        ("-OR", None, ["-", "OR"]),
        ("a title:", A, [":"]),
    ],
)
def test_a_broken_query_is_repaired_and_says_so(q: str, expression: Expression | None, marks: list[str]) -> None:
    parsed = parse(q)
    assert parsed.expression == expression
    assert [(warning.code, *warning.words) for warning in parsed.warnings] == [("repaired", mark) for mark in marks]


@pytest.mark.parametrize(
    ("q", "message"),
    [
        ("*房", "“*房”以 * 开头：通配符只能放在词尾，如 住房*。"),
        ("a **房", "“**房”以 * 开头：通配符只能放在词尾，如 住房*。"),
        ("房" * 513, "查询最多 512 个字符，这里有 513 个；请缩短。"),
        ("房" * 100_000, "查询最多 512 个字符，这里有 100000 个；请缩短。"),
        (" ".join(map(str, range(33))), "查询最多 32 个词；请减少。"),
        ("(" * 9 + "a" + ")" * 9, "括号最多嵌套 8 层；请简化。"),
        ("(" * 495 + ")" * 495, "查询最多 512 个字符，这里有 990 个；请缩短。"),
        ("(" * 256 + ")" * 256, "括号最多嵌套 8 层；请简化。"),
    ],
    ids=["star", "stars", "513", "100,000", "33 words", "9 deep", "990 brackets", "512 brackets"],
)
def test_what_would_be_costly_is_refused_in_a_sentence(q: str, message: str) -> None:
    with pytest.raises(QueryRefused) as refusal:
        parse(q)
    assert refusal.value.message_zh == message
    assert str(refusal.value) == refusal.value.message_en


def test_eight_brackets_and_thirty_two_words_are_still_fine() -> None:
    assert parse("(" * 8 + "a" + ")" * 8) == Parsed(A)
    words = [f"w{n}" for n in range(32)]
    assert parse(" ".join(words)) == Parsed(And(tuple(map(Contains, words))))


WORDS = "织金 a OR 或 AND title: 文号： 1号 国发 〔2020〕 (2020) c++ ß İ ǅ".split()
PIECES = st.sampled_from([*WORDS, *'-()"“”*  ，。.%|［[_\x01\x02\t'])


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30))
@settings(deadline=None, max_examples=1000)
@example("-(乡镇(街道 b)")
@example("a“b”c (d")
def test_a_printed_expression_parses_back_to_the_same(q: str) -> None:
    try:
        expression = parse(q).expression
    except QueryRefused:
        return
    assert parse(str(expression) if expression else "") == Parsed(expression)
