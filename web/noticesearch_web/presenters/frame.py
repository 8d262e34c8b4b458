"""What every page has around its content: names, assets, the search box, the way to the other language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from noticesearch.query import FACETS, Query, to_pairs
from noticesearch_web.asking import Asked
from noticesearch_web.links import Links
from noticesearch_web.settings import Settings
from noticesearch_web.wording import Wording

BOX = ("q", "mode", "in")
FILTERS = (*FACETS, "from", "to", "date_field", "page")
VIEWS = ("", "findings", "matrix", "compare", "coverage")
"""The views of one question, by their paths below the root, in the order of the navigation."""


@dataclass(frozen=True, slots=True)
class Box:
    """The search box's state; `kept` are parameters of the query that no visible control holds."""

    action: str
    q: str
    mode: str
    where: str
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A way to look at the same question."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's surroundings; `document_title` is the browser's title, `problems` what could not be read."""

    t: Wording
    name: str
    document_title: str
    home: str
    help: str
    other_language: str
    views: tuple[ViewLink, ...]
    box: Box
    links: Links
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the frame needs to know of a request: who serves, where, in which language, for which query."""

    settings: Settings
    links: Links
    asked: Asked
    path: str

    @property
    def query(self) -> Query:
        """What was asked, as far as it could be read."""
        return self.asked.query

    @property
    def wording(self) -> Wording:
        """The wording in the query's language."""
        return Wording(self.query.lang)

    def frame(self, title: str, *, filters_shown: bool = False) -> Frame:
        """The frame of a page about *title* ("" for the home page)."""
        name = self.settings.name_zh if self.query.lang == "zh" else self.settings.name_en
        return Frame(
            t=self.wording,
            name=name,
            document_title=f"{title} - {name}" if title else name,
            home=self.links.of("").search(Query(lang=self.query.lang)),
            help=self.links.help(self.query),
            other_language=self.links.here(self.path, self._translated()),
            views=tuple(map(self._view_link, VIEWS)),
            box=self._box((*BOX, *FILTERS) if filters_shown else BOX),
            links=self.links,
            problems=tuple(self._problems()),
        )

    def _view_link(self, view: str) -> ViewLink:
        """The link to *view* with the words and filters of this one; orders by a column and pages are a view's own."""
        sort = self.query.sort if self.query.sort in ("newest", "oldest") else "relevance"
        query = replace(self.query, sort=sort, page=1, per_page=10)
        label = self.wording(f"view_{view or 'notices'}")
        return ViewLink(label, self.links.of(view).search(query), self.path == f"/{view}")

    def _problems(self) -> Iterator[str]:
        for each in self.asked.problems:
            message = each.message_zh if self.query.lang == "zh" else each.message_en
            yield self.wording("problem", parameter=each.parameter, message=message)

    def _translated(self) -> Query:
        return replace(self.query, lang="en" if self.query.lang == "zh" else "zh")

    def _box(self, visible: tuple[str, ...]) -> Box:
        pairs = (*self.links.own, *to_pairs(self.query))
        kept = tuple((name, value) for name, value in pairs if name not in (*visible, "page"))
        action, typed = f"{self.links.root}/{self.links.view}", self.asked.typed or self.query.q
        return Box(action, typed, self.query.mode, self.query.where, kept)
