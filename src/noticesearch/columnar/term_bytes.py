"""Terms of any bytes, as Whoosh has them, as the texts that a segment file holds; both sort alike.

A field whose terms are all UTF-8 holds them as they are. Any other, such as one of numbers, holds a character for each
byte: the one after the byte's own number, since a term of ours has no NUL.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Coding = Literal["text", "bytes"]

NUL = "\0"


def coding_of(terms: Iterable[bytes]) -> Coding:
    """How a field with these terms holds them."""
    try:
        return "bytes" if any(NUL in term.decode() for term in terms) else "text"
    except UnicodeDecodeError:
        return "bytes"


def to_text(term: bytes, coding: Coding) -> str:
    """*term* as the file holds it.

    Raises:
        UnicodeDecodeError: a field of texts holds no such term.
    """
    return term.decode() if coding == "text" else "".join(chr(byte + 1) for byte in term)


def to_bytes(text: str, coding: Coding) -> bytes:
    """The term that the file holds as *text*."""
    return text.encode() if coding == "text" else bytes(ord(char) - 1 for char in text)
