"""The command that serves the search site."""

from __future__ import annotations

from pathlib import Path

import click

from noticesearch.cli.options import INDEX
from noticesearch.cli.printing import reporting_trouble


@click.command()
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
