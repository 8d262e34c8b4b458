"""Generates src/noticesearch/data/normalisation.txt, the 1:1 character table of noticesearch.text.normalise.

    python tools/build_normalisation.py

Sources: unicodedata (NFKC, lower case) and OpenCC's traditional-to-simplified characters. Only replacements of one
character by one are kept, so that offsets never move.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import opencc

TARGET = Path(__file__).resolve().parent.parent / "src/noticesearch/data/normalisation.txt"
BRACKETS = {"〔": "[", "〕": "]", "【": "[", "】": "]", "［": "[", "］": "]"}  # 国发〔2020〕1号 has any of them
RANGES = ((0x41, 0x5B), (0x80, 0xD800), (0xF900, 0x10000), (0x20000, 0x323B0))


def replacement(char: str, to_simplified: opencc.OpenCC) -> str:
    """What *char* becomes, itself when nothing of length one does."""
    if char in BRACKETS:
        return BRACKETS[char]
    for candidate in (unicodedata.normalize("NFKC", char).lower(), char.lower()):
        if len(candidate) == 1:
            simplified = to_simplified.convert(candidate)
            return simplified if len(simplified) == 1 else candidate
    return char


def settled(char: str, to_simplified: opencc.OpenCC) -> str:
    """What *char* becomes in the end: ︹ first 〔, then [."""
    while (new := replacement(char, to_simplified)) != char:
        char = new
    return char


def main() -> None:
    """Write the table: the characters on one line, their replacements on the next, in the same order."""
    to_simplified = opencc.OpenCC("t2s")
    chars = [chr(code) for start, end in RANGES for code in range(start, end)]
    pairs = [(char, new) for char in chars if (new := settled(char, to_simplified)) != char]
    old, new = ("".join(side) for side in zip(*pairs, strict=True))
    TARGET.write_text(f"{old}\n{new}\n", encoding="utf-8")
    print(f"{len(pairs)} characters → {TARGET}")


if __name__ == "__main__":
    main()
