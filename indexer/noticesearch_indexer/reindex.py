"""A reindex: sources in, a new live generation out, or nothing changed at all.

The index comes to equal the sources given, unless `add` keeps what was there. A page is read again when its bytes, its
record, or any rule of the pipeline changed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic

from noticesearch.issues import IssueTypes, issue_types
from noticesearch.store import IndexDamaged, IndexFolder, IndexMissing, IndexRefused
from noticesearch_indexer.assembly import read_page
from noticesearch_indexer.issue_lists import types_used
from noticesearch_indexer.progress import Meter
from noticesearch_indexer.report import Report
from noticesearch_indexer.run import Run
from noticesearch_indexer.source_paths import check_names, known_paths, paths_of, write_paths
from noticesearch_indexer.sources import Source


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. `full` reads every page again; `add` keeps notices whose pages are not among the sources.

    `agree` is asked, with a sentence, before a run that drops more than half of the notices. `processes` 0 means one a
    core that this process may use. `types` are the issue types that notices are tagged by: the package's own,
    or those of a file of the user's, which must then be given to every run.
    """

    command: str = "noticesearch reindex"
    add: bool = False
    full: bool = False
    keep_pages: bool = True
    processes: int = 0
    agree: Callable[[str], bool] = lambda _: False
    types: IssueTypes = field(default_factory=issue_types)


def reindex(sources: Sequence[Source], index: Path, options: Options, meter: Meter) -> Report:
    """Bring the index folder up to date with *sources*.

    Raises:
        IndexTrouble: the folder cannot be used or written; what was live still is.
        RunDeclined: it would drop over half of the notices; nothing was changed.
        SourceNameTaken: it would add a source under the name of another.
    """
    started = monotonic()
    folder = IndexFolder(index)
    # A damaged index can be built anew, but only when told to: its last run cannot be compared with.
    fresh = options.full and not _openable(folder)
    with folder.building(options.command, fresh=fresh) as build:
        known = known_paths(build.previous) if options.add else {}
        check_names(sources, known)
        types = types_used(options.types)
        run = Run(build, meter, types, add=options.add, full=options.full, keep_pages=options.keep_pages)
        with run.writing():
            processes = options.processes or len(os.sched_getaffinity(0))
            run.read(sources, processes, partial(read_page, types=options.types))
            run.drop_gone(options.agree)
            write_paths(build.folder, {**known, **paths_of(sources)})
            generation = run.publish()
    skipped: Counter[str] = sum((source.skipped for source in sources), Counter())
    return run.report(generation, tuple(skipped.most_common()), monotonic() - started)


def _openable(folder: IndexFolder) -> bool:
    try:
        folder.pin().close()
    except IndexMissing:
        return True
    except (IndexDamaged, IndexRefused):
        return False
    return True
