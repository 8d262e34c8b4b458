"""The reposts of a notice: where else its text stands, since when."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.engine import Searcher
from noticesearch.notice import Notice
from noticesearch_web.presenters.addresses import web_address
from noticesearch_web.presenters.dates import day
from noticesearch_web.presenters.frame import Surroundings

REPOSTS_SHOWN = 20  # a province's notice stands on the sites of ninety counties


@dataclass(frozen=True, slots=True)
class RepostView:
    """One other copy of the text; `original` is its address on its own site, "" when it has none."""

    title: str
    url: str
    site: str
    date: str
    date_iso: str
    original: str


@dataclass(frozen=True, slots=True)
class Reposts:
    """The other copies, the earliest first; `label` counts them all, `more` those not listed ("" for none)."""

    label: str
    listed: tuple[RepostView, ...]
    more: str


def reposts_of(searcher: Searcher, notice: Notice, around: Surroundings) -> Reposts:
    """Where else the text of *notice* stands."""
    others = tuple(member for member in searcher.group(notice.id) if member != notice.id)
    found = (searcher.notice(member) for member in others[:REPOSTS_SHOWN])
    rest = len(others) - REPOSTS_SHOWN
    return Reposts(
        label=around.wording.counted("duplicates", len(others)) if others else "",
        listed=tuple(_view(each, around) for each in found if each),
        more=around.wording.counted("reposts_more", rest) if rest > 0 else "",
    )


def _view(notice: Notice, around: Surroundings) -> RepostView:
    wording, published = around.wording, notice.published
    return RepostView(
        title=notice.title or wording("untitled"),
        url=around.links.notice(notice.id, around.query),
        site=notice.site or notice.source or "",
        date=day(published, wording) if published else wording("undated"),
        date_iso=(published or "")[:10],
        original=web_address(notice.url),
    )
