"""How well reposts are found: real notices, each beside a copy changed as reprints are, or as forms are.

    python benchmarks/reposts.py SHARED/data

Prints, for each kind of change, how many pairs became one group; then the groups found among the notices themselves.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from noticesearch.groups import Groups
from noticesearch.notice import Notice, Rejection
from noticesearch_indexer import reposts
from noticesearch_indexer.assembly import read_notice
from noticesearch_indexer.sources import open_sources

SOURCES = ("corpus/hebei.jsonl.gz", "corpus/institution_pages.zip")
SAMPLE = 1200
OPENINGS = (
    "点击上方蓝字关注我们\n",
    "编者按：为做好有关工作，本报今日全文刊发该通知，敬请读者关注，并提出宝贵的意见建议。\n",
    "（本报讯 记者 王某某）近日，有关部门印发通知，就做好相关工作提出明确要求。全文如下：\n",
)
CLOSINGS = (
    "\n来源：某某日报",
    "\n扫描二维码 关注某某发布",
    "\n更多内容请下载客户端，欢迎广大读者来信来电反映身边的人和事。",
)

Change = Callable[[str, Random], str]


def _with_lines(body: str, random: Random) -> str:
    return random.choice(OPENINGS) + body + random.choice(CLOSINGS)


def _in_one_line(body: str, _: Random) -> str:
    return body.replace("\n", "").replace("，", " ")


def _with_another_number(body: str, random: Random) -> str:
    found = list(re.finditer(r"[0-9]{1,9}", body))
    return _replaced(body, random.choice(found), lambda text: str(int(text) + random.randint(1, 7))) if found else body


def _with_another_name(body: str, random: Random) -> str:
    found = list(re.finditer(r"[\u4e00-\u9fff]{2,3}", body))
    return _replaced(body, random.choice(found), lambda text: "张晓芳"[: len(text)]) if found else body


CHANGES: tuple[tuple[str, Change], ...] = (
    ("lines added before and after", _with_lines),
    ("all in one line, other signs", _in_one_line),
    ("one number changed", _with_another_number),
    ("two or three characters replaced", _with_another_name),
)


def _replaced(body: str, match: re.Match[str], change: Callable[[str], str]) -> str:
    return body[: match.start()] + change(match.group()) + body[match.end() :]


def _notices(data: Path) -> Iterator[Notice]:
    for source in open_sources([data / name for name in SOURCES]):
        for page in source.pages():
            notice = page if isinstance(page, Rejection) else read_notice(page)
            if isinstance(notice, Notice):
                yield notice


def _grouped(found: dict[str, Notice]) -> Groups:
    return reposts.group(reposts.complete({}, found, found.get), found.get)


def _merged(sample: list[Notice], change: Change) -> tuple[int, int]:
    """How many of the sample's notices the change left another text, and how many of those are one with the copy."""
    random, pairs = Random(7), 0  # noqa: S311  # the same on every run, which is the point
    found = {}
    for number, notice in enumerate(sample):
        body = change(notice.body, random)
        if body != notice.body:
            pairs += 1
            for letter, text in (("a", notice.body), ("b", body)):
                found[f"{number:015}{letter}"] = replace(notice, id=f"{number:015}{letter}", body=text)
    groups = _grouped(found)
    return pairs, sum(f"{each[:15]}b" in groups.of(each) for each in found if each.endswith("a"))


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("data", type=Path, help=f"the folder that holds {' and '.join(SOURCES)}")
    given = arguments.parse_args()
    found = {notice.id: notice for notice in _notices(given.data)}
    long = [notice for notice in found.values() if len(notice.body) >= 100 and notice.how != "fallback"]
    sample = Random(7).sample(long, min(SAMPLE, len(long)))  # noqa: S311  # the same on every run
    for name, change in CHANGES:
        pairs, one = _merged(sample, change)
        print(f"{name}: {one} of {pairs} pairs are one group")
    for group in _grouped(found).members:
        print("--")
        for notice in map(found.__getitem__, group):
            print(f"   {notice.published} {len(notice.body):6} {notice.title} ({notice.origin})")


if __name__ == "__main__":
    main()
