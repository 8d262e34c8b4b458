"""The command line, and the composition root: the only package that imports the core, the indexer and the web.

Each command imports what it needs, so that --help and a typing error answer at once.
"""

from __future__ import annotations

import click

from noticesearch import __version__
from noticesearch.cli.building import reindex, remove, rollback, verify
from noticesearch.cli.reading import explain, extract
from noticesearch.cli.searching import findings, search
from noticesearch.cli.serving import serve

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="noticesearch")
def main() -> None:
    """Search scraped Chinese government notices: index pages, search them, serve a search site."""


for command in (reindex, search, findings, extract, explain, serve, verify, rollback, remove):
    main.add_command(command)
