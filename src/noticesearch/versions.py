"""Earlier versions of notices: which pages stood at a notice's URL before the one that does now. Runs find them.

The file is JSON lines, one a notice that has any: its id, and the versions, the one replaced last at the end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A page of a notice whose text is not the one in the index any more.

    `content_hash` is the SHA-256 of its bytes, `stored` whether the page store keeps them under it. `text_hash` stands
    for title and text, None where a ledger does not tell. `replaced_at` (ISO 8601, UTC) is when a run first took a
    newer page instead; `fetched_at` (ISO 8601) when the page was scraped, None when its source does not say.
    """

    origin: str
    content_hash: str | None
    replaced_at: str
    text_hash: str | None = None
    fetched_at: str | None = None
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Versions:
    """The earlier versions by notice id, of those notices that have any."""

    by_notice: Mapping[str, tuple[EarlierVersion, ...]] = field(default_factory=dict)

    def of(self, notice_id: str) -> tuple[EarlierVersion, ...]:
        """The earlier versions of a notice, the one replaced last at the end; none of most."""
        return self.by_notice.get(notice_id, ())


def to_text(versions: Versions) -> str:
    """*versions* as the text of a file."""
    # In ASCII: a file name that is no UTF-8 reaches us with lone surrogates, and must come back the same.
    lines = (
        json.dumps({"notice": notice_id, "earlier": list(map(asdict, earlier))}, separators=(",", ":"))
        for notice_id, earlier in sorted(versions.by_notice.items())
    )
    return "".join(f"{line}\n" for line in lines)


def from_text(text: str) -> Versions:
    """The versions that `to_text` wrote.

    Raises:
        ValueError: a line is no notice's versions; it is named.
    """
    return Versions(dict(_notices(text)))


def _notices(text: str) -> Iterator[tuple[str, tuple[EarlierVersion, ...]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            record = json.loads(line)
            yield record["notice"], tuple(EarlierVersion(**each) for each in record["earlier"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {number}: expected a notice's earlier versions ({error})") from error
