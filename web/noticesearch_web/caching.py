"""ETags: an answer is known by its address, the index's generation, this version of the site and the day.

So a browser that comes back is told 304 without a search.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from flask import Response, request

from noticesearch import __version__
from noticesearch_web.settings import Settings
from noticesearch_web.sources import Lending

TABLES = ("matrix", "matrix_csv", "matrix_json", "coverage", "coverage_csv")
FINDINGS = ("findings", "findings_json", "findings_csv", "findings_jsonl", "compare")
ANSWERS = ("search", "search_json", "notice", *FINDINGS, *TABLES)


@cache
def site_version() -> str:
    """A short hash of the program's version and every template and asset."""
    digest = hashlib.sha256(__version__.encode())
    package = files("noticesearch_web")
    for folder in ("templates", "static"):
        for name, file in sorted((file.name, file) for file in package.joinpath(folder).iterdir()):
            digest.update(name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Revalidation:
    """Answers If-None-Match before the search, and names each good answer."""

    lending: Lending
    settings: Settings

    def before(self) -> Response | None:
        """304 when the browser already has this answer, else None."""
        if request.endpoint not in ANSWERS or not request.if_none_match:
            return None
        tag = self._tag()
        if not request.if_none_match.contains_weak(tag):
            return None
        response = Response(status=304)
        response.set_etag(tag, weak=True)
        return response

    def after(self, response: Response) -> Response:
        """*response*, named when it is a good answer."""
        if request.endpoint in ANSWERS and response.status_code == 200:
            response.set_etag(self._tag(), weak=True)
        return response

    def _tag(self) -> str:
        generation = self.lending.searcher().statistics().generation
        asked = "\n".join((request.full_path, generation, site_version(), self.settings.today().isoformat()))
        return hashlib.sha256(asked.encode()).hexdigest()[:32]
