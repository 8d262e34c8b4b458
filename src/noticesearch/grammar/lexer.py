"""Query text cut into tokens. Everything but the operators AND, OR is read in normalised form, so （ ＂ ｜ ： work too.

Operators count where a chunk begins: within running text (乡镇(街道), covid-19, 脱贫攻坚“回头看”) brackets, dashes and
Chinese quotation marks are punctuation, since pasted titles are full of them. A straight quote always quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from noticesearch.expression import Where
from noticesearch.grammar.refusal import QueryRefused
from noticesearch.text.normalise import normalise
from noticesearch.text.runs import HAN, RUN


class Kind(Enum):
    """What a token does."""

    WORD = auto()
    PHRASE = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    STRAY = auto()  # means nothing where it stands; reported, then dropped


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A token; `text` is normalised: a word's pieces joined by commas, a phrase's inside, a stray mark as it stands."""

    kind: Kind
    text: str = ""
    prefix: bool = False
    where: Where = "all"


_OR = ("OR", "ＯＲ", "或")
_AND = ("AND", "ＡＮＤ")  # words are AND-ed anyway; taken for a word, it would be looked for
FIELDS: dict[str, Where] = {"title": "title", "标题": "title", "docno": "docno", "文号": "docno"}

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FIELD = re.compile(rf"(?P<name>{'|'.join(FIELDS)}):")
_CLOSERS = {'"': '"', "“": "”", "〝": "〞", "「": "」", "『": "』"}
_YEAR_BRACKETS = re.compile(rf"(?<=[{HAN}]) [\[(] (?P<year>(?:19|20)[0-9]{{2}}) [\])] (?=第?[0-9])", re.VERBOSE)
"""国发[2020]1号, 国发(2020)1号: the one place where brackets are part of a word."""

SEPARATOR = re.compile(r"""[,、。!?;:…‥·"“”〝〞‘’'「」『』《》〈〉<>\[\](){}*|\s\\^`]+""")
"""What separates words inside a chunk; after a document number's brackets have been taken out of its way."""

_LEADING_STAR = re.compile(rf"\*+(?={RUN.pattern})", RUN.flags)

EDGE = "-—–~_./=#&@+"
"""Signs dropped at the ends of a word, kept within: covid-19, 3.5, 2019/2020."""
_TAIL = EDGE.replace("#", "").replace("+", "")  # c++ and c# keep theirs


def tokens(q: str) -> Iterator[QueryToken]:
    """The tokens of *q*, in reading order.

    Raises:
        QueryRefused: a word begins with `*`.
    """
    return _Lexer(q).tokens()


class _Lexer:
    def __init__(self, q: str) -> None:
        self._raw = _CONTROLS.sub(" ", q)
        self._text = normalise(self._raw)
        self._at = 0

    def tokens(self) -> Iterator[QueryToken]:
        while self._at < len(self._text):
            char = self._text[self._at]
            if char.isspace():
                self._at += 1
            elif char in "()|":
                self._at += 1
                yield QueryToken({"(": Kind.OPEN, ")": Kind.CLOSE, "|": Kind.OR}[char])
            elif char == "-":
                yield self._dash()
            elif field := _FIELD.match(self._text, self._at):
                self._at = field.end()
                yield QueryToken(Kind.FIELD, field["name"], where=FIELDS[field["name"]])
            elif token := self._phrase() or self._chunk():
                yield token

    def _dash(self) -> QueryToken:
        start = self._at
        while self._text.startswith("-", self._at):
            self._at += 1
        negates = self._at - start == 1 and not self._ends(self._at)
        return QueryToken(Kind.NOT if negates else Kind.STRAY, "-")

    def _phrase(self) -> QueryToken | None:
        """The quotation that begins here; None when none does, or a straight quote has no partner."""
        opener = self._text[self._at]
        closer = _CLOSERS.get(opener)
        if closer is None:
            return None
        ends = [self._text.find(mark, self._at + 1) for mark in {closer, '"'}]
        end = min((found for found in ends if found >= 0), default=-1)
        if end < 0:
            self._at += 1
            return QueryToken(Kind.STRAY, opener)
        if opener != '"' and not self._stands_alone(end + 1):
            return None
        inside = self._text[self._at + 1 : end].strip()
        self._at = end + 1
        return QueryToken(Kind.PHRASE, inside, prefix=self._star())

    def _stands_alone(self, end: int) -> bool:
        """Whether nothing but punctuation follows at *end* before the next blank or bracket."""
        while not self._ends(end):
            if not SEPARATOR.match(self._text, end):
                return False
            end += 1
        return True

    def _star(self) -> bool:
        """Whether a `*` that ends a word stands here; it is taken."""
        start = self._at
        while self._text.startswith("*", self._at):
            self._at += 1
        return self._at > start and self._ends(self._at)

    def _chunk(self) -> QueryToken | None:
        """The text up to the next blank, straight quote, bar, or bracket that closes a group outside; may be empty."""
        start = self._at
        if _LEADING_STAR.match(self._text, start):
            raise _leading_star(self._raw[start : start + 12])
        self._at = end = self._chunk_end(start)
        text, prefix = _pieces(self._text[start:end])
        if self._raw[start:end] in _OR or text == "或":
            return QueryToken(Kind.OR)
        if not text or self._raw[start:end] in _AND:
            return None
        return QueryToken(Kind.WORD, text, prefix)

    def _chunk_end(self, at: int) -> int:
        depth = 0
        while at < len(self._text):
            char = self._text[at]
            if char.isspace() or char in '"|' or (char == ")" and depth == 0):
                break
            depth += {"(": 1, ")": -1}.get(char, 0)
            at += 1
        return at

    def _ends(self, at: int) -> bool:
        return at >= len(self._text) or self._text[at].isspace() or self._text[at] in ")|"


def _pieces(chunk: str) -> tuple[str, bool]:
    """*chunk* without punctuation, its pieces joined by commas, and whether stars follow right on the last piece."""
    word = chunk.rstrip("*")
    # Control characters stand in for brackets that belong to a document number while the rest is cut.
    protected = _YEAR_BRACKETS.sub("\x01\\g<year>\x02", word)
    pieces = [_trimmed(piece) for piece in SEPARATOR.split(protected)]
    text = ",".join(piece for piece in pieces if RUN.search(piece))
    starred = len(word) < len(chunk) and RUN.search(pieces[-1]) is not None and protected.endswith(pieces[-1])
    return text.replace("\x01", "[").replace("\x02", "]"), starred


def _trimmed(piece: str) -> str:
    return piece.lstrip(EDGE + "%").rstrip(_TAIL)


def _leading_star(text: str) -> QueryRefused:
    return QueryRefused(
        f"“{text}”以 * 开头：通配符只能放在词尾，如 住房*。",
        f"{text!r} begins with *; a wildcard may only end a word, as in 住房*.",
    )
