"""The command line, and the composition root: the only module that imports the core, the indexer and the web.

Each command imports what it needs, so that --help and a typing error answer at once.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from noticesearch import __version__
from noticesearch.terminal import harmless

if TYPE_CHECKING:
    from noticesearch.notice import Content, Notice, Page, Rejection
    from noticesearch.query import Query
    from noticesearch.results import Warning
    from noticesearch.versions import EarlierVersion


class GivenPath(click.Path):
    """A path, but not the empty one: that is a variable which is not set, and would mean the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # Any: click's own
        """*value* as a Path."""
        if value == "":
            self.fail("the path is empty; is a variable not set?", param, ctx)
        return super().convert(value, param, ctx)


INDEX = click.option(
    "--index",
    "-i",
    type=GivenPath(path_type=Path, readable=False, file_okay=False),
    default=Path("index"),
    show_default=True,
    envvar="NOTICESEARCH_INDEX",
    show_envvar=True,
    help="The index folder.",
)
INTERRUPTED = 130  # what a shell says of a program ended by Ctrl-C
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


def reporting_trouble(command: Callable[..., None]) -> Callable[..., None]:
    """Turns the errors that are facts about the world into one line on standard error and exit status 1."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:  # Any: click decides what a command is called with
        from noticesearch.errors import Trouble

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal in GBK lacks some characters that pages have
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader of our output has seen enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except KeyboardInterrupt:
            click.echo("noticesearch: interrupted", err=True)
            raise SystemExit(INTERRUPTED) from None
        except OSError as error:
            _fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error))
        except Trouble as error:
            _fail(str(error))

    return wrapped


def _fail(sentence: str) -> NoReturn:
    click.echo(f"noticesearch: {harmless(sentence)}", err=True)
    raise SystemExit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="noticesearch")
def main() -> None:
    """Search scraped Chinese government notices: index pages, search them, serve a search site."""


@main.command()
@click.argument("sources", nargs=-1, required=True, type=GivenPath(path_type=Path, readable=False), metavar="SOURCE...")
@INDEX
@click.option("--add", is_flag=True, help="Keep notices whose pages are not among the sources.")
@click.option("--full", is_flag=True, help="Read every page again, also those that did not change.")
@click.option("--yes", is_flag=True, help="Agree beforehand to dropping more than half of the notices.")
@click.option("--no-pages", is_flag=True, help="Do not keep a copy of the scraped pages in the index folder.")
@click.option("--processes", type=click.IntRange(0, 256), default=0, help="Worker processes; 0 is one a core.")
@click.option("--watch", is_flag=True, help="Stay, and run again whenever a source changes (extra: watch).")
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
    watch: bool,
    as_json: bool,
) -> None:
    """Bring the index up to date with SOURCES: folders, pages (HTML, text, .mht, PDF, DOCX), .zip, .warc, .jsonl.

    Afterwards the index holds what the sources hold; unchanged pages are not read again. The old index answers
    until the new one is complete. Rejected pages do not make the run fail; the report counts them.
    """
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
        opened = open_sources(sources, index=index)
        with meter(sum(source.count() for source in opened)) as progress:
            report = reindex(opened, index, options, progress)
        _print_json(report.as_json()) if as_json else _print_lines(report.lines())

    if watch:
        from noticesearch_indexer.watching import watch_sources

        open_sources(sources, index=index)
        watch_sources(sources, index, run)
    else:
        run()


@main.command()
@click.argument("query", default="")
@INDEX
@click.option("--county", multiple=True, help="County: 6-digit code or unambiguous name; repeatable.")
@click.option("--issue", multiple=True, help="Issue type, e.g. 住房保障; repeatable.")
@click.option("--province", multiple=True, help="Province: code or name; repeatable.")
@click.option("--prefecture", multiple=True, help="Prefecture: code or name; repeatable.")
@click.option("--year", multiple=True, help="Year of publication; repeatable.")
@click.option("--source", multiple=True, help="Source (来源) as printed; repeatable.")
@click.option("--site", multiple=True, help="Host of the page's URL; repeatable.")
@click.option("--not-county", multiple=True, help="Leave out what is about this county; repeatable.")
@click.option("--mention", multiple=True, help="County merely mentioned; repeatable.")
@click.option("--from", "from_", default="", help="First day: 2019, 2019-06, 2019年6月5日.")
@click.option("--to", default="", help="Last day, inclusive.")
@click.option("--within", default="", help="Only the last 7d, 30d, 1y.")
@click.option("--date-field", type=click.Choice(["published", "written"]), default="published", help="Which date.")
@click.option("--in", "in_", type=click.Choice(["all", "title", "body"]), default="all", help="Where words stand.")
@click.option("--mode", type=click.Choice(["smart", "exact"]), default="smart", help="exact: the very characters.")
@click.option("--scope", type=click.Choice(["notice", "part"]), default=None, help="Where words and filters meet.")
@click.option("--dup", type=click.Choice(["collapse", "all"]), default="collapse", help="all: show reposts singly.")
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", help="Order.")
@click.option("--page", default="1", help="Page of results.")
@click.option("--per-page", default="10", help="Results a page, 100 at most.")
@AS_JSON
@reporting_trouble
def search(query: str, index: Path, *, as_json: bool, **given: Any) -> None:  # Any: click's option values
    """Search for QUERY: words, "phrases", -word, OR, ( ), title:, docno:, 住房*.

    Without words, the filters alone list what they match.
    """
    from noticesearch.console import bracketed, result_lines
    from noticesearch.live import searching
    from noticesearch_web.answers import search_json
    from noticesearch_web.links import Links

    asked, warnings = _asked(query, given)
    with searching(index) as searcher:
        answer = searcher.search(asked)
    answer = answer.after(warnings)
    if as_json:
        click.echo(search_json(answer, Links()), nl=False)
    else:
        bold = sys.stdout.isatty()
        _print_lines(result_lines(answer, (lambda text: click.style(text, bold=True)) if bold else bracketed))


@main.command()
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
                _print_lines(trace_lines(given.origin, found))
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
    _print_lines([content.title or "（无标题）", " · ".join(about), "", content.body, ""])


@main.command()
@click.argument("notice", metavar="ID|FILE")
@INDEX
@AS_JSON
@reporting_trouble
def explain(notice: str, index: Path, *, as_json: bool) -> None:
    """Show a notice's fields, parts, findings and issue types, each with the words that gave it; earlier versions.

    ID is a notice in the index; FILE a page, which need not be indexed.
    """
    from noticesearch.console import explanation_lines
    from noticesearch_indexer.annotation import explanation

    in_file = os.path.isfile(notice)
    found, earlier = (_notice_in_file(Path(notice)), ()) if in_file else _notice_in_index(notice, index)
    if as_json:
        _print_json(explanation(found) | {"earlier_versions": [asdict(version) for version in earlier]})
    else:
        _print_lines(explanation_lines(found, earlier))


@main.command()
@INDEX
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
@reporting_trouble
def serve(index: Path, host: str, port: int) -> None:
    """Serve the search site; a reindex meanwhile is picked up when it is complete."""
    from noticesearch.live import following
    from noticesearch_web.app import create_app
    from noticesearch_web.serving import serve
    from noticesearch_web.settings import Settings

    follower = following(index)
    with follower.use() as searcher:  # a missing index is said now, not at the first request
        told = f"{searcher.statistics().notices:,} notices on http://{host}:{port}/ — stop with Ctrl-C"
    site = create_app(follower.use, Settings(trouble=lambda: follower.trouble))
    serve(site, host, port, lambda: click.echo(told, err=True))


@main.command()
@INDEX
@AS_JSON
@reporting_trouble
def verify(index: Path, *, as_json: bool) -> None:
    """Check every byte of the index against its hashes, and that it holds the notices its ledger names."""
    from noticesearch.live import missing_notices
    from noticesearch.store import IndexFolder

    found = IndexFolder(index).verify(missing_notices)
    if as_json:
        _print_json(
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
        _print_lines((*found.problems, *found.notes))
        click.echo(f"{found.files:,} files and {found.pages:,} pages checked: {len(found.problems)} problems")
    raise SystemExit(0 if found.sound else 1)


@main.command()
@INDEX
@reporting_trouble
def rollback(index: Path) -> None:
    """Make the generation that was live before the current one live again."""
    from noticesearch.store import IndexFolder

    click.echo(f"live again: {IndexFolder(index).rollback()}")


@main.command()
@click.argument("notice", metavar="ID|URL")
@INDEX
@reporting_trouble
def remove(notice: str, index: Path) -> None:
    """Take a notice down by its ID or URL: out of the index now, and out of every later one."""
    from noticesearch_indexer.removal import remove

    click.echo(f"taken down: {remove(notice, index)} notice(s); it stays out of every later index")


def _asked(query: str, given: dict[str, Any]) -> tuple[Query, tuple[Warning, ...]]:  # Any: click's option values
    """The query that the options ask for; exits with status 2 when they cannot be read."""
    from noticesearch.command_query import OptionUnreadable, read_options

    renamed = {"from_": "from", "in_": "in"}
    options = {
        renamed.get(option, option): value if isinstance(value, tuple) else (value or "",)
        for option, value in given.items()
    }
    try:
        found = read_options(query, options, today=date.today())
    except OptionUnreadable as error:
        raise click.UsageError(str(error)) from error
    return found.query, found.warnings


def _pages(files: Iterable[Path]) -> Iterator[tuple[Path, Page | Rejection]]:
    """Each page of *files* with where it lies: the file's own path, or its origin within a folder or an archive."""
    from noticesearch_indexer.sources import open_sources

    for file in files:
        (source,) = open_sources([file])
        for page in source.pages():
            yield source.path if page.origin == source.name else Path(page.origin), page


