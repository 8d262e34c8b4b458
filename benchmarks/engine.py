"""Our engine beside others: plain Whoosh, tantivy (Rust) and SQLite FTS5, over the same terms of the same documents.

    python benchmarks/engine.py SHARED/data [--docs 100000] [--articles 1] [--peers plain,tantivy,fts5] [--rounds 5]
                                [--json] [--work DIR] [--reuse tantivy,plain]

Documents are the real texts of SHARED/data/corpus, each with a drawn county, 0 to 2 issue types and a date; beyond
their number they come again, varied. They are analysed once, and every engine is given the same terms: words for
ranking, pairs of characters for finding. Whatever the engine, a word is found where its characters stand together, and
ranked by BM25 over its words and, at half the weight, its pairs; totals and facet counts must be equal, and a
difference is told and ends with exit status 1. Queries are made ready beforehand; each engine is asked in turn, in
rotating order, our caches emptied before. benchmarks/engine_peers has each peer's formulation and why it is its best.

Built in a process of its own each, one indexing thread, the clock stopped while documents are fetched (for tantivy it
runs on, for its thread does too), commit and merges included. Plain Whoosh takes about a second a query over 100,000
documents, so it asks each once. Snippets: of the ten best of the classes common, and, phrase, stored documents read
included; ours are the page less its ranking, tantivy's are cut from words with blanks between them, made beforehand,
because its generator knows nothing but a field's tokenizer. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

if not __package__:  # run as a file: then the folder above is not on the path
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.engine_peers.building import alone, build, built_before
from benchmarks.engine_peers.corpus import corpus_file
from benchmarks.engine_peers.measuring import ask, opening_ms, snippets_ms, throughput
from benchmarks.engine_peers.peer import Snipping
from benchmarks.engine_peers.questions import questions
from benchmarks.engine_peers.registry import OURS, PEERS, engine
from benchmarks.engine_peers.report import Run, as_json, as_text

PROCESSES = (1, 2)


def measured(
    data: Path, work: Path, documents: int, articles: int, peers: Sequence[str], reused: Sequence[str], rounds: int
) -> Run:
    """Everything, the index of each engine built anew unless it is *reused*."""
    run = Run(documents, (OURS, *peers))
    corpus = corpus_file(data, documents, work, articles)
    folders = {name: work / f"{name}-{documents}x{articles}" for name in run.engines}
    for name, folder in folders.items():
        _say(f"building {name}")
        run.built[name] = built_before(folder) if name in reused else alone(build, name, corpus, folder)
    _say("drawing questions")
    asked = alone(questions, corpus, data)
    opened = {name: engine(name).peer(folder) for name, folder in folders.items()}
    _say(f"asking {len(asked)} questions")
    run.asking = ask(opened, asked, rounds)
    first = next(each for each in asked if each.kind == "common")
    for name, folder in folders.items():
        _say(f"opening {name}, and as many questions as it can")
        run.opening_ms[name] = opening_ms(name, folder, first)
        if isinstance(opened[name], Snipping):
            run.snippets_ms[name] = snippets_ms(opened[name], asked, corpus)
        for processes in PROCESSES:
            run.throughput[f"{name}_{processes}"] = throughput(name, folder, asked, processes)
    return run


def main() -> int:
    """Measure and print; exit status 1 when engines differ in a total or a count."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--docs", type=int, default=100_000)
    arguments.add_argument("--articles", type=int, default=1, help="a document; 6 make it as long as a notice")
    arguments.add_argument("--peers", type=_names, default=PEERS, help="engines beside ours, with commas between")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--work", type=Path, help="a folder to keep the analysed corpus and the indexes in")
    arguments.add_argument("--reuse", type=_names, default=(), help="engines whose index in --work is taken as it is")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with ExitStack() as stack:
        work = given.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.mkdir(parents=True, exist_ok=True)
        run = measured(given.data, work, given.docs, given.articles, given.peers, given.reuse, given.rounds)
    print(json.dumps(as_json(run), indent=1) if given.json else "\n".join(as_text(run)))
    for difference in run.asking.differences:
        print(f"DIFFERENT: {difference}", file=sys.stderr)
    return int(bool(run.asking.differences))


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
