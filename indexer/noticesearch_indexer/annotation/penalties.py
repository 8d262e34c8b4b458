"""Penalties: 因未批先建被罚款2万元; and the decision that a later paragraph takes on what was found: 决定罚款."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from noticesearch.notice import Span
from noticesearch_indexer.annotation.forms import Found
from noticesearch_indexer.annotation.phrases import without_mark

MAX_DECIDED_CHARS = 600  # between what was found and the decision: the laws that were broken

_PENALTY = (
    r"责令|罚|处[以罚分]|给予|吊销|通报|约谈|列入|拘留|判|依法|查[处封扣]|警告|立案|免|撤|开除|移送|暂停|取消|停|问责"
    r"|诫勉|扣"
)
# 因超出许可范围经营被责令改正
_BECAUSE = re.compile(
    rf"(?:因|由于)(?!此|为|而|素)(?P<issue>[^。；;\n，,]{{4,60}}?)[，,]?"
    rf"(?P<response>(?:先后|分别|已|均)?(?:受到|被)(?:{_PENALTY})[^。；;\n]{{0,120}})"
)
_DECIDED = re.compile(
    rf"(?:现|经[^，。]{{2,12}}，)?(?:决定|作出(?:如下|以下)?[^。，]{{0,8}}处罚)[^。；\n]{{0,12}}?(?:对|{_PENALTY}|[：:])"
)


def because_in(body: str, span: Span) -> Iterator[Found]:
    """The findings of body[span] told as the cause of a penalty."""
    for cause in _BECAUSE.finditer(body, *span):
        response = (cause.start("response"), without_mark(body, cause.end()))
        yield Found(cause.start(), response[1], cause.span("issue"), response, "because")


def decided_after(body: str, found: Found, until: int) -> Found:
    """*found* with the decision that follows it within body[:until], if it has no response yet."""
    if found.response[0] != found.response[1]:
        return found
    decision = _DECIDED.search(body, found.end, min(until, found.end + MAX_DECIDED_CHARS))
    if decision is None:
        return found
    stop = body.find("\n", decision.end(), until)
    end = without_mark(body, until if stop < 0 else stop)
    return replace(found, end=end, response=(decision.start(), end))
