"""The commands that show what is read of pages: extract, explain."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from noticesearch.cli.options import AS_JSON, INDEX, ISSUES, GivenPath
from noticesearch.cli.printing import fail, print_json, print_lines, reporting_trouble
from noticesearch.terminal import harmless

if TYPE_CHECKING:
    from noticesearch.notice import Content, Notice, Page, Rejection
    from noticesearch.versions import EarlierVersion


@click.command()
@click.argument("files", nargs=-1, required=True, type=GivenPath(path_type=Path, readable=False), metavar="FILE...")
@click.option("--jsonl", is_flag=True, help="One JSON object a page: id (FOLDER/STEM), title, published, body, …")
@click.option("--debug", is_flag=True, help="Show each line, kept (+) or dropped (-), with its score and the reason.")
@reporting_trouble
def extract(files: tuple[Path, ...], *, jsonl: bool, debug: bool) -> None:
    """Show what is kept of pages once their chrome is removed.

    A page that cannot be read is told on standard error, and makes the exit status 1.
    """
    from noticesearch.notice import Rejection
    from noticesearch_indexer.extraction import extract
    from noticesearch_indexer.extraction.trace import trace, trace_lines
    from noticesearch_indexer.neighbours import Neighbours
    from noticesearch_indexer.workers import Workers

    neighbours = Neighbours(page for _, page in _pages(files))
    rejected = False
    with Workers(1, trace if debug else extract) as workers:  # a page that hangs or fills the memory costs itself only
        for path, given in _pages(files):
            found = given if isinstance(given, Rejection) else workers.one(neighbours.introduce(given))
            if isinstance(found, Rejection):
                rejected = True
                click.echo(harmless(f"rejected at stage {found.stage}: {found.origin}: {found.reason}"), err=True)
            elif isinstance(found, tuple):
                print_lines(trace_lines(given.origin, found))
            else:
                _print_content(path, found, jsonl=jsonl)
    if rejected:
        raise SystemExit(1)


def _print_content(path: Path, content: Content, *, jsonl: bool) -> None:
    if jsonl:
        named = {"id": f"{path.parent.name}/{path.stem}"}
        fields = "title published written source issuer author doc_number url how body".split()
        click.echo(json.dumps(named | {name: getattr(content, name) for name in fields}, ensure_ascii=False))
        return
    about = filter(None, (content.published, content.source, content.doc_number, f"[{content.how}]"))
    print_lines([content.title or "（无标题）", " · ".join(about), "", content.body, ""])


@click.command()
@click.argument("notice", metavar="ID|FILE")
@INDEX
@ISSUES
@AS_JSON
@reporting_trouble
def explain(notice: str, index: Path, *, issues: Path | None, as_json: bool) -> None:
    """Show a notice's fields, parts, findings and issue types, each with the words that gave it; earlier versions.

    ID is a notice in the index; FILE a page, which need not be indexed. --issues is for a FILE: a
    notice in the index has the types that it was indexed with.
    """
    from noticesearch.console import explanation_lines
    from noticesearch.explanation import explanation

    in_file = os.path.isfile(notice)
    if issues and not in_file and os.environ.get("NOTICESEARCH_ISSUES") != str(issues):
        fail(f"--issues is for a FILE; {notice!r} is none, and a notice in the index has the types it was indexed with")
    found, earlier = (_notice_in_file(Path(notice), issues), ()) if in_file else _notice_in_index(notice, index)
    if as_json:
        print_json(explanation(found) | {"earlier_versions": [asdict(version) for version in earlier]})
    else:
        print_lines(explanation_lines(found, earlier))


def _pages(files: Iterable[Path]) -> Iterator[tuple[Path, Page | Rejection]]:
    """Each page of *files* with where it lies: the file's own path, or its origin within a folder or an archive."""
    from noticesearch_indexer.sources import open_sources

    for file in files:
        (source,) = open_sources([file])
        for page in source.pages():
            yield source.path if page.origin == source.name else Path(page.origin), page


def _notice_in_file(path: Path, issues: Path | None) -> Notice:
    from noticesearch.issues import issue_types
    from noticesearch.notice import Rejection
    from noticesearch_indexer.assembly import read_notice
    from noticesearch_indexer.workers import Workers

    types = issue_types(issues)
    _, page = next(_pages([path]), (path, None))
    if page is None:
        fail(f"{path} holds no page; expected a page, or an archive or record file with at least one")
    with Workers(1, partial(read_notice, types=types)) as workers:
        notice = page if isinstance(page, Rejection) else workers.one(page)
    if isinstance(notice, Rejection):
        fail(f"{path} is no notice: {notice.reason} (stage {notice.stage})")
    return notice


def _notice_in_index(identifier: str, index: Path) -> tuple[Notice, tuple[EarlierVersion, ...]]:
    """The notice and its earlier versions."""
    from noticesearch.live import searching

    if os.path.isdir(identifier):
        fail(f"{identifier} is a folder; expected a page, or a notice's ID (16 hex digits, as in its address)")
    if not re.fullmatch("[0-9a-f]{16}", identifier):
        fail(f"no file {identifier!r}, and that is no notice's ID either (16 hex digits, as in its address)")
    with searching(index) as searcher:
        notice, earlier = searcher.notice(identifier), searcher.earlier_versions(identifier)
    if notice is None:
        fail(f"no notice {identifier!r} in {index}, and no file of that name")
    return notice, earlier
