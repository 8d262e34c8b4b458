"""Sources as they should not be: pipes, loops, foreign names, lying archives; what can be read is, nothing hangs."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import SourceUnreadable, open_sources

PAGE = (
    "<html><body><h1>整改通报</h1><p>织金县针对危房改造推进缓慢问题，倒排工期，已全部竣工。</p></body></html>".encode()
)


@pytest.fixture
def scraped(tmp_path: Path) -> Path:
    folder = tmp_path / "scraped"
    folder.mkdir()
    (folder / "1.html").write_bytes(PAGE)
    return folder


def read(*paths: Path, index: Path | None = None) -> list[Page | Rejection]:
    return [page for source in open_sources(paths, index=index) for page in source.pages()]


def outcomes(*paths: Path) -> dict[str, str]:
    """Each page's origin and "read", or why it was not."""
    return {page.origin: page.reason if isinstance(page, Rejection) else "read" for page in read(*paths)}


@pytest.mark.parametrize("name", ["pipe.html", "pipe.jsonl", "pipe.jsonl.gz", "pipe.zip", "pipe"])
def test_a_pipe_in_a_folder_is_passed_over_with_a_sentence(scraped: Path, name: str) -> None:
    os.mkfifo(scraped / name)
    (source,) = open_sources([scraped])
    source.count()
    assert outcomes(scraped) == {
        "scraped/1.html": "read",
        f"scraped/{name}": "neither a file nor a folder (a pipe or a device, perhaps)",
    }


def test_a_pipe_or_a_device_as_a_source_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    for path in (tmp_path / "pipe.html", Path("/dev/zero")):
        with pytest.raises(SourceUnreadable, match="a pipe or a device; expected a folder or a file"):
            open_sources([path])


def test_a_link_leads_nowhere_but_into_its_folder(scraped: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("root:x:0:0", encoding="utf-8")
    (scraped / "a.html").symlink_to("1.html")
    (scraped / "b.html").symlink_to("../secret.txt")
    (scraped / "c").symlink_to(".")
    (scraped / "d.html").symlink_to("d.html")
    (scraped / "e.html").symlink_to("gone.html")
    assert outcomes(scraped) == {
        "scraped/1.html": "read",
        "scraped/a.html": "read",
        "scraped/b.html": "a link that leads out of the folder, to '../secret.txt'; only its files are read",
        "scraped/d.html": "unreadable file: Too many levels of symbolic links",
        "scraped/e.html": "unreadable file: No such file or directory",
    }


def test_a_link_to_itself_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(SourceUnreadable, match="cannot read the source"):
        open_sources([tmp_path / "loop"])


@pytest.mark.parametrize(("raw", "said"), [("通报".encode("gbk"), "通报"), (b"\xff\xfe", "\\xff\\xfe")])
def test_a_file_name_that_is_no_utf8_is_shown_as_meant(scraped: Path, raw: bytes, said: str) -> None:
    path = os.path.join(os.fsencode(scraped), raw + b".html")
    try:
        Path(os.fsdecode(path)).write_bytes(PAGE)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert outcomes(scraped) == {"scraped/1.html": "read", f"scraped/{said}.html": "read"}


def test_the_index_folder_within_a_source_is_no_source(scraped: Path) -> None:
    index = scraped / "index"
    (index / "generations").mkdir(parents=True)
    (index / "CURRENT").write_text("000001-20200311T130300Z\n", encoding="ascii")
    (index / "generations" / "LEDGER.jsonl").write_text("{}", encoding="ascii")
    assert [page.origin for page in read(scraped, index=index)] == ["scraped/1.html"]
    (source,) = open_sources([scraped], index=index)
    assert source.count() == 1
    for inside in (index, index / "generations"):
        with pytest.raises(SourceUnreadable, match="lies in the index folder"):
            open_sources([inside], index=index)


def test_a_source_within_another_is_refused(scraped: Path) -> None:
    with pytest.raises(SourceUnreadable, match="which is given too; name one"):
        open_sources([scraped, scraped / "1.html"])


@pytest.mark.parametrize("name", ["1.html", "n.jsonl", "z.zip", ""])
def test_a_source_that_disappears_before_it_is_read_stops_the_run(scraped: Path, name: str) -> None:
    path = scraped / name
    if name:
        path.write_bytes(b"")
    (source,) = open_sources([path])
    shutil.rmtree(scraped)
    with pytest.raises(SourceUnreadable, match="No such file or directory"):
        list(source.pages())


def records(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"\n".join(lines))
    return path


FINE = b'{"id": "fine", "text": "\xe6\xad\xa3\xe6\x96\x87"}'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": ' + b"9" * 1_000_000 + b"}", "not a JSON record: Exceeds the limit"),
        (b"[" * 100_000, "not a JSON record: maximum recursion depth exceeded"),
        (b'{"text": {"a": 1}}', "expected a text in 'html', 'text' or 'dump', found 'text'"),
        (b'{"' + b"a" * 100_000 + b'": 1}', "expected a text in 'html', 'text' or 'dump', found 'aaaa"),
        (b"\xff\xfe\x00{", "not a JSON record"),
        (b"null", "expected a JSON object, found NoneType"),
    ],
    ids=["digits", "depth", "no text", "long name", "binary", "null"],
)
def test_a_mad_record_is_rejected_in_a_sentence_and_the_next_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    rejection, page = read(records(tmp_path / "n.jsonl", line, FINE))
    assert isinstance(rejection, Rejection)
    assert rejection.reason.startswith(reason)
    assert len(rejection.reason) < 300
    assert page.origin == "n.jsonl#fine"


