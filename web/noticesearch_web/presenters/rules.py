"""The rules behind values, in the reader's words; the texts are in rule_texts.py."""

from __future__ import annotations

from noticesearch_web.rule_texts import RULES
from noticesearch_web.wording import Wording

_UNDECIDED = "_undecided"


def said(rule: str, wording: Wording) -> str:
    """A rule in a few words; its own name where there are none for it."""
    if rule.endswith(_UNDECIDED):
        return wording("rule_undecided", rule=said(rule.removesuffix(_UNDECIDED), wording))
    if rule.startswith("label "):
        return wording("rule_label", name=rule.removeprefix("label "))
    if rule.startswith("<meta "):
        return wording("rule_meta", name=rule.removeprefix("<meta ").removesuffix(">"))
    zh, en = RULES.get(rule, (rule, rule))
    return zh if wording.lang == "zh" else en
