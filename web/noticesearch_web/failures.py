"""Errors as clear pages, or as JSON where JSON was asked for; what went wrong goes to the log, not to the reader."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from noticesearch.query import Query
from noticesearch.store.errors import IndexTrouble
from noticesearch_web.answers import error_json
from noticesearch_web.asking import Asked
from noticesearch_web.links import Links
from noticesearch_web.presenters.frame import Surroundings
from noticesearch_web.responding import typed
from noticesearch_web.settings import Settings
from noticesearch_web.wording import Lang, Wording

EXPLAINED = (400, 404, 405, 500, 503)
RETRY_AFTER_SECONDS = "30"  # a new generation takes over in less


def install(app: Flask, settings: Settings, version: str) -> None:
    """Make *app* answer its errors in the site's own words."""

    def http_error(error: HTTPException) -> Response:
        return _page(error.code or 500, settings, version, error)

    def index_error(error: IndexTrouble) -> Response:
        current_app.logger.error("no index to answer from: %s", error)
        response = _page(503, settings, version)
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
        return response

    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(IndexTrouble, index_error)


def json_wanted() -> bool:
    """Whether the address asks for data, whose errors are told as JSON."""
    return request.path.endswith((".json", ".jsonl", ".csv")) or request.path == "/healthz"


def _page(status: int, settings: Settings, version: str, error: HTTPException | None = None) -> Response:
    known = status if status in EXPLAINED else 400 if status < 500 else 500
    lang: Lang = "en" if request.args.get("lang") == "en" else "zh"
    title, text = Wording(lang)(f"error_{known}"), Wording(lang)(f"error_{known}_text")
    if json_wanted():
        response = typed(error_json(status, f"{title}: {text}"), status=status)
    else:
        around = Surroundings(settings, Links(request.script_root, version), Asked(Query(lang=lang)), "/")
        page = render_template("error.html", frame=around.frame(title), status=status, title=title, text=text)
        response = make_response(page, status)
    if error is not None and error.code == 405:
        response.headers["Allow"] = "GET, HEAD"
    return response
