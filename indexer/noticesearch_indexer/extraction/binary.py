"""Files that hold no text a browser would show: told by their first bytes, or by control characters throughout."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from noticesearch_indexer.extraction.decode import unmarked_utf16

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a ZIP archive (or a DOCX, XLSX or OFD file)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS or PPT)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"\x7fELF", "an ELF program"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE_BYTES = 65536
_MAX_CONTROL_SHARE = 0.03  # compressed data has a tenth, text none
_MAX_NUL_SHARE = 0.30  # a damaged page has some; UTF-16 is recognised before


def kind_of(content: bytes) -> str | None:
    """What sort of binary file *content* is, as a phrase for a sentence; None when it may be text."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or unmarked_utf16(content):
        return None
    sample = content[:_SAMPLE_BYTES]
    controls = len(_CONTROL.findall(sample))
    nuls = sample.count(0)
    if controls > _MAX_CONTROL_SHARE * len(sample):
        return f"a binary file ({controls} control characters in its first {len(sample)} bytes)"
    if nuls > _MAX_NUL_SHARE * len(sample):
        return f"a binary file ({nuls} NUL bytes in its first {len(sample)})"
    return None
