"""The figures of one run as a table for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from benchmarks.engine_peers.building import Built
from benchmarks.engine_peers.measuring import Asking
from benchmarks.engine_peers.registry import OURS

Figures = Mapping[str, float]


@dataclass(slots=True)
class Run:
    """Everything measured; of engines not asked for nothing stands here."""

    documents: int
    engines: tuple[str, ...]
    built: dict[str, Built] = field(default_factory=dict)
    asking: Asking = field(default_factory=Asking)
    opening_ms: dict[str, float] = field(default_factory=dict)
    snippets_ms: dict[str, float] = field(default_factory=dict)
    throughput: dict[str, float] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, bool, dict[str, float]]]:
        """Each class, with facets or not, and the median milliseconds of each engine."""
        for (kind, facets), times in self.asking.ms.items():
            yield kind, facets, {name: median(times[name]) for name in sorted(times)}


def as_json(run: Run) -> dict[str, object]:
    """The figures as JSON: medians."""
    return {
        "queries": [
            {"class": kind, "facets": facets} | {f"{name}_ms": ms for name, ms in times.items()}
            for kind, facets, times in run.rows()
        ],
        "build": {f"{name}_docs_s": built.docs_s for name, built in run.built.items()},
        "size": {f"{name}_mb": built.size_mb for name, built in run.built.items()},
        "peak_mb": {name: built.peak_mb for name, built in run.built.items()},
        "open_first_query_ms": run.opening_ms,
        "snippets_ms": run.snippets_ms,
        "throughput": run.throughput,
    }


def as_text(run: Run) -> Iterator[str]:
    """The figures as lines: questions with facets, without, then everything else."""
    for wanted, heading in ((True, "top 10, total and three facets"), (False, "top 10 and total")):
        yield f"{run.documents:,} documents, {heading}: median ms"
        asked = {name for _, facets, row in run.rows() if facets == wanted for name in row}
        names = [*run.engines, *sorted(asked - {*run.engines})]
        yield _line("class", [*names, *_ratio_names(run.engines)])
        for kind, facets, times in run.rows():
            if facets == wanted:
                yield _line(kind, [f"{times[name]:.3f}" for name in names] + _ratios(times, run.engines))
        yield ""
    yield _line("", [*run.engines, *_ratio_names(run.engines)])
    built = run.built
    yield _figures("documents/s built", {name: each.docs_s for name, each in built.items()}, run.engines)
    yield _figures("processor s", {name: each.cpu_s for name, each in built.items()}, run.engines)
    yield _figures("peak MB", {name: each.peak_mb for name, each in built.items()}, run.engines)
    yield _figures("size MB", {name: each.size_mb for name, each in built.items()}, run.engines)
    yield _figures("open, first query ms", run.opening_ms, run.engines)
    yield _figures("snippets ms", run.snippets_ms, run.engines)
    for processes in (1, 2):
        told = {name: run.throughput[f"{name}_{processes}"] for name in run.engines}
        yield _figures(f"queries/s, {processes} process{'es' if processes > 1 else ''}", told, run.engines)
    yield ""
    yield "segments: " + ", ".join(f"{name} {each.segments}" for name, each in built.items() if each.segments)
    shares = {name: fmean(each) for name, each in run.asking.common.items()}
    yield "hits in common with ours: " + ", ".join(f"{name} {share:.3f}" for name, share in shares.items())


def _figures(label: str, figures: Figures, engines: Sequence[str]) -> str:
    told = [f"{figures[name]:,.1f}" if name in figures else "" for name in engines]
    return _line(label, told + _ratios(figures, engines))


def _ratio_names(engines: Sequence[str]) -> list[str]:
    return [f"{over}/{under}" for over, under in _pairs(engines)]


def _ratios(figures: Figures, engines: Sequence[str]) -> list[str]:
    return [
        f"{figures[over] / figures[under]:.2f}" if over in figures and figures.get(under) else ""
        for over, under in _pairs(engines)
    ]


def _pairs(engines: Sequence[str]) -> list[tuple[str, str]]:
    wanted = ((OURS, "tantivy"), ("plain", OURS))
    return [(over, under) for over, under in wanted if over in engines and under in engines]


def _line(label: str, cells: Sequence[str]) -> str:
    return f"{label:24}" + "".join(f"{cell:>14}" for cell in cells)
