"""Real pages, broken in every way that networks, disks and people break them; equal seeds break them equally."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

JUNK = (
    *(b"<table><tr><td>", b"<div>", b"<font><b>", b"</div>", b"</table>", b"</html>", b"<p", b"<a href='", b"<!--"),
    *(
        b"-->",
        b"<script>",
        b"</script>",
        b"<![CDATA[",
        b"<!DOCTYPE x [<!ENTITY a 'aa'>",
        b"&a;",
        b"&#x110000;",
        b"&#0;",
    ),
    *("针对".encode(), "问题".encode(), "针对危房改造问题，".encode(), "织金县".encode(), "鼓楼区：".encode()),
    *("一、".encode(), "（一）".encode(), "第一条".encode(), "99999年13月32日".encode(), "国发〔2020〕1号".encode()),
    *(
        "2020年2月30日".encode(),
        "發布日期：".encode(),
        "\u202e\u200b\ufeff\u0000\u2028\u0085".encode(),
        b"\xff\xfe",
        b"\x1f",
    ),
    *("\u0130\u1e9e\ufdfa\U0001f469\u200d\U0001f466".encode(), b"\x81\x30", b"\xa1", b"\r", b"0" * 400, b"a" * 3000),
)


def flipped(chance: random.Random, page: bytes, _: Sequence[bytes]) -> bytes:
    """Some bytes are others."""
    broken = bytearray(page)
    for _byte in range(chance.choice((1, 5, 50, 500))):
        if broken:
            broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def truncated(chance: random.Random, page: bytes, _: Sequence[bytes]) -> bytes:
    """The connection broke."""
    return page[: chance.randrange(len(page) + 1)]


def spliced(chance: random.Random, page: bytes, others: Sequence[bytes]) -> bytes:
    """Two pages in one file, of whatever charsets."""
    other = chance.choice(others)
    return page[: chance.randrange(len(page) + 1)] + other[chance.randrange(len(other) + 1) :]


def littered(chance: random.Random, page: bytes, _: Sequence[bytes]) -> bytes:
    """Junk in between."""
    pieces = page
    for _piece in range(chance.choice((1, 4, 16))):
        at = chance.randrange(len(pieces) + 1)
        pieces = pieces[:at] + chance.choice(JUNK) + pieces[at:]
    return pieces


def nested(chance: random.Random, page: bytes, _: Sequence[bytes]) -> bytes:
    """Junk within junk within junk."""
    at = chance.randrange(len(page) + 1)
    return page[:at] + chance.choice(JUNK) * chance.choice((20, 300, 3000)) + page[at:]


def repeated(chance: random.Random, page: bytes, _: Sequence[bytes]) -> bytes:
    """A stretch again and again."""
    start = chance.randrange(len(page) + 1)
    end = min(len(page), start + chance.choice((40, 400, 4000)))
    return page[:end] + page[start:end] * chance.choice((2, 20)) + page[end:]


def shuffled(chance: random.Random, page: bytes, _: Sequence[bytes]) -> bytes:
    """Its lines in another order."""
    lines = page.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


MUTATIONS: tuple[Mutation, ...] = (flipped, truncated, spliced, littered, nested, repeated, shuffled)


def mutants(pages: Sequence[bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """*count* broken pages, each with a name that says how it was made."""
    chance = random.Random(seed)  # noqa: S311 - to repeat a run, not to keep a secret
    for number in range(count):
        at = chance.randrange(len(pages))
        page, names = pages[at], []
        for mutation in chance.choices(MUTATIONS, k=chance.choice((1, 1, 2, 3))):
            page = mutation(chance, page, pages)
            names.append(mutation.__name__)
        yield f"mutant {number} of seed {seed}: page {at} {', '.join(names)}", page
