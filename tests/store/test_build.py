from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from noticesearch.store import IndexDamaged, IndexFolder, LedgerEntry, Published

Run = Callable[[IndexFolder, str], str]
State = Callable[[IndexFolder], tuple[object, ...]]


def no_check(_: Path) -> None:
    return None


def files(index: IndexFolder) -> list[str]:
    return sorted(path.relative_to(index.path).as_posix() for path in index.path.rglob("*") if path.is_file())


def test_what_is_published_is_what_a_reader_gets(index: IndexFolder) -> None:
    with index.building("reindex") as build:
        (build.folder / "a.seg").write_bytes(b"abc")
        entry = LedgerEntry("1.html", build.pages.put(b"page"), "given", "0123456789abcdef", stored=True)
        build.ledger.add(entry)
        published = build.publish((("schema", "1"), ("analysis", "ab")), (("notices", 1),), no_check)
    with index.pin(lambda _: True) as generation:
        assert published == Published(generation.name, generation.manifest)
        assert generation.manifest.identity == (("analysis", "ab"), ("schema", "1"))
        assert generation.manifest.counts == (("notices", 1),)
        assert generation.manifest.previous is None
        assert [file.name for file in generation.manifest.files] == ["LEDGER.jsonl", "a.seg"]
        assert list(generation.ledger()) == [entry]
        assert index.pages.read(entry.content_hash or "") == b"page"


def test_nothing_is_seen_before_publishing(index: IndexFolder, run: Run, state: State) -> None:
    run(index, "old")
    before = state(index)
    with index.building("reindex") as build:
        (build.folder / "a.seg").write_bytes(b"abc")
        build.pages.put(b"page")
        assert state(index) == before
        assert len(index.generations()) == 1


@pytest.mark.parametrize(
    "error", [RuntimeError("engine"), KeyboardInterrupt(), OSError(5, "of a source", "/elsewhere")]
)
def test_an_exception_inside_passes_unchanged_and_leaves_no_trace(
    index: IndexFolder, run: Run, state: State, error: BaseException
) -> None:
    run(index, "old")
    before, names = state(index), files(index)
    with pytest.raises(type(error)) as raised, index.building("reindex") as build:
        fail_after_writing(build.folder, error)
    assert raised.value is error
    assert (state(index), files(index)) == (before, names)


def fail_after_writing(folder: Path, error: BaseException) -> None:
    (folder / "a.seg").write_bytes(b"abc")
    raise error


def test_a_block_left_without_publishing_changes_nothing(index: IndexFolder, run: Run) -> None:
    run(index, "old")
    names = files(index)
    with index.building("reindex") as build:
        build.pages.put(b"page")
    assert files(index) == names


def test_a_failed_self_check_leaves_the_old_index_live(index: IndexFolder, run: Run, state: State) -> None:
    run(index, "old")
    before, names = state(index), files(index)

    def check(folder: Path) -> None:
        raise RuntimeError(f"织金县 finds nothing in {sorted(os.listdir(folder))}")

    with index.building("reindex") as build:
        (build.folder / "a.seg").touch()
        with pytest.raises(RuntimeError, match=r"织金县 finds nothing in \['LEDGER.jsonl', 'a.seg'\]"):
            build.publish((), (), check)
    assert (state(index), files(index)) == (before, names)


def test_leftovers_of_killed_builds_are_removed_by_the_next(index: IndexFolder, run: Run) -> None:
    run(index, "old")
    layout = index.layout
    for folder in (layout.building("000002-20200311T130300Z"), layout.removing("000001-20200311T130300Z")):
        folder.mkdir()
        (folder / "half.seg").touch()
    layout.incoming("000002-20200311T130300Z").mkdir()
    (layout.incoming("000002-20200311T130300Z") / "ab").touch()
    with index.building("reindex") as build:
        assert layout.leftovers() == (layout.building(build.name),)
        assert build.name.startswith("000002-")


def test_unchanged_files_are_linked_and_keep_their_recorded_hash(index: IndexFolder, run: Run) -> None:
    first = run(index, "old")
    shared = index.layout.generation(first) / "shared" / "old.seg"
    with index.building("reindex") as build:
        assert build.link_previous(lambda name: True) == ("notices.seg", "shared/old.seg")
        (build.folder / "notices.seg").unlink()
        (build.folder / "notices.seg").write_bytes(b"new")
        build.publish((), (), no_check)
    with index.pin(lambda _: True) as generation:
        assert (generation.folder / "shared" / "old.seg").samefile(shared)
        assert generation.manifest.files[1].size == 3
    assert (index.layout.generation(first) / "notices.seg").read_text() == "old" * 1000


def test_rot_in_a_linked_file_is_not_blessed_by_a_new_hash(index: IndexFolder, run: Run) -> None:
    first = run(index, "old")
    rotten = index.layout.generation(first) / "shared" / "old.seg"
    with index.building("reindex") as build:
        rotten.chmod(0o644)
        rotten.write_bytes(b"Never changes" * 500)
        build.link_previous(lambda name: name == "shared/old.seg")
        second = build.publish((), (), no_check).name
    assert index.verify().problems == tuple(
        f"{index.layout.generation(name) / 'shared' / 'old.seg'} was changed: its SHA-256 is not the manifest's"
        for name in (first, second)
    )


def test_a_linked_file_written_in_place_is_refused(index: IndexFolder, run: Run) -> None:
    run(index, "old")
    with index.building("reindex") as build:
        build.link_previous(lambda name: name == "notices.seg")
        path = build.folder / "notices.seg"
        path.chmod(0o644)
        with path.open("ab") as file:
            file.write(b"more")
        with pytest.raises(IndexDamaged, match=f"{path} is shared with the live generation and was written into"):
            build.publish((), (), no_check)
    assert len(index.generations()) == 1


def test_published_files_are_read_only(index: IndexFolder, run: Run) -> None:
    folder = index.layout.generation(run(index, "old"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert modes == dict.fromkeys(("MANIFEST.json", "LEDGER.jsonl", "notices.seg", "old.seg"), 0o444)


def test_the_first_build_and_a_fresh_one_have_no_previous(index: IndexFolder, run: Run) -> None:
    with index.building("reindex") as build:
        assert build.previous is None
        assert build.link_previous(lambda _: True) == ()
    first = run(index, "old")
    with index.building("reindex") as build:
        assert build.previous is not None
        assert build.previous.name == first
    with index.building("reindex --full", fresh=True) as build:
        assert build.previous is None


def test_pages_that_no_kept_generation_names_are_dropped(index: IndexFolder, run: Run) -> None:
    for text in ("one", "two"):
        run(index, text)
    with index.building("reindex --no-pages") as build:
        build.ledger.add(LedgerEntry("1.html", "ab" * 32, "", "0123456789abcdef"))
        published = build.publish((), (), no_check)
    assert (published.pages_dropped, published.leftovers) == (3, ())
    assert [published.pruned, len(list(index.pages.hashes()))] == [(published.pruned[0],), 3]


def test_no_page_is_dropped_when_a_ledger_cannot_be_read(index: IndexFolder, run: Run) -> None:
    first = run(index, "one")
    with index.building("reindex --full", fresh=True) as build:
        path = index.layout.generation(first) / "LEDGER.jsonl"
        path.chmod(0o644)
        path.write_text("{}\n")
        published = build.publish((), (), no_check)
    assert index.current_name() == published.name
    assert published.leftovers == (
        f"the new index is live, but what it replaces was not removed: {path}, line 1: no ledger entry ('origin'); "
        "try noticesearch rollback",
    )
    assert len(list(index.pages.hashes())) == 3
