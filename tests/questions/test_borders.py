"""Where sentences begin and end, and which words may be cut apart."""

import pytest

from noticesearch.snippets.borders import begins_sentence, ends_sentence, first_word_start, last_word_end


def bar(marked: str) -> tuple[str, int]:
    """A text and the place that a bar marks in it."""
    return marked.replace("|", ""), marked.index("|")


@pytest.mark.parametrize(
    ("marked", "begins"),
    [
        ("|甲县整改", True),
        ("  |甲县整改", True),
        ("乙县。|甲县", True),
        ("乙县。”|甲县", True),
        ("乙县！  |甲县", True),
        ("乙县等……|甲县", True),
        ("乙县。（责任单位：乙县）|甲县", True),
        ("乙县。（十二）|甲县", False),
        ("乙县\n|甲县", True),
        ("乙县\n  |甲县", True),
        ("乙县　　|甲县", True),
        ("乙县 |甲县", False),
        ("乙县；|甲县", False),
        ("乙县：|甲县", False),
        ("乙|县", False),
    ],
)
def test_a_sentence_begins_after_a_full_stop_or_a_line(marked: str, begins: bool) -> None:
    assert begins_sentence(*bar(marked)) == begins


@pytest.mark.parametrize(
    ("marked", "over"),
    [
        ("甲县整改。|乙县", True),
        ("甲县整改。”|乙县", True),
        ("甲县整改|", True),
        ("甲县整改| ", True),
        ("甲县整改：|\n一、", True),
        ("甲县整改 |\n一、", True),
        ("甲县整改|　　乙县", True),
        ("甲县整改等……|乙县", True),
        ("甲县整改|。", False),
        ("甲县整改；|乙县", False),
        ("甲县| 整改", False),
    ],
)
def test_a_sentence_ends_with_a_full_stop_or_its_line(marked: str, over: bool) -> None:
    assert ends_sentence(*bar(marked)) == over


@pytest.mark.parametrize(
    ("text", "low", "start"),
    [
        ("坚决担起巡视整改主体责任", 5, "整改主体责任"),
        ("落实“四不两直”要求", 1, "“四不两直”要求"),
        ("减少67.74%的电费", 3, "的电费"),
        ("主体责任", 1, "责任"),
        ("村卫生室", 2, ""),
    ],
)
def test_the_first_word_after_a_place(text: str, low: int, start: str) -> None:
    assert text[first_word_start(text, low, len(text)) :] == start


@pytest.mark.parametrize(
    ("text", "low", "high", "shown"),
    [
        ("坚决担起巡视整改主体责任", 4, 7, "坚决担起巡视"),
        ("落实（“四不两直”）要求", 2, 10, "落实（“四不两直”）"),
        ("减少67.74%的电费", 3, 6, "减少67.74"),
        ("网址http://a.example/b见", 1, 12, "网址"),
    ],
)
def test_the_last_word_before_a_place(text: str, low: int, high: int, shown: str) -> None:
    assert text[: last_word_end(text, low, high)] == shown
