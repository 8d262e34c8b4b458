from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import noticesearch_web
from noticesearch.query import FACETS
from noticesearch_web.texts import TEXTS
from noticesearch_web.wording import Wording

PACKAGE = Path(noticesearch_web.__file__).parent


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_is_there_in_both_languages_with_the_same_placeholders(key: str) -> None:
    zh, en = TEXTS[key]
    assert zh.strip()
    assert en.strip()
    optional = {"count"} if key.endswith("_one") else set()
    assert placeholders(zh) | optional == placeholders(en) | optional


@pytest.mark.parametrize("key", TEXTS)
def test_english_has_no_chinese_but_in_examples(key: str) -> None:
    if not key.startswith(("help_", "other_language")) and key != "date_hint":
        assert re.findall(r"[\u4e00-\u9fff]", TEXTS[key][1]) == []


def test_templates_ask_only_for_texts_that_exist() -> None:
    asked = {
        key
        for template in (PACKAGE / "templates").iterdir()
        for key in re.findall(r"""\bt\(["']([a-z_]+)["']\)""", template.read_text(encoding="utf-8"))
    }
    assert asked - set(TEXTS) == set()
    assert len(asked) > 40


def test_no_text_is_left_over() -> None:
    sources = [*(PACKAGE / "templates").iterdir(), *PACKAGE.glob("*.py"), *PACKAGE.glob("presenters/*.py")]
    used = "\n".join(path.read_text(encoding="utf-8") for path in sources if not path.name.endswith("texts.py"))
    prefixes = tuple(re.findall(r"""["']([a-z]+_)["'] ~|f["']([a-z]+_)\{""", used))
    built = tuple(prefix for pair in prefixes for prefix in pair if prefix)
    left = {
        key
        for key in TEXTS
        if not re.search(rf"""["']{key.removesuffix("_one")}["']""", used) and not key.startswith(built)
    }
    assert left - {*FACETS, "limit"} == set()  # asked for by the name of a facet, or of evidence


def test_one_thing_has_its_own_english_form() -> None:
    assert [Wording("en").counted("total_notices", number) for number in (0, 1, 1234)] == [
        "0 notices found",
        "1 notice found",
        "1,234 notices found",
    ]


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_text"):
        Wording("zh")("no_such_text")
