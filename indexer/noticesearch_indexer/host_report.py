"""How extraction went, host by host, so that an operator sees a site that broke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.assembly import ReadPage
from noticesearch_indexer.extraction.address import host_in

HOSTS_SHOWN = 10
Outcome = tuple[str, str]  # a host, and a `How` or "rejected"
_TROUBLES = ("rejected", "empty", "fallback")


@dataclass(frozen=True, slots=True)
class HostReport:
    """What became of the pages of one host (a folder or archive, where pages have no URL) that this run read."""

    host: str
    pages: int
    content: int = 0
    given: int = 0
    fallback: int = 0
    empty: int = 0
    rejected: int = 0

    @property
    def troubled(self) -> int:
        """Pages worth a look."""
        return self.fallback + self.empty + self.rejected


def outcome_of(page: Page, read: ReadPage | Rejection) -> Outcome:
    """What is counted of a page: a notice's own address names its host, where its source gave none."""
    if isinstance(read, Rejection):
        return host_of(page.origin, page.url), "rejected"
    notice = read.analysed.notice
    return host_of(page.origin, notice.url), notice.how


def host_reports(outcomes: Counter[Outcome]) -> tuple[HostReport, ...]:
    """The reports of all hosts, the worst first."""
    counts: dict[str, Counter[str]] = {}
    for (host, outcome), count in outcomes.items():
        counts.setdefault(host, Counter())[outcome] += count
    found = (HostReport(host, count.total(), **count) for host, count in counts.items())
    return tuple(sorted(found, key=lambda report: (-report.troubled, -report.pages, report.host)))


def host_lines(reports: tuple[HostReport, ...]) -> Iterator[str]:
    """The worst hosts, one a line; nothing when no page of any is worth a look."""
    troubled = [report for report in reports if report.troubled]
    if not troubled:
        return
    yield f"{len(troubled):,} of {len(reports):,} hosts have pages worth a look:"
    shown = troubled[: HOSTS_SHOWN - 1]
    for report in shown:
        parts = (f"{getattr(report, name):,} {name}" for name in _TROUBLES if getattr(report, name))
        yield f"  {report.host or '(files)'}: {', '.join(parts)} of {report.pages:,} pages"
    if len(troubled) > len(shown):
        yield f"  … and {len(troubled) - len(shown):,} more (--json lists all)"


def host_of(origin: str, url: str | None) -> str:
    """The host of the page's URL, else the folder, archive or file that its origin names."""
    if host := host_in(url):
        return host
    within = origin.partition("#")[0]
    return within if within != origin else within[: max(within.rfind("/"), within.rfind("!"), 0)]
