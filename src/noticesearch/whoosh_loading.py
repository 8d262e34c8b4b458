"""Opening a Whoosh index without running what it says.

Whoosh unpickles its TOC, schema, posting blocks and positions, and a pickle may name any function to call. Every place
where Whoosh 2.7.4 does so is rebound here to an unpickler that knows only the classes our indexes are made of.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import IO, Any

import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.compat
import whoosh.externalsort
import whoosh.filedb.structfile
import whoosh.formats
import whoosh.index

# Segments are all that we load by name: the schema in the TOC is skipped, ours is used. Posting blocks and spilled runs
# hold only plain values.
ALLOWED = frozenset(
    {
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("noticesearch.columnar.codec", "ColumnarSegment"),
        ("noticesearch.columnar.codec", "ColumnarCodec"),
        ("builtins", "set"),  # a segment's deleted documents
        ("builtins", "int"),
        ("collections", "defaultdict"),  # a segment's field lengths: defaultdict(int)
    }
)


class UnsafeIndex(pickle.UnpicklingError):
    """An index file names something that no index of ours holds; nothing of it was run."""


class IndexUnreadable(ValueError):
    """There is no index in a folder, or its files are damaged."""


def _latin1(text: str, encoding: str) -> bytes:
    if encoding != "latin1":
        raise UnsafeIndex(f"an index file asks for the codec {encoding!r}; ours ask only for latin1")
    return text.encode("latin1")


def _no_bytes() -> bytes:
    return b""


# Pickles of the protocol that Whoosh uses write bytes as a call of one of these, which we answer ourselves.
BYTES_CALLS = {("_codecs", "encode"): _latin1, ("__builtin__", "bytes"): _no_bytes}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # Any: pickle's own signature
        if (module, name) in ALLOWED:
            return super().find_class(module, name)
        if (module, name) in BYTES_CALLS:
            return BYTES_CALLS[module, name]
        allowed = ", ".join(sorted(f"{home}.{item}" for home, item in ALLOWED))
        raise UnsafeIndex(
            f"an index file names {module}.{name}, but our indexes hold only {allowed}; it was not loaded. "
            "Do not trust this index: build it anew with `noticesearch reindex --full`"
        )


def safe_loads(data: bytes) -> Any:  # Any: whatever the pickle holds
    """The object that *data* holds.

    Raises:
        UnsafeIndex: it names a class or function that is not allowed.
    """
    return _Unpickler(io.BytesIO(data)).load()


def safe_load(file: IO[bytes]) -> Any:  # Any: whatever the pickle holds
    """As `safe_loads`, from where *file* stands; leaves it after the pickle."""
    return _Unpickler(file).load()


@contextmanager
def reading(folder: str) -> Iterator[None]:
    """Tell a damaged index as one: Whoosh, having no checksums, raises whatever the flipped bytes lead to."""
    try:
        yield
    except (UnsafeIndex, IndexUnreadable, OSError, MemoryError):
        raise
    except Exception as error:
        raise IndexUnreadable(
            f"the index in {folder} is missing or damaged ({type(error).__name__}: {error}); "
            "check it with `noticesearch verify`, or build it anew with `noticesearch reindex --full`"
        ) from error


def secure_whoosh() -> None:
    """Rebind every unpickling function in the parts of Whoosh that we run; done again at each opening, at no cost."""
    for module in (whoosh.compat, whoosh.codec.whoosh3, whoosh.columns, whoosh.formats):
        module.loads = safe_loads
    whoosh.compat.load = safe_load
    whoosh.externalsort.load = safe_load
    whoosh.filedb.structfile.load_pickle = safe_load
    whoosh.index.toc_loaders = {}  # those of older formats bring an unpickler of their own
    whoosh.index.pickle = SimpleNamespace(loads=safe_loads, dumps=pickle.dumps, PicklingError=pickle.PicklingError)
