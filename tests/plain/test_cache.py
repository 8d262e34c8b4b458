from __future__ import annotations

from functools import partial

from noticesearch.cache import Cache


def test_values_used_last_are_kept_within_the_capacity() -> None:
    made: list[str] = []
    cache: Cache[str, str] = Cache(5, len)

    def make(key: str) -> str:
        made.append(key)
        return key * 2

    for key in ("a", "b", "a", "c", "a", "b"):  # two characters each: two values fit
        assert cache.get(key, partial(make, key)) == key * 2
    assert made == ["a", "b", "c", "b"]


def test_a_value_larger_than_the_cache_is_given_but_not_kept() -> None:
    cache: Cache[str, str] = Cache(1, len)
    assert [cache.get("a", lambda: "long"), cache.get("a", lambda: "new")] == ["long", "new"]
