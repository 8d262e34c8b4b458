"""What hostile pages cost: each in a worker of its own, under the limits of time and memory that every page has.

    python -m benchmarks.hostile [--only WORDS]

Prints for each page the seconds and the peak memory of its worker, which has read an ordinary page before (the
dictionaries take 140 MB), and what became of it. For how archives are refused see tests/trouble.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from time import perf_counter

from noticesearch.gazetteer import gazetteer
from noticesearch.notice import Page, Rejection
from noticesearch_indexer.assembly import ReadPage, read_page
from noticesearch_indexer.workers import PAGE_SECONDS, Workers

SIZE = 10_000_000  # bytes of the large pages
PARAGRAPH = "贵州省织金县住房保障推进缓慢，针对危房改造滞后问题，已全部竣工。"
PLAIN = "县里的危房改造已经全部竣工，饮水安全问题得到解决。"
LAUGHS = "".join(f'<!ENTITY a{number + 1} "{f"&a{number};" * 10}">' for number in range(10))
COUNTY_CODES = tuple(f"{prefix}{number:02}" for prefix in ("5205", "5227", "1301", "4101") for number in range(1, 30))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a worker says of a page: its outcome in words, and the most memory it has taken, in bytes."""

    outcome: str
    peak_bytes: int


def _filled(unit: str, size: int = SIZE) -> str:
    return unit * (size // len(unit.encode()))


def _many_counties() -> str:
    names = [unit.name for code in COUNTY_CODES if (unit := gazetteer().unit(code))]
    lines = "".join(f"<p>{name}住房保障推进缓慢，针对危房改造滞后问题，已全部竣工。</p>" for name in names)
    return _filled(lines)


def _random_han(characters: int) -> str:
    dice = Random(2020)  # noqa: S311  # the same page every time
    return "".join(chr(dice.randrange(0x4E00, 0x9FA0)) for _ in range(characters))


PAGES: dict[str, Callable[[], Page]] = {
    "80 KB of <script": lambda: _page("<script " * 10_000),
    "110 KB of unclosed links": lambda: _page('<a href="' * 12_200),
    "1.4 MB of <p><i>": lambda: _page("<p><i>" * 240_000),
    "100,000 nested tags": lambda: _page("<div>" * 100_000 + PLAIN),
    "60,000 unclosed table rows": lambda: _page("<table><tr><td>x" * 60_000),
    "a billion laughs": lambda: _page(f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><p>&a10;</p><p>{PLAIN}</p>'),
    "NUL bytes": lambda: _page("\0".join(PLAIN * 100_000)),
    "10 MB of paragraphs about one county": lambda: _page(_filled(f"<p>{PARAGRAPH}</p>")),
    "10 MB of paragraphs about no county": lambda: _page(_filled(f"<p>{PLAIN}</p>")),
    "10 MB of paragraphs about a hundred counties": lambda: _page(_many_counties()),
    "10 MB in one paragraph": lambda: _page(f"<p>{_filled(PARAGRAPH)}</p>"),
    "10 MB of random Han": lambda: _page(f"<p>{_random_han(SIZE // 3)}</p>"),
    "10 MB of numbered headings": lambda: _page(_filled("<p>一、织金县</p><p>（一）关于住房保障的问题</p>")),
    "10 MB of plain lines": lambda: _page(_filled(f"{PARAGRAPH}\n"), "text"),
    "500,000 short lines": lambda: _page("<p>短行\n" * 500_000),
    "500,000 short lines of a dump": lambda: _page("短行\n" * 500_000, "text"),
    "500,000 short lines of a record": lambda: _page("织金县\n" * 500_000, "body"),
    "500,000 table rows of a dump": lambda: _page("1\t2\n" * 500_000, "text"),
    "4 million characters of one county": lambda: _page("织金县" * 1_333_333),
    "the same as a record": lambda: _page("织金县" * 1_333_333, "body"),
    "10 MB of a record's paragraphs": lambda: _page(_filled(f"{PARAGRAPH}\n"), "body"),
}


def _page(text: str, kind: str | None = None) -> Page:
    return Page(text.encode(), "hostile", kind)  # type: ignore[arg-type]  # the kinds above are among a Page's


def measured(page: Page) -> Cost:
    """What a worker runs: all that a page goes through, and what it took."""
    outcome = read_page(page)
    words = outcome.reason if isinstance(outcome, Rejection) else _words(outcome)
    return Cost(words, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def _words(read: ReadPage) -> str:
    notice = read.analysed.notice
    findings = sum(len(part.findings) for part in notice.parts)
    return f"a notice of {len(notice.body):,} characters, {len(notice.parts):,} parts, {findings:,} findings"


def _ordinary() -> Page:
    return Page(f"织金县：{PLAIN}".encode(), "ordinary", "body")


def main() -> None:
    """Measure each page and print it."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--only", default="", help="pages whose name has these words")
    given = arguments.parse_args()
    for name, made in PAGES.items():
        if given.only not in name:
            continue
        page = made()
        with Workers(1, measured) as workers:
            workers.one(_ordinary())
            begun = perf_counter()
            cost = workers.one(page)
            took = perf_counter() - begun
        peak, outcome = (
            ("-", cost.reason) if isinstance(cost, Rejection) else (cost.peak_bytes // 1_000_000, cost.outcome)
        )
        print(f"{name:<46} {took:5.1f} s of {PAGE_SECONDS} {peak:>5} MB  {outcome}", flush=True)


if __name__ == "__main__":
    main()
