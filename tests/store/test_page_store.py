from __future__ import annotations

import gzip
import stat
from pathlib import Path

import pytest

from noticesearch.store import IndexDamaged, PageIntake, PageStore, content_hash, pack

PAGE = "<html>织金县</html>".encode("gb18030")


@pytest.fixture
def store(tmp_path: Path) -> PageStore:
    return PageStore(tmp_path)


@pytest.fixture
def intake(store: PageStore, tmp_path: Path) -> PageIntake:
    return PageIntake(store, tmp_path / "000001-20200311T130300Z.incoming")


def kept(store: PageStore, intake: PageIntake, *pages: bytes) -> list[str]:
    hashes = [intake.put(page) for page in pages]
    intake.store()
    return hashes


def test_bytes_come_back_exactly_under_their_hash(store: PageStore, intake: PageIntake) -> None:
    hashes = kept(store, intake, PAGE, b"", b"\x00\xff" * 100_000)
    assert hashes == [content_hash(PAGE), content_hash(b""), content_hash(b"\x00\xff" * 100_000)]
    assert [store.read(name) for name in hashes] == [PAGE, b"", b"\x00\xff" * 100_000]
    assert list(store.hashes()) == sorted(hashes)


def test_a_stored_page_is_a_read_only_gzip_file_in_a_fan_of_folders(store: PageStore, intake: PageIntake) -> None:
    (name,) = kept(store, intake, PAGE)
    path = store.root / name[:2] / f"{name[2:]}.gz"
    assert gzip.decompress(path.read_bytes()) == PAGE
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_packing_gives_the_same_bytes_every_time_and_is_what_put_stores(store: PageStore, intake: PageIntake) -> None:
    assert pack(PAGE) == pack(PAGE)
    assert intake.put_packed(pack(PAGE)) == intake.put(PAGE)
    intake.store()
    assert store.read(content_hash(PAGE)) == PAGE


def test_a_page_is_written_once(store: PageStore, intake: PageIntake) -> None:
    (name,) = kept(store, intake, PAGE)
    first = store.path(name).stat()
    kept(store, intake, PAGE)
    assert store.path(name).stat() == first


def test_new_pages_are_not_in_the_store_before_it_takes_them(store: PageStore, intake: PageIntake) -> None:
    name = intake.put(PAGE)
    assert (store.read(name), list(store.hashes())) == (None, [])
    intake.discard()
    assert list(store.root.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [b"", b"no gzip", gzip.compress(b"another page"), pack(PAGE).data[:-5]],
    ids=["empty", "no gzip", "another page", "cut off"],
)
def test_a_damaged_page_is_told_and_mended_when_its_bytes_come_again(
    store: PageStore, intake: PageIntake, damage: bytes
) -> None:
    (name,) = kept(store, intake, PAGE)
    store.path(name).chmod(0o644)
    store.path(name).write_bytes(damage)
    with pytest.raises(IndexDamaged, match=str(store.path(name))):
        store.read(name)
    assert store.path(name).read_bytes() == damage
    kept(store, intake, PAGE)
    assert store.read(name) == PAGE


def test_only_named_pages_are_kept_and_foreign_files_stay(store: PageStore, intake: PageIntake) -> None:
    first, second = kept(store, intake, b"first", b"second")
    foreign = store.root / first[:2] / "notes.txt"
    foreign.write_text("mine")
    assert store.keep_only({second}) == 1
    assert list(store.hashes()) == [second]
    assert foreign.read_text() == "mine"
