"""A notice's sketch: small, made once by a worker, enough to find what may be the same text on another site.

MinHash: Broder, "On the resemblance and containment of documents" (1997); banding: Leskovec, Rajaraman and Ullman,
"Mining of Massive Datasets", section 3.4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from noticesearch.notice import Notice
from noticesearch_indexer.reposts.wording import Wording, numbers, tokens, wording_of

SHINGLE_LETTERS = 5  # shorter ones are shared by all notices, longer ones break at every difference
BANDS = 16
ROWS = 4  # 16 bands of 4: texts alike by .8 meet with .9998, by .6 with .89, by .3 with .12
NUMBER_MINIMA = 16
SHORT_LETTERS = 80  # bodies shorter than this (见附件。特此通知。) are equal by chance: the title must be equal too
UNDATED = -1

SKETCH = np.dtype(
    [
        ("id", "S16"),
        ("published", "S25"),  # as the notice has it: ISO 8601, empty when undated
        ("day", "<i4"),  # published, else written: proleptic Gregorian ordinal, UNDATED for none
        ("counties", "<u8"),  # hash of the parts' counties, 0 for none
        ("document", "<u8"),  # hash of the document number (发文字号), 0 for none
        ("title", "<u8"),  # hash of the title, 0 for none
        ("text", "<u8"),  # hash of the letters; for a short body of the title's too
        ("letters", "<u4"),  # how many the body has
        ("bands", "<u8", (BANDS,)),  # ROWS minima of 16 bits each
        ("numbers", "<u2", (NUMBER_MINIMA,)),  # minima of the body's numbers, all 0xffff for none
    ]
)

Hashes = NDArray[np.uint64]
_LARGEST = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_COLUMNS = 8192  # shingles hashed at a time: 4 MB


def sketch_of(notice: Notice) -> bytes:
    """The sketch of *notice*, one record of SKETCH."""
    wording = wording_of(notice)
    letters = wording.letters
    record = np.zeros((), SKETCH)
    record["id"] = notice.id.encode()
    record["published"] = (notice.published or "").encode()
    record["day"] = _day(notice.published or notice.written)
    record["counties"] = _hash(sorted({part.county.code for part in notice.parts if part.county}))
    record["document"] = _hash(tokens(notice.doc_number or ""))
    record["title"] = _hash(wording.title)
    record["text"] = _text_hash(notice, wording)
    record["letters"] = len(letters)
    record["bands"] = _minima(_shingles(letters), BANDS * ROWS).view("<u8")
    record["numbers"] = _minima(_hashes(set(numbers(wording.body))), NUMBER_MINIMA)
    return record.tobytes()


def _text_hash(notice: Notice, wording: Wording) -> np.uint64:
    """Equal for equal texts. A short one is equal with its title only, and when it has a date or a county.

    What is left of a page without a text, its site's address or its support line, has neither.
    """
    letters = wording.letters
    if len(letters) >= SHORT_LETTERS:
        return _hash((letters,))
    dated = notice.published or notice.written
    if not letters or not (dated or any(part.county for part in notice.parts)):
        return _hash((notice.id,))
    return _hash((*wording.title, "", letters))


def _day(iso: str | None) -> int:
    try:
        return date.fromisoformat(iso[:10]).toordinal() if iso else UNDATED
    except ValueError:  # the writer will refuse this notice with a sentence
        return UNDATED


def _hash(words: Iterable[str]) -> np.uint64:
    """64 bits of the SHA-256 of *words*; 0 for none."""
    joined = "\n".join(words)
    if not joined:
        return np.uint64(0)
    return np.uint64(int.from_bytes(hashlib.sha256(joined.encode("utf-8", "replace")).digest()[:8], "little"))


def _hashes(words: Iterable[str]) -> Hashes:
    return np.array([_hash((word,)) for word in words], np.uint64)


def _shingles(letters: str) -> Hashes:
    """A hash of each stretch of SHINGLE_LETTERS letters; one of the whole text when it is shorter."""
    codes = np.frombuffer(letters.encode("utf-32-le", "replace"), "<u4").astype(np.uint64)
    codes = np.pad(codes, (0, max(0, SHINGLE_LETTERS - len(codes)))) if letters else codes
    count = max(0, len(codes) - SHINGLE_LETTERS + 1)
    hashes = np.zeros(count, np.uint64)
    for at, factor in enumerate(_FACTORS[-SHINGLE_LETTERS:]):
        hashes += _mixed(codes[at : at + count]) * factor
    return np.unique(_mixed(hashes))


def _minima(hashes: Hashes, count: int) -> NDArray[np.uint16]:
    """For each of *count* orders of all hashes, 16 bits of the one of *hashes* that comes first; 0xffff for none."""
    factors, offsets = _FACTORS[:count, None], _OFFSETS[:count, None]
    first = np.full(count, _LARGEST)
    for start in range(0, len(hashes), _COLUMNS):
        ordered = hashes[None, start : start + _COLUMNS] * factors + offsets
        first = np.minimum(first, ordered.min(axis=1))
    return (_mixed(first) >> np.uint64(48)).astype("<u2") if len(hashes) else np.full(count, 0xFFFF, "<u2")


def _mixed(values: Hashes) -> Hashes:
    """The finaliser of MurmurHash3: every bit of the result depends on every bit of the value."""
    values = values ^ (values >> np.uint64(33))
    values = values * np.uint64(0xFF51_AFD7_ED55_8CCD)
    values = values ^ (values >> np.uint64(33))
    values = values * np.uint64(0xC4CE_B9FE_1A85_EC53)
    return values ^ (values >> np.uint64(33))


_ORDERS = BANDS * ROWS + SHINGLE_LETTERS
_FACTORS = _mixed(np.arange(1, _ORDERS + 1, dtype=np.uint64)) | np.uint64(1)  # odd, so that no hash is lost
_OFFSETS = _mixed(np.arange(1, _ORDERS + 1, dtype=np.uint64) << np.uint64(32))
