"""Reading folders, files, archives and records."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from noticesearch.notice import Given, Page, Rejection
from noticesearch_indexer.sources import SourceUnreadable, open_sources
from noticesearch_indexer.sources.file_names import is_page, kind_of
from noticesearch_indexer.sources.limits import MAX_PAGE_BYTES


def read(*paths: Path) -> list[Page | Rejection]:
    return [page for source in open_sources(paths) for page in source.pages()]


def origins(*paths: Path) -> list[str]:
    return [page.origin for page in read(*paths)]


@pytest.fixture
def scraped(tmp_path: Path) -> Path:
    folder = tmp_path / "scraped"
    for name in ("b/2.htm", "b/1.html", "a.txt", "README.md", ".hidden/x.html", "style.css", "__MACOSX/y.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"通知 {name}", encoding="utf-8")
    return folder


def test_a_folder_is_read_recursively_in_the_order_of_names(scraped: Path) -> None:
    assert origins(scraped) == ["scraped/a.txt", "scraped/b/1.html", "scraped/b/2.htm"]


def test_what_is_no_page_is_counted_by_suffix(scraped: Path) -> None:
    (source,) = open_sources([scraped])
    assert source.count() == 3
    assert len(list(source.pages())) == 3
    assert dict(source.skipped) == {"css": 1}


@pytest.mark.parametrize(
    ("name", "page", "kind"),
    [
        ("t20200311_4021.html", True, "html"),
        ("show.asp?id=12&page=1.2", True, "html"),
        ("content.jsp@id=3", True, "html"),
        ("NOTICE.TXT", True, "text"),
        ("3d2f7ca16f0edcebc8a7a8782e8c1358", True, None),
        ("www.gov.example_2020.1", True, None),
        ("logo.PNG", False, None),
        ("附件1.docx", True, "docx"),
        ("公报.PDF", True, "pdf"),
        ("附件2.doc", False, None),
        (".DS_Store", False, None),
    ],
)
def test_a_name_says_whether_a_file_is_a_page(name: str, page: bool, kind: str | None) -> None:
    assert (is_page(name), kind_of(name)) == (page, kind)


def test_a_file_is_one_page_named_after_it(scraped: Path) -> None:
    (page,) = read(scraped / "a.txt")
    assert isinstance(page, Page)
    assert (page.origin, page.kind, page.content.decode()) == ("a.txt", "text", "通知 a.txt")


def test_sources_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for parent in ("x", "y"):
        (tmp_path / parent / "pages").mkdir(parents=True)
        (tmp_path / parent / "pages" / "1.html").write_text("通知", encoding="utf-8")
    assert origins(tmp_path / "x/pages", tmp_path / "y/pages") == ["x/pages/1.html", "y/pages/1.html"]


@pytest.mark.parametrize("given", ["missing", "twice"])
def test_an_unusable_source_is_refused_with_a_sentence(scraped: Path, given: str) -> None:
    paths = [scraped / "nothing"] if given == "missing" else [scraped, scraped]
    with pytest.raises(SourceUnreadable, match=r"nothing|given twice"):
        open_sources(paths)


def test_a_page_over_the_limit_is_rejected_and_the_next_is_read(scraped: Path) -> None:
    with (scraped / "big.html").open("wb") as file:
        file.truncate(MAX_PAGE_BYTES + 1)
    rejected = [page for page in read(scraped) if isinstance(page, Rejection)]
    assert [(page.origin, page.stage) for page in rejected] == [("scraped/big.html", "limit")]
    assert len(read(scraped)) == 4


def test_a_zip_gives_its_members_with_names_as_meant(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("政务/通知.html", "<p>通知</p>")
        archive.writestr("logo.png", b"\x89PNG")
        archive.writestr("../../evil.html", "<p>越界</p>")
    assert origins(path) == ["pages.zip!政务/通知.html", "pages.zip!../../evil.html"]


def test_a_gbk_member_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ABCD.html", "<p>通知</p>")
    path.write_bytes(path.read_bytes().replace(b"ABCD", "通知".encode("gbk")))
    assert origins(path) == ["pages.zip!通知.html"]


def test_a_bomb_is_rejected_and_its_neighbour_read(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", b"0" * 15_000_000)
        archive.writestr("ok.html", "<p>通知</p>")
    bomb, fine = read(path)
    assert isinstance(bomb, Rejection)
    assert bomb.stage == "limit"
    assert fine.origin == "pages.zip!ok.html"


def test_what_only_calls_itself_a_zip_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "pages.zip").write_bytes(b"no archive")
    (rejection,) = read(tmp_path / "pages.zip")
    assert isinstance(rejection, Rejection)
    assert rejection.reason.startswith("not a readable zip archive")


def write_records(path: Path, *lines: object) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize("name", ["n.jsonl", "n.jsonl.gz"])
def test_records_keep_what_they_say_of_their_pages(tmp_path: Path, name: str) -> None:
    record = {"id": "hb-1", "url": "http://gov.example/1", "title": "通知", "published": "2020-03-11", "text": "正文"}
    (page,) = read(write_records(tmp_path / name, record))
    assert page == Page(
        "正文".encode(),
        f"{name}#hb-1",
        "body",
        url="http://gov.example/1",
        charset="utf-8",
        given=Given(source_id="hb-1", title="通知", published="2020-03-11"),
    )


def test_a_bad_record_is_rejected_and_the_rest_read(tmp_path: Path) -> None:
    path = write_records(tmp_path / "n.jsonl", "{broken", ["list"], {"id": "x"}, {"html": "<p>通知</p>"})
    assert [type(page).__name__ for page in read(path)] == ["Rejection", "Rejection", "Rejection", "Page"]
    assert origins(path) == ["n.jsonl#line-1", "n.jsonl#line-2", "n.jsonl#x", "n.jsonl#line-4"]


def test_a_cut_off_gzip_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    path = write_records(tmp_path / "n.jsonl.gz", *({"id": str(i), "text": f"正文{i}" * 50} for i in range(2000)))
    path.write_bytes(path.read_bytes()[:-2000])
    pages = read(path)
    assert isinstance(pages[0], Page)
    assert isinstance(pages[-1], Rejection)
    assert pages[-1].reason.startswith("unreadable from here on")
