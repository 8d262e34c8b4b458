"""A site that broke is seen in the report."""

from __future__ import annotations

from collections import Counter

import pytest

from noticesearch_indexer.host_report import HOSTS_SHOWN, HostReport, host_lines, host_of, host_reports


def test_the_worst_hosts_come_first() -> None:
    outcomes = Counter({("a", "content"): 9, ("a", "empty"): 1, ("b", "rejected"): 2, ("c", "content"): 50})
    assert host_reports(outcomes) == (
        HostReport("b", 2, rejected=2),
        HostReport("a", 10, content=9, empty=1),
        HostReport("c", 50, content=50),
    )
    assert list(host_lines(host_reports(outcomes))) == [
        "2 of 3 hosts have pages worth a look:",
        "  b: 2 rejected of 2 pages",
        "  a: 1 empty of 10 pages",
    ]


def test_there_are_few_lines_however_many_hosts() -> None:
    lines = list(host_lines(host_reports(Counter({(f"{n:03}", "fallback"): 1 for n in range(100)}))))
    assert len(lines) == HOSTS_SHOWN + 1
    assert lines[-1] == "  … and 91 more (--json lists all)"


def test_where_all_is_well_nothing_is_said() -> None:
    assert list(host_lines(host_reports(Counter({("a", "content"): 3})))) == []


@pytest.mark.parametrize(
    ("origin", "url", "host"),
    [
        ("a/b/1.html", "https://www.example.gov.cn/1", "www.example.gov.cn"),
        ("a/b/1.html", None, "a/b"),
        ("a/pages.zip!b/1.html", None, "a/pages.zip!b"),
        ("pages.zip!1.html", None, "pages.zip"),
        ("a/pages.jsonl#x/1", None, "a/pages.jsonl"),
        ("1.html", "http://[", ""),
    ],
)
def test_a_page_without_an_address_belongs_to_its_folder(origin: str, url: str | None, host: str) -> None:
    assert host_of(origin, url) == host
