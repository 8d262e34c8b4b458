"""The values by which a part is found and counted, the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from noticesearch.engine import AnalysedNotice, Unindexable
from noticesearch.gazetteer import gazetteer
from noticesearch.notice import Notice, Part
from noticesearch.text.normalise import normalise

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartValues:
    """Each facet's values of one part, distinct; `former_county` are codes it is filtered by but not counted under."""

    county: Values
    former_county: Values
    issue: Values
    status: Values
    province: Values
    prefecture: Values
    source: Values
    site: Values
    mention: Values


def part_values(notice: Notice, part: Part) -> PartValues:
    """The values of a part of *notice*."""
    codes = part.county.search_codes if part.county else ()
    former = part.county is not None and part.county.code not in codes
    own_provinces = notice.province.search_codes if notice.province else ()
    return PartValues(
        county=_distinct(codes),
        former_county=(part.county.code,) if part.county and former else (),
        issue=_distinct(part.issue_types),
        status=_distinct(finding.status for finding in part.findings),
        province=_distinct([*(f"{code[:2]}0000" for code in codes), *own_provinces]),
        prefecture=_distinct(above.code for code in codes if (above := gazetteer().prefecture_of(code))),
        source=(notice.source,) if notice.source else (),
        site=(notice.site,) if notice.site else (),
        mention=_distinct(code for unit in notice.mentions for code in (unit.code, *unit.current_codes)),
    )


def check(analysed: AnalysedNotice) -> None:
    """That an index can hold the notice, its findings aside.

    Raises:
        Unindexable: it has no part, not one set of terms a part, or a date that is none.
    """
    notice = analysed.notice
    where = f"notice {notice.id} ({notice.origin})"
    if not notice.parts or len(notice.parts) != len(analysed.terms):
        raise Unindexable(
            f"{where} has {len(notice.parts)} parts and terms for {len(analysed.terms)}; "
            "expected at least one part, and terms for each"
        )
    try:
        for written in filter(None, (notice.published, notice.written)):
            date.fromisoformat(written[:10])
    except ValueError as error:
        raise Unindexable(
            f"{where} is dated {notice.published!r}, {notice.written!r}; expected days such as '2020-03-11'"
        ) from error


def half_a_pair(notice: Notice, error: UnicodeEncodeError) -> Unindexable:
    """What to tell of a notice that no file can hold, since a text of it does not encode."""
    return Unindexable(
        f"notice {notice.id} ({notice.origin}) holds half a surrogate pair, "
        f"{error.object[error.start : error.end]!a}; expected whole characters"
    )


def squeeze(text: str) -> str:
    """A document number (发文字号) as it is compared: normalised, blanks dropped."""
    return "".join(normalise(text).split())


def _distinct(values: Iterable[str]) -> Values:
    return tuple(dict.fromkeys(filter(None, values)))
