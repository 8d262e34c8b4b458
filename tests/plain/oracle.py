"""What a search must answer, found by reading every notice with plain Python: no index, no arrays, no bigrams."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property

from noticesearch.expression import And, Contains, Enough, Expression, Not, Or, Plan
from noticesearch.gazetteer import gazetteer
from noticesearch.groups import Groups
from noticesearch.notice import Notice
from noticesearch.query import FACETS, NONE_VALUE, Axis, Query
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import contains
from noticesearch.text.terms import context_text, field_terms

Parts = frozenset[int]
ISSUE_GROUPS = {"住房": "民生", "医疗保障": "民生", "形式主义": "作风"}
AREAS_OF = {"all": "title text context docno", "title": "title", "body": "text context", "docno": "docno"}


@dataclass(frozen=True)
class Expected:
    total: int
    ids: tuple[str, ...]
    duplicates: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]
    scores: tuple[float, ...]
    facets: dict[str, dict[str, int]]
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class Oracle:
    notices: tuple[Notice, ...]
    reposts: Groups
    found: dict[tuple[str, Contains], Parts] = field(default_factory=dict)

    def leaf_parts(self, notice: Notice, leaf: Contains) -> Parts:
        key = notice.id, leaf
        if key not in self.found:
            self.found[key] = leaf_parts(notice, leaf)
        return self.found[key]

    def expected(self, query: Query, plan: Plan) -> Expected:
        listed = self.listed(query, plan)
        last = max(1, math.ceil(len(listed) / query.per_page))
        start = (min(query.page, last) - 1) * query.per_page
        shown = listed[start : start + query.per_page]
        return Expected(
            total=len(listed),
            ids=tuple(notice.id for notice, _ in shown),
            duplicates=tuple(others for _, others in shown),
            parts=tuple(self.shown_parts(notice, query, plan) for notice, _ in shown),
            scores=tuple(self.score(notice, query, plan) for notice, _ in shown),
            facets={facet: self.counts(facet, query, plan) for facet in FACETS},
            dropped=self.dropped(plan, query),
        )

    def counts(self, facet: str, query: Query, plan: Plan) -> dict[str, int]:
        """By the definition: the total with the value as the facet's only selection."""
        offered = {value for notice in self.notices for value in self.offered(notice, facet, query)}
        values = offered | set(query.selected(facet)) | {NONE_VALUE}
        totals = {value: len(self.listed(query.select(facet, (value,)), plan)) for value in values}
        return {value: total for value, total in totals.items() if total or value in query.selected(facet)}

    def listed(self, query: Query, plan: Plan) -> list[tuple[Notice, int]]:
        groups: dict[str, list[Notice]] = defaultdict(list)
        for notice in self.notices:
            if self.matching(notice, query, plan):
                groups[self.reposts.name(notice.id) if query.dup == "collapse" else notice.id].append(notice)
        first = [(min(group, key=lambda n: (n.published or "~", n.id)), len(group) - 1) for group in groups.values()]
        return self.sorted(first, query, plan)

    def sorted(self, listed: list[tuple[Notice, int]], query: Query, plan: Plan) -> list[tuple[Notice, int]]:
        listed.sort(key=lambda pair: pair[0].id)
        if query.sort in ("county", "issue", "status"):
            listed.sort(key=lambda pair: getattr(pair[0], query.date_field) or "", reverse=True)
            return sorted(listed, key=lambda pair: self.smallest(pair[0], query, plan))
        if query.sort == "oldest":
            return sorted(listed, key=lambda pair: getattr(pair[0], query.date_field) or "~")
        by_score = query.sort == "relevance" and plan.expression is not None
        field = "published" if by_score else query.date_field
        listed.sort(key=lambda pair: getattr(pair[0], field) or "", reverse=True)
        return sorted(listed, key=lambda pair: -self.score(pair[0], query, plan)) if by_score else listed

    def smallest(self, notice: Notice, query: Query, plan: Plan) -> str:
        found = self.matching(notice, query, plan)
        values = {value for number in found for value in real_values(notice, number, query.sort, query)}
        return min(values & self.offered(notice, query.sort, query), default=chr(0x10FFFF))

    # Two facets at once

    def crossing(self, query: Query, plan: Plan, rows: Axis, columns: Axis) -> dict[tuple[str, str], int]:
        """The total for each pair of values that has hits, each counted by a search of its own."""
        across, down = self.axis(query, plan, rows), self.axis(query, plan, columns)
        pairs = {
            (row, column): self.crossed(query, plan, {rows: row, columns: column}) for row in across for column in down
        }
        return {pair: total for pair, total in pairs.items() if total}

    def axis(self, query: Query, plan: Plan, name: Axis) -> dict[str, int]:
        """The values of an axis with their totals: those selected, else all with hits."""
        selected = query.selected(name) if name in FACETS else ()
        values = {value for notice in self.notices for value in self.offered(notice, name, query)} | {NONE_VALUE}
        totals = {value: self.crossed(query, plan, {name: value}) for value in selected or values}
        return {value: total for value, total in totals.items() if total}

    def crossed(self, query: Query, plan: Plan, chosen: dict[Axis, str]) -> int:
        """The total with *chosen* as the axes' only selections."""
        for name in chosen.keys() & set(FACETS):
            query = query.select(name, (chosen[name],))
        listed = [notice for notice, _ in self.listed(replace(query, dup="all"), plan)]
        if month := chosen.get("month"):
            listed = [notice for notice in listed if month in (real_values(notice, 0, "month", query) or {NONE_VALUE})]
        return len({self.reposts.name(notice.id) if query.dup == "collapse" else notice.id for notice in listed})

    # Which parts match

    def matching(self, notice: Notice, query: Query, plan: Plan) -> Parts:
        found = self.filtered(notice, query, query.effective_scope)
        return found & self.holding(notice, plan.expression, query.effective_scope) if plan.expression else found

    def shown_parts(self, notice: Notice, query: Query, plan: Plan) -> tuple[int, ...]:
        found = self.matching(notice, query, plan)
        preferred = self.hits(notice, plan.expression) if plan.expression else self.filtered(notice, query, "part")
        scores = self.part_scores(notice, plan)
        return tuple(sorted(found & preferred or found, key=lambda number: (-round(scores[number], 9), number)))

    def filtered(self, notice: Notice, query: Query, scope: str) -> Parts:
        found = everything = all_parts(notice)
        for passed in self.filters(notice, query):
            found &= passed if scope == "part" else everything if passed else frozenset()
        return found

    def filters(self, notice: Notice, query: Query) -> list[Parts]:
        everything = all_parts(notice)
        passed = [
            frozenset(n for n in everything if self.values(notice, n, facet, query) & set(query.selected(facet)))
            for facet in FACETS
            if query.selected(facet)
        ]
        if query.mention:
            codes = {code for unit in notice.mentions for code in (unit.code, *unit.current_codes)}
            passed.append(everything if codes & set(query.mention) else frozenset())
        if query.not_county:
            excluded = set(query.not_county)
            passed.append(frozenset(n for n in everything if not self.values(notice, n, "county", query) & excluded))
        if query.date_from or query.date_to:
            day = (getattr(notice, query.date_field) or "")[:10]
            low, high = str(query.date_from or "0"), str(query.date_to or "9")
            passed.append(everything if day and low <= day <= high else frozenset())
        return passed

    def values(self, notice: Notice, number: int, facet: str, query: Query) -> set[str]:
        """All values by which a part is found, `_none` among them."""
        part = notice.parts[number]
        own = real_values(notice, number, facet, query)
        if own:
            return own
        nowhere = not any(real_values(notice, n, facet, query) for n in all_parts(notice))
        return {NONE_VALUE} if nowhere or (facet in ("issue", "issue_group") and part.county) else set()

    def offered(self, notice: Notice, facet: str, query: Query) -> set[str]:
        values = {value for n in all_parts(notice) for value in real_values(notice, n, facet, query)}
        gone = {"520321"} if facet == "county" else set()
        return values - gone

    def holding(self, notice: Notice, expression: Expression, scope: str) -> Parts:
        everything, nothing = all_parts(notice), Parts()
        match expression:
            case Contains():
                found = self.leaf_parts(notice, expression)
                return found if scope == "part" else everything if found else nothing
            case And(children):
                return everything.intersection(*(self.holding(notice, child, scope) for child in children))
            case Or(children):
                return nothing.union(*(self.holding(notice, child, scope) for child in children))
            case Not(child):
                return nothing if self.holding(notice, child, scope) else everything
            case Enough():
                least = self.least(expression, scope)
                weights = self.held(notice, expression, scope)
                return Parts(n for n, weight in weights.items() if weight > 0 and weight >= least - 1e-9)

    def hits(self, notice: Notice, expression: Expression) -> Parts:
        return Parts().union(*(self.leaf_parts(notice, leaf) for leaf in positive_leaves(expression)))

    # Questions

    def weight(self, leaf: Contains) -> float:
        holding = sum(bool(self.leaf_parts(notice, leaf)) for notice in self.notices)
        return math.log(1 + (len(self.notices) - holding + 0.5) / (holding + 0.5)) if holding else 0.0

    def held(self, notice: Notice, question: Enough, scope: str) -> dict[int, float]:
        weights = dict.fromkeys(all_parts(notice), 0.0)
        for child in question.children:
            for number in self.holding(notice, child, scope):
                weights[number] += self.weight(child)
        return weights

    def best(self, question: Enough, scope: str) -> float:
        return max((w for notice in self.notices for w in self.held(notice, question, scope).values()), default=0.0)

    def needed(self, question: Enough) -> float:
        return question.share * sum(self.weight(child) for child in question.children)

    def least(self, question: Enough, scope: str) -> float:
        return min(self.needed(question), self.best(question, scope))

    def dropped(self, plan: Plan, query: Query) -> tuple[str, ...]:
        scope = query.effective_scope
        words: list[str] = []
        for question in questions(plan.expression) if plan.expression else []:
            if self.best(question, scope) == 0:
                continue
            relaxed = self.best(question, scope) < self.needed(question) - 1e-9
            for child in question.children:
                found = [
                    number
                    for notice in self.notices
                    for number in self.holding(notice, child, scope)
                    if not relaxed or number in self.holding(notice, question, scope)
                ]
                words += [] if found else [child.text]
        return tuple(dict.fromkeys(words))

    # Scores

    def score(self, notice: Notice, query: Query, plan: Plan) -> float:
        scores = self.part_scores(notice, plan)
        return max((scores[number] for number in self.matching(notice, query, plan)), default=0.0)

    def part_scores(self, notice: Notice, plan: Plan) -> dict[int, float]:
        whole = self.holding(notice, plan.expression, "part") if plan.expression else Parts()
        return {
            number: (1.2 if number in whole else 1.0)
            * (
                sum(self.term_score(notice, number, "words", term) for term in dict.fromkeys(plan.words))
                + 0.5 * sum(self.term_score(notice, number, "bigrams", term) for term in dict.fromkeys(plan.bigrams))
            )
            for number in all_parts(notice)
        }

    def term_score(self, notice: Notice, number: int, kind: str, term: str) -> float:
        total = len(self.counts_of)
        holding = sum(any(counts[area, kind][term] for area in AREA_WEIGHTS) for counts in self.counts_of.values())
        frequency = 0.0
        for area, weight in AREA_WEIGHTS.items():
            counts = self.counts_of[notice.id, number][area, kind]
            if counts[term]:
                frequency += weight * counts[term] / (0.25 + 0.75 * counts.total() / self.average[area, kind])
        idf = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        return idf * frequency * 2.2 / (frequency + 1.2)

    @cached_property
    def counts_of(self) -> dict[tuple[str, int], dict[tuple[str, str], Counter[str]]]:
        return {(n.id, number): term_counts(n, number) for n in self.notices for number in all_parts(n)}

    @cached_property
    def average(self) -> dict[tuple[str, str], float]:
        sums: Counter[tuple[str, str]] = Counter()
        for counts in self.counts_of.values():
            for key, terms in counts.items():
                sums[key] += terms.total()
        return {key: total / len(self.counts_of) for key, total in sums.items()}


