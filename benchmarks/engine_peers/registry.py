"""The engines by name; each is imported when it is asked for, so that one not installed can be left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engine_peers.peer import Builder, Peer

OURS = "ours"
PEERS = ("plain", "tantivy", "fts5")
SLOW = frozenset({"plain"})  # asks each question once only


@dataclass(frozen=True, slots=True)
class Engine:
    """How an engine is built and opened, each in a folder."""

    builder: Callable[[Path], Builder]
    peer: Callable[[Path], Peer]


def engine(name: str) -> Engine:
    """The engine of that name.

    Raises:
        ValueError: there is none.
        ModuleNotFoundError: it is not installed.
    """
    if name == OURS:
        from benchmarks.engine_peers.ours import OurBuilder, OurPeer

        return Engine(OurBuilder, OurPeer)
    if name == "plain":
        from benchmarks.engine_peers.plain import PlainBuilder, PlainPeer

        return Engine(PlainBuilder, PlainPeer)
    if name == "tantivy":
        from benchmarks.engine_peers.tantivy_peer import TantivyBuilder, TantivyPeer

        return Engine(TantivyBuilder, TantivyPeer)
    if name == "fts5":
        from benchmarks.engine_peers.fts5 import Fts5Builder, Fts5Peer

        return Engine(Fts5Builder, Fts5Peer)
    raise ValueError(f"no engine {name!r}; the engines are {', '.join((OURS, *PEERS))}")
