from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from noticesearch.store import FileRecord, IndexDamaged, IndexRefused, Manifest
from noticesearch.store.manifest import (
    differences,
    file_names,
    file_record,
    is_lock,
    read_manifest,
    small_files,
    write_manifest,
)


def manifest_of(folder: Path) -> Manifest:
    return Manifest(
        built_at="2020-03-11T13:03:00+00:00",
        previous="000001-20200311T130300Z",
        identity=(("analysis", "ab12"), ("schema", "1")),
        counts=(("notices", 8), ("parts", 12)),
        files=tuple(file_record(folder, name) for name in file_names(folder)),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "findings").mkdir()
    (tmp_path / "findings" / "_MAIN_1.toc").write_bytes(b"toc")
    (tmp_path / "织金县.seg").write_bytes(b"x" * 2_000_000)
    (tmp_path / "MAIN_WRITELOCK").touch()
    write_manifest(tmp_path, manifest_of(tmp_path))
    return tmp_path


def everything(_: FileRecord) -> bool:
    return True


def test_what_is_written_is_read_back(folder: Path) -> None:
    found = read_manifest(folder)
    assert found == Manifest(
        built_at="2020-03-11T13:03:00+00:00",
        previous="000001-20200311T130300Z",
        identity=(("analysis", "ab12"), ("schema", "1")),
        counts=(("notices", 8), ("parts", 12)),
        files=(
            FileRecord("findings/_MAIN_1.toc", 3, hashlib.sha256(b"toc").hexdigest()),
            FileRecord("织金县.seg", 2_000_000, hashlib.sha256(b"x" * 2_000_000).hexdigest()),
        ),
    )
    assert (found.identity_of("schema"), found.identity_of("colour")) == ("1", None)
    assert (found.count_of("parts"), found.count_of("pages")) == (12, 0)


def test_any_changed_character_is_noticed(folder: Path) -> None:
    path = folder / "MANIFEST.json"
    raw = path.read_bytes()
    for at in range(0, len(raw), 7):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        with pytest.raises((IndexDamaged, IndexRefused)):
            read_manifest(folder)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", b'{"format": 1}'])
def test_what_is_no_manifest_is_damage_in_a_sentence(folder: Path, content: bytes) -> None:
    (folder / "MANIFEST.json").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"MANIFEST\.json is no manifest"):
        read_manifest(folder)


def test_another_format_is_refused_not_guessed(folder: Path) -> None:
    record = json.loads((folder / "MANIFEST.json").read_text())
    (folder / "MANIFEST.json").write_text(json.dumps(record | {"format": 2}))
    with pytest.raises(IndexRefused, match="is in format 2, expected 1; use the version that built it"):
        read_manifest(folder)


@pytest.mark.parametrize("name", ["../CURRENT", "/etc/passwd", "a//b", "./a"])
def test_a_file_name_never_leads_out_of_the_generation(tmp_path: Path, name: str) -> None:
    write_manifest(tmp_path, Manifest("now", None, (), (), (FileRecord(name, 1, "00"),)))
    with pytest.raises(IndexDamaged, match="leads out of the generation"):
        read_manifest(tmp_path)


def test_an_untouched_folder_differs_in_nothing(folder: Path) -> None:
    assert list(differences(folder, read_manifest(folder), everything)) == []


def test_missing_resized_changed_and_stray_files_are_told(folder: Path) -> None:
    manifest = read_manifest(folder)
    toc, segment = folder / "findings" / "_MAIN_1.toc", folder / "织金县.seg"
    toc.write_bytes(b"TOC")
    segment.write_bytes(b"x")
    (folder / "_MAIN_9.toc").write_bytes(b"planted")
    assert list(differences(folder, manifest, everything)) == [
        f"{toc} was changed: its SHA-256 is not the manifest's",
        f"{segment} has 1 bytes, expected 2000000",
        f"{folder / '_MAIN_9.toc'} is not in the manifest",
    ]
    toc.unlink()
    segment.unlink()
    segment.symlink_to("/dev/zero")
    assert list(differences(folder, manifest, everything, stray=False)) == [
        f"{toc} is missing, expected 3 bytes",
        f"{segment} is missing, expected 2000000 bytes",
    ]


def test_opening_hashes_small_files_and_only_sizes_large_ones(folder: Path) -> None:
    manifest = read_manifest(folder)
    (folder / "织金县.seg").write_bytes(b"y" * 2_000_000)
    assert list(differences(folder, manifest, small_files)) == []
    (folder / "findings" / "_MAIN_1.toc").write_bytes(b"TOC")
    assert len(list(differences(folder, manifest, small_files))) == 1


def test_a_symbolic_link_does_not_get_into_a_generation(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/passwd")
    with pytest.raises(IndexDamaged, match="link is no regular file"):
        list(file_names(tmp_path))


def test_lock_files_are_known_by_name() -> None:
    assert [name for name in ("MAIN_WRITELOCK", "a/x.lock", "block.seg", "_MAIN_1.toc") if is_lock(name)] == [
        "MAIN_WRITELOCK",
        "a/x.lock",
    ]
