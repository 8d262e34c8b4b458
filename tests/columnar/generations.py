"""Small generations of a columnar index, published through the store as a reindex does it, but for reading pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from noticesearch import live
from noticesearch.engine import AnalysedNotice, Searcher
from noticesearch.findings import with_findings
from noticesearch.groups import Groups
from noticesearch.issue_list import listed
from noticesearch.issues import issue_types
from noticesearch.notice import Notice
from noticesearch.query import Query
from noticesearch.results import ResultPage
from noticesearch.store import IndexFolder, LedgerEntry
from noticesearch.text.terms import analysed
from noticesearch.versions import Versions
from noticesearch_indexer.selfcheck import check_index
from tests.plain import corpus

QUERIES = (
    Query("危房改造"),
    Query("医疗保障", scope="part"),
    Query('"保障"', county=("520524",)),
    Query("1号", mode="exact"),
    Query("改*"),
    Query("-医疗", sort="oldest"),
    Query(issue=("住房",), sort="county"),
    Query(date_from=date(2020, 3, 11), date_field="written"),
    Query(dup="all", sort="newest", per_page=100),
)

State = tuple[object, ...]


@dataclass(frozen=True)
class Change:
    """What a build does to an index: notices put in, ids taken out, and the notices that the index holds then."""

    added: tuple[AnalysedNotice, ...]
    removed: tuple[str, ...]
    holds: Mapping[str, Notice]


def change(before: Mapping[str, Notice], added: Sequence[Notice], removed: Collection[str] = ()) -> Change:
    """The change of an index that holds *before*."""
    holds = {**before, **{notice.id: notice for notice in added}}
    return Change(
        tuple(map(analysed, added)),
        tuple(removed),
        {notice_id: notice for notice_id, notice in holds.items() if notice_id not in removed},
    )


def notices(seed: int, first: int, end: int) -> list[Notice]:
    random = corpus.seeded(seed)
    return [corpus.notice(random, f"{number:016x}") for number in range(first, end)]


def publish(path: Path, change: Change) -> str:
    """Build a generation with the *change* upon the live one; its name."""
    holds = change.holds
    with IndexFolder(path).building("test") as build:
        build.link_previous(lambda name: name.startswith(f"{live.ENGINE_FOLDER}/"))
        writer = live.writer_in(build.folder)
        try:
            for each in change.added:
                writer.add(each)
            for notice_id in change.removed:
                writer.remove(notice_id)
            statistics = writer.commit()
        finally:
            writer.abandon()
        groups = Groups((tuple(sorted(holds)[:3]),)) if len(holds) > 2 else Groups()
        live.write_groups(build.folder, with_findings(groups, holds.get))
        live.write_issue_types(build.folder, listed(issue_types()))
        live.write_versions(build.folder, Versions())
        for notice in holds.values():
            stored = build.pages.put(notice.body.encode())
            build.ledger.add(LedgerEntry(notice.origin, stored, "given", notice.id, stored=True))
        counts = (("notices", statistics.notices), ("parts", statistics.parts))
        return build.publish(live.identity("p", "i"), counts, lambda folder: check_index(folder, len(holds))).name


def state(path: Path) -> State:
    """All that a reader gets from the live generation."""
    with live.searching(path) as searcher:
        return answers(searcher)


def answers(searcher: Searcher) -> State:
    """Every notice and finding, and what some questions find."""
    told = searcher.findings()
    return (
        {notice.id: notice for notice in searcher.notices()},
        {notice.id: notice for notice in told.notices()},
        tuple(_found(each.search(query)) for each in (searcher, told) for query in QUERIES),
        tuple(searcher.cross(query, "county", "issue") for query in QUERIES[:3]),
    )


def _found(page: ResultPage) -> State:
    return page.total, tuple((hit.id, hit.parts, hit.duplicates) for hit in page.hits), page.facets, page.warnings
