"""The help: what one can type, what it finds, the rules behind it, and what a finding and a number mean."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.query import Query
from noticesearch_web.presenters.frame import Frame, Surroundings

EXAMPLES = {
    "住房保障": "help_word",
    "织金县 危房改造": "help_and",
    '"指尖上的形式主义"': "help_phrase",
    "医疗 OR 教育": "help_or",
    "(织金 OR 独山) 住房": "help_group",
    "扶贫 -考核": "help_not",
    "title:整改": "help_title",
    "docno:国发〔2020〕1号": "help_docno",
    "iso9*": "help_prefix",
    "哪些县住房保障推进缓慢": "help_question",
}
RULES = (
    "help_rule_words",
    "help_rule_question",
    "help_rule_variants",
    "help_rule_numbers",
    "help_rule_exact",
    "help_rule_parts",
    "help_rule_filters",
    "help_rule_dates",
    "help_rule_repairs",
)
FINDINGS = ("help_finding", "help_status", "help_counts", "help_types", "help_reposts")


@dataclass(frozen=True, slots=True)
class HelpRow:
    """Something to type, and what it finds."""

    words: str
    meaning: str
    url: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The page at `/help`."""

    frame: Frame
    rows: tuple[HelpRow, ...]
    rules: tuple[str, ...]
    findings: tuple[str, ...]


def help_page(around: Surroundings) -> HelpPage:
    """The help in the reader's language."""
    wording, links = around.wording, around.links
    return HelpPage(
        frame=around.frame(wording("help")),
        rows=tuple(
            HelpRow(words, wording(key), links.search(Query(q=words, lang=around.query.lang)))
            for words, key in EXAMPLES.items()
        ),
        rules=tuple(wording(rule) for rule in RULES),
        findings=tuple(wording(each) for each in FINDINGS),
    )
