"""What of a notice is shown for a question."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.notice import Finding, Notice, Part, Unit
from noticesearch.planning import plan
from noticesearch.query import Query
from noticesearch.results import Snippet
from noticesearch.snippets import snippets
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import cuts_run


def notice(
    *texts: str, counties: tuple[str | None, ...] = (), title: str = "整改情况公布", lead: bool = False
) -> Notice:
    """A notice whose body is *texts* in order, one part each; with *lead* the first is its opening."""
    parts = []
    at = 0
    for number, text in enumerate(texts):
        name = counties[number] if number < len(counties) else None
        parts.append(Part(((at, at + len(text)),), county=Unit("520524", name) if name else None))
        at += len(text)
    return Notice(
        id="0" * 16,
        origin="test",
        title=title,
        body="".join(texts),
        how="given",
        parts=tuple(parts),
        lead=(0, len(texts[0])) if lead else (0, 0),
    )


LEAD = "根据省委统一部署，现将整改进展情况予以公布。\n\n●●●\n\n"
ZHIJIN = "织金县针对住房保障推进缓慢问题，1519户危房改造已全部竣工。\n\n●●●\n\n"
DEJIANG = "德江县针对落实医疗保障政策不到位的问题，\n维修村卫生室。"
TITLE = Snippet("title", "整改情况公布", ())


def shown(q: str, *numbers: int) -> tuple[Snippet, ...]:
    it = notice(LEAD, ZHIJIN, DEJIANG, counties=(None, "织金县", "德江县"), lead=True)
    return snippets(it, numbers, plan(Query(q=q)))


def test_the_title_is_whole_and_marked() -> None:
    assert shown("整改", 0)[0] == Snippet("title", "整改情况公布", ((0, 2),))


def test_a_fragment_says_its_part_its_county_and_where_it_begins() -> None:
    assert shown("危房改造", 1) == (
        TITLE,
        Snippet("body", ZHIJIN.removesuffix("\n\n●●●\n\n"), ((21, 25),), 1, "织金县", len(LEAD)),
    )


def test_line_ends_become_blanks_and_marks_stay_in_place() -> None:
    assert shown("村卫生室", 2) == (
        TITLE,
        Snippet("body", DEJIANG.replace("\n", " "), ((23, 27),), 2, "德江县", len(LEAD + ZHIJIN)),
    )


def test_fragments_stand_in_reading_order_one_a_part() -> None:
    assert [(each.part, each.marks) for each in shown("保障 针对", 2, 1, 0)[1:]] == [
        (1, ((3, 5), (7, 9))),
        (2, ((3, 5), (9, 11))),
    ]


def test_of_many_parts_those_with_the_most_words_are_shown() -> None:
    it = notice("住房。\n", "医疗。\n", "住房，医疗。\n", "教育。\n", "医疗和住房和教育。\n")
    found = snippets(it, range(5), plan(Query(q="住房 医疗 教育")))
    assert [each.part for each in found] == [None, 2, 4]


def test_a_fragment_that_adds_a_word_goes_before_one_that_repeats() -> None:
    it = notice("住房，医疗。\n", "住房，医疗。\n", "住房，医疗。\n", "教育。\n")
    found = snippets(it, range(4), plan(Query(q="住房 医疗 教育")))
    assert [each.part for each in found] == [None, 0, 1, 3]


def test_a_part_that_matches_by_the_lead_shows_the_lead_once() -> None:
    assert shown("统一部署", 1, 2) == (TITLE, Snippet("body", LEAD.split("\n")[0], ((4, 8),), 0, None, 0))


def test_a_match_in_the_title_only_shows_how_the_notice_begins() -> None:
    assert shown("公布", 0, 1, 2)[1].text == LEAD.split("\n")[0]
    assert [each.part for each in shown("不存在", 0, 1, 2)] == [None, 0]


def test_filters_alone_show_how_the_parts_found_begin() -> None:
    assert [(each.part, each.marks, each.text[:3]) for each in shown("", 2, 1)[1:]] == [
        (1, (), "织金县"),
        (2, (), "德江县"),
    ]


def test_without_part_numbers_the_whole_notice_counts() -> None:
    assert [each.part for each in shown("卫生室")] == [None, 2]


def texts(it: Notice, q: str) -> list[str]:
    """The fragments' texts, …… where a sentence is cut."""
    found = snippets(it, range(len(it.parts)), plan(Query(q=q)))[1:]
    return [f"{'……' * each.cut_before}{each.text}{'……' * each.cut_after}" for each in found]


