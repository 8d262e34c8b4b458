"""What a file's name says: a page, records, furniture of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PAGE_SUFFIXES = frozenset(
    ".html .htm .shtml .shtm .xhtml .xht .asp .aspx .jsp .jspx .php .do .action .txt .text".split()
)
HTML_SUFFIXES = PAGE_SUFFIXES - {".txt", ".text"}
RECORD_SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
SKIPPED_FOLDERS = frozenset({"__MACOSX", "node_modules"})
SKIPPED_FILES = frozenset({"README.md", "README.txt", "README", "Thumbs.db", "desktop.ini"})


def kind_of(file_name: str) -> Literal["html", "text"] | None:
    """What the file's name says it is; None leaves it to a look at the bytes."""
    suffix = Path(file_name).suffix.lower()
    if suffix in HTML_SUFFIXES:
        return "html"
    return "text" if suffix in PAGE_SUFFIXES else None


def is_page(file_name: str) -> bool:
    """Whether a file of this name, met in a folder or an archive, is read as a page."""
    suffix = Path(file_name).suffix.lower()
    return not is_furniture(file_name) and (not suffix or suffix in PAGE_SUFFIXES)


def holds_records(file_name: str) -> bool:
    """Whether the file is read line by line, a record each."""
    return file_name.lower().endswith(RECORD_SUFFIXES)


def is_furniture(file_name: str) -> bool:
    """Whether a file of this name is passed over without being counted: hidden files, readmes, what systems leave."""
    return file_name.startswith(".") or file_name in SKIPPED_FILES
