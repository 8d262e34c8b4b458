from __future__ import annotations

from noticesearch.explanation import explanation
from noticesearch.notice import Page
from noticesearch_indexer.assembly import assemble
from tests.annotation.notices import content

ISSUE = "住房保障推进缓慢"
BODY = f"针对{ISSUE}的问题，与杭州市余杭区对接，危房已竣工。"


def test_an_explanation_has_the_fields_that_were_promised_and_the_evidence() -> None:
    found = explanation(assemble(Page(b"", "a.txt"), content(BODY, "织金县住房整改情况", "2020-03-11")))
    evidence = {"kind": "county", "value": "520524", "text": "织金县", "rule": "title", "place": "title"}
    finding = found["parts"][0]["findings"][0]  # type: ignore[index]  # JSON: plain objects
    assert {key: found[key] for key in ("title", "published", "written", "source", "issuer", "province")} == {
        "title": "织金县住房整改情况",
        "published": "2020-03-11",
        "written": None,
        "source": None,
        "issuer": None,
        "province": {"code": "520000", "name": "贵州省"},
    }
    assert found["mentions"] == [{"code": "330110", "name": "余杭区"}]
    assert found["parts"][0]["counties"] == [  # type: ignore[index]  # JSON: plain objects
        {"code": "520524", "name": "织金县", "current_codes": ["520524"]}
    ]
    assert found["parts"][0]["evidence"] == [{**evidence, "start": 0, "end": 3}]  # type: ignore[index]  # as above
    assert {key: finding[key] for key in ("number", "issue", "issue_types", "status", "response", "start", "end")} == {
        "number": 1,
        "status": "已完成",
        "issue": ISSUE,
        "issue_types": ["住房保障"],
        "response": "与杭州市余杭区对接，危房已竣工。",
        "start": 0,
        "end": len(BODY),
    }
