"""A memory limit for worker processes, so that a page which would fill the machine ends its worker instead."""

from __future__ import annotations

import resource
from pathlib import Path

PAGE_BYTES = 600_000_000  # the most demanding page of all tests takes half of it
DICTIONARY_BYTES = 150_000_000  # loaded with the first page
_DATA_FIELD = 5  # of /proc/self/statm: pages of data and stack, what RLIMIT_DATA counts


def limit_memory() -> None:
    """Let this process take what a page and the dictionaries need beside what it has now.

    Without /proc (macOS) there is no limit: what the process has now is not known.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[_DATA_FIELD])
    except OSError:
        return
    wanted = pages * resource.getpagesize() + PAGE_BYTES + DICTIONARY_BYTES
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
