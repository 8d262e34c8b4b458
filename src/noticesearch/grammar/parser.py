"""Recursive descent over the query's tokens, its depth counted, so that no input is slow or runs out of stack.

OR binds its neighbours before blanks join, as on other search pages: `织金 住房 OR 医疗` is `织金 (住房 OR 医疗)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from noticesearch.expression import And, Contains, Expression, Not, Or, Where
from noticesearch.grammar.lexer import Kind, QueryToken, tokens
from noticesearch.grammar.refusal import QueryRefused
from noticesearch.results import Warning
from noticesearch.text.runs import RUN

MAX_QUERY_CHARS = 512  # the longest of 782 lay questions has 130
MAX_TERMS = 32  # each one is a pass over the postings
MAX_DEPTH = 8  # nobody reads deeper brackets, and each one is a stack frame

_REPAIRS = {
    '"': ("引号不成对，已忽略单独的引号。", "A quotation mark without its partner was ignored."),
    "(": ("括号不成对，已在末尾补上右括号。", "A bracket was left open and has been closed at the end."),
    ")": ("括号不成对，已忽略多余的右括号。", "A closing bracket too many was ignored."),
    "()": ("空括号已忽略。", "Empty brackets were ignored."),
    "OR": ("“OR”的一边没有词，已忽略这个“OR”。", "An OR without a word on one side was ignored."),
    "-": ("“-”后面没有紧跟要排除的词，已忽略。", "A - that no word follows at once was ignored."),
    ":": ("“title:”或“docno:”后面没有词，已忽略。", "A title: or docno: that no word follows was ignored."),
}
"""What is said of each mark that was repaired, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The expression, None when nothing in it can be searched for, and what was repaired."""

    expression: Expression | None
    warnings: tuple[Warning, ...] = ()


def parse(q: str) -> Parsed:
    """The expression that *q* asks for; unquoted words are whole chunks, their pieces joined by commas.

    Raises:
        QueryRefused: over 512 characters, 32 words or 8 nested brackets, or a word that begins with `*`.
    """
    if len(q) > MAX_QUERY_CHARS:
        raise QueryRefused(
            f"查询最多 {MAX_QUERY_CHARS} 个字符，这里有 {len(q)} 个；请缩短。",
            f"a query may have at most {MAX_QUERY_CHARS} characters; this one has {len(q)}.",
        )
    parser = _Parser(q)
    expression = parser.whole()
    return Parsed(expression, tuple(map(_repaired, parser.repaired)))


def _repaired(mark: str) -> Warning:
    message, message_en = _REPAIRS[mark]
    return Warning("repaired", message, (mark,), message_en)


class _Parser:
    def __init__(self, q: str) -> None:
        self.repaired: dict[str, None] = {}  # in the order met
        self._terms = 0
        self._depth = 0
        self._next = 0
        self._tokens = [token for token in tokens(q) if not self._stray(token)]

    def whole(self) -> Expression | None:
        children = []
        while self._next < len(self._tokens):
            children.append(self._sequence("all"))
            if self._take(Kind.CLOSE):
                self._repair(")")
        return _joined(children)

    def _sequence(self, where: Where) -> Expression | None:
        """Items up to the next closing bracket or the end."""
        children = []
        while (token := self._peek()) and token.kind is not Kind.CLOSE:
            children.append(self._alternatives(where))
        return _joined(children)

    def _alternatives(self, where: Where) -> Expression | None:
        """One item, or several with OR between them."""
        options: list[Expression | None] = []
        if not self._at_or():
            options.append(self._item(where))
        while self._take(Kind.OR):
            following = self._peek()
            if not options or following is None or following.kind in (Kind.OR, Kind.CLOSE):
                self._repair("OR")
            else:
                options.append(self._item(where))
        return _joined(options, Or)

    def _item(self, where: Where) -> Expression | None:
        """A word, phrase or group, behind any minus signs and field names."""
        negated, mark = False, ""
        while (token := self._take(Kind.NOT) or self._take(Kind.FIELD)) is not None:
            if token.kind is Kind.NOT:
                negated, mark = not negated, "-"
            else:
                where, mark = token.where, ":"
        token = self._take(Kind.WORD) or self._take(Kind.PHRASE) or self._take(Kind.OPEN)
        if token is None:
            self._repair(mark)
            return None
        found = self._group(where) if token.kind is Kind.OPEN else self._leaf(token, where)
        if not negated or found is None:
            return found
        return found.child if isinstance(found, Not) else Not(found)

    def _group(self, where: Where) -> Expression | None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryRefused(
                f"括号最多嵌套 {MAX_DEPTH} 层；请简化。", f"brackets may be nested {MAX_DEPTH} deep; please simplify."
            )
        found = self._sequence(where)
        self._depth -= 1
        if not self._take(Kind.CLOSE):
            self._repair("(")
        elif found is None:
            self._repair("()")
        return found

    def _leaf(self, token: QueryToken, where: Where) -> Contains | None:
        if not RUN.search(token.text):
            return None
        self._terms += 1
        if self._terms > MAX_TERMS:
            raise QueryRefused(
                f"查询最多 {MAX_TERMS} 个词；请减少。", f"a query may have at most {MAX_TERMS} words; please use fewer."
            )
        return Contains(token.text, where, token.prefix, quoted=token.kind is Kind.PHRASE)

    def _peek(self) -> QueryToken | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _at_or(self) -> bool:
        token = self._peek()
        return token is not None and token.kind is Kind.OR

    def _take(self, kind: Kind) -> QueryToken | None:
        token = self._peek()
        if token is None or token.kind is not kind:
            return None
        self._next += 1
        return token

    def _stray(self, token: QueryToken) -> bool:
        if token.kind is Kind.STRAY:
            self._repair("-" if token.text == "-" else '"')
        return token.kind is Kind.STRAY

    def _repair(self, mark: str) -> None:
        self.repaired[mark] = None


def _joined(children: list[Expression | None], kind: type[And] | type[Or] = And) -> Expression | None:
    found = [child for child in children if child is not None]
    return joined(found, kind) if found else None


def joined(children: Sequence[Expression], kind: type[And] | type[Or] = And) -> Expression:
    """*children* (one at least) under a node of *kind*: nested ones opened, repetitions dropped, one child alone."""
    flat: dict[Expression, None] = {}
    for child in children:
        flat.update(dict.fromkeys(child.children if isinstance(child, kind) else (child,)))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat))
