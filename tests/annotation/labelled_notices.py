"""The labelled notices as values: content to annotate, what a reader says of it; format in labelled/README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from noticesearch.notice import Content, Span

FOLDER = Path(__file__).parent / "labelled"
SETS = (
    "first", "second", "third", "official", "press", "west", "south", "coast", "plateau", "east", "inland",
    "centre", "relatives", "layouts", "offices", "themes", "provinces",
)  # fmt: skip
WHOLE = ""  # the county of what no part tag encloses
_TAG = re.compile(r"<(?P<close>/?)(?P<name>part|find|issue|response)(?P<attributes>(?: [a-z]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([a-z]+)=\"([^\"]*)\"")
_SEPARATOR = re.compile(r"[、,]")


@dataclass(frozen=True, slots=True)
class LabelledFinding:
    """A problem phrase, its response (empty where the notice tells none), and what it is about."""

    issue: Span
    response: Span | None
    types: frozenset[str]
    status: str
    counties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledPart:
    """A stretch about one county; `types` where it has no findings."""

    county: str
    span: Span
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A notice and its labels; `about`, `types` and `mentions` as in the header."""

    name: str
    content: Content
    about: frozenset[str]
    types: frozenset[str]
    mentions: frozenset[str]
    parts: tuple[LabelledPart, ...]
    findings: tuple[LabelledFinding, ...]


def labelled(name: str) -> tuple[Labelled, ...]:
    """The notices of one of the SETS, by name."""
    return tuple(read(path) for path in sorted((FOLDER / name).glob("*.txt")))


def read(path: Path) -> Labelled:
    """One labelled notice.

    Raises:
        ValueError: tags do not close, or a header line is none.
    """
    header, _, marked = path.read_text(encoding="utf-8").partition("\n---\n")
    fields = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in header.splitlines())}
    body, tags = _untagged(marked.strip("\n"))
    content = Content(
        title=fields["title"],
        body=body,
        how="content",
        published=fields["published"] or None,
        written=fields["written"] or None,
        issuer=fields["issuer"] or None,
        source=fields["source"] or None,
        url=f"https://{fields['host']}/notice.html" if fields["host"] else None,
    )
    parts = tuple(_parts(tags))
    return Labelled(
        path.stem,
        content,
        _values(fields["about"]),
        _values(fields["types"]),
        _values(fields["mentions"]),
        parts,
        tuple(_findings(tags, parts)),
    )


@dataclass(frozen=True, slots=True)
class _Tagged:
    name: str
    span: Span
    attributes: dict[str, str]


def _untagged(marked: str) -> tuple[str, tuple[_Tagged, ...]]:
    """The text without its tags, and the stretches that they enclosed, each after those within it."""
    pieces: list[str] = []
    length, position = 0, 0
    opened: list[tuple[re.Match[str], int]] = []
    closed: list[_Tagged] = []
    for tag in _TAG.finditer(marked):
        pieces.append(marked[position : tag.start()])
        length += len(pieces[-1])
        position = tag.end()
        if not tag["close"]:
            opened.append((tag, length))
            continue
        begun, start = opened.pop()
        if begun["name"] != tag["name"]:
            raise ValueError(
                f"<{begun['name']}> is closed by {tag[0]} after {marked[begun.end() : begun.end() + 20]!r}"
            )
        closed.append(_Tagged(tag["name"], (start, length), dict(_ATTRIBUTE.findall(begun["attributes"]))))
    if opened:
        raise ValueError(f"{opened[-1][0][0]} is never closed")
    return "".join([*pieces, marked[position:]]), tuple(closed)


def _parts(tags: tuple[_Tagged, ...]) -> Iterator[LabelledPart]:
    for tag in tags:
        if tag.name == "part":
            for county in _values(tag.attributes["county"]):
                yield LabelledPart(county.lstrip("?"), tag.span, _values(tag.attributes.get("types", "")))


def _findings(tags: tuple[_Tagged, ...], parts: tuple[LabelledPart, ...]) -> Iterator[LabelledFinding]:
    """The findings; of two `find` tags with one id the second has the response to the first."""
    answers = {tag.attributes.get("id"): tag for tag in tags if tag.name == "find" and not _inside(tag, "issue", tags)}
    for tag in tags:
        if tag.name == "find" and (issue := _inside(tag, "issue", tags)):
            answer = answers.get(tag.attributes.get("id", "none"), tag)
            yield LabelledFinding(
                issue,
                _inside(tag, "response", tags) or _inside(answer, "response", tags),
                _values(tag.attributes.get("types", "")),
                tag.attributes.get("status", "未说明"),
                tuple(part.county for part in parts if _within(tag.span, part.span)) or (WHOLE,),
            )


def _inside(tag: _Tagged, name: str, tags: tuple[_Tagged, ...]) -> Span | None:
    return next((each.span for each in tags if each.name == name and _within(each.span, tag.span)), None)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _values(text: str) -> frozenset[str]:
    return frozenset(value.strip() for value in _SEPARATOR.split(text) if value.strip())
