"""The commands that write an index or look after one: reindex, verify, rollback, remove."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from noticesearch.cli.options import AS_JSON, INDEX, ISSUES, GivenPath
from noticesearch.cli.printing import print_json, print_lines, reporting_trouble


@click.command()
@click.argument("sources", nargs=-1, required=True, type=GivenPath(path_type=Path, readable=False), metavar="SOURCE...")
@INDEX
@click.option("--add", is_flag=True, help="Keep notices whose pages are not among the sources.")
@click.option("--full", is_flag=True, help="Read every page again, also those that did not change.")
@click.option("--yes", is_flag=True, help="Agree beforehand to dropping more than half of the notices.")
@click.option("--no-pages", is_flag=True, help="Do not keep a copy of the scraped pages in the index folder.")
@click.option("--processes", type=click.IntRange(0, 256), default=0, help="Worker processes; 0 is one a core.")
@ISSUES
@click.option("--watch", is_flag=True, help="Stay, and run again whenever a source or FILE changes (extra: watch).")
@AS_JSON
@reporting_trouble
def reindex(
    sources: tuple[Path, ...],
    index: Path,
    *,
    add: bool,
    full: bool,
    yes: bool,
    no_pages: bool,
    processes: int,
    issues: Path | None,
    watch: bool,
    as_json: bool,
) -> None:
    """Bring the index up to date with SOURCES: folders, pages (HTML, text, .mht, PDF, DOCX), .zip, .warc, .jsonl.

    Afterwards the index holds what the sources hold; unchanged pages are not read again. The old index answers
    until the new one is complete. Rejected pages do not make the run fail; the report counts them.

    Give --issues at every run of an index, or set the variable: with other issue types than at the last run, every
    page is read again.
    """
    from noticesearch.issues import issue_types
    from noticesearch_indexer.progress import meter
    from noticesearch_indexer.reindex import Options, reindex
    from noticesearch_indexer.sources import open_sources

    def agree(question: str) -> bool:
        return yes or (sys.stdin.isatty() and click.confirm(f"{question}. Go on?", err=True))

    options = Options(
        command=f"noticesearch reindex {' '.join(map(str, sources))}",
        add=add,
        full=full,
        keep_pages=not no_pages,
        processes=processes,
        agree=agree,
    )

    def run() -> None:
        chosen = replace(options, types=issue_types(issues))  # anew in each run: the file is watched, too
        opened = open_sources(sources, index=index)
        with meter(sum(source.count() for source in opened)) as progress:
            report = reindex(opened, index, chosen, progress)
        print_json(report.as_json()) if as_json else print_lines(report.lines())

    if watch:
        from noticesearch_indexer.watching import watch_sources

        open_sources(sources, index=index)
        watch_sources((*sources, issues) if issues else sources, index, run)
    else:
        run()


@click.command()
@INDEX
@AS_JSON
@reporting_trouble
def verify(index: Path, *, as_json: bool) -> None:
    """Check every byte of the index against its hashes, and that it holds the notices its ledger names."""
    from noticesearch.live import missing_notices
    from noticesearch.store import IndexFolder

    found = IndexFolder(index).verify(missing_notices)
    if as_json:
        print_json(
            {
                "sound": found.sound,
                "generation": found.generation,
                "files": found.files,
                "pages": found.pages,
                "problems": found.problems,
                "notes": found.notes,
            }
        )
    else:
        print_lines((*found.problems, *found.notes))
        click.echo(f"{found.files:,} files and {found.pages:,} pages checked: {len(found.problems)} problems")
    raise SystemExit(0 if found.sound else 1)


@click.command()
@INDEX
@reporting_trouble
def rollback(index: Path) -> None:
    """Make the generation that was live before the current one live again."""
    from noticesearch.store import IndexFolder

    click.echo(f"live again: {IndexFolder(index).rollback()}")


@click.command()
@click.argument("notice", metavar="ID|URL")
@INDEX
@reporting_trouble
def remove(notice: str, index: Path) -> None:
    """Take a notice down by its ID or URL: out of the index now, and out of every later one."""
    from noticesearch_indexer.removal import remove

    click.echo(f"taken down: {remove(notice, index)} notice(s); it stays out of every later index")
