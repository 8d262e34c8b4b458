"""Exact search against the truth: is every document that holds a substring found, and no other?

    python benchmarks/substrings.py SHARED/data [--every N] [--articles 15000] [--drawn 500] [--json]

Builds an index of hebei.jsonl.gz and the first articles of statute_articles.jsonl.gz with the ordinary command, asks
each string of queries/substrings.json and more strings drawn from the documents (fixed seed) in quotes, and compares
with a scan of the normalised source texts under a digit rule of its own. Recall and precision are over all pairs of
query and document.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from noticesearch.engine import Searcher
from noticesearch.live import searching
from noticesearch.query import Query
from noticesearch.text.normalise import clean, normalise

SEED = 20261124
CLASSES = ("Han 2–6", "Han 7–20", "with a digit", "with punctuation", "with letters")
WORD = r"[^\W_]"  # a letter or digit
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"


@dataclass
class Tally:
    """Pairs of query and document: found and true, found but false, true but missed."""

    queries: int = 0
    with_hits: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def recall(self) -> float:
        """Share of the true pairs that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Share of the found pairs that are true."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def records(data: Path, articles: int) -> Iterator[dict[str, str]]:
    """The documents, as in the sources."""
    with gzip.open(data / "corpus/hebei.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
    with gzip.open(data / "corpus/statute_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, itertools.islice(lines, articles))


def whole(string: str) -> re.Pattern[str]:
    """*string* where it cuts no run of letters and digits and no decimal; not the engine's own rule."""
    latin = re.compile(rf"(?![{HAN}]){WORD}")
    before = rf"(?<!(?![{HAN}]){WORD})" + (rf"(?<!{WORD}\.)" if string[0].isdigit() else "")
    after = rf"(?!(?![{HAN}]){WORD})(?!\.[0-9])"
    return re.compile(
        (before if latin.match(string[0]) else "") + re.escape(string) + (after if latin.match(string[-1]) else "")
    )


def holders(string: str, documents: dict[str, str]) -> set[str]:
    """The ids of the documents that hold *string* (normalised)."""
    pattern = whole(string)
    return {name for name, text in documents.items() if string in text and pattern.search(text)}


def drawn(documents: dict[str, str], count: int) -> Iterator[tuple[str, str]]:
    """*count* strings cut from the documents, evenly over the classes; none begins or ends inside a run."""
    chooser = random.Random(SEED)  # noqa: S311
    names = sorted(documents)
    per_class: dict[str, int] = defaultdict(int)
    while sum(per_class.values()) < count:
        text = documents[chooser.choice(names)]
        start = chooser.randrange(len(text))
        string = text[start : start + chooser.randint(2, 20)].strip()
        kind = class_of(string)
        if kind and per_class[kind] < -(-count // len(CLASSES)) and whole(string).search(text):
            per_class[kind] += 1
            yield kind, string


def class_of(string: str) -> str | None:
    """The class of a drawn string, None for one that nobody would type between quotes."""
    if re.search(r'\s|"|“|”|[「」『』*]', string) or len(string) < 2:
        return None
    if re.fullmatch(f"[{HAN}]+", string):
        return "Han 2–6" if len(string) <= 6 else "Han 7–20"
    if re.search("[a-z]", string):
        return "with letters"
    if re.search("[0-9]", string):
        return "with a digit"
    return "with punctuation" if re.search(f"[{HAN}]", string) else None


def found(searcher: Searcher, string: str) -> set[str]:
    """The source ids of every notice that a quoted search gives, over all pages."""
    ids: set[str] = set()
    page: int | None = 1
    while page:
        answer = searcher.search(Query(q=f'"{string}"', dup="all", per_page=100, page=page))
        ids.update(hit.source_id or "" for hit in answer.hits)
        page = answer.next
    return ids


def built(data: Path, articles: int, folder: Path) -> Path:
    """An index of the documents, made with the ordinary command."""
    cut = folder / "articles.jsonl"
    with gzip.open(data / "corpus/statute_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        cut.write_text("".join(itertools.islice(lines, articles)), encoding="utf-8")
    sources = [str(data / "corpus/hebei.jsonl.gz"), str(cut)]
    command = [
        sys.executable,
        "-m",
        "noticesearch",
        "reindex",
        *sources,
        "--index",
        str(folder / "index"),
        "--no-pages",
    ]
    subprocess.run(command, check=True)
    return folder / "index"


def compare(searcher: Searcher, documents: dict[str, str], queries: list[tuple[str, str]]) -> dict[str, Tally]:
    """Tallies by class; each wrong or missed pair is printed to standard error, a few a query."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for kind, string in queries:
        true, answered = holders(normalise(clean(string)).strip(), documents), found(searcher, string)
        tally = tallies[kind]
        tally.queries += 1
        tally.with_hits += bool(true)
        tally.right += len(true & answered)
        tally.wrong += len(answered - true)
        tally.missed += len(true - answered)
        for what, names in (("wrong", answered - true), ("missed", true - answered)):
            if names:
                print(f"{what}: {string!r} in {sorted(names)[:3]}", file=sys.stderr)
    return tallies


def main() -> int:
    """Run the comparison and print a table; exit status 1 when anything is wrong or missed."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--every", type=int, default=1, help="ask only every Nth string of the file")
    arguments.add_argument("--articles", type=int, default=15_000)
    arguments.add_argument("--drawn", type=int, default=500)
    arguments.add_argument("--index", type=Path, help="an index already built of the same documents")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    documents = {
        record["id"]: normalise(clean(f"{record.get('title', '')}\n{record['text']}"))
        for record in records(given.data, given.articles)
    }
    listed = json.loads((given.data / "queries/substrings.json").read_text(encoding="utf-8"))
    queries = [(kind, string) for kind, strings in listed.items() for string in strings][:: given.every]
    queries += [(f"drawn: {kind}", string) for kind, string in drawn(documents, given.drawn)]
    with (
        tempfile.TemporaryDirectory() as folder,
        searching(given.index or built(given.data, given.articles, Path(folder))) as searcher,
    ):
        started = time.perf_counter()
        tallies = compare(searcher, documents, queries)
        seconds = time.perf_counter() - started
    if given.json:
        print(json.dumps({kind: vars(tally) for kind, tally in tallies.items()}, ensure_ascii=False, indent=1))
    else:
        print(f"{len(documents):,} documents, {len(queries):,} queries, {seconds:.0f} s with the scan")
        for kind, tally in tallies.items():
            print(
                f"{kind:45} queries {tally.queries:4}  with hits {tally.with_hits:4}  pairs {tally.right:7,}  "
                f"recall {tally.recall:.3f}  precision {tally.precision:.3f}"
            )
    return int(any(tally.wrong or tally.missed for tally in tallies.values()))


if __name__ == "__main__":
    raise SystemExit(main())
