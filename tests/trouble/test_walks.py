"""Random walks over everything an operator does: after each step the index holds what a fresh build would."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from noticesearch.live import missing_notices, searching
from noticesearch.notice import Notice, Page, Rejection
from noticesearch.store import IndexFolder, NoPrevious
from noticesearch_indexer.assembly import read_notice
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.removal import remove
from noticesearch_indexer.sources import open_sources

COUNTIES = ("织金县", "德江县", "天柱县", "独山县")
WORDS = ("危房改造", "饮水安全", "医疗保障")
STEPS = 9  # walks of 20 steps, hundreds of them, were clean too
Held = dict[str, Page]  # the pages an index was built from, by origin, in their order


@dataclass
class Operator:
    """Does something sensible or silly to the sources and the index, and knows what must come of it."""

    root: Path
    chance: random.Random
    held: Held = field(default_factory=dict)
    held_by: dict[str, Held] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def sources(self) -> list[Path]:
        return [self.root / "甲", self.root / "乙", self.root / "records.jsonl"]

    def step(self) -> None:
        for _ in range(self.chance.choice((0, 1, 1, 3))):
            self.edit()
        what = self.chance.choices((self.run, self.add, self.take_down, self.go_back), (6, 4, 1, 1))[0]
        self.done.append(what.__name__)
        what()

    def edit(self) -> None:
        folder = self.chance.choice(self.sources[:2])
        page = folder / f"{self.chance.randrange(4)}.html"
        deed = self.chance.choice(("write", "write", "empty", "delete", "records"))
        self.done.append(f"{deed} {page.parent.name}/{page.name}" if deed != "records" else deed)
        if deed == "records":
            self.write_records()
        elif deed == "delete":
            page.unlink(missing_ok=True)
        else:
            page.write_text(self.text() if deed == "write" else "", encoding="utf-8")

    def write_records(self) -> None:
        """Few ids and fewer URLs, so that both meet; some records are empty."""
        lines = [
            {
                "id": str(self.chance.randrange(4)),
                "url": f"http://gov.example/{self.chance.randrange(3)}" if self.chance.random() < 0.7 else None,
                "html": self.text() if self.chance.random() < 0.8 else "",
            }
            for _ in range(self.chance.randrange(6))
        ]
        (self.root / "records.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    def text(self) -> str:
        county, words, number = self.chance.choice(COUNTIES), self.chance.choice(WORDS), self.chance.randrange(100)
        return f"<h1>{county}整改通报第{number}号</h1><p>{county}针对{words}推进缓慢问题，倒排工期，已经竣工。</p>"

    def run(self) -> None:
        self.reindex(self.sources, add=False)

    def add(self) -> None:
        self.reindex(self.chance.sample(self.sources, self.chance.choice((1, 2))), add=True)

    def reindex(self, paths: list[Path], *, add: bool) -> None:
        full, keep_pages = self.chance.random() < 0.2, self.chance.random() < 0.7
        self.done[-1] += f" {[path.name for path in paths]} full={full} keep_pages={keep_pages}"
        options = Options(add=add, full=full, keep_pages=keep_pages, processes=1, agree=lambda _: True)
        report = reindex(open_sources(paths, index=self.index), self.index, options, Quiet())
        given = _pages(paths)
        if add:
            notices = _standing(given, self.removed)
            kept = _standing(self.held, self.removed)
            stays = {notice.origin for notice in kept.values() if notice.id not in notices}
            given = {origin: page for origin, page in self.held.items() if origin in stays - given.keys()} | given
        self.held = self.held_by[report.generation] = given

    def take_down(self) -> None:
        standing = sorted(_standing(self.held, self.removed))
        if standing:
            gone = self.chance.choice(standing)
            self.removed.add(gone)
            assert remove(gone, self.index) == 1
            stays = {notice.origin for notice in _standing(self.held, self.removed).values()}
            self.held = {origin: page for origin, page in self.held.items() if origin in stays}
            self.held_by[IndexFolder(self.index).current_name()] = self.held

    def go_back(self) -> None:
        try:
            self.held = self.held_by[IndexFolder(self.index).rollback()]
        except NoPrevious:
            self.done[-1] += " refused"


def _pages(paths: list[Path]) -> Held:
    """What the sources hold; of records that share an id, each has an origin of its own, as in a run."""
    held: Held = {}
    for source in open_sources(paths):
        for page in source.pages():
            assert isinstance(page, Page)
            times, origin = 1, page.origin
            while origin in held:
                times += 1
                origin = f"{page.origin}~{times}"
            held[origin] = Page(page.content, origin, page.kind, page.url, page.fetched_at, page.charset, page.given)
    return held


def _standing(held: Held, removed: set[str]) -> dict[str, Notice]:
    """The notices of a fresh build: of several pages of one, the last that is one stands."""
    standing = {}
    for page in held.values():
        notice = read_notice(page)
        if not isinstance(notice, Rejection) and notice.id not in removed:
            standing[notice.id] = notice
    return standing


def _said(notice: Notice) -> tuple[object, ...]:
    return notice.id, notice.origin, notice.url, notice.title, notice.body, notice.parts


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_after_every_step_the_index_holds_what_a_fresh_build_would(seed: int, tmp_path: Path) -> None:
    walk(seed, STEPS, tmp_path)


def walk(seed: int, steps: int, root: Path) -> None:
    operator = Operator(root, random.Random(seed))  # noqa: S311 - to repeat a walk, not to keep a secret
    for folder in operator.sources[:2]:
        folder.mkdir()
    operator.write_records()
    for _ in range(4):
        operator.edit()
    operator.done.append("run")
    operator.run()
    for _ in range(steps):
        operator.step()
        expected = {_said(notice) for notice in _standing(operator.held, operator.removed).values()}
        with searching(operator.index) as searcher:
            assert {_said(notice) for notice in searcher.notices()} == expected, "\n".join(operator.done)
        verification = IndexFolder(operator.index).verify(missing_notices)
        assert verification.problems == (), "\n".join(operator.done)