AREA_WEIGHTS = {"title": 3.0, "text": 1.0, "context": 0.5}


def all_parts(notice: Notice) -> Parts:
    return Parts(range(len(notice.parts)))


def area_texts(notice: Notice, number: int) -> dict[str, str]:
    part = notice.parts[number]
    return {
        "title": normalise(notice.title),
        "text": normalise(notice.part_text(part)),
        "context": normalise(context_text(notice, part)),
        "docno": "".join(normalise(notice.doc_number or "").split()),
    }


def leaf_parts(notice: Notice, leaf: Contains) -> Parts:
    return Parts(number for number in all_parts(notice) if part_holds(notice, number, leaf))


def part_holds(notice: Notice, number: int, leaf: Contains) -> bool:
    texts = area_texts(notice, number)
    return any(
        contains(texts[area], "".join(leaf.text.split()) if area == "docno" else leaf.text, prefix=leaf.prefix)
        for area in AREAS_OF[leaf.where].split()
    )


def real_values(notice: Notice, number: int, facet: str, query: Query) -> set[str]:
    part = notice.parts[number]
    counties = set(part.county.current_codes) if part.county else set()
    match facet:
        case "county":
            return counties | ({part.county.code} if part.county else set())
        case "issue":
            return set(part.issue_types)
        case "issue_group":
            return {ISSUE_GROUPS[issue] for issue in part.issue_types}
        case "status":
            return {finding.status for finding in part.findings}
        case "province":
            return {f"{code[:2]}0000" for code in counties} | ({notice.province.code} if notice.province else set())
        case "prefecture":
            return {unit.code for code in counties if (unit := gazetteer().prefecture_of(code))}
        case "year" | "month":
            when = getattr(notice, query.date_field)
            return {when[: 4 if facet == "year" else 7]} if when else set()
        case _:
            value = getattr(notice, facet)
            return {value} if value else set()


def positive_leaves(expression: Expression) -> list[Contains]:
    match expression:
        case Contains():
            return [expression]
        case Not():
            return []
        case _:
            return [leaf for child in expression.children for leaf in positive_leaves(child)]


def questions(expression: Expression) -> list[Enough]:
    match expression:
        case Enough():
            return [expression]
        case And(children) | Or(children):
            return [question for child in children for question in questions(child)]
        case _:
            return []


def term_counts(notice: Notice, number: int) -> dict[tuple[str, str], Counter[str]]:
    part = notice.parts[number]
    texts = {"title": notice.title, "text": notice.part_text(part), "context": context_text(notice, part)}
    counts: dict[tuple[str, str], Counter[str]] = {}
    for area, text in texts.items():
        terms = field_terms(text)
        positions = (filter(None, set(at.split("\x1e"))) for at in terms.words.split("\x1f"))
        counts[area, "words"] = Counter(term for at in positions for term in at)
        counts[area, "bigrams"] = Counter(filter(None, terms.bigrams.split("\x1f")))
    return counts
