"""All results of a search as a file: findings a line each, page by page, so that no list of all is ever held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from noticesearch.engine import Searcher
from noticesearch.query import Query
from noticesearch.results import Hit
from noticesearch_web.csv_text import BOM, csv_text
from noticesearch_web.finding_answers import figures_of, finding_json
from noticesearch_web.presenters.particulars import particulars
from noticesearch_web.wording import Wording

AT_A_TIME = 500  # findings: some 500 kB of text; each page costs a search
COLUMNS = (
    *("finding_id", "county", "county_codes", "issue", "problem_column", "finding_response", "status", "figures"),
    *("title", "doc_number", "published", "source", "url"),
)


def findings_csv(findings: Searcher, query: Query) -> Iterator[str]:
    """The findings of *query* as a table, a heading line first, cells in the query's language where they are ours."""
    wording = Wording(query.lang)
    yield csv_text([[wording(column) for column in COLUMNS]])
    for hits in _pages(findings, query):
        yield csv_text(_cells(hit, wording) for hit in hits).removeprefix(BOM)


def findings_jsonl(findings: Searcher, query: Query) -> Iterator[str]:
    """The findings of *query*, a line of JSON each, of the shape of `results` in `/findings.json`."""
    for hits in _pages(findings, query):
        yield "".join(json.dumps(finding_json(hit, findings), ensure_ascii=False) + "\n" for hit in hits)


def _pages(findings: Searcher, query: Query) -> Iterator[tuple[Hit, ...]]:
    page: int | None = 1
    while page is not None:
        answer = findings.search(replace(query, page=page, per_page=AT_A_TIME))
        yield answer.hits
        page = answer.next


def _cells(hit: Hit, wording: Wording) -> tuple[str | None, ...]:
    finding = hit.findings[0]
    return (
        hit.id,
        "；".join(unit.name for unit in hit.counties),
        "；".join(unit.code for unit in hit.counties),
        "；".join(finding.issue_types),
        finding.issue,
        finding.response,
        particulars(finding, wording).status,
        "；".join(dict.fromkeys(each.text.strip() for each in figures_of(finding))),
        hit.title,
        hit.doc_number,
        hit.published,
        hit.source,
        hit.url,
    )
