"""What foreign text may do to a terminal: be read, and nothing else."""

from __future__ import annotations

import re

_CONTROLS = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0))  # all but tab and line break
_REORDERING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # shows 1.lmth.exe as 1.exe.html
_STEERING = dict.fromkeys((*_CONTROLS, *_REORDERING), "\ufffd")
_BOLD = re.compile(r"(\x1b\[[01]m)")


def harmless(text: str) -> str:
    """*text* as it may be printed: what would steer the terminal or reorder the line is �; bold is left."""
    pieces = _BOLD.split(text)
    return "".join(piece if at % 2 else piece.translate(_STEERING) for at, piece in enumerate(pieces))
