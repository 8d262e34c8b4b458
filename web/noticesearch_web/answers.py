"""The JSON of an answer, of a problem with the question, of the site's health; the shapes of `/search.json`."""

from __future__ import annotations

import json
from dataclasses import asdict

from noticesearch.explanation import explanation
from noticesearch.notice import Finding, Notice, Unit
from noticesearch.parameters import ACCEPTED, Problem
from noticesearch.query import Query
from noticesearch.results import Facet, Hit, ResultPage, Snippet, Statistics, Warning
from noticesearch.versions import EarlierVersion
from noticesearch_web.asking import Asked
from noticesearch_web.links import Links, toggled
from noticesearch_web.wording import Lang

Value = dict[str, object]


def search_json(answer: ResultPage, links: Links) -> str:
    """A page of notices."""
    return page_json(answer, links, [_hit(hit) for hit in answer.hits])


def page_json(answer: ResultPage, links: Links, results: list[Value]) -> str:
    """A page of *results*; `toggle_url` of a facet value is this search with the value switched."""
    return dump(
        {
            "query": query_json(answer.query),
            "total": answer.total,
            "took_ms": round(answer.took_ms, 3),
            "page": answer.page,
            "pages": answer.pages,
            "next": answer.next,
            "results": results,
            "facets": {facet.name: _facet(facet, answer.query, links) for facet in answer.facets},
            "did_you_mean": answer.did_you_mean,
            "warnings": [_warning(warning) for warning in answer.warnings],
        }
    )


def problems_json(asked: Asked, lang: Lang, accepted: tuple[str, ...] = ACCEPTED) -> str:
    """What was wrong with the parameters, one by one, and which there are."""
    problems = [_problem(each, lang) for each in asked.problems]
    summary = " ".join(str(each["message"]) for each in problems)
    return dump({"error": summary, "status": 400, "problems": problems, "accepted": accepted})


def error_json(status: int, message: str) -> str:
    """An error that is not about a single parameter."""
    return dump({"error": message, "status": status})


def health_json(holds: Statistics, trouble: str | None) -> str:
    """What the open index holds, and whether a newer one is kept out."""
    held = {"generation": holds.generation, "notices": holds.notices, "built_at": holds.built_at}
    return dump({**held, "trouble": trouble})


def dump(value: Value) -> str:
    """*value* as every JSON answer is written."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="replace").decode()  # the name of a file may be no UTF-8, an answer must be


def notice_json(notice: Notice, group: tuple[str, ...], earlier: tuple[EarlierVersion, ...]) -> str:
    """A notice with its text and all that `noticesearch explain --json` tells of it; offsets count in its body."""
    reposts = [each for each in group if each != notice.id]
    versions = [asdict(version) for version in earlier]
    return dump(explanation(notice) | {"body": notice.body, "reposts": reposts, "earlier_versions": versions})


def _problem(problem: Problem, lang: Lang) -> Value:
    message = problem.message_zh if lang == "zh" else problem.message_en
    return {"parameter": problem.parameter, "value": problem.value, "message": message}


def query_json(query: Query) -> Value:
    """The query under the names of its URL parameters; what is not limited is null or an empty list."""
    return {
        "q": query.q,
        "in": query.where,
        "mode": query.mode,
        "county": query.county,
        "issue": query.issue,
        "issue_group": query.issue_group,
        "status": query.status,
        "province": query.province,
        "prefecture": query.prefecture,
        "year": query.year,
        "source": query.source,
        "site": query.site,
        "not_county": query.not_county,
        "mention": query.mention,
        "from": query.date_from and query.date_from.isoformat(),
        "to": query.date_to and query.date_to.isoformat(),
        "date_field": query.date_field,
        "scope": query.effective_scope,
        "dup": query.dup,
        "sort": query.sort,
        "page": query.page,
        "per_page": query.per_page,
        "synonyms": query.synonyms,
        "lang": query.lang,
    }


def origin_json(hit: Hit) -> Value:
    """What a notice is called and where it is from."""
    return {
        "url": hit.url,
        "title": hit.title,
        "published": hit.published,
        "written": hit.written,
        "source": hit.source,
        "site": hit.site,
        "issuer": hit.issuer,
        "doc_number": hit.doc_number,
    }


def _hit(hit: Hit) -> Value:
    return {
        "id": hit.id,
        "source_id": hit.source_id,
        **origin_json(hit),
        "counties": [unit_json(unit) for unit in hit.counties],
        "issues": hit.issues,
        "duplicates": hit.duplicates,
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
        "findings": [
            _finding(finding, number) for finding, number in zip(hit.findings, hit.finding_numbers, strict=True)
        ],
    }


def unit_json(unit: Unit) -> Value:
    """A county as its notice names it, with the codes in use today."""
    return {"code": unit.code, "name": unit.name, "current_codes": unit.current_codes}


def _snippet(snippet: Snippet) -> Value:
    marks = [list(mark) for mark in snippet.marks]
    return {
        "field": snippet.field,
        "part": snippet.part,
        "county": snippet.county,
        "text": snippet.text,
        "marks": marks,
    }


def _finding(finding: Finding, number: int) -> Value:
    return {
        "number": number,
        "issue": finding.issue,
        "issue_types": finding.issue_types,
        "response": finding.response,
        "status": finding.status,
        "start": finding.start,
        "end": finding.end,
    }


def _facet(facet: Facet, query: Query, links: Links) -> Value:
    values = [
        {
            "value": value.value,
            "label": value.label,
            "count": value.count,
            "selected": value.selected,
            "toggle_url": links.json(toggled(query, facet.name, value.value)),
        }
        for value in facet.values
    ]
    return {"values": values, "distinct": facet.distinct, "missing": facet.missing}


def _warning(warning: Warning) -> Value:
    said: Value = {"code": warning.code, "message": warning.message, "words": warning.words}
    if warning.code == "relaxed":
        said["dropped"] = warning.words
    return said
