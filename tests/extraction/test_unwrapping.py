"""Texts broken at a fixed width are joined; others stay as they are."""

from __future__ import annotations

from noticesearch_indexer.extraction.unwrapping import unwrapped
from tests.extraction.scraped import BODY

PARAGRAPH = (
    "为进一步做好农村饮水安全工作，经县人民政府同意，现将有关事项通知如下，请认真贯彻执行，确保按期完成任务。" * 3
)


def broken(text: str, width: int = 30) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def test_broken_paragraphs_are_joined_and_all_else_stays() -> None:
    head = "关于做好农村饮水安全工作的通知\n各乡镇人民政府：\n"
    tail = "一、提高认识\n示例县水务局\n2020年3月9日"
    text = f"{head}{broken(PARAGRAPH)}\n一、提高认识\n{broken(PARAGRAPH)}\n示例县水务局\n2020年3月9日"
    assert unwrapped(text) == f"{head}{PARAGRAPH}\n一、提高认识\n{PARAGRAPH}\n{tail.partition(chr(10))[2]}"


def test_ordinary_paragraphs_stay() -> None:
    assert unwrapped(BODY * 5) == BODY * 5


def test_indented_lines_begin_paragraphs() -> None:
    lines = ["　　" + PARAGRAPH[:26], *([PARAGRAPH[26:54]] * 5), "　　" + PARAGRAPH[:26], *([PARAGRAPH[26:54]] * 5)]
    assert unwrapped("\n".join(lines)).count("\n") == 1


def test_tables_and_lists_of_short_lines_stay() -> None:
    rows = "\n".join(f"示例县\t{n}\t已经完成整改并且通过验收了" for n in range(20))
    assert unwrapped(rows) == rows
