"""The Flask application: routes, headers, error pages, put together."""

from __future__ import annotations

from flask import Flask, Response, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import MethodNotAllowed

from noticesearch_web import failures
from noticesearch_web.caching import Revalidation, site_version
from noticesearch_web.compression import compressed
from noticesearch_web.finding_views import FindingViews
from noticesearch_web.headers import secured
from noticesearch_web.settings import Settings
from noticesearch_web.sources import Lending, SearcherSource
from noticesearch_web.table_views import TableViews
from noticesearch_web.views import Views

METHODS = ("GET", "HEAD")


def create_app(searcher_of: SearcherSource, settings: Settings | None = None) -> Flask:
    """The site over the searcher that *searcher_of* gives; a WSGI application."""
    settings = settings or Settings()
    app = Flask("noticesearch_web")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    lending = Lending(searcher_of)
    _add_routes(app, Views(lending, settings, site_version()))
    _add_tables(app, TableViews(lending, settings, site_version()))
    _add_findings(app, FindingViews(lending, settings, site_version()))
    revalidation = Revalidation(lending, settings)
    app.before_request(_only_reading)
    app.before_request(revalidation.before)
    for finish in (compressed, secured, revalidation.after):  # Flask runs them from the last to the first
        app.after_request(finish)
    app.teardown_request(lending.give_back)
    failures.install(app, settings, site_version())
    return app


def _add_routes(app: Flask, views: Views) -> None:
    app.add_url_rule("/", "search", views.search)
    app.add_url_rule("/search.json", "search_json", views.search_json)
    app.add_url_rule("/notice/<notice_id>", "notice", views.notice)
    app.add_url_rule("/notice/<notice_id>.json", "notice_json", views.notice_json)
    app.add_url_rule("/help", "help", views.help)
    app.add_url_rule("/healthz", "healthz", views.healthz)


def _add_tables(app: Flask, views: TableViews) -> None:
    app.add_url_rule("/matrix", "matrix", views.matrix)
    app.add_url_rule("/matrix.csv", "matrix_csv", views.matrix_csv)
    app.add_url_rule("/matrix.json", "matrix_json", views.matrix_json)
    app.add_url_rule("/coverage", "coverage", views.coverage)
    app.add_url_rule("/coverage.csv", "coverage_csv", views.coverage_csv)


def _add_findings(app: Flask, views: FindingViews) -> None:
    app.add_url_rule("/findings", "findings", views.findings)
    app.add_url_rule("/findings.json", "findings_json", views.findings_json)
    app.add_url_rule("/findings.csv", "findings_csv", views.findings_csv)
    app.add_url_rule("/findings.jsonl", "findings_jsonl", views.findings_jsonl)
    app.add_url_rule("/compare", "compare", views.compare)


def _only_reading() -> Response | None:
    """Refuse everything but GET and HEAD, OPTIONS and unknown addresses included."""
    if request.method not in METHODS:
        raise MethodNotAllowed(valid_methods=METHODS)
    return None
