"""One character table for both sides of a search."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticesearch.text import normalise as module
from noticesearch.text.normalise import clean, normalise, table_hash


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("脫貧攻堅", "脱贫攻坚"),
        ("ＱＱ群８８個", "qq群88个"),
        ("ISO9001", "iso9001"),
        ("国发〔2020〕1号", "国发[2020]1号"),
        ("国发【2020】1号", "国发[2020]1号"),
        ("（试行）", "(试行)"),
        ("标题：，。！？；", "标题:,。!?;"),
        ("a\u3000b\u00a0c", "a b c"),
        ("“回头看”《通知》、", "“回头看”《通知》、"),
        ("①㎡", "1㎡"),
        ("", ""),
    ],
)
def test_text_takes_its_canonical_form(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text())
@settings(deadline=None)
def test_length_never_changes_and_twice_is_once(text: str) -> None:
    normal = normalise(text)
    assert len(normal) == len(text)
    assert normalise(normal) == normal


@given(st.text(), st.text())
@settings(deadline=None)
def test_each_character_stands_for_itself(left: str, right: str) -> None:
    assert normalise(left + right) == normalise(left) + normalise(right)


def test_invisible_characters_are_cleaned_away() -> None:
    assert clean("织\u200b金\ufeff县\u200d\u2060\u00ad\u0000") == "织金县"
    assert clean("\u202e织\u2066金\u200e县\u2069") == "织金县"
    assert clean("第一条\t\n正文\u3000") == "第一条\t\n正文\u3000"


def test_another_table_has_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = table_hash()
    monkeypatch.setattr(module, "_lines", lambda: ("脫", "脱"))
    table_hash.cache_clear()
    try:
        assert table_hash() != ours
    finally:
        table_hash.cache_clear()


def test_no_character_becomes_one_that_becomes_another() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    once = normalise(every)
    assert [char for char, again in zip(once, normalise(once), strict=True) if char != again] == []
