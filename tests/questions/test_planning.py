"""From a query to what a notice must hold, what ranks it, and what the searcher is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.expression import And, Contains, Enough, Expression, Not, Or, Plan
from noticesearch.grammar import QueryRefused
from noticesearch.planning import MAX_QUESTION_WORDS, MAX_REQUIRED, SHARE, plan, positive_leaves
from noticesearch.query import Query
from noticesearch.results import Warning
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import RUN


def all_of(words: str) -> And:
    return And(tuple(map(Contains, words.split())))


def enough_of(words: str) -> Enough:
    return Enough(tuple(map(Contains, words.split())), SHARE)


@pytest.mark.parametrize(
    ("q", "expression"),
    [
        ("体责任", Contains("体责任")),
        ("织金", Contains("织金")),
        ("脫貧", Contains("脱贫")),
        ("11号", Contains("11号")),
        ("67.74%", Contains("67.74%")),
        ("QQ群", Contains("qq群")),
        ("沪ICP备", Contains("沪icp备")),
        ("下载客户端", Contains("下载客户端")),
        ('"指尖上的形式主义"', Contains("指尖上的形式主义", quoted=True)),
        ("织金 危房改造", all_of("织金 危房改造")),
        ("织金县、独山县", all_of("织金县 独山县")),
        ("住房保障推进缓慢", all_of("住房 保障 推进 缓慢")),
        ("“扶养关系”如何认定？", all_of("扶养 关系 认定")),
        ("请问 住房保障", Contains("住房保障")),
        ("织金县的住房保障怎么样了", enough_of("织金县 住房 保障")),
        ("夫妻一方经营个体工商户所欠债务，谁偿还？", enough_of("夫妻 一方 经营 个体 工商户 所欠 债务 偿还")),
        ("a b c d", all_of("a b c d")),
        ("a b c d e", enough_of("a b c d e")),
        ("国发（2020）1号", Or((Contains("国发[2020]1号"), Contains("国发(2020)1号")))),
        ("-织金 住房*", And((Not(Contains("织金")), Contains("住房", prefix=True)))),
        ("title:危房改造 a", And((Contains("危房改造", "title"), Contains("a")))),
        ("住房保障推进缓慢 OR a", Or((all_of("住房 保障 推进 缓慢"), Contains("a")))),
        ("-住房保障推进缓慢", Not(all_of("住房 保障 推进 缓慢"))),
        (
            '"a b" 注销后债务由谁承担的规定',
            And((Contains("a b", quoted=True), *all_of("注销 债务 承担 规定").children)),
        ),
        ("产业发展政策文件*", And((*all_of("产业 发展 政策").children, Contains("文件", prefix=True)))),
    ],
)
def test_a_query_asks_for(q: str, expression: Expression) -> None:
    assert plan(Query(q=q)).expression == expression


def test_four_words_are_required_and_five_are_a_question() -> None:
    assert MAX_REQUIRED == 4
    assert isinstance(plan(Query(q="a b c d")).expression, And)
    assert isinstance(plan(Query(q="a b c d e")).expression, Enough)


@pytest.mark.parametrize("q", ["a b c d -e", 'a b c d "e"', "a b c (d OR e)", "a b c d title:e", "a b c d e*"])
def test_with_an_operator_nothing_is_a_question(q: str) -> None:
    assert isinstance(plan(Query(q=q)).expression, And)


def test_the_ranking_terms_are_words_and_pairs_across_words() -> None:
    assert plan(Query(q="住房保障推进缓慢 QQ群")) == Plan(
        enough_of("住房 保障 推进 缓慢 qq群"),
        words=("住房", "保障", "推进", "缓慢", "qq", "群"),
        bigrams=("住房", "房保", "保障", "障推", "推进", "进缓", "缓慢", "qq", "群"),
    )


def test_excluded_words_do_not_rank() -> None:
    found = plan(Query(q="住房 -织金"))
    assert (found.words, found.bigrams) == (("住房",), ("住房",))


def test_dropped_words_are_named() -> None:
    found = plan(Query(q="请问 低保如何申请"))
    assert found.ignored == ("请问", "如何")
    assert found.warnings == (
        Warning(
            "ignored",
            "已忽略只表示提问的词：请问、如何。要找这些字本身，请加引号。",
            ("请问", "如何"),
            "Words that only ask were left out: 请问, 如何. Put them in quotation marks to look for them.",
        ),
    )


def test_a_quoted_question_word_is_looked_for() -> None:
    assert plan(Query(q='"如何"')).expression == Contains("如何", quoted=True)


@pytest.mark.parametrize("q", ["，。", "*", "《》", '"！"', "“”"])
@pytest.mark.parametrize("mode", ["smart", "exact"])
def test_punctuation_alone_asks_for_nothing_and_says_so(q: str, mode: str) -> None:
    found = plan(Query(q=q, mode="exact" if mode == "exact" else "smart"))
    message_en = "Nothing in the query can be searched for, so it was answered as if it had no words."
    warning = Warning("nothing_searchable", "查询里没有可以检索的字词，已按没有关键词处理。", message_en=message_en)
    assert found == Plan(warnings=(warning,))


def test_no_text_is_no_plan() -> None:
    assert plan(Query(q=" \u200b")) == Plan()


def test_exact_mode_looks_for_the_whole_text() -> None:
    assert plan(Query(q="脱贫攻坚“回头看” OR -", mode="exact", where="title")).expression == Contains(
        "脱贫攻坚“回头看” or -", "title", quoted=True
    )
    assert plan(Query(q='"指尖上"', mode="exact")).expression == Contains("指尖上", quoted=True)


def test_where_holds_for_every_word_that_names_no_field() -> None:
    assert plan(Query(q="a -b docno:1号", where="title")).expression == And(
        (Contains("a", "title"), Not(Contains("b", "title")), Contains("1号", "docno"))
    )
    assert plan(Query(q="a b c d e", where="body")).expression == Enough(
        tuple(Contains(word, "body") for word in "abcde"), SHARE
    )


def test_a_very_long_question_says_which_words_were_left_out() -> None:
    found = plan(Query(q="，".join(f"第{n}个住房保障问题" for n in range(36))))
    assert isinstance(found.expression, Enough)
    assert len(found.expression.children) == MAX_QUESTION_WORDS
    (warning,) = found.warnings
    assert (warning.code, warning.words[-1]) == ("truncated", "第35个住房保障问题")


def test_repairs_are_told() -> None:
    assert [warning.code for warning in plan(Query(q='"织金的')).warnings] == ["repaired"]


def test_what_the_grammar_refuses_is_refused() -> None:
    with pytest.raises(QueryRefused):
        plan(Query(q="*房"))


@given(st.text("请问织金县的住房保障如何, “”《》(）-OR|*12.%ab国发〔〕号", max_size=40))
@settings(deadline=None, max_examples=300)
def test_every_leaf_is_normalised_trimmed_and_searchable(q: str) -> None:
    try:
        found = plan(Query(q=q))
    except QueryRefused:
        return
    for leaf in positive_leaves(found.expression):
        assert leaf.text == normalise(leaf.text).strip()
        assert RUN.search(leaf.text)
    nothing = not q.strip() or "nothing_searchable" in [warning.code for warning in found.warnings]
    assert (found.expression is None) == nothing
