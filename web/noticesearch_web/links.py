"""Addresses: a query in, the URL that asks it out. A URL is a complete question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from noticesearch.query import Query


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below *root* (the path the site is mounted at, "" for the host itself); *version* names its assets.

    *view* is the view that answers: "" for the notices at `/`, "findings", "matrix", "compare", "coverage". *own* are
    raw parameters that this view has beside the query's; all its addresses keep them.
    """

    root: str = ""
    version: str = ""
    view: str = ""
    own: tuple[tuple[str, str], ...] = ()

    def of(self, view: str, own: tuple[tuple[str, str], ...] = ()) -> Links:
        """The addresses of another view, or of this one with other parameters of its own."""
        return replace(self, view=view, own=own)

    def search(self, query: Query) -> str:
        """The page of this view that answers *query*."""
        return self._with(f"{self.root}/{self.view}", query, self.own)

    def json(self, query: Query) -> str:
        """The same answer as JSON."""
        return self.file("json", query)

    def file(self, form: str, query: Query) -> str:
        """The same answer for programs; *form* is json, csv or jsonl."""
        return self._with(f"{self.root}/{self.view or 'search'}.{form}", query, self.own)

    def notice(self, notice_id: str, query: Query, part: int | None = None) -> str:
        """A notice's page with *query*'s words marked, at its part number *part* (from 0, as in `Notice.parts`)."""
        address = self._with(f"{self.root}/notice/{quote(notice_id, safe='')}", replace(query, page=1))
        return address if part is None else f"{address}#{part_anchor(part)}"

    def notice_json(self, notice_id: str) -> str:
        """A notice for programs."""
        return f"{self.root}/notice/{quote(notice_id, safe='')}.json"

    def finding(self, notice_id: str, number: int, query: Query) -> str:
        """A notice's page at its finding number *number* (from 1)."""
        return f"{self.notice(notice_id, query)}#{finding_anchor(number)}"

    def help(self, query: Query) -> str:
        """The query help, in the query's language."""
        return self._with(f"{self.root}/help", Query(lang=query.lang))

    def here(self, path: str, query: Query) -> str:
        """The page at *path* (below the root) asked with *query*."""
        return self._with(f"{self.root}{quote(path)}", query, self.own)

    def asset(self, name: str) -> str:
        """A file of the site's own; its address changes with its content, so it may be cached for ever."""
        return f"{self.root}/static/{name}?v={self.version}"

    def _with(self, path: str, query: Query, own: tuple[tuple[str, str], ...] = ()) -> str:
        text = "&".join(filter(None, (urlencode(own), str(query))))
        return f"{path}?{text}" if text else path


def part_anchor(number: int) -> str:
    """The fragment name of part *number*, counted from 1 as people do."""
    return f"part-{number + 1}"


def finding_anchor(number: int) -> str:
    """The fragment name of a notice's finding, by its number from 1 in reading order."""
    return f"finding-{number}"


def toggled(query: Query, facet: str, value: str) -> Query:
    """*query* with *value* selected if it was not, and not if it was."""
    values = query.selected(facet)
    kept = tuple(each for each in values if each != value)
    return query.select(facet, kept if value in values else (*values, value))
