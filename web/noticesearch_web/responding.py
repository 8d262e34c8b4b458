"""Responses that are no page: data of one type, a file to keep, the refusal of a question that could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response

from noticesearch.parameters import ACCEPTED
from noticesearch_web.answers import problems_json
from noticesearch_web.asking import Asked

JSON = "application/json"


def typed(text: str | Iterator[str], kind: str = JSON, status: int = 200) -> Response:
    """*text*, or its parts while they are made, as the media type *kind*."""
    return Response(text, status, mimetype=kind)


def download(text: str | Iterator[str], kind: str, filename: str) -> Response:
    """*text* as a file that the browser keeps under *filename*."""
    response = typed(text, kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def refused(question: Asked, accepted: tuple[str, ...] = ACCEPTED) -> Response | None:
    """What was wrong with the parameters, None when nothing was; data that left a filter out would pass for whole."""
    if not question.problems:
        return None
    return typed(problems_json(question, question.query.lang, accepted), status=400)
