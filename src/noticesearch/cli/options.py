"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


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


AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
ISSUES = click.option(
    "--issues",
    type=GivenPath(path_type=Path, readable=False, dir_okay=False),
    default=None,
    envvar="NOTICESEARCH_ISSUES",
    show_envvar=True,
    help="Your own issue types, a TOML file: in place of those that ship, or beside them (extends = true).",
)


SORTS = ("relevance", "newest", "oldest", "county", "issue", "status")
_QUESTION = (
    click.option("--county", multiple=True, help="County: 6-digit code or unambiguous name; repeatable."),
    click.option("--issue", multiple=True, help="Issue type, e.g. 住房保障; repeatable."),
    click.option("--issue-group", multiple=True, help="Group of issue types, e.g. 民生保障; repeatable."),
    click.option("--status", multiple=True, help="Status of a finding, e.g. 已完成; repeatable."),
    click.option("--province", multiple=True, help="Province: code or name; repeatable."),
    click.option("--prefecture", multiple=True, help="Prefecture: code or name; repeatable."),
    click.option("--year", multiple=True, help="Year of publication; repeatable."),
    click.option("--source", multiple=True, help="Source (来源) as printed; repeatable."),
    click.option("--site", multiple=True, help="Host of the page's URL; repeatable."),
    click.option("--not-county", multiple=True, help="Leave out what is about this county; repeatable."),
    click.option("--mention", multiple=True, help="County merely mentioned; repeatable."),
    click.option("--from", "from_", default="", help="First day: 2019, 2019-06, 2019年6月5日."),
    click.option("--to", default="", help="Last day, inclusive."),
    click.option("--within", default="", help="Only the last 7d, 30d, 1y."),
    click.option("--date-field", type=click.Choice(["published", "written"]), default="published", help="Which date."),
    click.option("--in", "in_", type=click.Choice(["all", "title", "body"]), default="all", help="Where words stand."),
    click.option("--mode", type=click.Choice(["smart", "exact"]), default="smart", help="exact: the very characters."),
    click.option("--scope", type=click.Choice(["notice", "part"]), default=None, help="Where words and filters meet."),
    click.option("--dup", type=click.Choice(["collapse", "all"]), default="collapse", help="all: show reposts singly."),
    click.option("--sort", type=click.Choice(SORTS), default="relevance", help="Order."),
    click.option("--page", default="1", help="Page of results."),
    click.option("--per-page", default="10", help="Results a page, 100 at most."),
)


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Gives *command* the argument QUERY and an option for each parameter of a question, the index among them."""
    for option in reversed((click.argument("query", default=""), INDEX, *_QUESTION)):
        command = option(command)
    return command
