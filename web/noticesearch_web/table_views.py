"""The views that count: `/matrix` and `/coverage`, as pages and as files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response, make_response, render_template, request

from noticesearch.query import Query
from noticesearch_web.coverage import coverage
from noticesearch_web.links import Links
from noticesearch_web.matrix import COLUMNS, ROWS, ColumnAxis, Matrix, RowAxis, matrix
from noticesearch_web.own_parameters import AskedOfView, Options, asked_of_view
from noticesearch_web.presenters.coverage import coverage_page
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.matrix import matrix_page
from noticesearch_web.responding import download, refused, typed
from noticesearch_web.settings import Settings
from noticesearch_web.sources import Lending
from noticesearch_web.table_files import coverage_csv, matrix_csv, matrix_json
from noticesearch_web.wording import Wording

MATRIX: Options = {"rows": ROWS, "columns": COLUMNS}
COVERAGE: Options = {}


@dataclass(frozen=True, slots=True)
class TableViews:
    """The counting views over one source of searchers."""

    lending: Lending
    settings: Settings
    version: str

    def matrix(self) -> Response:
        """`/matrix`: findings by two axes."""
        question = self._asked(MATRIX)
        around = self._around(question, "matrix")
        answer = self.lending.searcher().findings().search(_facets_only(around.query)).after(question.asked.warnings)
        page = matrix_page(around, self._matrix(question), answer)
        return make_response(render_template("matrix.html", page=page), question.asked.status)

    def matrix_csv(self) -> Response:
        """`/matrix.csv`: the whole matrix as a table."""
        question = self._asked(MATRIX)
        if refusal := refused(question.asked, question.accepted):
            return refusal
        return download(matrix_csv(self._matrix(question), _wording(question)), "text/csv", "matrix.csv")

    def matrix_json(self) -> Response:
        """`/matrix.json`: the whole matrix for programs."""
        question = self._asked(MATRIX)
        if refusal := refused(question.asked, question.accepted):
            return refusal
        links = self._around(question, "matrix").links
        return typed(matrix_json(self._matrix(question), links, _wording(question)))

    def coverage(self) -> Response:
        """`/coverage`: notices by place and time."""
        question = self._asked(COVERAGE)
        around, searcher = self._around(question, "coverage"), self.lending.searcher()
        answer = searcher.search(_facets_only(around.query)).after(question.asked.warnings)
        page = coverage_page(around, coverage(searcher, around.query), answer)
        return make_response(render_template("coverage.html", page=page), question.asked.status)

    def coverage_csv(self) -> Response:
        """`/coverage.csv`: the same as a table."""
        question = self._asked(COVERAGE)
        if refusal := refused(question.asked, question.accepted):
            return refusal
        counted = coverage(self.lending.searcher(), question.asked.query)
        return download(coverage_csv(counted, _wording(question)), "text/csv", "coverage.csv")

    def _asked(self, own: Options) -> AskedOfView:
        return asked_of_view(request.args.items(multi=True), self.settings.today(), own)

    def _around(self, question: AskedOfView, view: str) -> Surroundings:
        links = Links(request.script_root, self.version, view, question.pairs)
        return Surroundings(self.settings, links, question.asked, request.path)

    def _matrix(self, question: AskedOfView) -> Matrix:
        rows: RowAxis = next((axis for axis in ROWS if axis == question.own.get("rows")), "county")
        columns: ColumnAxis | None = next((axis for axis in COLUMNS if axis == question.own.get("columns")), None)
        return matrix(self.lending.searcher(), question.asked.query, rows, columns)


def _facets_only(query: Query) -> Query:
    """*query* for its total, facets and warnings; its page is one of rows, not of hits."""
    return replace(query, page=1, per_page=1)


def _wording(question: AskedOfView) -> Wording:
    return Wording(question.asked.query.lang)
