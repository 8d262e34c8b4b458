"""The cells of `/compare`: the newest findings of one type in one county, in a line or two each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from noticesearch.findings import notice_id_of
from noticesearch.notice import Unit
from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Hit
from noticesearch_web.compare import Cell
from noticesearch_web.links import Links
from noticesearch_web.presenters.finding_rows import TextMarks
from noticesearch_web.presenters.hits import date_of
from noticesearch_web.presenters.particulars import particulars
from noticesearch_web.presenters.pieces import Piece, pieces
from noticesearch_web.wording import Wording


@dataclass(frozen=True, slots=True)
class Brief:
    """A finding in a cell; `also` names the other counties it is about, "" for none."""

    issue: tuple[Piece, ...]
    url: str
    date: str
    date_iso: str
    status: str
    also: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell under its county's name; `all_url` leads to all of its findings, "" where all are shown."""

    county: str
    count: str
    findings: tuple[Brief, ...]
    all_url: str
    all_label: str


@dataclass(frozen=True, slots=True)
class CellWording:
    """Words and links the cells of one question."""

    query: Query
    marks: TextMarks
    links: Links
    wording: Wording

    def view(self, cell: Cell, county: str) -> CellView:
        """*cell* under the name of its county."""
        more = cell.count > len(cell.newest)
        return CellView(
            county=county,
            count=self.wording.number(cell.count),
            findings=tuple(self._brief(hit, cell.query.county[0]) for hit in cell.newest),
            all_url=self.links.of("findings").search(cell.query) if more else "",
            all_label=self.wording("compare_all", count=self.wording.number(cell.count)) if more else "",
        )

    def _brief(self, hit: Hit, code: str) -> Brief:
        finding = hit.findings[0]
        issue, known = " ".join(finding.issue.split()), particulars(finding, self.wording)
        others = self.wording.listed(unit.name for unit in hit.counties if not _is(unit, code))
        question = replace(self.query, county=(code,), sort="relevance")
        return Brief(
            issue=pieces(issue, self.marks(issue)),
            url=self.links.finding(notice_id_of(hit.id), hit.finding_numbers[0], question),
            date=date_of(hit, self.wording),
            date_iso=(hit.published or hit.written or "")[:10],
            status=known.status if known.stated else "",
            also=self.wording("compare_also", counties=others) if others and code != NONE_VALUE else "",
        )


def _is(unit: Unit, code: str) -> bool:
    return code == unit.code or code in unit.current_codes
