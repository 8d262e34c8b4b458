"""The one module that cuts text into words."""

import importlib.util
from collections.abc import Callable, Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.text import segmenter as module
from noticesearch.text.segmenter import PROBE, PROBE_WORDS, Segmenter, SegmenterMismatch, dictionary_hash, segmenter


def test_the_probe_text_is_cut_as_this_version_was_built_for() -> None:
    assert tuple(segmenter().cut(PROBE)) == tuple(PROBE_WORDS)


@given(st.text("织金县住房保障推进缓慢问题QQ群88.7%，\n ", max_size=60))
@settings(deadline=None)
def test_words_join_back_to_the_text(text: str) -> None:
    assert "".join(segmenter().cut(text)) == text


def test_the_dictionary_knows_words() -> None:
    assert segmenter().known("医疗")
    assert not segmenter().known("疗保")


def test_jieba_gives_the_same_words_as_the_fast_engine(tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("rjieba")
    texts = [PROBE, "请问劳动者被公司辞退后如何申请经济补偿金", "国发[2020]1号 67.74%", "威宁彝族回族苗族自治县"]
    assert [module._jieba().cut(text) for text in texts] == [module._rjieba().cut(text) for text in texts]


@pytest.fixture
def fresh_engine() -> Iterator[Callable[[], Segmenter]]:
    segmenter.cache_clear()
    yield segmenter
    segmenter.cache_clear()


def test_an_engine_with_other_words_is_refused(
    fresh_engine: Callable[[], Segmenter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd() -> Segmenter:
        return Segmenter("odd 1.0", list, lambda word: False)

    monkeypatch.setattr(module, "_jieba", odd)
    monkeypatch.setattr(module, "_rjieba", odd)
    with pytest.raises(SegmenterMismatch, match=r"^odd 1\.0 cuts the probe text into '织 金 县"):
        fresh_engine()


def test_another_dictionary_has_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = dictionary_hash()
    (tmp_path / "dict.txt").write_text("织金县 3 ns", encoding="utf-8")
    spec = ModuleSpec("jieba", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    dictionary_hash.cache_clear()
    try:
        assert dictionary_hash() != ours
    finally:
        dictionary_hash.cache_clear()
