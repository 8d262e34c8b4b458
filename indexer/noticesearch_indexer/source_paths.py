"""Where the sources of an index lie: kept with each generation, so that --add never takes one folder for another.

Origins begin with a source's name, which is mostly its folder's. Two folders of one name, added one after the other,
would replace each other's pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from noticesearch.errors import Trouble
from noticesearch.store import Generation, disk
from noticesearch_indexer.sources import Source

SOURCES_FILE = "SOURCES"

Paths = Mapping[str, str]
"""Absolute path by source name."""


class SourceNameTaken(Trouble):
    """A source to be added has the name of another one that the index holds."""


def known_paths(previous: Generation | None) -> Paths:
    """The sources of the generation's notices; none before the first."""
    if previous is None or not (file := previous.folder / SOURCES_FILE).exists():
        return {}
    paths: dict[str, str] = json.loads(file.read_bytes())
    return paths


def check_names(sources: Sequence[Source], known: Paths) -> None:
    """See that no source is added under the name of another.

    Raises:
        SourceNameTaken: one would be.
    """
    for source in sources:
        held = known.get(source.name, str(source.path))
        if held != str(source.path):
            raise SourceNameTaken(
                f"the index holds pages of {held!r}, also named {source.name!r}: adding {str(source.path)!r} would "
                "replace them; rename one of the two, or name both in one run without --add"
            )


def write_paths(folder: Path, paths: Paths) -> None:
    """Keep *paths* with the generation being built in *folder*."""
    # Escaped to ASCII: a path that is no UTF-8 holds lone surrogates.
    disk.write_new(folder / SOURCES_FILE, json.dumps(dict(sorted(paths.items())), indent=1).encode())


def paths_of(sources: Sequence[Source]) -> Paths:
    """Where each of *sources* lies."""
    return {source.name: str(source.path) for source in sources}
