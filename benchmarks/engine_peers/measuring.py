"""Asking open indexes in turns, clocked; and what needs processes of its own: opening, and questions a second."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, product
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import cast

from benchmarks.engine_peers.agreement import common, differences
from benchmarks.engine_peers.building import alone
from benchmarks.engine_peers.corpus import SEED, blocks
from benchmarks.engine_peers.peer import HITS, Answer, Peer, Snipping, Topped
from benchmarks.engine_peers.questions import Asked
from benchmarks.engine_peers.registry import OURS, SLOW, engine

OPENINGS = 5
SNIPPED = ("common", "and", "phrase")  # the classes of whose hits snippets are cut
THROUGHPUT_S = 4.0
WARMING = 10  # questions
TOPPED = "_topk"  # after an engine's name: the best documents without a total

Ready = dict[str, Callable[[], Answer]]


@dataclass(slots=True)
class Asking:
    """Milliseconds by class, with facets or not, and engine; where engines differ; hits in common with ours."""

    ms: dict[tuple[str, bool], dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    differences: list[str] = field(default_factory=list)
    common: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def ask(peers: Mapping[str, Peer], questions: Sequence[Asked], rounds: int) -> Asking:
    """Each question put to each engine in each round, in rotating order; the slow ones in the first round only."""
    asking = Asking()
    ready = [
        (asked, facets, _ready(peers, asked, facets=facets)) for asked, facets in product(questions, (True, False))
    ]
    with no_collection():
        for time in range(rounds):
            gc.collect()
            for at, (asked, facets, asks) in enumerate(ready):
                names = [name for name in _rotated(list(asks), time + at) if time == 0 or name not in SLOW]
                answers: dict[str, Answer] = {}
                for name in names:
                    peers[name.removesuffix(TOPPED)].forget()
                    started = perf_counter()
                    answers[name] = asks[name]()
                    asking.ms[asked.kind, facets][name].append((perf_counter() - started) * 1000)
                if time == 0:
                    _compare(asking, asked, answers)
    return asking


def opening_ms(name: str, folder: Path, asked: Asked) -> float:
    """Milliseconds to open an index and answer a first question, in new processes, imports not counted."""
    return median(alone(_open, name, folder, asked) for _ in range(OPENINGS))


def snippets_ms(peer: Peer, questions: Sequence[Asked], corpus: Path) -> float:
    """Milliseconds for the snippets of ten hits, the median over questions that have as many."""
    snipping = cast(Snipping, peer)
    found = [(asked, snipping.best(asked)) for asked in questions if asked.kind in SNIPPED]
    chosen = [(asked, best) for asked, best in found if len(best) == HITS]
    wanted = {each for _, best in chosen for each in best}
    records = {record.id: record for block in blocks(corpus) for record in block if record.id in wanted}
    ready = [snipping.snipping(asked, records) for asked, _ in chosen]
    with no_collection():
        return median(_least(runs[0]) - sum(map(_least, runs[1:])) for runs in ready)


def throughput(name: str, folder: Path, questions: Sequence[Asked], processes: int) -> float:
    """Questions a second of all classes, with facets, answered by so many processes at once."""
    context = get_context("spawn")
    barrier = context.Barrier(processes)
    with ProcessPoolExecutor(processes, context, initializer=_join, initargs=(barrier,)) as pool:
        found = [pool.submit(_answered, name, folder, list(questions), seed) for seed in range(processes)]
        return sum(each.result() for each in found)


@contextmanager
def no_collection() -> Iterator[None]:
    """No garbage collection within."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _ready(peers: Mapping[str, Peer], asked: Asked, *, facets: bool) -> Ready:
    ready = {name: peer.ready(asked, facets=facets) for name, peer in peers.items()}
    if not facets:
        ready |= {name + TOPPED: peer.topped(asked) for name, peer in peers.items() if isinstance(peer, Topped)}
    return ready


def _compare(asking: Asking, asked: Asked, answers: dict[str, Answer]) -> None:
    told = {name: answers[name] for name in sorted(answers, key=lambda name: name != OURS)}
    asking.differences += differences(asked, {name: each for name, each in told.items() if each.total is not None})
    if asked.kind != "prefix":  # there most hits have one score
        for name, answer in answers.items():
            if name != OURS:
                asking.common[name].append(common(answers[OURS], answer))


def _rotated(names: list[str], by: int) -> list[str]:
    at = by % len(names)
    return names[at:] + names[:at]


def _open(name: str, folder: Path, asked: Asked) -> float:
    opener = engine(name).peer
    started = perf_counter()
    opener(folder).ready(asked, facets=True)()
    return (perf_counter() - started) * 1000


def _least(run: Callable[[], object]) -> float:
    """The least of three times in milliseconds."""
    times = []
    for _ in range(3):
        started = perf_counter()
        run()
        times.append((perf_counter() - started) * 1000)
    return min(times)


class _Gate:
    """Where the processes of one measurement wait for each other."""

    barrier: Barrier | None = None


def _join(barrier: Barrier) -> None:
    _Gate.barrier = barrier


def _answered(name: str, folder: Path, questions: list[Asked], seed: int) -> float:
    peer = engine(name).peer(folder)
    Random(SEED + seed).shuffle(questions)  # noqa: S311
    asks = [peer.ready(asked, facets=True) for asked in questions]
    for each in asks[:WARMING]:
        each()
    if _Gate.barrier is not None:
        _Gate.barrier.wait()
    count, started = 0, perf_counter()
    for each in cycle(asks):
        peer.forget()
        each()
        count += 1
        if perf_counter() - started > THROUGHPUT_S:
            break
    return count / (perf_counter() - started)
