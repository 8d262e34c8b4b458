"""The commands that ask an index: search, findings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from noticesearch.cli.options import AS_JSON, asking
from noticesearch.cli.printing import print_lines, reporting_trouble

if TYPE_CHECKING:
    from noticesearch.engine import Searcher
    from noticesearch.query import Query
    from noticesearch.results import Warning


@click.command()
@asking
@AS_JSON
@reporting_trouble
def search(query: str, index: Path, *, as_json: bool, **given: Any) -> None:  # Any: click's option values
    """Search for QUERY: words, "phrases", -word, OR, ( ), title:, docno:, 住房*.

    Without words, the filters alone list what they match.
    """
    from noticesearch.console import result_lines
    from noticesearch_web.answers import search_json
    from noticesearch_web.links import Links

    with _asked(query, index, given) as (searcher, asked, warnings):
        answer = searcher.search(asked).after(warnings)
    if as_json:
        click.echo(search_json(answer, Links()), nl=False)
    else:
        print_lines(result_lines(answer, _mark()))


@click.command()
@asking
@AS_JSON
@click.option("--jsonl", is_flag=True, help="Print all of them, on whatever page: one JSON object a finding.")
@click.option("--csv", "as_csv", is_flag=True, help="Print all of them, on whatever page: as a table in CSV.")
@reporting_trouble
def findings(
    query: str,
    index: Path,
    *,
    as_json: bool,
    jsonl: bool,
    as_csv: bool,
    **given: Any,  # Any: click's option values
) -> None:
    """List what was found wrong, where, and what was done about it.

    A finding is one 针对…问题 of a notice. QUERY and options are those of `search`; here they must all hold of one
    finding, and totals and pages count findings.
    """
    from noticesearch.console import finding_lines
    from noticesearch_web.exports import findings_csv, findings_jsonl
    from noticesearch_web.finding_answers import findings_json
    from noticesearch_web.links import Links

    if as_json + jsonl + as_csv > 1:
        raise click.UsageError("--json, --jsonl and --csv are three forms of the same; choose one")
    with _asked(query, index, given) as (searcher, asked, warnings):
        found = searcher.findings()
        if jsonl or as_csv:
            for text in (findings_jsonl if jsonl else findings_csv)(found, asked):
                click.echo(text, nl=False)
            return
        answer = found.search(asked).after(warnings)
        if as_json:
            click.echo(findings_json(answer, found, Links(view="findings")), nl=False)
        else:
            print_lines(finding_lines(answer))


@contextmanager
def _asked(
    query: str,
    index: Path,
    given: dict[str, Any],  # Any: click's option values
) -> Iterator[tuple[Searcher, Query, tuple[Warning, ...]]]:
    """The searcher and the query that the options ask it for; exits with status 2 when they cannot be read."""
    from noticesearch.command_query import OptionUnreadable, check_tags, read_options
    from noticesearch.live import searching

    renamed = {"from_": "from", "in_": "in"}
    options = {
        renamed.get(option, option): value if isinstance(value, tuple) else (value or "",)
        for option, value in given.items()
    }
    try:
        found = read_options(query, options, today=date.today())
        with searching(index) as searcher:
            check_tags(found.query, searcher.issue_types())
            yield searcher, found.query, found.warnings
    except OptionUnreadable as error:
        raise click.UsageError(str(error)) from error


def _mark() -> Callable[[str], str]:
    from noticesearch.console import bracketed

    return (lambda text: click.style(text, bold=True)) if sys.stdout.isatty() else bracketed
