"""The columnar engine held against the plain one: random histories of an index, random questions to each state of it.

`differences` is what the tests and `benchmarks/oracle.py` share: nothing comes out of it while the two agree.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import get_args

from noticesearch import columnar, plain
from noticesearch.columnar import ColumnarSearcher, ColumnarWriter
from noticesearch.engine import Searcher
from noticesearch.findings import with_findings
from noticesearch.issue_list import ListedType
from noticesearch.notice import Notice
from noticesearch.plain import PlainSearcher, PlainWriter
from noticesearch.query import Axis
from noticesearch.results import ResultPage
from noticesearch.text.terms import analysed
from tests.plain import corpus
from tests.plain.oracle import ISSUE_GROUPS

AXES: tuple[Axis, ...] = get_args(Axis)
TYPES = tuple(ListedType(group, name, "") for name, group in ISSUE_GROUPS.items())
IDS = 30
LONG_SHARE, VERY_LONG_SHARE = 0.15, 0.03
TWO_BYTES = 1 << 16  # positions that two bytes hold
SAME_SCORE = 1e-8  # scores are sums of the same numbers in another order


@dataclass
class Asked:
    """How much was asked, and how much of it had an answer."""

    states: int = 0
    questions: int = 0
    with_hits: int = 0
    compared: int = 0


@dataclass
class History:
    """An index of each engine in *root*, changed alike, and the notices that both must hold; *scale* makes it large."""

    root: Path
    random: Random
    scale: int = 1
    notices: dict[str, Notice] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that notices may have."""
        return tuple(f"{number:016x}" for number in range(IDS * self.scale))

    def change(self) -> None:
        """A session of adding, replacing and removing some notices."""
        memory_mb = self.random.choice((0.01 * self.scale**2, 64))
        writers = (PlainWriter(self.root / "plain"), ColumnarWriter(self.root / "columnar", memory_mb=memory_mb))
        for _ in range(self.random.choice((0, 1, 3, 12 * self.scale))):
            notice_id = self.random.choice(self.ids)
            if self.random.random() < 0.25:
                self.notices.pop(notice_id, None)
                for writer in writers:
                    writer.remove(notice_id)
            else:
                made = analysed(self._notice(notice_id))
                self.notices[notice_id] = made.notice
                for writer in writers:
                    writer.add(made)
        for writer in writers:
            writer.commit()

    def _notice(self, notice_id: str) -> Notice:
        """A notice; now and then one with a part so long that its positions take two bytes, or four."""
        made = corpus.notice(self.random, notice_id)
        if self.random.random() > LONG_SHARE:
            return made
        more = corpus.text(self.random, 400)
        if self.random.random() < VERY_LONG_SHARE:
            more *= TWO_BYTES // (len(more) + 1) + 2
        span = (len(made.body) + 1, len(made.body) + 1 + len(more))
        return replace(made, body=f"{made.body}\n{more}", parts=(*made.parts, corpus.part(self.random, span, ())))

    def searchers(self) -> tuple[PlainSearcher, ColumnarSearcher]:
        """One over each index, with random groups of reposts."""
        groups = with_findings(corpus.groups(self.random, self.notices), self.notices.get)
        return (
            plain.open_searcher(self.root / "plain", "g", "now", groups, TYPES),
            columnar.open_searcher(self.root / "columnar", "g", "now", groups, TYPES),
        )


def differences(root: Path, seed: int, states: int, questions: int, asked: Asked, scale: int = 1) -> Iterator[str]:
    """A sentence for each answer that differs, of so many *questions* put to each of so many *states* of an index."""
    history = History(root, corpus.seeded(seed), scale)
    for state in range(states):
        history.change()
        expected, found = history.searchers()
        try:
            for difference in _of_state(history, expected, found, questions, asked):
                yield f"seed {seed}, state {state}: {difference}"
        finally:
            expected.close()
            found.close()
        asked.states += 1
    shutil.rmtree(root)


def _of_state(
    history: History, expected: PlainSearcher, found: ColumnarSearcher, questions: int, asked: Asked
) -> Iterator[str]:
    yield from _of_notices(history, expected, found)
    expected_findings, found_findings = expected.findings(), found.findings()
    assert isinstance(expected_findings, PlainSearcher)
    assert isinstance(found_findings, ColumnarSearcher)
    pairs = ((expected, found, "notices"), (expected_findings, found_findings, "findings"))
    notices = list(history.notices.values())
    for _ in range(questions):
        query, plan = corpus.query(history.random), corpus.plan(history.random, notices)
        rows, columns = history.random.sample(AXES, 2)
        asked.questions += 1
        for one, other, what in pairs:
            where = f"{what}, {query}, {plan.expression}"
            page = one.answer(query, plan)
            asked.with_hits += bool(page.hits)
            asked.compared += 2
            yield from _of_pages(page, other.answer(query, plan), where)
            crossing, crossed = (each.cross_answer(query, plan, rows, columns) for each in (one, other))
            if crossing != crossed:
                yield f"{where}, {rows} by {columns}: expected {crossing}, found {crossed}"


def _of_notices(history: History, expected: Searcher, found: Searcher) -> Iterator[str]:
    looks: tuple[tuple[str, Callable[[Searcher], object]], ...] = (
        ("statistics", lambda searcher: searcher.statistics()),
        ("notices", lambda searcher: {notice.id: notice for notice in searcher.notices()}),
        ("by id", lambda searcher: {each: searcher.notice(each) for each in history.ids}),
        ("groups", lambda searcher: {each: searcher.group(each) for each in history.ids}),
        ("findings", lambda searcher: {finding.id: finding for finding in searcher.findings().notices()}),
    )
    for name, look in looks:
        if (one := look(expected)) != (other := look(found)):
            yield f"{name}: expected {one}, found {other}"
    if (held := {notice.id: notice for notice in found.notices()}) != history.notices:
        yield f"notices: expected {sorted(history.notices)}, found {sorted(held)}"


def _of_pages(expected: ResultPage, found: ResultPage, where: str) -> Iterator[str]:
    """Everything must be equal but the time taken, and scores nearly."""
    one, other = _unscored(expected), _unscored(found)
    if one != other:
        yield f"{where}: expected {one}, found {other}"
        return
    scores = [(a.score, b.score) for a, b in zip(expected.hits, found.hits, strict=True)]
    if any(abs(a - b) > SAME_SCORE for a, b in scores):
        yield f"{where}: expected and found scores {scores}"


def _unscored(page: ResultPage) -> ResultPage:
    return replace(page, hits=tuple(replace(hit, score=0.0) for hit in page.hits), took_ms=0.0)
