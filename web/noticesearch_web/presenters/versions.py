"""The earlier versions of a notice: what stood at its URL before, from where, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.versions import EarlierVersion
from noticesearch_web.presenters.dates import day, moment
from noticesearch_web.wording import Wording


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version that a newer page replaced; `fetched` is "" when nobody noted when it was scraped."""

    origin: str
    fetched: str
    replaced: str
    replaced_iso: str


@dataclass(frozen=True, slots=True)
class EarlierVersions:
    """The versions, the one replaced last first; `label` counts them, "" for none."""

    label: str
    listed: tuple[VersionView, ...]


def earlier_versions(versions: tuple[EarlierVersion, ...], wording: Wording) -> EarlierVersions:
    """The versions of one notice, which come as a searcher gives them: the one replaced last at the end."""
    return EarlierVersions(
        label=wording.counted("versions_count", len(versions)) if versions else "",
        listed=tuple(_view(each, wording) for each in reversed(versions)),
    )


def _view(version: EarlierVersion, wording: Wording) -> VersionView:
    fetched = moment(version.fetched_at, wording)
    return VersionView(
        # A file name that is no UTF-8 has lone surrogates, which no response can hold.
        origin=version.origin.encode("utf-8", "backslashreplace").decode(),
        fetched=wording("fetched_on", date=fetched) if fetched else "",
        replaced=wording("replaced_on", date=day(version.replaced_at, wording)),
        replaced_iso=version.replaced_at[:10],
    )
