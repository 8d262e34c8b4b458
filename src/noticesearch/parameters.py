"""Raw parameters in, a checked query out; the same for an address, the command line and the API.

Every problem is collected, none is passed over in silence; what is merely too large is cut down and reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from noticesearch.dates import DateUnreadable, first_day, last_day, window_start
from noticesearch.grammar import MAX_QUERY_CHARS, QueryRefused, parse
from noticesearch.query import FACETS, NONE_VALUE, SORTS, Query, to_pairs
from noticesearch.results import Warning
from noticesearch.text.normalise import clean, normalise

__all__ = ["ACCEPTED", "Accepted", "Problem", "Refused", "cleaned", "read", "to_pairs"]

_SHOWING = ("scope", "dup", "synonyms", "lang", "sort", "page", "per_page")
ACCEPTED = ("q", "in", "mode", *FACETS, "not_county", "mention", "from", "to", "within", "date_field", *_SHOWING)
"""The names of all parameters, of addresses, command line and /search.json alike."""

MAX_PAGE = 10_000  # deeper pages cost more than they are worth; an export gives everything
MAX_PER_PAGE = 100
MAX_VALUES = 50  # of one facet: a province has about a hundred counties, nobody ticks half of them
MAX_VALUE_CHARS = 200  # the longest source name (来源) seen is under 60

_REPEATABLE = (*FACETS, "not_county", "mention")

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one parameter; the messages are whole sentences that say what would be right."""

    parameter: str
    value: str
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The query, and what was cut down to size on the way."""

    query: Query
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Everything that is wrong, at least one problem; there is no query."""

    problems: tuple[Problem, ...]


def read(pairs: Iterable[tuple[str, str]], *, today: date) -> Accepted | Refused:
    """The query that *pairs* ask for; empty values count as not given.

    A repeated pair counts once; counties, prefectures and provinces are codes (a name is looked up before); *today* is
    what `within` counts from.
    """
    reader = _Reader(pairs)
    query = _query(reader, today)
    return Refused(tuple(reader.problems)) if reader.problems else Accepted(query, tuple(reader.warnings))


def _query(reader: _Reader, today: date) -> Query:
    date_from, date_to = _dates(reader, today)
    where: Literal["all", "title", "body"] = reader.choice("in", ("all", "title", "body"))
    mode: Literal["smart", "exact"] = reader.choice("mode", ("smart", "exact"))
    return Query(
        q=_words(reader, mode),
        where=where,
        mode=mode,
        county=_codes(reader, "county", "未识别"),
        issue=reader.many("issue"),
        issue_group=reader.many("issue_group"),
        status=reader.many("status"),
        province=_codes(reader, "province", "未注明"),
        prefecture=_codes(reader, "prefecture", "未注明"),
        year=_years(reader),
        source=reader.many("source"),
        site=tuple(site.lower() for site in reader.many("site")),
        not_county=_codes(reader, "not_county", "未识别"),
        mention=_codes(reader, "mention"),
        date_from=date_from,
        date_to=date_to,
        date_field=reader.choice("date_field", ("published", "written")),
        scope=reader.optional_choice("scope", ("notice", "part")),
        dup=reader.choice("dup", ("collapse", "all")),
        synonyms=reader.choice("synonyms", ("on", "off")) == "on",
        lang=reader.choice("lang", ("zh", "en")),
        sort=reader.choice("sort", SORTS),
        page=reader.number("page", default=1, most=MAX_PAGE),
        per_page=reader.number("per_page", default=10, most=MAX_PER_PAGE),
    )


class _Reader:
    """The given values by name, and the problems and warnings met while reading them."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Warning] = []
        self._values: dict[str, tuple[str, ...]] = {}
        for name, values in _grouped(pairs).items():
            if name not in ACCEPTED:
                self._refuse_name(name)
            elif values:
                self.problems.extend(_size_problems(name, values))
                self._values[name] = tuple(value for value in values if len(value) <= _max_chars(name))[:MAX_VALUES]

    def refuse(self, name: str, value: str, zh: str, en: str) -> None:
        self.problems.append(Problem(name, value, zh, en))

    def one(self, name: str) -> str | None:
        values = self._values.get(name, ())
        return values[0] if values else None

    def many(self, name: str) -> tuple[str, ...]:
        return self._values.get(name, ())

    def choice(self, name: str, options: Sequence[Choice]) -> Choice:
        """The option given, the first one when there is none."""
        return self.optional_choice(name, options) or options[0]

    def optional_choice(self, name: str, options: Sequence[Choice]) -> Choice | None:
        given = self.one(name)
        for option in options:
            if option == given:
                return option
        if given is not None:
            listed = "、".join(options), ", ".join(options)
            self.refuse(
                name,
                given,
                f"参数 {name} 不能是“{given}”；可以是：{listed[0]}。",
                f"{name} cannot be {given!r}; it is one of: {listed[1]}.",
            )
        return None

    def number(self, name: str, *, default: int, most: int) -> int:
        """A whole number from 1 to *most*; a larger one becomes *most*, with a warning."""
        given = normalise(self.one(name) or str(default))
        if not (given.isascii() and given.isdigit() and given.strip("0")):
            self.refuse(
                name,
                given,
                f"参数 {name} 应当是从 1 到 {most} 的整数，而不是“{given}”。",
                f"{name} must be a whole number from 1 to {most}, not {given!r}.",
            )
            return default
        if int(given) > most:
            zh, en = f"参数 {name} 最大是 {most}，已按 {most} 处理。", f"{name} is at most {most}, so {most} was used."
            self.warnings.append(Warning("clamped", zh, (name,), en))
        return min(int(given), most)

    def _refuse_name(self, name: str) -> None:
        self.refuse(
            name,
            "",
            f"没有叫“{name}”的参数；可用的参数有：{'、'.join(ACCEPTED)}。",
            f"there is no parameter {name!r}; the parameters are: {', '.join(ACCEPTED)}.",
        )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The values of each name in the order given, cleaned, without blanks and repetitions."""
    grouped: dict[str, dict[str, None]] = {}
    for name, value in pairs:
        values = grouped.setdefault(name, {})
        if text := cleaned(value):
            values[text] = None
    return {name: tuple(values) for name, values in grouped.items()}


