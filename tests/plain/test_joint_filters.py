"""County, issue type and word hold together in one part, and each facet count is the total that a click would give.

500 random triples over the sample pages as the pipeline reads them, and random notices among them, against a scan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from noticesearch.engine import Searcher
from noticesearch.findings import as_notices, with_findings
from noticesearch.issue_list import ListedType, listed
from noticesearch.issues import issue_types
from noticesearch.notice import Notice, Page
from noticesearch.plain import PlainWriter, open_searcher
from noticesearch.text.terms import analysed
from noticesearch_indexer.assembly import read_notice
from noticesearch_indexer.sources import open_sources
from tests.plain import corpus
from tests.plain.joint import Scan, answered, scan, triples
from tests.plain.oracle import ISSUE_GROUPS

SAMPLES = Path(__file__).parent.parent.parent / "sample_docs"
MADE = 120  # random notices, which stand for what no sample has
TRIPLES = 500
TYPES = (
    *(kind for kind in listed(issue_types()) if kind.name not in ISSUE_GROUPS),
    *(ListedType(group, name, "") for name, group in ISSUE_GROUPS.items()),
)


@dataclass(frozen=True)
class Searched:
    searcher: Searcher
    scan: Scan


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Searched]]:
    folder = tmp_path_factory.mktemp("joint")
    random = corpus.seeded(4)
    pages = [page for source in open_sources([SAMPLES]) for page in source.pages() if isinstance(page, Page)]
    samples = [notice for notice in map(read_notice, pages) if isinstance(notice, Notice)]
    made = [corpus.notice(random, f"{number:016x}") for number in range(MADE)]
    notices = {notice.id: notice for notice in (*samples, *made)}
    writer = PlainWriter(folder)
    for notice in notices.values():
        writer.add(analysed(notice))
    writer.commit()
    groups = with_findings(corpus.groups(random, [notice.id for notice in made]), notices.get)
    searcher = open_searcher(folder, "g", "now", groups, TYPES)
    findings = [finding for notice in notices.values() for finding in as_notices(notice)]
    issue_groups = {kind.name: kind.group for kind in TYPES}
    yield {
        "notices": Searched(searcher, scan(tuple(notices.values()), groups.name, issue_groups)),
        "findings": Searched(searcher.findings(), scan(findings, groups.name, issue_groups)),
    }
    searcher.close()


@pytest.mark.parametrize("rows", ["notices", "findings"])
def test_totals_and_every_facet_count_are_those_of_reading_every_part(rows: str, both: dict[str, Searched]) -> None:
    searched = both[rows]
    found = 0
    for query, word in triples(searched.scan, corpus.seeded(500), TRIPLES):
        expected = searched.scan.counted(query, word)
        assert answered(searched.searcher.search(query)) == expected, str(query)
        found += bool(expected.total)
    assert found > TRIPLES // 3  # the triples ask for what is there, too
