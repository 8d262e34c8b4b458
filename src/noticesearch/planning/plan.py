"""From a query to a plan: which words a notice must hold, which terms rank it, and what to tell the searcher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from noticesearch.expression import And, Contains, Enough, Expression, Not, Or, Plan, Where
from noticesearch.grammar import joined, parse
from noticesearch.planning.words import Cut, cut, together
from noticesearch.query import Query
from noticesearch.results import Warning
from noticesearch.text.normalise import clean, normalise
from noticesearch.text.runs import RUN
from noticesearch.text.terms import query_bigrams, tokenize

MAX_REQUIRED = 4  # words; with more it is a question, of which plain AND answers 7 %
MAX_QUESTION_WORDS = 32  # 98 % of 782 lay questions have fewer; each one is a pass over the postings
SHARE = 0.2  # of a question's idf weight a notice must hold: MRR@10 .507, at .6 .422 (docs/decisions/0004)

_NOTHING = Warning(
    "nothing_searchable",
    "查询里没有可以检索的字词，已按没有关键词处理。",
    message_en="Nothing in the query can be searched for, so it was answered as if it had no words.",
)


def plan(query: Query) -> Plan:
    """What *query*'s words ask for; `expression` is None when it has none.

    Raises:
        QueryRefused: the text breaks a cap of the grammar; a query that `parameters.read` accepted never does.
    """
    q = clean(query.q).strip()
    if not q:
        return Plan()
    return _exact(q, query) if query.mode == "exact" else _smart(q, query)


def positive_leaves(expression: Expression | None) -> Iterator[Contains]:
    """The words that a hit holds, in the order of the query; what is excluded is left out."""
    if isinstance(expression, Contains):
        yield expression
    elif isinstance(expression, (And, Or, Enough)):
        for child in expression.children:
            yield from positive_leaves(child)


def _exact(q: str, query: Query) -> Plan:
    text = normalise(q)
    if len(text) > 2 and text[0] == text[-1] == '"':  # who quotes in exact mode means the same thing twice
        text = text[1:-1].strip()
    if not RUN.search(text):
        return Plan(warnings=(_NOTHING,))
    return _ranked(Contains(text, query.where, quoted=True), [text])


def _smart(q: str, query: Query) -> Plan:
    parsed = parse(q)
    if parsed.expression is None:
        return Plan(warnings=(*parsed.warnings, _NOTHING))
    chunks = _plain_chunks(parsed.expression)
    if chunks is None:
        made = _with_operators(parsed.expression, query.where)
    else:
        made = _without_operators([cut(chunk) for chunk in chunks], query.where)
    return replace(made, warnings=(*parsed.warnings, *made.warnings))


def _plain_chunks(expression: Expression) -> list[str] | None:
    """The chunks of a query that uses no operator, None when it uses one."""
    children = expression.children if isinstance(expression, And) else (expression,)
    chunks = [child.text for child in children if isinstance(child, Contains) and child == Contains(child.text)]
    return chunks if len(chunks) == len(children) else None


def _without_operators(cuts: Sequence[Cut], where: Where) -> Plan:
    """Up to four words: all required. More: a question, of which a notice must hold enough."""
    whole = together(cuts)
    if len(whole.words) + len(whole.ignored) <= MAX_REQUIRED:
        leaves: list[Expression] = [_leaf(word, where) for word in whole.words]
        return _ranked(joined(leaves), [whole.stretches], whole.ignored)
    words, beyond = whole.words[:MAX_QUESTION_WORDS], whole.words[MAX_QUESTION_WORDS:]
    children = tuple(Contains(word, where) for word in words)
    question = Enough(children, SHARE) if len(children) > 1 else children[0]
    made = _ranked(question, [whole.stretches], whole.ignored)
    if not beyond:
        return made
    return replace(made, warnings=(*made.warnings, _truncated(beyond)))


def _with_operators(expression: Expression, where: Where) -> Plan:
    """The searcher's own structure, kept; its unquoted chunks cut into words that are all required."""
    ignored: dict[str, None] = {}

    def built(node: Expression) -> Expression:
        if isinstance(node, Not):
            return Not(built(node.child))
        if isinstance(node, And):
            return joined([built(child) for child in node.children])
        if isinstance(node, Or):
            return joined([built(child) for child in node.children], Or)
        if not isinstance(node, Contains):
            raise TypeError(f"the grammar gives no {type(node).__name__}")
        field = where if node.where == "all" else node.where
        if node.quoted:
            return replace(node, where=field)
        chunk = cut(node.text)
        ignored.update(dict.fromkeys(chunk.ignored))
        last = chunk.words[-1] if node.prefix else None
        return joined([_leaf(word, field, prefix=word == last) for word in chunk.words])

    made = built(expression)
    return _ranked(made, [leaf.text for leaf in positive_leaves(made)], tuple(ignored))


def _leaf(word: str, where: Where, *, prefix: bool = False) -> Expression:
    """One word; a document number with either kind of brackets, since the table cannot make ( ) and [ ] one."""
    leaf = Contains(word, where, prefix)
    if "[" not in word:
        return leaf
    return Or((leaf, replace(leaf, text=word.replace("[", "(").replace("]", ")"))))


def _ranked(expression: Expression, stretches: Iterable[str], ignored: tuple[str, ...] = ()) -> Plan:
    """The plan with its ranking terms; pairs across two words of one stretch rank too, as a sign of nearness."""
    words = dict.fromkeys(token.text for leaf in positive_leaves(expression) for token in tokenize(leaf.text))
    texts = [text for stretch in stretches for text in stretch.split(",")]
    bigrams = dict.fromkeys(term for text in texts for term in query_bigrams(text))
    return Plan(expression, tuple(words), tuple(bigrams), ignored, (_ignored(ignored),) if ignored else ())


def _truncated(beyond: tuple[str, ...]) -> Warning:
    return Warning(
        "truncated",
        f"问题太长，只用了前 {MAX_QUESTION_WORDS} 个词；没有用：{'、'.join(beyond)}。",
        beyond,
        f"The question is too long: its first {MAX_QUESTION_WORDS} words were used; left out: {', '.join(beyond)}.",
    )


def _ignored(words: tuple[str, ...]) -> Warning:
    return Warning(
        "ignored",
        f"已忽略只表示提问的词：{'、'.join(words)}。要找这些字本身，请加引号。",
        words,
        f"Words that only ask were left out: {', '.join(words)}. Put them in quotation marks to look for them.",
    )
