"""Building an index in a process of its own: documents a second, memory, size."""

from __future__ import annotations

import json
import re
import resource
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import ParamSpec, TypeVar

from benchmarks.engine_peers.corpus import blocks
from benchmarks.engine_peers.registry import engine

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took. `cpu_s` is the processor time of all threads, fetching the documents included."""

    docs_s: float
    cpu_s: float
    peak_mb: float
    size_mb: float
    segments: int


def alone(function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
    """What *function* gives in a new process that has nothing else in memory."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def build(name: str, corpus: Path, folder: Path) -> Built:
    """Build an index of *corpus* in *folder*, which is emptied before; for a process of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    builder = engine(name).builder(folder)
    seconds, documents, started, cpu = 0.0, 0, perf_counter(), process_time()
    for block in blocks(corpus):
        prepared = [builder.prepared(record) for record in block]
        documents += len(prepared)
        begun = perf_counter()
        for document in prepared:
            builder.add(document)
        seconds += perf_counter() - begun
    begun = perf_counter()
    builder.commit()
    ended = perf_counter()
    seconds = ended - started if builder.overlaps else seconds + ended - begun
    cpu, peak = process_time() - cpu, peak_mb()
    built = Built(documents / seconds, cpu, peak, size_mb(folder), engine(name).peer(folder).segments())
    _figures(folder).write_text(json.dumps(asdict(built)), encoding="utf-8")
    return built


def built_before(folder: Path) -> Built:
    """What the build took that made *folder*.

    Raises:
        FileNotFoundError: there was none.
    """
    return Built(**json.loads(_figures(folder).read_text(encoding="utf-8")))


def size_mb(folder: Path) -> float:
    """What the files of *folder* take, in megabytes of a million bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def peak_mb() -> float:
    """The most memory that this process has had resident, in megabytes of a million bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage also counts what the parent had when it started this process
        found = re.search(r"^VmHWM:\s+(\d+) kB$", status.read_text(encoding="ascii"), re.MULTILINE)
        if found:
            return int(found[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def _figures(folder: Path) -> Path:
    return folder.with_suffix(".json")
