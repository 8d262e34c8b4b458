"""The pages: parameters, search, present, render. Each view answers one address and holds no rule of its own."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, current_app, make_response, render_template, request

from noticesearch_web.answers import health_json, notice_json, search_json
from noticesearch_web.asking import Asked, asked
from noticesearch_web.links import Links
from noticesearch_web.loosening import by_type, loosened
from noticesearch_web.marking import marks_of
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.presenters.help import help_page
from noticesearch_web.presenters.home import home_page, home_query, is_home
from noticesearch_web.presenters.notice import notice_page
from noticesearch_web.presenters.reposts import reposts_of
from noticesearch_web.presenters.results import results_page
from noticesearch_web.responding import refused, typed
from noticesearch_web.settings import Settings
from noticesearch_web.sources import Lending

NEWER_REFUSED = "a newer index could not be opened, the one before goes on serving; the server's log says why"


@dataclass(frozen=True, slots=True)
class Views:
    """The site's views over one source of searchers."""

    lending: Lending
    settings: Settings
    version: str

    def search(self) -> Response:
        """`/`: the invitation, or results with facets."""
        question = self._asked()
        around, searcher = self._around(question), self.lending.searcher()
        if is_home(question.query):
            answer = searcher.search(home_query(question.query))
            home = home_page(around, answer, searcher.statistics())
            return _html("home.html", question.status, page=home)
        answer = searcher.search(question.query).after(question.warnings)
        ways_out, types = (look(searcher, answer, around, "notices") for look in (loosened, by_type))
        page = results_page(around, answer, ways_out, types)
        return _html("results.html", question.status, page=page)

    def search_json(self) -> Response:
        """`/search.json`: the same answer for programs; a parameter that cannot be read is an error here."""
        question = self._asked()
        if refusal := refused(question):
            return refusal
        answer = self.lending.searcher().search(question.query).after(question.warnings)
        return typed(search_json(answer, self._links()))

    def notice(self, notice_id: str) -> Response:
        """`/notice/ID`: one notice, the query's words marked in it."""
        question = self._asked()
        around, searcher = self._around(question), self.lending.searcher()
        notice = searcher.notice(notice_id)
        if notice is None:
            abort(404)
        reposts = reposts_of(searcher, notice, around)
        earlier = searcher.earlier_versions(notice_id)
        page = notice_page(around, notice, marks_of(question.query, notice), reposts, earlier)
        return _html("notice.html", question.status, page=page)

    def notice_json(self, notice_id: str) -> Response:
        """`/notice/ID.json`: the notice's text and tags, each with its evidence; its reposts and earlier versions."""
        searcher = self.lending.searcher()
        notice = searcher.notice(notice_id)
        if notice is None:
            abort(404)
        return typed(notice_json(notice, searcher.group(notice_id), searcher.earlier_versions(notice_id)))

    def help(self) -> Response:
        """`/help`: how to ask."""
        question = self._asked()
        return _html("help.html", question.status, page=help_page(self._around(question)))

    def healthz(self) -> Response:
        """`/healthz`: which index is being served; why a newer one is not goes to the log, it may name paths."""
        holds = self.lending.searcher().statistics()
        trouble = self.settings.trouble()
        if trouble:
            current_app.logger.error("a newer index could not be opened: %s", trouble)
        return typed(health_json(holds, NEWER_REFUSED if trouble else None))

    def _asked(self) -> Asked:
        return asked(request.args.items(multi=True), self.settings.today())

    def _links(self) -> Links:
        return Links(request.script_root, self.version)

    def _around(self, question: Asked) -> Surroundings:
        return Surroundings(self.settings, self._links(), question, request.path)


def _html(template: str, status: int, **context: object) -> Response:
    return make_response(render_template(template, **context), status)
