"""A notice as one line of JSON and back, nothing lost: what every engine stores beside its terms."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import orjson

from noticesearch.notice import Attachment, Evidence, Finding, Notice, Part, Span, Unit

Record = dict[str, Any]  # Any: what JSON gives


def to_json(notice: Notice) -> bytes:
    """*notice* as JSON on one line, in UTF-8; `from_json` gives an equal notice back.

    Raises:
        UnicodeEncodeError: a text holds half a surrogate pair, which no file can hold.
    """
    try:
        return orjson.dumps(notice)
    except TypeError:  # orjson does not tell which text is to blame
        return json.dumps(asdict(notice), ensure_ascii=False, separators=(",", ":")).encode()


def from_json(text: bytes | str) -> Notice:
    """The notice that `to_json` wrote.

    Raises:
        ValueError: *text* is not JSON.
        KeyError, TypeError: it is, but not of a notice.
    """
    record: Record = orjson.loads(text)
    return Notice(
        **record
        | {
            "parts": tuple(map(_part, record["parts"])),
            "lead": _span(record["lead"]),
            "province": _optional_unit(record["province"]),
            "mentions": tuple(map(_unit, record["mentions"])),
            "evidence": _evidence(record["evidence"]),
            "keywords": tuple(record["keywords"]),
            "attachments": tuple(Attachment(**each) for each in record["attachments"]),
        }
    )


def _part(record: Record) -> Part:
    return Part(
        **record
        | {
            "spans": tuple(map(_span, record["spans"])),
            "county": _optional_unit(record["county"]),
            "headings": tuple(map(_span, record["headings"])),
            "findings": tuple(map(_finding, record["findings"])),
            "issue_types": tuple(record["issue_types"]),
            "evidence": _evidence(record["evidence"]),
        }
    )


def _finding(record: Record) -> Finding:
    return Finding(
        **record
        | {
            "issue_types": tuple(record["issue_types"]),
            "issue_span": _span(record["issue_span"]),
            "response_span": _span(record["response_span"]),
            "evidence": _evidence(record["evidence"]),
        }
    )


def _evidence(records: list[Record]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**record) for record in records)


def _unit(record: Record) -> Unit:
    return Unit(**record | {"current_codes": tuple(record["current_codes"])})


def _optional_unit(record: Record | None) -> Unit | None:
    return None if record is None else _unit(record)


def _span(pair: list[int]) -> Span:
    start, end = pair
    return start, end
