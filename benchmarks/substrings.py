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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from noticesearch.engine import Searcher
from noticesearch.gazetteer import gazetteer
from noticesearch.live import searching
from noticesearch.query import Query
from noticesearch.text.normalise import clean, normalise
from noticesearch.text.runs import is_han
from noticesearch.text.segmenter import segmenter
from noticesearch.text.terms import tokenize

SEED = 20261124
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


def drawn(documents: dict[str, str], classes: list[str], count: int) -> Iterator[tuple[str, str]]:
    """*count* strings that documents hold, as many of each of *classes*, cut from documents taken at random."""
    chooser = random.Random(SEED)  # noqa: S311
    names = sorted(documents)
    for kind in classes:
        cuts = bare_areas if kind.endswith("dropped") else CUTS[kind[:8]]
        left = -(-count // len(classes))
        while left:
            text = documents[chooser.choice(names)]
            strings = [string for string in cuts(text, chooser) if whole(string).search(text)]
            if strings:
                left -= 1
                yield kind, chooser.choice(strings)


def words(text: str, _: random.Random) -> list[str]:
    """Dictionary words of two to four characters."""
    return [word.text for word in tokenize(text) if 2 <= len(word.text) <= 4 and is_han(word.text[0])]


def areas(text: str, _: random.Random) -> list[str]:
    """Names of counties, prefectures and provinces as written."""
    return [match.name for match in gazetteer().find(text)]


def bare_areas(text: str, _: random.Random) -> list[str]:
    """The same without 省, 市, 县 or 区."""
    return [name[:-1] for name in areas(text, _) if len(name) > 2 and name[-1] in "省市县区"]


def phrases(text: str, _: random.Random) -> list[str]:
    """Two words that follow one another."""
    return [a.text + b.text for a, b in itertools.pairwise(tokenize(text)) if a.end == b.start and len(a.text) > 1]


def unknown(text: str, _: random.Random) -> list[str]:
    """Two neighbours, one of them a single character, that are no dictionary word together."""
    together = [a.text + b.text for a, b in itertools.pairwise(tokenize(text)) if a.end == b.start and len(b.text) == 1]
    return [string for string in together if is_han(string[0]) and not segmenter().known(string)]


def spans(text: str, chooser: random.Random) -> list[str]:
    """Two to six characters from anywhere, without blanks or quotation marks."""
    start = chooser.randrange(len(text))
    span = text[start : start + chooser.randint(2, 6)]
    return [span] if len(span) > 1 and not re.search(r'[\s"“”「」『』]', span) else []


def matching(pattern: str) -> Callable[[str, random.Random], list[str]]:
    """Strings of a form."""
    return lambda text, _: re.findall(pattern, text)


# By the first eight characters of the class's name in substrings.json.
CUTS: dict[str, Callable[[str, random.Random], list[str]]] = {
    "dict wor": words,
    "area nam": areas,
    "2-word p": phrases,
    "unknown ": unknown,
    "free cha": spans,
    "document": matching(rf"[{HAN}]{{1,6}}[\[(]\d{{4}}[\])]第?\d+号"),
    "dates": matching(r"\d{4}年\d+月\d+日"),
    "number+u": matching(rf"\d+(?:\.\d+)?(?:%|[{HAN}])"),
}


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
    queries += [(f"drawn: {kind}", string) for kind, string in drawn(documents, list(listed), given.drawn)]
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
