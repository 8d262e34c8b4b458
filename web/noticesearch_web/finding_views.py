"""The views of findings: `/findings`, as a page and as files, and `/compare`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

from flask import Response, make_response, render_template, request

from noticesearch.engine import Searcher
from noticesearch.query import Query
from noticesearch_web.asking import Asked, asked
from noticesearch_web.compare import can_compare, compare, counties_with_findings
from noticesearch_web.county_names import with_codes
from noticesearch_web.exports import findings_csv, findings_jsonl
from noticesearch_web.finding_answers import findings_json
from noticesearch_web.links import Links
from noticesearch_web.loosening import by_type, loosened
from noticesearch_web.marking import text_marks
from noticesearch_web.presenters.compare import compare_page
from noticesearch_web.presenters.findings import findings_page
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.responding import download, refused, typed
from noticesearch_web.settings import Settings
from noticesearch_web.sources import Lending

Export = Callable[[Searcher, Query], Iterator[str]]


@dataclass(frozen=True, slots=True)
class FindingViews:
    """The views over one source of searchers whose rows are findings."""

    lending: Lending
    settings: Settings
    version: str

    def findings(self) -> Response:
        """`/findings`: a row a finding."""
        question = self._asked()
        around, searcher = self._around(question), self.lending.searcher().findings()
        answer = searcher.search(question.query).after(question.warnings)
        ways_out, types = (look(searcher, answer, around, "findings") for look in (loosened, by_type))
        page = findings_page(around, answer, text_marks(question.query), ways_out, types)
        return make_response(render_template("findings.html", page=page), question.status)

    def findings_json(self) -> Response:
        """`/findings.json`: the same answer for programs."""
        question = self._asked()
        if refusal := refused(question):
            return refusal
        searcher = self.lending.searcher().findings()
        answer = searcher.search(question.query).after(question.warnings)
        return typed(findings_json(answer, searcher, self._around(question).links))

    def findings_csv(self) -> Response:
        """`/findings.csv`: all findings as a table."""
        return self._all(findings_csv, "text/csv", "csv")

    def findings_jsonl(self) -> Response:
        """`/findings.jsonl`: all findings, a line each."""
        return self._all(findings_jsonl, "application/jsonl", "jsonl")

    def compare(self) -> Response:
        """`/compare`: two to four counties side by side."""
        searcher = self.lending.searcher().findings()
        named = with_codes(request.args.items(multi=True), lambda: dict(counties_with_findings(searcher, Query())))
        question = asked(named.pairs, self.settings.today())
        question = replace(question, problems=(*named.problems, *question.problems))
        around = self._around(question, "compare")
        query = question.query
        answer = searcher.search(replace(query, page=1, per_page=1)).after(question.warnings)
        page = compare_page(
            around,
            replace(answer, query=query, pages=1),
            compare(searcher, query) if can_compare(query) else None,
            counties_with_findings(searcher, query),
            text_marks(query),
            loosened(searcher, answer, around, "findings") if can_compare(query) else (),
        )
        return make_response(render_template("compare.html", page=page), question.status)

    def _all(self, export: Export, kind: str, form: str) -> Response:
        """All findings, sent while they are read; a file that left a filter out would pass for whole."""
        question = self._asked()
        if refusal := refused(question):
            return refusal
        with ExitStack() as borrowed:
            findings = borrowed.enter_context(self.lending.source()).findings()
            response = download(export(findings, replace(question.query, page=1)), kind, f"findings.{form}")
            response.call_on_close(borrowed.pop_all().close)
        return response

    def _asked(self) -> Asked:
        return asked(request.args.items(multi=True), self.settings.today())

    def _around(self, question: Asked, view: str = "findings") -> Surroundings:
        links = Links(request.script_root, self.version, view)
        return Surroundings(self.settings, links, question, request.path)
