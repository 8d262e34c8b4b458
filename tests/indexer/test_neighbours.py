"""Text dumps of one host tell each other's menu; what is kept of a page does not depend on when it was read."""

from __future__ import annotations

from pathlib import Path

from noticesearch.live import searching
from noticesearch.notice import Page
from noticesearch.query import Query
from noticesearch_indexer.neighbours import MIN_PAGES, Neighbours
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.report import Report
from noticesearch_indexer.sources import open_sources

VILLAGES = ("东", "西", "南", "北", "上", "下", "大", "小", "新", "老")
SLOGAN = "示例县人民政府欢迎您，让我们共同建设美丽新示例，一起迈向更加美好的明天"


def dump(name: str) -> str:
    text = f"{name}庄村饮水工程已经完工，二百一十户群众喝上了放心水。{name}庄村还修好了进村的路，安装了路灯。"
    return f"走进示例\n畅游示例\n{name}庄村饮水工程完工\n2020-03-11\n{text}\n{name}庄村委会\n{SLOGAN}\n"


def pages(count: int) -> list[Page]:
    return [Page(dump(name).encode(), f"dumps/{name}.txt", "text") for name in VILLAGES[:count]]


def common(neighbours: Neighbours, page: Page) -> tuple[str, ...]:
    return neighbours.introduce(page).common_lines


def test_lines_of_many_pages_are_told_to_each_page() -> None:
    slogan = "示例县人民政府欢迎您让我们共同建设美丽新示例一起迈向更加美好的明天"
    assert common(Neighbours(pages(MIN_PAGES)), pages(1)[0]) == ("畅游示例", slogan, "走进示例")


def test_few_pages_and_copies_of_one_say_nothing() -> None:
    assert common(Neighbours(pages(MIN_PAGES - 1)), pages(1)[0]) == ()
    copies = [Page(dump("东").encode() + b"\n" * n, f"dumps/{n}.txt", "text") for n in range(10)]
    assert common(Neighbours(copies), copies[0]) == ()


def test_hosts_and_folders_are_kept_apart() -> None:
    known = Neighbours(pages(10))
    elsewhere = Page(dump("东").encode(), "other/东.txt", "text")
    of_host = Page(dump("东").encode(), "dumps/东.txt", "text", url="https://www.example.gov.cn/1")
    assert (common(known, elsewhere), common(known, of_host)) == ((), ())


def test_the_order_of_pages_does_not_matter() -> None:
    many = [Page(f"{dump('东')}{n}".encode(), f"dumps/{n}.txt", "text") for n in range(200)] + pages(10)
    assert common(Neighbours(many), many[0]) == common(Neighbours(reversed(many)), many[0])


def write(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for page in pages(count):
        (folder / Path(page.origin).name).write_bytes(page.content)


def run(index: Path, source: Path) -> Report:
    return reindex(open_sources((source,)), index, Options(processes=1), Quiet())


def bodies(index: Path) -> dict[str, str]:
    with searching(index) as searcher:
        hits = searcher.search(Query(dup="all", per_page=100)).hits
        found = [searcher.notice(hit.id) for hit in hits]
    return {notice.origin: notice.body for notice in found if notice}


def test_page_after_page_gives_what_all_at_once_gives(tmp_path: Path) -> None:
    folder, grown = tmp_path / "dumps", tmp_path / "grown"
    for count in (1, 4, 5, 9):
        write(folder, count)
        run(grown, folder)
    run(tmp_path / "full", folder)
    assert bodies(grown) == bodies(tmp_path / "full")
    assert not any("畅游示例" in body or SLOGAN in body for body in bodies(grown).values())


def test_a_newcomer_that_teaches_nothing_has_no_page_read_again(tmp_path: Path) -> None:
    folder, index = tmp_path / "dumps", tmp_path / "index"
    write(folder, 8)
    run(index, folder)
    write(folder, 10)
    report = run(index, folder)
    assert (report.indexed, report.unchanged) == (2, 8)
