from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from noticesearch.store import Generation, IndexFolder, Verification

Run = Callable[[IndexFolder, str], str]


@pytest.fixture
def live(index: IndexFolder, run: Run) -> Path:
    """The folder of the only generation."""
    return index.layout.generation(run(index, "old"))


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def test_an_untouched_index_is_sound(index: IndexFolder, run: Run) -> None:
    run(index, "one")
    name = run(index, "two")
    found = index.verify()
    assert found == Verification(name, files=6, pages=6, problems=(), notes=())
    assert found.sound


def test_changed_missing_and_stray_files_are_told_of_every_generation(index: IndexFolder, run: Run) -> None:
    first, second = (index.layout.generation(run(index, text)) for text in ("one", "two"))
    overwrite(first / "notices.seg", b"xne" + b"one" * 999)
    (second / "shared" / "old.seg").unlink()
    (second / "stray").touch()
    assert index.verify().problems == (
        f"{first / 'notices.seg'} was changed: its SHA-256 is not the manifest's",
        f"{second / 'shared' / 'old.seg'} is missing, expected 6500 bytes",
        f"{second / 'stray'} is not in the manifest",
    )


def test_a_damaged_ledger_is_told_by_hash_and_by_line(index: IndexFolder, live: Path) -> None:
    overwrite(live / "LEDGER.jsonl", (live / "LEDGER.jsonl").read_bytes().replace(b'"origin"', b'"orjgin"', 1))
    assert index.verify().problems == (
        f"{live / 'LEDGER.jsonl'} was changed: its SHA-256 is not the manifest's",
        f"{live / 'LEDGER.jsonl'}, line 1: no ledger entry ('origin'); try noticesearch rollback",
    )


def test_missing_and_damaged_pages_are_told(index: IndexFolder, live: Path) -> None:
    missing, damaged, _ = index.pages.hashes()
    index.pages.path(missing).unlink()
    overwrite(index.pages.path(damaged), b"")
    assert index.verify().problems == (
        f"the page {index.pages.path(missing)} is missing, though a ledger names it; reindex its source",
        f"the page {index.pages.path(damaged)} was changed: expected its SHA-256 to be its name; reindex it",
    )


def test_a_current_that_leads_nowhere_is_a_problem_and_the_rest_is_still_checked(
    index: IndexFolder, live: Path
) -> None:
    index.layout.current.write_text("000009-20300101T000000Z\n")
    (live / "notices.seg").unlink()
    found = index.verify()
    assert found.generation is None
    assert [problem.split(",")[0] for problem in found.problems] == [
        f"{index.layout.current} names 000009-20300101T000000Z",
        f"{live / 'notices.seg'} is missing",
    ]


def test_an_unreadable_manifest_and_list_of_removals_are_problems(index: IndexFolder, live: Path) -> None:
    overwrite(live / "MANIFEST.json", b"{}")
    index.layout.removed.write_text("0123456789abcdef\n")
    assert [problem.split(";")[0] for problem in index.verify().problems] == [
        f"{live / 'MANIFEST.json'} is no manifest ('format')",
        f'{index.layout.removed}, line 1: expected {{"notice_id": …, "url": …, "removed_at": …}}, '
        "found '0123456789abcdef'",
    ]


def test_a_lost_manifest_is_a_problem(index: IndexFolder, live: Path) -> None:
    (live / "MANIFEST.json").unlink()
    assert [problem.split(";")[0] for problem in index.verify().problems] == [
        f"cannot read {live / 'MANIFEST.json'}: No such file or directory"
    ]


def test_leftovers_are_notes_not_problems(index: IndexFolder, live: Path) -> None:
    leftover = index.layout.building("000002-20200311T130300Z")
    leftover.mkdir()
    extra = index.pages.path("ab" * 32)
    extra.parent.mkdir()
    extra.touch()
    found = index.verify()
    assert found.sound
    assert found.notes == (
        f"{leftover} is of a build that runs or was stopped; the next build removes it",
        "1 stored pages are named by no ledger; the next build that goes live removes them",
    )


def test_the_callers_comparison_with_the_sources_is_part_of_the_report(index: IndexFolder, live: Path) -> None:
    def compare(generation: Generation) -> Iterator[str]:
        for entry in generation.ledger():
            if entry.rejection is None:
                yield f"{entry.origin} has changed since {generation.name}"

    assert index.verify(compare).problems == tuple(
        f"old/{number}.html has changed since {live.name}" for number in range(3)
    )


def test_an_index_that_cannot_be_opened_is_not_compared(index: IndexFolder, live: Path) -> None:
    (live / "notices.seg").unlink()
    problems = index.verify(lambda _: ["compared"]).problems
    assert [problem.split(",")[0] for problem in problems] == [
        f"{live / 'notices.seg'} is missing",
        f"the index is damaged: {live / 'notices.seg'} is missing",
    ]


def test_verifying_changes_nothing(index: IndexFolder, live: Path) -> None:
    (live / "notices.seg").unlink()
    index.layout.building("000002-20200311T130300Z").mkdir()
    before = {path: path.lstat() for path in index.path.rglob("*") if path.is_file()}
    index.verify()
    assert {path: path.lstat()[:8] for path in index.path.rglob("*") if path.is_file()}.keys() == before.keys()
    assert index.layout.leftovers() == (index.layout.building("000002-20200311T130300Z"),)