def _notice_in_file(path: Path) -> Notice:
    from noticesearch.notice import Rejection
    from noticesearch_indexer.assembly import read_notice
    from noticesearch_indexer.workers import Workers

    _, page = next(_pages([path]), (path, None))
    if page is None:
        _fail(f"{path} holds no page; expected a page, or an archive or record file with at least one")
    with Workers(1, read_notice) as workers:
        notice = page if isinstance(page, Rejection) else workers.one(page)
    if isinstance(notice, Rejection):
        _fail(f"{path} is no notice: {notice.reason} (stage {notice.stage})")
    return notice


def _notice_in_index(identifier: str, index: Path) -> tuple[Notice, tuple[EarlierVersion, ...]]:
    """The notice and its earlier versions."""
    from noticesearch.live import searching

    if not re.fullmatch("[0-9a-f]{16}", identifier):
        _fail(f"no file {identifier!r}, and that is no notice's ID either (16 hex digits, as in its address)")
    with searching(index) as searcher:
        notice, earlier = searcher.notice(identifier), searcher.earlier_versions(identifier)
    if notice is None:
        _fail(f"no notice {identifier!r} in {index}, and no file of that name")
    return notice, earlier


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=not _is_utf8(), indent=1))


def _is_utf8() -> bool:
    """Whether standard output can take every character; JSON in escapes is as good where it cannot."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(harmless(line))
