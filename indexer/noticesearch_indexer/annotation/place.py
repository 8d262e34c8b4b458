"""The province a notice belongs to, and the context that decides between units of one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticesearch.gazetteer import Match, gazetteer
from noticesearch.notice import Content, Evidence, Place, Unit
from noticesearch_indexer.annotation.naming import Context
from noticesearch_indexer.document_numbers import YEAR_AND_NUMBER
from noticesearch_indexer.extraction.address import host_in

LEAD_CHARS = 400  # who ordered what stands in the first sentences; the seed's has it in its first ten characters
OPENING_LINES = 2
OFFICE_LINES = 4
SIGNATURE_CHARS = 200  # 落款: the issuing body's name near the end
# 豫 in 豫政办〔2020〕5号. Left out, since cities share them: 宁 (Nanjing), 青 (Qingdao), 苏, 桂, 吉, 新.
ABBREVIATIONS = {
    "津": "12", "冀": "13", "晋": "14", "内": "15", "辽": "21", "黑": "23", "沪": "31", "浙": "33", "皖": "34",
    "闽": "35", "赣": "36", "鲁": "37", "豫": "41", "鄂": "42", "湘": "43", "粤": "44", "琼": "46", "渝": "50",
    "川": "51", "黔": "52", "贵": "52", "云": "53", "滇": "53", "藏": "54", "陕": "61", "甘": "62",
}  # fmt: skip
_DOC_NUMBER = re.compile(rf"[{''.join(ABBREVIATIONS)}][\u4e00-\u9fff]{{1,8}}{YEAR_AND_NUMBER}")
_OFFICE = re.compile(
    r"(?:省委|委|省?人民政府|政府|纪委|纪律检查委员会|人大|人民代表大会|政协|高级人民法院|[\u4e00-\u9fff]{2,8}[厅局办])"
)


def belongs_to(content: Content) -> tuple[Unit | None, tuple[Evidence, ...]]:
    """The province that the notice as a whole belongs to, None for national and unknown ones, and what says so."""
    evidence = next(_candidates(content), None)
    return (gazetteer().unit(evidence.value), (evidence,)) if evidence else (None, ())


def context_of(content: Content, province: Unit | None) -> Context:
    """The context that the notice's date, title and issuer give to every name in it."""
    named = " ".join((content.title, content.issuer or "", content.source or "", content.site_name or ""))
    texts = (named, _opening(content.body), _signature(content.body))
    on = content.written or content.published
    prefecture = next(filter(None, (_sole_prefecture(text, province, on) for text in texts)), None)
    prefecture = prefecture or _prefecture_of_site(content, province)
    return Context(on, province.code if province else None, prefecture)


def host_units(content: Content) -> tuple[Unit, ...]:
    """The units that the site's own code (SiteIDCode) or its host may stand for, the code before the host."""
    unit = gazetteer().unit(content.site_code) if content.site_code else None
    if unit and not unit.code.endswith("0000"):
        return (unit,)
    host = host_in(content.url)
    return gazetteer().of_host(host) if host else ()


def _prefecture_of_site(content: Content, province: Unit | None) -> str | None:
    """The prefecture that all units of the host's name lie in, of those in the province if that is known."""
    units = host_units(content)
    codes = {f"{unit.code[:4]}00" for unit in units if province is None or unit.code[:2] == province.code[:2]}
    return codes.pop() if len(codes) == 1 else None


def _opening(body: str) -> str:
    """The first lines of a body: who is addressed and who writes, before the text turns to places."""
    return "\n".join(body.lstrip()[:LEAD_CHARS].split("\n")[:OPENING_LINES])


def _signature(body: str) -> str:
    """The short lines at the end of a body, where its office signs."""
    return "\n".join(line for line in body.rstrip()[-SIGNATURE_CHARS:].split("\n")[-OFFICE_LINES:] if len(line) <= 40)


def _sole_prefecture(text: str, province: Unit | None, on: str | None) -> str | None:
    """The code of the one prefecture that *text* names, as of the ISO date *on*, in the province if that is known."""
    codes = {
        unit.code
        for match in gazetteer().find(text)
        if match.level != "province" and any(code.endswith("00") for code in match.codes)
        if (unit := gazetteer().resolve(match, on, province=province.code if province else None))
        if unit.code.endswith("00") and (province is None or unit.code[:2] == province.code[:2])
    }
    return codes.pop() if len(codes) == 1 else None


def _candidates(content: Content) -> Iterator[Evidence]:
    """What may say the province, the surest first."""
    body = content.body
    yield from _sole(content.issuer or "", "issuer", "page")
    yield from _sole(content.title, "title", "title")
    yield from _authority(body, 0, LEAD_CHARS, "lead_authority")
    yield from _doc_number(content.doc_number or _first_doc_number(content) or "")
    yield from _authority(body, max(LEAD_CHARS, len(body) - SIGNATURE_CHARS), len(body), "signature")
    yield from _sole(content.source or "", "source", "page")


def _sole(text: str, rule: str, place: Place) -> Iterator[Evidence]:
    """The province of a text whose units all lie in one."""
    matches = gazetteer().find(text)
    codes = {code[:2] for match in matches for code in match.codes}
    if len(codes) == 1:
        yield _evidence(matches[0], codes.pop(), rule, place)


def _authority(body: str, start: int, end: int, rule: str) -> Iterator[Evidence]:
    """The province whose committee, government or office is named: 根据贵州省委统一部署."""
    for match in gazetteer().find(body[start:end]):
        if match.level == "province" and _OFFICE.match(body, start + match.end):
            moved = Match(match.codes, start + match.start, start + match.end, match.name, match.level)
            yield _evidence(moved, match.codes[0][:2], rule, "body")


def _doc_number(number: str) -> Iterator[Evidence]:
    if prefix := ABBREVIATIONS.get(number[:1]):
        yield Evidence("province", f"{prefix}0000", number, "doc_number", "page")


def _first_doc_number(content: Content) -> str | None:
    found = _DOC_NUMBER.search(content.title) or _DOC_NUMBER.search(content.body, 0, LEAD_CHARS)
    return found[0] if found else None


def _evidence(match: Match, prefix: str, rule: str, place: Place) -> Evidence:
    span = (None, None) if place == "page" else (match.start, match.end)
    return Evidence("province", f"{prefix}0000", match.name, rule, place, *span)
