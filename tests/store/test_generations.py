from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from noticesearch.store import IndexDamaged, IndexFolder, NoPrevious
from noticesearch.store.generations import hold_all

Run = Callable[[IndexFolder, str], str]
State = Callable[[IndexFolder], tuple[object, ...]]


def test_the_live_and_the_previous_generation_are_kept(index: IndexFolder, run: Run) -> None:
    names = [run(index, text) for text in ("one", "two", "three", "four")]
    assert index.generations() == tuple(names[2:])
    assert index.current_name() == names[3]
    assert [name[:6] for name in names] == ["000001", "000002", "000003", "000004"]


def test_a_generation_somebody_holds_is_kept_until_let_go(index: IndexFolder, run: Run) -> None:
    first = run(index, "one")
    with index.pin() as held:
        names = [run(index, text) for text in ("two", "three")]
        assert index.generations() == (first, *names)
        assert [index.pages.read(entry.content_hash or "") for entry in held.ledger() if entry.stored] == [
            b"one, page 0",
            b"one, page 1",
            b"one, page 2",
        ]
        assert (held.folder / "notices.seg").read_text() == "one" * 1000
    last = run(index, "four")
    assert index.generations() == (names[1], last)


def test_holding_all_keeps_all(index: IndexFolder, run: Run) -> None:
    names = (run(index, "one"), run(index, "two"))
    with hold_all(index.layout) as held:
        run(index, "three")
        assert held == names
        assert index.generations()[:2] == names
    run(index, "four")
    assert len(index.generations()) == 2


def test_a_reader_sees_that_current_has_moved(index: IndexFolder, run: Run) -> None:
    run(index, "one")
    with index.pin() as held:
        assert held.name == index.current_name()
        run(index, "two")
        assert held.name != index.current_name()


def test_rollback_makes_the_previous_live_once(index: IndexFolder, run: Run, state: State) -> None:
    first = run(index, "one")
    before = state(index)
    run(index, "two")
    assert index.rollback() == first == index.current_name()
    assert state(index) == before
    with pytest.raises(NoPrevious) as none:
        index.rollback()
    assert str(none.value) == (
        f"there is no earlier generation in {index.layout.generations} to go back to "
        f"(there: {', '.join(index.generations())}); only the one before the last build is kept"
    )


def test_a_build_after_a_rollback_comes_after_what_was_rolled_back_to(index: IndexFolder, run: Run) -> None:
    first, second = run(index, "one"), run(index, "two")
    index.rollback()
    third = run(index, "three")
    assert third > second
    assert index.generations() == (first, third)
    assert index.rollback() == first


def test_rollback_goes_to_what_was_live_not_to_what_never_went_live(index: IndexFolder, run: Run) -> None:
    first = run(index, "one")
    run(index, "two")
    index.layout.current.write_text(f"{first}\n")  # as if the second build had been killed before CURRENT moved
    third = run(index, "three")
    assert index.generations() == (first, third)
    assert index.rollback() == first


@pytest.mark.parametrize("current", [b"", b"nonsense\n", b"../../etc\n", b"\xff\xfe", b"000009-20300101T000000Z\n"])
def test_rollback_mends_a_current_that_leads_nowhere(index: IndexFolder, run: Run, current: bytes) -> None:
    names = (run(index, "one"), run(index, "two"))
    index.layout.current.write_bytes(current)
    for attempt in (index.pin, lambda: run(index, "three")):
        with pytest.raises(IndexDamaged, match=r"CURRENT.*noticesearch rollback"):
            attempt()
    assert index.generations() == names
    assert index.rollback() == names[1]


def test_rollback_with_a_lost_current_passes_over_what_cannot_be_opened(index: IndexFolder, run: Run) -> None:
    first, second = run(index, "one"), run(index, "two")
    index.layout.current.unlink()
    (index.layout.generation(second) / "MANIFEST.json").unlink()
    assert index.rollback() == first


def test_a_fresh_build_gets_past_a_current_that_leads_nowhere_and_keeps_the_newest(
    index: IndexFolder, run: Run
) -> None:
    newest = [run(index, "one"), run(index, "two")][1]
    index.layout.current.write_text("nonsense")
    with index.building("reindex --full", fresh=True) as build:
        assert build.previous is None
        published = build.publish((), (), lambda _: None)
    assert index.generations() == (newest, published.name)


def test_a_lost_current_is_told_and_the_next_build_goes_on(index: IndexFolder, run: Run) -> None:
    first = run(index, "one")
    index.layout.current.unlink()
    with pytest.raises(IndexDamaged, match=f"CURRENT is missing.*reindex again, or go live with {first} by"):
        index.current_name()
    second = run(index, "two")
    assert index.generations() == (first, second)


def test_a_damaged_small_file_is_found_at_opening(index: IndexFolder, run: Run) -> None:
    name = run(index, "one")
    path = index.layout.generation(name) / "notices.seg"
    path.chmod(0o644)
    path.write_text("eno" * 1000)
    with pytest.raises(IndexDamaged) as damage:
        index.pin()
    assert str(damage.value) == (
        f"the index is damaged: {path} was changed: its SHA-256 is not the manifest's; see noticesearch verify, "
        "go back with noticesearch rollback, or build anew with noticesearch reindex --full"
    )
    with index.pin(lambda _: False) as generation:  # only sizes
        assert generation.name == name
    with pytest.raises(IndexDamaged):
        index.pin(lambda _: True)


@pytest.mark.parametrize("name", ["MANIFEST.json", "notices.seg", "LEDGER.jsonl", "shared/old.seg"])
def test_damage_is_answered_by_a_sentence_and_nothing_is_removed(index: IndexFolder, run: Run, name: str) -> None:
    first, second = run(index, "one"), run(index, "two")
    (index.layout.generation(second) / name).unlink()
    before = {path: path.lstat().st_ino for path in index.path.rglob("*")}
    for attempt in (index.pin, lambda: run(index, "three")):
        with pytest.raises(IndexDamaged, match=name):
            attempt()
    assert {path: path.lstat().st_ino for path in index.path.rglob("*")} == before
    assert index.rollback() == first


def test_a_fresh_build_replaces_a_damaged_index_but_keeps_it(index: IndexFolder, run: Run) -> None:
    first = run(index, "one")
    (index.layout.generation(first) / "notices.seg").unlink()
    with index.building("reindex --full", fresh=True) as build:
        published = build.publish((), (), lambda _: None)
    assert index.generations() == (first, published.name)
    with pytest.raises(IndexDamaged):
        index.rollback()
    assert index.current_name() == published.name


def test_opening_fails_without_holding_anything(index: IndexFolder, run: Run) -> None:
    first = run(index, "one")
    path = index.layout.generation(first) / "notices.seg"
    path.rename(path.with_suffix(".away"))
    with contextlib.suppress(IndexDamaged):
        index.pin()
    path.with_suffix(".away").rename(path)
    run(index, "two")
    run(index, "three")
    assert first not in index.generations()


def test_stray_files_stop_an_engine_from_loading_them(index: IndexFolder, run: Run) -> None:
    name = run(index, "one")
    stray: Path = index.layout.generation(name) / "_MAIN_99.toc"
    stray.touch()
    (stray.parent / "MAIN_WRITELOCK").touch()
    with pytest.raises(IndexDamaged, match=f"{stray} is not in the manifest; see"):
        index.pin()
