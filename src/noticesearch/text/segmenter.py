"""Word segmentation: jieba in exact mode with HMM off, or rjieba (extra `fast`), the same words ~20 times faster.

The only module that imports either. HMM is off: with it the two differ, and codes and numbers are cut at random.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from noticesearch.errors import Trouble

# What jieba 0.42.1 answers, HMM off: whatever engine runs must answer this too.
PROBE = "织金县针对住房保障推进缓慢问题,QQ群88个减少67.74%,责令在县电视台表态发言"
PROBE_WORDS = (
    "织金县 针对 住房 保障 推进 缓慢 问题 , QQ 群 88 个 减少 67 . 74 % , 责令 在 县 电视台 表态 发言"
).split()


class SegmenterMismatch(Trouble):
    """The installed segmenter does not give the words this version was built for."""


@dataclass(frozen=True, slots=True)
class Segmenter:
    """`cut` gives a text's words in order, joining back to the text; `known` whether the dictionary has a word."""

    name: str
    cut: Callable[[str], list[str]]
    known: Callable[[str], bool]


@cache
def segmenter() -> Segmenter:
    """The fastest engine installed, checked on the probe text.

    Raises:
        SegmenterMismatch: it cuts the probe otherwise than jieba 0.42.1 does.
    """
    engine = _rjieba() if importlib.util.find_spec("rjieba") else _jieba()
    found = engine.cut(PROBE)
    if found != PROBE_WORDS:
        raise SegmenterMismatch(
            f"{engine.name} cuts the probe text into {' '.join(found)!r}, expected {' '.join(PROBE_WORDS)!r}; "
            "install jieba 0.42.1 and uninstall rjieba"
        )
    return engine


@cache
def dictionary_hash() -> str:
    """SHA-256 of jieba's dictionary, which rjieba carries too: stored with every index."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SegmenterMismatch("jieba is not installed; install it with: pip install jieba")
    return hashlib.sha256((Path(spec.origin).parent / "dict.txt").read_bytes()).hexdigest()


def _rjieba() -> Segmenter:
    rjieba = import_module("rjieba")

    def cut(text: str) -> list[str]:
        words: list[str] = rjieba.cut(text, False)
        return words

    return Segmenter(f"rjieba {version('rjieba')}", cut, rjieba.has_word)


def _jieba() -> Segmenter:
    jieba = import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = _private_cache()  # jieba unmarshals its cache: it must not lie where others can write
    tokenizer.initialize()

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text, HMM=False))

    return Segmenter(f"jieba {version('jieba')}", cut, lambda word: bool(tokenizer.FREQ.get(word)))


def _private_cache() -> str:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    try:
        folder = base / "noticesearch"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return str(folder)
    except OSError:  # no home, or a read-only one: a folder that lives as long as the machine's /tmp does
        pass
    return tempfile.mkdtemp(prefix="noticesearch-")
