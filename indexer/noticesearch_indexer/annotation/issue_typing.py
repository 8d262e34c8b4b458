"""Issue types of findings and parts, each with the words that gave it and the place where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from noticesearch.issues import Classified, IssueTypes
from noticesearch.notice import Evidence, Place, Span


def types_in(body: str, spans: Iterable[Span], rule: str, types: IssueTypes) -> tuple[Evidence, ...]:
    """Evidence of kind issue for each type of the texts at *spans*, the first words of each type only."""
    found: dict[str, Evidence] = {}
    for start, end in spans:
        for evidence in _evidence(types.classify(body[start:end]), body[start:end], start, rule, "body"):
            found.setdefault(evidence.value, evidence)
    return tuple(found.values())


def types_of_title(title: str, types: IssueTypes) -> tuple[Evidence, ...]:
    """Evidence of kind issue for each type of a title."""
    return tuple(_evidence(types.classify(title), title, 0, "issue_title", "title"))


def types_of_finding(
    body: str, issue: Span, headings: Iterable[Span], response: Span, title: str, types: IssueTypes
) -> tuple[Evidence, ...]:
    """Evidence of the types of a finding: of its phrase under the title, else of what stands above it, else of the
    title where that says what the notice is about, else of the phrase's listed words, of its response, of the title."""
    phrase = body[slice(*issue)]
    if found := tuple(_evidence(types.of_problem(phrase, title), phrase, issue[0], "issue_phrase", "body")):
        return found
    of_title = types_of_title(title, types)
    about = tuple(item for item in of_title if item.value in types.inherited)
    return (
        types_in(body, headings, "issue_heading", types)
        or about
        or tuple(_evidence(types.classify(phrase), phrase, issue[0], "issue_phrase", "body"))
        or types_in(body, (response,), "issue_response", types)
        or of_title
    )


def types_of_section(body: str, text: Span, title: str, types: IssueTypes) -> tuple[Evidence, ...]:
    """Evidence of the types of a section that tells no problem, by its text under the title."""
    words = body[slice(*text)]
    return tuple(_evidence(types.of_problem(words, title), words, text[0], "issue_text", "body"))


def names(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The types that *evidence* gives, each once, in its order."""
    return tuple(dict.fromkeys(item.value for item in evidence if item.kind == "issue"))


def _evidence(found: Iterable[Classified], text: str, shift: int, rule: str, place: Place) -> Iterator[Evidence]:
    for kind in found:
        hit = kind.hits[0]
        words = text[hit.start : hit.end]
        rule = "issue_words" if kind.is_learned else rule
        yield Evidence("issue", kind.name, words, rule, place, hit.start + shift, hit.end + shift)
