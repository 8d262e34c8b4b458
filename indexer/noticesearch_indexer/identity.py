"""What a page and a notice are called, and when a page must be read again."""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from noticesearch.notice import Notice, Page
from noticesearch.text.terms import analysis_hash

MIXED = "mixed"  # stands for the pipeline hash of an index that keeps notices of other rules than today's
_PIPELINE_FOLDERS = (
    ("noticesearch_indexer", ("extraction", "annotation", "reposts")),
    ("noticesearch", ("text", "gazetteer")),
)
_PIPELINE_FILES = (
    ("noticesearch_indexer", ("identity.py", "assembly.py", "numbering.py", "document_numbers.py")),
    (
        "noticesearch",
        (
            "issue_weights.py",
            "issues.py",
            "issues_file.py",
            "issues_matching.py",
            "findings.py",
            "notice.py",
            "clock.py",
            "spans.py",
            "data/gazetteer.tsv",
            "data/issue_weights.npz",
            "data/issues.toml",
            "data/normalisation.txt",
        ),
    ),
)


def notice_id(page: Page) -> str:
    """16 hex digits of the SHA-256 of the URL that the source gave, else of the origin."""
    return hashlib.sha256((page.url or page.origin).encode()).hexdigest()[:16]


def given_hash(page: Page) -> str:
    """SHA-256 of all that is said of the page beside its bytes, name and time: by its source, and by its neighbours."""
    given = repr((page.kind, page.url, page.charset, astuple(page.given), page.common_lines))
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()


def text_hash(notice: Notice) -> str:
    """16 hex digits of the SHA-256 of title and text: whether two pages of one notice say the same."""
    said = f"{notice.title}\0{notice.body}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@cache
def pipeline_hash() -> str:
    """SHA-256 of the analysis and of every rule, list and line of code that a page passes: a change reads all again."""
    digest = hashlib.sha256(analysis_hash().encode())
    for path in _pipeline_files():
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _pipeline_files() -> list[Path]:
    found: list[Path] = []
    for package, names in _PIPELINE_FOLDERS + _PIPELINE_FILES:
        with as_file(files(package)) as root:
            for name in names:
                target = root / name
                found += target.rglob("*") if target.is_dir() else [target] * target.is_file()
    return sorted(
        path for path in found if path.suffix in {".py", ".toml", ".txt", ".tsv", ".csv", ".json", ".gz", ".npz"}
    )
