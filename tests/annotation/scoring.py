"""How an annotation compares with a labelled notice: right, missed and too many, for each thing that is scored.

County: the stretches about a county must cover those of the label (characters, F1 of .8; of a whole notice only the
county counts). Finding: the problem phrases overlap by .6 (intersection over union). Type: by county, as a union over
findings or, without findings, of the part. Mention: how many are taken for a subject.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from noticesearch.notice import Finding, Part, Span
from noticesearch_indexer.annotation import annotate
from tests.annotation.labelled_notices import WHOLE, Labelled

SAME_PART = 0.8
SAME_PHRASE = 0.6


@dataclass
class Tally:
    """Of one thing: the counts, and each mistake in words."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / ((self.right + len(self.extra)) or 1)

    @property
    def recall(self) -> float:
        return self.right / ((self.right + len(self.missed)) or 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / ((2 * self.right + len(self.missed) + len(self.extra)) or 1)


@dataclass
class Score:
    """All tallies over some notices; `mentions` counts the labelled ones, `taken` those made subjects."""

    county: Tally = field(default_factory=Tally)
    finding: Tally = field(default_factory=Tally)
    kind: Tally = field(default_factory=Tally)
    finding_kind: Tally = field(default_factory=Tally)
    status: Tally = field(default_factory=Tally)
    mentions: int = 0
    taken: list[str] = field(default_factory=list)


def score(notices: tuple[Labelled, ...]) -> Score:
    """The annotation of *notices* against their labels."""
    result = Score()
    for notice in notices:
        parts = annotate(notice.content).parts
        _counties(notice, parts, result)
        _findings(notice, parts, result)
        _kinds(notice, parts, result.kind)
        found = {_code(part) for part in parts}
        result.mentions += len(notice.mentions)
        result.taken += [f"{notice.name}: {code}" for code in sorted(notice.mentions & found)]
    return result


def _code(part: Part) -> str:
    """The county of a part: its code, an undecided one's name, none."""
    if part.county:
        return part.county.code
    undecided = (each.text for each in part.evidence if each.kind == "county" and not each.value)
    return next(undecided, WHOLE)


def _counties(notice: Labelled, parts: tuple[Part, ...], result: Score) -> None:
    expected: dict[str, set[int]] = {code: set() for code in notice.about}
    for labelled in notice.parts:
        expected.setdefault(labelled.county, set()).update(_filled(notice, labelled.span))
    found: dict[str, set[int]] = defaultdict(set)
    for part in parts:
        if code := _code(part):
            found[code].update(at for span in part.spans for at in _filled(notice, span))
    for code, places in expected.items():
        same = code in found and (code in notice.about or _overlap(places, found[code]) >= SAME_PART)
        if same:
            result.county.right += 1
        else:
            how = f"overlap {_overlap(places, found[code]):.2f}" if code in found else "absent"
            result.county.missed.append(f"{notice.name}: {code} {how}")
            if code in found:
                result.county.extra.append(f"{notice.name}: {code} elsewhere")
    result.county.extra += [f"{notice.name}: {code}" for code in found.keys() - expected.keys()]


def _filled(notice: Labelled, span: Span) -> Iterator[int]:
    return (at for at in range(*span) if not notice.content.body[at].isspace())


def _overlap(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _findings(notice: Labelled, parts: tuple[Part, ...], result: Score) -> None:
    found = list(dict.fromkeys(finding for part in parts for finding in part.findings))
    body = notice.content.body
    for labelled in notice.findings:
        match = max(found, key=lambda each: _shared(each.issue_span, labelled.issue), default=None)
        phrase = body[slice(*labelled.issue)]
        if match is None or _shared(match.issue_span, labelled.issue) < SAME_PHRASE:
            result.finding.missed.append(f"{notice.name}: {phrase}")
            continue
        found.remove(match)
        result.finding.right += 1
        _compare(result.finding_kind, labelled.types, set(match.issue_types), f"{notice.name}: {phrase}")
        _compare(result.status, {labelled.status}, {match.status}, f"{notice.name}: {phrase} … {match.response}")
    result.finding.extra += [f"{notice.name}: [{finding_rule(each)}] {each.issue}" for each in found]


def finding_rule(finding: Finding) -> str:
    """The rule that found it."""
    return next((each.rule for each in finding.evidence if each.kind == "finding"), "?")


def _shared(one: Span, other: Span) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]) or 1)


def _kinds(notice: Labelled, parts: tuple[Part, ...], tally: Tally) -> None:
    expected: dict[str, set[str]] = defaultdict(set)
    for labelled in notice.parts:
        expected[labelled.county] |= labelled.types
    for finding in notice.findings:
        for county in finding.counties:
            expected[county] |= finding.types
    for county in (notice.about or {WHOLE}) if not notice.parts else ():
        expected[county] |= notice.types | (expected.pop(WHOLE, set()) if county else set())
    found: dict[str, set[str]] = defaultdict(set)
    is_cut = bool(notice.parts)
    for part in parts:
        code = _code(part)
        if code or part.findings or not is_cut:
            found[code].update(part.issue_types)
    for county in sorted(expected.keys() | found.keys()):
        _compare(tally, expected[county], found[county], f"{notice.name}: {county or '-'}")


def _compare(tally: Tally, expected: set[str] | frozenset[str], found: set[str], where: str) -> None:
    tally.right += len(expected & found)
    tally.missed += [f"{where}: {kind}" for kind in sorted(expected - found)]
    tally.extra += [f"{where}: {kind}" for kind in sorted(found - expected)]


def figures(result: Score) -> str:
    """The figures, a line each."""
    lines = [
        f"{name:<14} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}  ({tally.right} right)"
        for name, tally in (
            ("county", result.county),
            ("finding", result.finding),
            ("type (part)", result.kind),
            ("type (finding)", result.finding_kind),
            ("status", result.status),
        )
    ]
    return "\n".join([*lines, f"{'mentions':<14} {len(result.taken)} of {result.mentions} taken for subjects"])


def mistakes(result: Score) -> Counter[str]:
    """How many mistakes of each kind, for a quick look."""
    tallies = {"county": result.county, "finding": result.finding, "kind": result.kind}
    return Counter(
        {f"{name} {side}": len(getattr(tally, side)) for name, tally in tallies.items() for side in ("missed", "extra")}
    )
