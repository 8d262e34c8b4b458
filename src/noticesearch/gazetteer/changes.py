"""What became of a unit: codes in use today, former names, which of two records is the other's predecessor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from noticesearch.gazetteer.names import GENERIC, stem
from noticesearch.gazetteer.records import Record, newest

RENAMED_SINCE = 2000  # former names are told from here on: scraped notices are hardly older

ByCode = Mapping[str, tuple[Record, ...]]


def current_codes(record: Record, by_code: ByCode) -> tuple[str, ...]:
    """The codes in use today that *record* became, followed through every change; () when the table does not say."""
    found: dict[str, None] = {}
    waiting, seen = [record], set[Record]()
    while waiting:
        record = waiting.pop(0)
        if record.last_year is None:
            found[record.code] = None
        elif record not in seen:
            seen.add(record)
            waiting += [_next(by_code[code], record.last_year) for code in record.successors if code in by_code]
    return tuple(found)


def _next(records: tuple[Record, ...], year: int) -> Record:
    """The record that a change in *year* led to: the newest of those that began by then, else the first to begin."""
    begun = [record for record in records if record.first_year <= year]
    return max(begun, key=lambda r: r.first_year) if begun else min(records, key=lambda r: r.first_year)


def drop_predecessors(records: Iterable[Record], by_code: ByCode) -> tuple[Record, ...]:
    """*records* without those whose place another of them took, directly or later: 织金县 is 520524, not 522425 too."""
    kept = tuple(dict.fromkeys(records))
    last = {record: set(current_codes(record, by_code)) for record in kept}
    return tuple(
        record
        for record in kept
        if not any(
            other is not record and other.first_year > record.first_year and last[other] <= last[record] != set()
            for other in kept
        )
    )


def former_names(records: Iterable[Record], by_code: ByCode) -> dict[str, str]:
    """Code in use → its name before, where a whole unit was renamed or raised since 2000: 播州区 was 遵义县."""
    before: dict[str, list[Record]] = {}
    for record in records:
        for code in record.successors:
            if _was_renamed(record, newest(by_code[code])):
                before.setdefault(code, []).append(record)
    chosen = {code: _predecessor(newest(by_code[code]), group, by_code) for code, group in before.items()}
    return {code: record.name for code, record in chosen.items() if record}


def _was_renamed(record: Record, now: Record) -> bool:
    is_one_change = record.last_year == now.first_year and now.last_year is None and record.level == now.level
    if not is_one_change or now.first_year < RENAMED_SINCE or record.name in {*GENERIC, now.name}:
        return False
    return now.level == "county" or stem(record.name) != stem(now.name)  # 毕节地区 became 毕节市: not worth telling


def _predecessor(now: Record, before: list[Record], by_code: ByCode) -> Record | None:
    """Which of several units that went into *now* it was: the same code, the same bare name, else the only one.

    None where it took a share of a unit that was divided: 襄都区 and 信都区 are both heirs of 邢台县.
    """
    for alike in (lambda r: r.code == now.code, lambda r: stem(r.name) == stem(now.name)):
        if same := [record for record in before if alike(record)]:
            return same[0]
    whole = [record for record in before if len(_begun_then(record, by_code)) == 1]
    return whole[0] if len(whole) == 1 else None


def _begun_then(record: Record, by_code: ByCode) -> list[str]:
    """The successors that began when *record* ended; those older only grew."""
    return [code for code in record.successors if newest(by_code[code]).first_year == record.last_year]
