"""What a reindex did: counts, rejections by stage, time; as a value, as JSON, as lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from noticesearch.notice import Rejection
from noticesearch_indexer.host_report import HostReport, host_lines

EXAMPLES_SHOWN = 5  # rejected pages named per stage; --json names all


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run. `pages` counts what was read, or kept by `add`.

    `revised` notices have another text than in the last run, and keep a note of the earlier one; `superseded` pages
    share a URL with a newer one, fetched later or else read later, which was taken; `kept_out` were taken down by
    `remove`; `unread` notices of the last run stay, since the files they are from could not be read now; `removed`
    counts notices of the last run whose page is gone; `fallback` and `empty` are notices worth a look.
    """

    generation: str
    pages: int
    indexed: int
    unchanged: int
    removed: int
    revised: int
    superseded: int
    kept_out: int
    unread: int
    notices: int
    rejected: tuple[Rejection, ...]
    skipped: tuple[tuple[str, int], ...]
    fallback: int
    empty: int
    seconds: float
    hosts: tuple[HostReport, ...] = ()

    def lines(self) -> Iterator[str]:
        """The report for a person, a sentence or a list item a line."""
        yield (
            f"{self.indexed:,} indexed, {self.unchanged:,} unchanged, {self.removed:,} removed, "
            f"{len(self.rejected):,} rejected: {self.notices:,} notices in generation {self.generation}"
        )
        yield f"{self.pages:,} pages in {self.seconds:.1f} s, {self.pages / max(self.seconds, 1e-9):.1f} pages/s"
        for count, what in (
            (self.revised, "with another text than before: the earlier versions are noted"),
            (self.superseded, "superseded by a newer page of the same URL"),
            (self.kept_out, "kept out: taken down with `noticesearch remove`"),
            (self.unread, "kept as they were: what they are from cannot be read now"),
            (self.fallback, "without a recognised main text: everything but certain chrome was kept"),
            (self.empty, "without text: indexed by title"),
        ):
            if count:
                yield f"{count:,} {what}"
        yield from self._rejections()
        yield from host_lines(self.hosts)
        if self.skipped:
            yield "not pages, passed over: " + ", ".join(f"{count:,} {suffix}" for suffix, count in self.skipped)

    def _rejections(self) -> Iterator[str]:
        for stage, count in Counter(rejection.stage for rejection in self.rejected).most_common():
            yield f"rejected at stage {stage}: {count:,}"
            of_stage = [rejection for rejection in self.rejected if rejection.stage == stage]
            for rejection in of_stage[:EXAMPLES_SHOWN]:
                yield f"  {rejection.origin}: {rejection.reason}"
            if count > EXAMPLES_SHOWN:
                yield f"  … and {count - EXAMPLES_SHOWN:,} more (--json lists all)"

    def as_json(self) -> dict[str, object]:
        """The report for a machine."""
        return {
            "generation": self.generation,
            "pages": self.pages,
            "indexed": self.indexed,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "revised": self.revised,
            "superseded": self.superseded,
            "kept_out": self.kept_out,
            "unread": self.unread,
            "notices": self.notices,
            "fallback": self.fallback,
            "empty": self.empty,
            "rejected": {
                "total": len(self.rejected),
                "by_stage": dict(Counter(rejection.stage for rejection in self.rejected)),
                "pages": [
                    {"origin": rejection.origin, "stage": rejection.stage, "reason": rejection.reason}
                    for rejection in self.rejected
                ],
            },
            "skipped": dict(self.skipped),
            "hosts": [asdict(host) for host in self.hosts],
            "seconds": round(self.seconds, 3),
            "pages_per_s": round(self.pages / max(self.seconds, 1e-9), 1),
        }