def test_a_byte_order_mark_windows_line_ends_and_double_keys_do_no_harm(tmp_path: Path) -> None:
    lines = b'\xef\xbb\xbf{"id": 1, "id": 2, "text": "a"}\r\n\r\n{"id": 3, "text": "b"}\r\n'
    assert [page.origin for page in read(records(tmp_path / "n.jsonl", lines))] == ["n.jsonl#2", "n.jsonl#3"]


def test_half_a_surrogate_pair_in_a_record_becomes_a_question_mark(tmp_path: Path) -> None:
    record = json.dumps({"id": "\ud800", "url": "http://gov.example/\udc00", "title": "甲\ud800", "text": "\ud800正文"})
    (page,) = read(records(tmp_path / "n.jsonl", record.encode()))
    assert isinstance(page, Page)
    assert (page.origin, page.url, page.given.title) == ("n.jsonl#?", "http://gov.example/?", "甲?")
    assert page.content.decode() == "?正文"


def test_garbage_after_a_gzip_costs_nothing_before_it(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl.gz"
    path.write_bytes(gzip.compress(FINE + b"\n") + b"garbage")
    (source,) = open_sources([path])
    assert source.count() == 1
    page, rejection = read(path)
    assert page.origin == "n.jsonl.gz#fine"
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "unreadable from here on: Not a gzipped file (b'ga')"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name in ("/etc/passwd", "C:\\windows\\a.html", "../up.html", "same.html", "twin.html", "inner.zip"):
            opened.writestr(name, PAGE)
    path.write_bytes(path.read_bytes().replace(b"twin.html", b"same.html"))
    return path


def test_hostile_member_names_are_names_and_nothing_more(archive: Path) -> None:
    assert [page.origin for page in read(archive)] == [
        "pages.zip!/etc/passwd",
        "pages.zip!C:\\windows\\a.html",
        "pages.zip!../up.html",
        "pages.zip!same.html",
        "pages.zip!same.html",
        "pages.zip!inner.zip",
    ]


def test_an_encrypted_member_is_rejected_in_a_sentence(archive: Path) -> None:
    raw = bytearray(archive.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    archive.write_bytes(raw)
    first, *rest = read(archive)
    assert isinstance(first, Rejection)
    assert first.reason == "the archive member is encrypted"
    assert [type(page) for page in rest] == [Page] * 4 + [Rejection]  # the archive in it


def test_an_archive_that_lies_about_sizes_is_not_believed(archive: Path) -> None:
    raw = bytearray(archive.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (1 << 31).to_bytes(4, "little")
    archive.write_bytes(raw)
    first, *rest = read(archive)
    assert isinstance(first, Rejection)
    assert first.stage == "limit"
    assert [type(page) for page in rest] == [Page] * 4 + [Rejection]  # the archive in it


def test_no_broken_archive_stops_the_reading(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - to repeat a run, not to keep a secret
    archives = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(packed := io.BytesIO(), "w", method) as opened:
            for number in range(3):
                opened.writestr(f"目录/{number}.html", PAGE)
        archives.append(packed.getvalue())
    path = tmp_path / "pages.zip"
    for _ in range(800):
        raw = bytearray(chance.choice(archives))
        for _ in range(chance.choice((1, 2, 8))):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        path.write_bytes(raw[: chance.choice((len(raw), chance.randrange(len(raw)) + 1))])
        (source,) = open_sources([path])
        assert source.count() <= 3
        assert len(list(source.pages())) <= 4
