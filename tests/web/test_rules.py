"""What a reader is told of the rule behind a value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticesearch_web.presenters.rules import said
from noticesearch_web.rule_texts import RULES
from noticesearch_web.wording import Wording

ROOT = Path(__file__).parents[2]
DOCUMENTED = (ROOT / "docs/rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ("line_head", "行首的名称", "begins its line"),
        ("title_undecided", "标题，重名未能确定", "title; several share the name"),
        ("label 来源", "网页标注“来源”", "labelled 来源 on the page"),
        ("<meta pubdate>", "网页元数据 pubdate", "page metadata pubdate"),
        ("<title> without the site", "网页标题去掉网站名", "the page's title without the site's name"),
        ("rule_of_tomorrow", "rule_of_tomorrow", "rule_of_tomorrow"),
    ],
)
def test_a_rule_is_said_in_the_readers_language(rule: str, zh: str, en: str) -> None:
    assert (said(rule, Wording("zh")), said(rule, Wording("en"))) == (zh, en)


def test_every_rule_has_words_in_both_languages() -> None:
    assert [rule for rule, texts in RULES.items() if not all(map(str.strip, texts))] == []


def test_every_documented_rule_has_words() -> None:
    provinces = DOCUMENTED.partition("## Province")[2].partition("## ")[0]
    named = {*re.findall(r"^\| `(\w+)` \|", DOCUMENTED, re.MULTILINE), *re.findall(r"`([a-z_]+)`(?! of)", provinces)}
    assert named - {"kind"} - set(RULES) == set()
    assert len(named) > 25


def test_every_rule_of_page_fields_has_words() -> None:
    sources = (ROOT / "indexer/noticesearch_indexer/extraction").glob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    made = re.findall(r'\b(?:Found|Evidence)\(.*?, "((?!page")[^"]+)"(?:, "page")?\)', code)
    chosen = re.findall(r'^ +rule = "([^"]+)" if .+ else "([^"]+)"$', code, re.MULTILINE)
    named = {*made, *(rule for pair in chosen for rule in pair)}
    assert {rule for rule in named if said(rule, Wording("zh")) == rule} == set()
    assert {"brackets in the title", "longest <h1>", "name in the text", "size limit"} <= named
