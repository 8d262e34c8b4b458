"""Raw parameters become one checked query, or a list of everything that is wrong."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.parameters import ACCEPTED, Accepted, Problem, Refused, read, to_pairs
from noticesearch.query import FACETS, Query
from noticesearch.results import Warning

TODAY = date(2024, 6, 15)


def accepted(*pairs: tuple[str, str]) -> Query:
    found = read(pairs, today=TODAY)
    assert isinstance(found, Accepted), found
    assert found.warnings == ()
    return found.query


def problems(*pairs: tuple[str, str]) -> tuple[Problem, ...]:
    found = read(pairs, today=TODAY)
    assert isinstance(found, Refused), found
    return found.problems


def test_nothing_given_is_the_query_that_lists_everything() -> None:
    assert accepted() == Query()


def test_empty_values_count_as_not_given() -> None:
    assert accepted(("q", ""), ("county", ""), ("from", " "), ("sort", ""), ("page", "\u200b")) == Query()


def test_every_parameter_reaches_its_field() -> None:
    assert accepted(
        ("q", " 危房改造 "),
        ("in", "title"),
        ("mode", "exact"),
        ("county", "520524"),
        ("county", "_none"),
        ("county", "５２０５２４"),
        ("issue", "住房保障"),
        ("province", "520000"),
        ("prefecture", "520500"),
        ("year", "2020年"),
        ("year", "_none"),
        ("source", "澎湃新闻·澎湃号·媒体"),
        ("site", "WWW.Example.gov.cn"),
        ("not_county", "520626"),
        ("mention", "330110"),
        ("from", "2019"),
        ("to", "2019-06"),
        ("date_field", "written"),
        ("scope", "part"),
        ("dup", "all"),
        ("synonyms", "off"),
        ("lang", "en"),
        ("sort", "newest"),
        ("page", "２"),
        ("per_page", "50"),
    ) == Query(
        q="危房改造",
        where="title",
        mode="exact",
        county=("520524", "_none"),
        issue=("住房保障",),
        province=("520000",),
        prefecture=("520500",),
        year=("2020", "_none"),
        source=("澎湃新闻·澎湃号·媒体",),
        site=("www.example.gov.cn",),
        not_county=("520626",),
        mention=("330110",),
        date_from=date(2019, 1, 1),
        date_to=date(2019, 6, 30),
        date_field="written",
        scope="part",
        dup="all",
        synonyms=False,
        lang="en",
        sort="newest",
        page=2,
        per_page=50,
    )


def test_within_counts_back_from_today() -> None:
    assert accepted(("within", "7d")) == Query(date_from=date(2024, 6, 8))


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    (problem,) = problems(("cuonty", "520524"))
    assert problem == Problem(
        "cuonty",
        "",
        f"没有叫“cuonty”的参数；可用的参数有：{'、'.join(ACCEPTED)}。",
        f"there is no parameter 'cuonty'; the parameters are: {', '.join(ACCEPTED)}.",
    )


def test_all_problems_are_collected() -> None:
    found = problems(
        ("cuonty", "x"), ("county", "织金县"), ("sort", "best"), ("from", "昨天"), ("page", "0"), ("q", "*房")
    )
    assert sorted(problem.parameter for problem in found) == ["county", "cuonty", "from", "page", "q", "sort"]


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("county", "5205"), "参数 county 应当是六位区划代码或 _none（未识别），而不是“5205”。"),
        (("province", "贵州省"), "参数 province 应当是六位区划代码或 _none（未注明），而不是“贵州省”。"),
        (("prefecture", "毕节"), "参数 prefecture 应当是六位区划代码或 _none（未注明），而不是“毕节”。"),
        (("mention", "_none"), "参数 mention 应当是六位区划代码，而不是“_none”。"),
        (("year", "20"), "参数 year 应当是四位年份或 _none（未注明），而不是“20”。"),
        (("in", "lead"), "参数 in 不能是“lead”；可以是：all、title、body。"),
        (("scope", "page"), "参数 scope 不能是“page”；可以是：notice、part。"),
        (("synonyms", "no"), "参数 synonyms 不能是“no”；可以是：on、off。"),
        (("page", "-1"), "参数 page 应当是从 1 到 10000 的整数，而不是“-1”。"),
        (("per_page", "many"), "参数 per_page 应当是从 1 到 100 的整数，而不是“many”。"),
        (("from", "2019-13"), "没有“2019-13”这一天，请改正。"),
        (("within", "7"), "看不懂时间范围“7”：请写成 7d（天）、3m（月）或 1y（年）这样的形式。"),
        (("q", "*房"), "“*房”以 * 开头：通配符只能放在词尾，如 住房*。"),
        (("q", "房" * 513), "参数 q 的值最多 512 个字符，这里有 513 个。"),
        (("source", "报" * 201), "参数 source 的值最多 200 个字符，这里有 201 个。"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_wrong_value_is_answered_with_what_would_be_right(pair: tuple[str, str], message: str) -> None:
    (problem,) = problems(pair)
    assert (problem.parameter, problem.message_zh) == (pair[0], message)


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    (problem,) = problems(("from", "2020"), ("to", "2019-06"))
    assert problem == Problem(
        "from",
        "2020",
        "开始日期 2020-01-01 晚于结束日期 2019-06-30，这样什么也找不到；请对调或改正。",
        "the first day, 2020-01-01, is after the last, 2019-06-30, so nothing could be found; swap or correct them.",
    )


def test_within_and_from_exclude_each_other() -> None:
    (problem,) = problems(("from", "2020"), ("within", "7d"))
    assert problem.message_en == "within and from both say where to begin; use one of them."


def test_a_single_parameter_given_twice_is_refused_unless_both_agree() -> None:
    assert accepted(("sort", "newest"), ("sort", "newest")) == Query(sort="newest")
    (problem,) = problems(("sort", "newest"), ("sort", "oldest"))
    assert problem.message_zh == "参数 sort 最多可以给 1 个值，这里有 2 个。"


def test_a_facet_takes_fifty_values() -> None:
    codes = [("county", f"52{n:04}") for n in range(51)]
    assert len(accepted(*codes[:50]).county) == 50
    (problem,) = problems(*codes)
    assert problem.message_zh == "参数 county 最多可以给 50 个值，这里有 51 个。"


@pytest.mark.parametrize(
    ("pair", "query", "message", "message_en"),
    [
        (
            ("per_page", "1000"),
            Query(per_page=100),
            "参数 per_page 最大是 100，已按 100 处理。",
            "per_page is at most 100, so 100 was used.",
        ),
        (
            ("page", "9" * 100),
            Query(page=10_000),
            "参数 page 最大是 10000，已按 10000 处理。",
            "page is at most 10000, so 10000 was used.",
        ),
    ],
    ids=["per_page", "page"],
)
def test_what_is_too_large_is_cut_down_and_reported(
    pair: tuple[str, str], query: Query, message: str, message_en: str
) -> None:
    assert read([pair], today=TODAY) == Accepted(query, (Warning("clamped", message, (pair[0],), message_en),))


def test_exact_mode_takes_any_text_as_it_stands() -> None:
    assert accepted(("q", '*) OR "'), ("mode", "exact")) == Query(q='*) OR "', mode="exact")


def test_bytes_that_were_no_text_still_make_a_query_that_prints() -> None:
    assert str(accepted(("q", "住房\udcff"))) == "q=%E4%BD%8F%E6%88%BF%3F"


def test_defaults_are_left_out_of_the_printed_query() -> None:
    query = Query(q="危房 改造", county=("520524", "_none"), date_to=date(2019, 6, 30), synonyms=False)
    assert to_pairs(query) == (
        ("q", "危房 改造"),
        ("county", "520524"),
        ("county", "_none"),
        ("to", "2019-06-30"),
        ("synonyms", "off"),
    )
    assert str(Query(q="a b", page=2)) == "q=a+b&page=2"


VALUES = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cf", "Cc"]), max_size=20).map(str.strip).filter(bool),
    unique=True,
    max_size=3,
).map(tuple)
CODES = st.lists(st.from_regex("[0-9]{6}|_none", fullmatch=True), unique=True, max_size=3).map(tuple)
YEARS = st.lists(st.from_regex("[0-9]{4}|_none", fullmatch=True), unique=True, max_size=3).map(tuple)
DAYS = st.tuples(st.none() | st.dates(), st.none() | st.dates()).filter(
    lambda days: days[0] is None or days[1] is None or days[0] <= days[1]
)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    date_from, date_to = draw(DAYS)
    return Query(
        q=draw(st.sampled_from(["", "危房改造", '"a b" OR -c', "title:通知 100%&+=#", "住房*", "脫貧　攻坚"])),
        where=draw(st.sampled_from(["all", "title", "body"])),
        mode=draw(st.sampled_from(["smart", "exact"])),
        county=draw(CODES),
        issue=draw(VALUES),
        province=draw(CODES),
        prefecture=draw(CODES),
        year=draw(YEARS),
        source=draw(VALUES),
        site=draw(st.lists(st.sampled_from(["a.gov.cn", "_none"]), unique=True).map(tuple)),
        not_county=draw(CODES),
        mention=draw(st.sampled_from([(), ("330110",)])),
        date_from=date_from,
        date_to=date_to,
        date_field=draw(st.sampled_from(["published", "written"])),
        scope=draw(st.sampled_from([None, "notice", "part"])),
        dup=draw(st.sampled_from(["collapse", "all"])),
        sort=draw(st.sampled_from(["relevance", "newest", "oldest"])),
        page=draw(st.integers(1, 10_000)),
        per_page=draw(st.integers(1, 100)),
        lang=draw(st.sampled_from(["zh", "en"])),
        synonyms=draw(st.booleans()),
    )


@given(queries())
@settings(deadline=None)
def test_a_printed_query_reads_back_as_an_equal_one(query: Query) -> None:
    assert read(parse_qsl(str(query)), today=TODAY) == Accepted(query)


@given(st.lists(st.tuples(st.sampled_from(ACCEPTED) | st.text(max_size=5), st.text(max_size=30)), max_size=8))
@settings(deadline=None)
def test_any_parameters_are_accepted_or_refused_with_reasons(pairs: list[tuple[str, str]]) -> None:
    found = read(pairs, today=TODAY)
    if isinstance(found, Refused):
        assert all(problem.message_zh.endswith("。") and problem.message_en for problem in found.problems)
    else:
        assert read(parse_qsl(str(found.query)), today=TODAY) == Accepted(found.query)


def test_every_facet_is_a_parameter() -> None:
    assert set(FACETS) < set(ACCEPTED)
