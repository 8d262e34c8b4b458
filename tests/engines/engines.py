"""The engines that must answer alike: the plain one, slow and simple on purpose, and the columnar one that serves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from noticesearch import columnar, plain
from noticesearch.columnar import ColumnarSearcher, ColumnarWriter
from noticesearch.engine import IndexWriter
from noticesearch.groups import Groups
from noticesearch.issue_list import ListedType
from noticesearch.plain import PlainSearcher, PlainWriter

AnySearcher = PlainSearcher | ColumnarSearcher


@dataclass(frozen=True)
class Engine:
    """How to write and to open an index of one engine."""

    name: str
    writer: Callable[[Path], IndexWriter]
    open_searcher: Callable[[Path, str, str, Groups | None, tuple[ListedType, ...]], AnySearcher]


PLAIN = Engine("plain", PlainWriter, plain.open_searcher)
COLUMNAR = Engine("columnar", ColumnarWriter, columnar.open_searcher)
ENGINES = (PLAIN, COLUMNAR)