def test_it_is_said_where_a_sentence_is_cut() -> None:
    it = notice("前" * 110 + "，一，住房保障" + "二" * 80 + "，" + "三" * 40 + "。")
    assert texts(it, "住房") == ["……一，住房保障" + "二" * 80 + "……"]


def test_whole_sentences_are_not_said_to_be_cut() -> None:
    assert texts(notice(LEAD, ZHIJIN, DEJIANG), "危房改造 村卫生室") == [
        ZHIJIN.removesuffix("\n\n●●●\n\n"),
        DEJIANG.replace("\n", " "),
    ]


def sentence(word: str, chars: int = 75) -> str:
    return word.ljust(chars, "一") + "。"


def test_one_part_alone_shows_a_fragment_for_each_word() -> None:
    it = notice("".join(sentence(word) + sentence("") for word in ("住房", "医疗", "住房", "控辍")))
    assert texts(it, "住房 医疗 控辍") == [sentence("住房"), sentence("医疗"), sentence("控辍")]


def test_one_part_alone_shows_a_word_again_from_far_away() -> None:
    it = notice(sentence("住房") + sentence("", 300) + sentence("住房保障"))
    assert texts(it, "住房") == [sentence("住房"), sentence("住房保障")]


def test_a_rare_word_is_shown_before_a_frequent_one() -> None:
    parts = [sentence("整改，整改") + sentence("") + sentence("住房"), "乙县整改。"]
    assert texts(notice(*parts), "住房 整改") == [sentence("住房"), "乙县整改。"]


def test_what_stands_near_or_says_the_same_is_not_shown_again() -> None:
    near = sentence("住房") + sentence("") + sentence("住房保障")
    same = sentence("住房") + sentence("", 300) + sentence("住房")
    assert texts(notice(near), "住房") == texts(notice(same), "住房") == [sentence("住房")]


def test_of_a_text_full_of_a_word_the_beginning_is_looked_at() -> None:
    it = notice("住房，" * 20_000 + "医疗。")
    assert [each.start for each in snippets(it, (0,), plan(Query(q="住房")))[1:]] == [0]


def test_filters_alone_show_the_finding_of_the_issue_type() -> None:
    text = "织金县整改情况。针对教育问题，已劝返。针对住房问题，已竣工。"
    at = text.index("针对住房")
    finding = Finding("住房", ("住房保障",), "已竣工。", at, len(text), (at + 2, at + 4), (at + 7, len(text)))
    it = notice(text, "其他。")
    it = replace(it, parts=(replace(it.parts[0], findings=(finding,)), it.parts[1]))
    assert [each.text for each in snippets(it, (0,), plan(Query()), ("住房保障",))[1:]] == [text]


def test_a_notice_without_text_shows_its_title() -> None:
    assert snippets(notice(""), (0,), plan(Query(q="住房"))) == (TITLE,)


PARTS = st.lists(
    st.lists(
        st.sampled_from(["住房", "医疗保障", "一二三四五六七八九", "，", "。", "\n", "\n●●●\n", "12号", "qq3.5", " "]),
        max_size=60,
    ).map("".join),
    min_size=1,
    max_size=5,
)


@given(PARTS, st.sampled_from(["住房", "医疗 住房", '"保障一二"', "12号 -住房", "q*", "五六七 七八九", ""]))
@settings(deadline=None, max_examples=300)
def test_a_snippet_without_its_marks_is_the_text_and_marks_are_query_words(texts: list[str], q: str) -> None:
    it = notice(*texts)
    found = snippets(it, range(len(texts)), plan(Query(q=q)))[1:]
    assert len(found) <= 3
    assert len({each.part for each in found}) in (1, len(found)) or not found
    assert all(a.start + len(a.text) <= b.start for a, b in pairwise(found))
    for each in found:
        end = each.start + len(each.text)
        assert each.text == it.body[each.start : end].replace("\n", " ") == each.text.strip()
        assert "●" not in each.text
        start = it.parts[each.part or 0].spans[0][0]
        assert not cuts_run(it.body[start:], each.start - start)
        words = [word for word in q.replace('"', "").replace("*", "").split() if word[0] != "-"]
        for a, b in each.marks:
            assert any(word in normalise(each.text[a:b]) for word in words)
        assert list(each.marks) == sorted(each.marks)
        assert all(a[1] <= b[0] for a, b in zip(each.marks, each.marks[1:], strict=False))
