"""Lay questions against the statutes that answer them: MRR@10 and recall@10 by the share of idf weight asked for.

    python benchmarks/questions.py SHARED/data [--articles 11000] [--questions 200] [--shares 0.1,0.2,…] [--json]

The collection is every judged article and the first others up to *articles*; figures of different sizes do not compare.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from noticesearch.expression import Enough, Plan
from noticesearch.live import searching
from noticesearch.plain import PlainSearcher
from noticesearch.planning import plan
from noticesearch.query import Query
from noticesearch.results import ResultPage

SEED = 20261124
TOP = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the source ids of the articles that answer it."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the questions; `median_total` is how many notices a question counts."""

    share: float
    mrr: float
    recall: float
    hit: float
    median_total: float


def judged_questions(data: Path, count: int) -> list[Judged]:
    """*count* questions drawn with a fixed seed, all when there are no more."""
    lines = (data / "queries/statutes.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    random.Random(SEED).shuffle(records)  # noqa: S311
    return [Judged(record["query"], frozenset(record["relevant"])) for record in records[:count]]


def collection(data: Path, needed: set[str], articles: int) -> Iterator[str]:
    """The lines of the judged articles and of the first others, *articles* in all."""
    others = articles - len(needed)
    with gzip.open(data / "corpus/statute_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            judged = json.loads(line)["id"] in needed
            others -= not judged
            if judged or others >= 0:
                yield line


def with_share(planned: Plan, share: float) -> Plan:
    """*planned* with another share, where it is a question at all."""
    expression = planned.expression
    return replace(planned, expression=replace(expression, share=share)) if isinstance(expression, Enough) else planned


def measured(searcher: PlainSearcher, questions: list[Judged], share: float) -> Figures:
    """Ask every question with *share*."""
    ranks: list[list[int]] = []
    totals: list[int] = []
    recalls: list[float] = []
    for question in questions:
        query = Query(q=question.text, per_page=TOP, dup="all")
        answer: ResultPage = searcher.answer(query, with_share(plan(query), share))
        found = [at for at, hit in enumerate(answer.hits, start=1) if hit.source_id in question.relevant]
        ranks.append(found)
        recalls.append(len(found) / len(question.relevant))
        totals.append(answer.total)
    return Figures(
        share,
        statistics.mean(1 / found[0] if found else 0.0 for found in ranks),
        statistics.mean(recalls),
        statistics.mean(bool(found) for found in ranks),
        statistics.median(totals),
    )


def main() -> None:
    """Build the index with the ordinary command, measure each share, print a table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--articles", type=int, default=11_000)
    arguments.add_argument("--questions", type=int, default=200)
    arguments.add_argument("--shares", default="0.1,0.2,0.3,0.4,0.5,0.6")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    questions = judged_questions(given.data, given.questions)
    with tempfile.TemporaryDirectory() as folder:
        source, index = Path(folder) / "articles.jsonl", Path(folder) / "index"
        every = {name for question in judged_questions(given.data, sys.maxsize) for name in question.relevant}
        source.write_text("".join(collection(given.data, every, given.articles)), encoding="utf-8")
        command = [sys.executable, "-m", "noticesearch", "reindex", str(source), "--index", str(index), "--no-pages"]
        subprocess.run(command, check=True)
        with searching(index) as searcher:
            assert isinstance(searcher, PlainSearcher)  # noqa: S101 - only this engine takes a plan of ours
            figures = [measured(searcher, questions, float(share)) for share in given.shares.split(",")]
    if given.json:
        print(json.dumps([{name: getattr(one, name) for name in Figures.__slots__} for one in figures], indent=1))
        return
    print(f"{given.articles:,} articles, {len(questions)} questions\nshare  MRR@10  recall@10  hit@10  median total")
    for one in figures:
        print(f"{one.share:5.2f}  {one.mrr:6.3f}  {one.recall:9.3f}  {one.hit:6.3f}  {one.median_total:12,.0f}")


if __name__ == "__main__":
    main()
