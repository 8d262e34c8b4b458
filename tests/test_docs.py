"""What documents and comments point to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
CODE = [
    path for name in ("src", "indexer", "web", "tests", "benchmarks", "tools") for path in (ROOT / name).rglob("*.py")
]
_LINK = re.compile(r"\]\((?!https?://|mailto:|#)(?P<target>[^)#\s]+)")
_DECISION = re.compile(r"docs/decisions/(?P<path>[0-9]{4})|\b[Dd]ecision (?P<word>[0-9]{4})")
_NAMED = re.compile(r"docs/[a-z-]+\.md")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_point_to_files(document: Path) -> None:
    targets = [found["target"] for found in _LINK.finditer(document.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_cited_decisions_exist() -> None:
    decisions = {path.name[:4] for path in (ROOT / "docs/decisions").glob("[0-9]*.md")}
    missing = {
        f"{path.relative_to(ROOT)}: {number}"
        for path in (*CODE, *DOCUMENTS)
        for found in _DECISION.finditer(path.read_text(encoding="utf-8"))
        if (number := found["path"] or found["word"]) not in decisions
    }
    assert missing == set()


def test_documents_named_in_code_exist() -> None:
    missing = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in CODE
        for found in _NAMED.finditer(path.read_text(encoding="utf-8"))
        if not (ROOT / found[0]).exists()
    }
    assert missing == set()