def cleaned(value: str) -> str:
    """A parameter's value as it is read: cleaned, without blanks around it, and always UTF-8."""
    # A lone surrogate is a byte that was no UTF-8; it could neither be found nor printed.
    return clean(value).encode(errors="replace").decode().strip()


def _size_problems(name: str, values: tuple[str, ...]) -> Iterator[Problem]:
    most = MAX_VALUES if name in _REPEATABLE else 1
    if len(values) > most:
        yield Problem(
            name,
            values[-1],
            f"参数 {name} 最多可以给 {most} 个值，这里有 {len(values)} 个。",
            f"{name} may have at most {most} value(s); here are {len(values)}.",
        )
    longest = max(values, key=len)
    if len(longest) > _max_chars(name):
        yield Problem(
            name,
            longest[:40] + "…",
            f"参数 {name} 的值最多 {_max_chars(name)} 个字符，这里有 {len(longest)} 个。",
            f"a value of {name} may have at most {_max_chars(name)} characters; this one has {len(longest)}.",
        )


def _max_chars(name: str) -> int:
    return MAX_QUERY_CHARS if name == "q" else MAX_VALUE_CHARS


def _words(reader: _Reader, mode: str) -> str:
    """q as typed, once the grammar has accepted it, so that no engine has to refuse it later."""
    q = reader.one("q") or ""
    if mode == "smart":
        try:
            parse(q)
        except QueryRefused as refusal:
            reader.refuse("q", q, refusal.message_zh, refusal.message_en)
    return q


def _codes(reader: _Reader, name: str, none_label: str = "") -> tuple[str, ...]:
    """The codes of units; `_none`, which people read as *none_label*, is one of them when it has a label."""
    codes = tuple(normalise(value) for value in reader.many(name))
    for code in codes:
        if not (none_label and code == NONE_VALUE) and not (len(code) == 6 and code.isascii() and code.isdigit()):
            reader.refuse(
                name,
                code,
                f"参数 {name} 应当是六位区划代码{f'或 _none（{none_label}）' if none_label else ''}，而不是“{code}”。",
                f"{name} must be a 6-digit code{' or _none' if none_label else ''}, not {code!r}.",
            )
    return tuple(dict.fromkeys(codes))


def _years(reader: _Reader) -> tuple[str, ...]:
    years = tuple(normalise(value).removesuffix("年") for value in reader.many("year"))
    for year in years:
        if year != NONE_VALUE and not (len(year) == 4 and year.isascii() and year.isdigit()):
            reader.refuse(
                "year",
                year,
                f"参数 year 应当是四位年份或 _none（未注明），而不是“{year}”。",
                f"year must have four digits, or be _none; it is {year!r}.",
            )
    return tuple(dict.fromkeys(years))


def _dates(reader: _Reader, today: date) -> tuple[date | None, date | None]:
    given_from, given_to, within = reader.one("from"), reader.one("to"), reader.one("within")
    if within and given_from:
        reader.refuse(
            "within",
            within,
            "within 和 from 都规定从哪一天开始，请只用一个。",
            "within and from both say where to begin; use one of them.",
        )
    window = _day(reader, "within", window_start(within, today)) if within else None
    begin = _day(reader, "from", first_day(given_from)) if given_from else window
    end = _day(reader, "to", last_day(given_to)) if given_to else None
    if begin and end and begin > end:
        reader.refuse(
            "from" if given_from else "within",
            given_from or within or "",
            f"开始日期 {begin} 晚于结束日期 {end}，这样什么也找不到；请对调或改正。",
            f"the first day, {begin}, is after the last, {end}, so nothing could be found; swap or correct them.",
        )
    return begin, end


def _day(reader: _Reader, name: str, day: date | DateUnreadable) -> date | None:
    if isinstance(day, DateUnreadable):
        reader.refuse(name, day.text, day.message_zh, day.message_en)
        return None
    return day
