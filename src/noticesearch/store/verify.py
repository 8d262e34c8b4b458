"""Verification: every byte against its hash, every page against the ledgers, the index against its sources if asked.

It only reports; it repairs and removes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from noticesearch.store.current import live_name
from noticesearch.store.errors import IndexDamaged, IndexTrouble
from noticesearch.store.generations import Generation, hold_all, pin_live, points_nowhere
from noticesearch.store.layout import LEDGER, Layout, check_index
from noticesearch.store.ledger import stored_pages
from noticesearch.store.manifest import differences, read_manifest
from noticesearch.store.pages import PageStore
from noticesearch.store.removed import read_removed

Comparison = Callable[[Generation], Iterable[str]]
"""Compares the live generation with its sources; yields a sentence for each difference."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a look at every byte found. `problems` and `notes` are sentences; notes (leftovers) do no harm.

    `files` and `pages` count what was hashed; `generation` is the live one, None when CURRENT does not say.
    """

    generation: str | None
    files: int
    pages: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(layout: Layout, compare: Comparison | None = None) -> Verification:
    """Check every generation, the page store, CURRENT and REMOVED; then *compare* what is live, if it can be opened.

    Raises:
        IndexMissing: there is no index to verify.
        IndexRefused: the folder is not to be trusted.
    """
    check_index(layout)
    problems: list[str] = []
    with hold_all(layout) as names:
        live = _live(layout, problems)
        files = sum(_check_generation(layout.generation(name), problems) for name in names)
        named = _named_pages(layout, names, problems)
        problems.extend(_page_problems(PageStore(layout.pages), named))
    _check_removed(layout, problems)
    if compare is not None and live is not None:
        problems.extend(_compared(layout, compare))
    # Two checks may meet the same damage: a lost manifest stops the comparison too.
    return Verification(live, files, len(named), tuple(dict.fromkeys(problems)), tuple(_notes(layout, named)))


def _live(layout: Layout, problems: list[str]) -> str | None:
    try:
        name = live_name(layout)
    except IndexDamaged as error:
        problems.append(str(error))
        return None
    if not layout.generation(name).is_dir():
        problems.append(str(points_nowhere(layout, name)))
        return None
    return name


def _check_generation(folder: Path, problems: list[str]) -> int:
    try:
        manifest = read_manifest(folder)
        problems.extend(differences(folder, manifest, lambda _: True))
    except IndexTrouble as error:
        problems.append(str(error))
        return 0
    return len(manifest.files)


def _named_pages(layout: Layout, names: tuple[str, ...], problems: list[str]) -> frozenset[str]:
    named: set[str] = set()
    for name in names:
        try:
            for content_hash in stored_pages(layout.generation(name) / LEDGER):
                named.add(content_hash)
        except IndexDamaged as error:
            problems.append(str(error))
    return frozenset(named)


def _page_problems(store: PageStore, named: frozenset[str]) -> Iterator[str]:
    for content_hash in sorted(named):
        try:
            if store.read(content_hash) is None:
                yield f"the page {store.path(content_hash)} is missing, though a ledger names it; reindex its source"
        except IndexDamaged as error:
            yield str(error)


def _check_removed(layout: Layout, problems: list[str]) -> None:
    try:
        read_removed(layout.removed)
    except IndexDamaged as error:
        problems.append(str(error))


def _compared(layout: Layout, compare: Comparison) -> tuple[str, ...]:
    try:
        with pin_live(layout) as generation:
            return tuple(compare(generation))
    except IndexTrouble as error:
        return (str(error),)


def _notes(layout: Layout, named: frozenset[str]) -> Iterator[str]:
    for path in layout.leftovers():
        yield f"{path} is of a build that runs or was stopped; the next build removes it"
    unnamed = sum(1 for stored in PageStore(layout.pages).hashes() if stored not in named)
    if unnamed:
        yield f"{unnamed} stored pages are named by no ledger; the next build that goes live removes them"
