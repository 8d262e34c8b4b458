"""The gazetteer as the rest of the code uses it: units by code and by name, names in texts, names to units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from noticesearch.gazetteer.changes import current_codes, drop_predecessors, former_names
from noticesearch.gazetteer.matching import Match, Matcher, Name
from noticesearch.gazetteer.names import EVERYDAY_SHORT, GENERIC, forms, stem
from noticesearch.gazetteer.records import Level, Record, newest, parse
from noticesearch.notice import Unit
from noticesearch.text.normalise import normalise

DATA = "data/gazetteer.tsv"

SHORT_CHARS, RECENT = 200, 64  # texts whose names are kept, and how many of them
_HOST_KINDS = ("", "xian", "qu", "shi", "zhou")  # zhijin, zhijinxian

ByName = dict[str, tuple[Record, ...]]


class Gazetteer:
    """Every unit since 1981. Read-only, safe to share."""

    def __init__(self, records: tuple[Record, ...]) -> None:
        self._by_code = _grouped((record.code, record) for record in records)
        self._by_form = _grouped((form, record) for record in records for form in self._written_forms(record))
        self._by_stem = _grouped((bare, record) for record in records if (bare := stem(record.name)))
        self._by_spelling = _grouped((record.spelling, record) for record in records if record.spelling)
        self._former = former_names(records, self._by_code)
        self._of_cities = {bare for bare, group in self._by_stem.items() if any(r.level != "county" for r in group)}
        of_counties = _names(self._by_stem, counties_only=True)
        short = {name: value for name, value in of_counties.items() if self._is_short(name)}
        self._matcher = Matcher(_names(self._by_form), of_counties, short)

    def unit(self, code: str) -> Unit | None:
        """The unit of a code under its newest name, None for a code that never was."""
        records = self._by_code.get(code)
        return self._unit(newest(records)) if records else None

    def label(self, code: str) -> str:
        """The name a facet shows: 织金县, 播州区（原遵义县）, 遵义县（已撤销）, 南京市鼓楼区 where the name is shared.

        An unknown code is its own label.
        """
        if code not in self._by_code:
            return code
        record = newest(self._by_code[code])
        if record.last_year is not None:
            return f"{record.name}（已撤销）"
        name = f"{self._city_name(code)}{record.name}" if self._is_shared(record) else record.name
        return f"{name}（原{self._former[code]}）" if code in self._former else name

    def full_name(self, code: str) -> str:
        """The name with province and prefecture before it: 贵州省毕节市织金县."""
        unit = self.unit(code)
        above = [self.province_of(code), self.prefecture_of(code)]
        names = [upper.name for upper in above if upper and upper.code != code]
        return "".join([*names, unit.name if unit else code])

    def province_of(self, code: str) -> Unit | None:
        """The province that a code lies in."""
        return self.unit(f"{code[:2]}0000")

    def prefecture_of(self, code: str) -> Unit | None:
        """The prefecture that a code lies in; None for counties directly under a province, such as 北京市东城区."""
        return None if code.endswith("0000") else self.unit(f"{code[:4]}00")

    def named(self, name: str) -> tuple[Unit, ...]:
        """The units that *name* may mean, those in use first: full name, short form or bare name, or 毕节市织金县."""
        records = self._records(normalise(name))
        if not records:
            matches = self.find(name)
            return tuple(self._within(matches)) if matches and matches[-1].end == len(name) else ()
        in_use = tuple(record for record in records if record.last_year is None)
        return tuple(self._unit(record) for record in in_use or drop_predecessors(records, self._by_code))

    def short_name(self, unit: Unit) -> str | None:
        """What a text calls a county without its kind (睢宁); None where that means a city or an everyday word."""
        bare = None if unit.name.endswith("区") else stem(unit.name)
        return bare if bare and self._is_short(bare) else None

    def _is_short(self, bare: str) -> bool:
        is_county = any(not record.name.endswith("区") for record in self._by_stem[bare])
        return is_county and bare not in self._of_cities and bare not in EVERYDAY_SHORT

    def provinces_like(self, beginning: str) -> tuple[Unit, ...]:
        """The provinces whose names begin with two or more characters of theirs: 贵州, 广西, 内蒙古."""
        if len(beginning) < 2:
            return ()
        wanted = normalise(beginning)
        return tuple(unit for unit in self._provinces if unit.name.startswith(wanted))

    @cached_property
    def _provinces(self) -> tuple[Unit, ...]:
        units = (self.unit(code) for code in self._by_code if code.endswith("0000"))
        return tuple(unit for unit in units if unit)

    def in_use(self, level: Level, *above: str) -> tuple[Unit, ...]:
        """The units of *level* in use today, by code: those of the provinces and prefectures *above*, else all."""
        prefixes = tuple(code[:2] if code.endswith("0000") else code[:4] for code in above) or ("",)
        newest_records = (newest(records) for code, records in self._by_code.items() if code.startswith(prefixes))
        in_use = (record for record in newest_records if record.level == level and record.last_year is None)
        return tuple(self._unit(record) for record in sorted(in_use, key=lambda record: record.code))

    def find(self, text: str) -> tuple[Match, ...]:
        """Every unit name in *text* in one pass, leftmost longest; bare names (织金) only in lists: 织金、独山两县."""
        return tuple(match for match in self.candidates(text) if not match.is_doubtful)

    def candidates(self, text: str) -> tuple[Match, ...]:
        """Those of `find`, and the doubtful: names that only their context makes names (城区：, a cell 织金)."""
        return self._in_short(text) if len(text) <= SHORT_CHARS else self._in_text(text)

    @cached_property
    def _in_short(self) -> Callable[[str], tuple[Match, ...]]:
        """The names in a title or an office's name, which several rules read one after the other."""
        return lru_cache(RECENT)(self._in_text)

    def _in_text(self, text: str) -> tuple[Match, ...]:
        return self._matcher.find(normalise(text))

    def of_host(self, host: str) -> tuple[Unit, ...]:
        """The prefectures and counties in use that a government's host may be named for: www.zhijin.gov.cn.

        Several where they are spelled alike; () for other hosts. A name that is also a province's or a prefecture's is
        theirs: hebei is not 河北区, nanjing not 南靖县.
        """
        labels = host.removeprefix("www.").removesuffix(".gov.cn").split(".") if host.endswith(".gov.cn") else []
        units = [unit for label in labels for unit in self._spelled(label)]
        prefectures = {unit.code[:4] for unit in units if unit.code.endswith("00")}
        inside = [unit for unit in units if unit.code[:4] in prefectures and not unit.code.endswith("00")]
        above = [unit for unit in units if unit.code.endswith("00")]
        return tuple(dict.fromkeys(inside or above or units))

    def _spelled(self, label: str) -> Iterable[Unit]:
        spellings = [label.removesuffix(kind) for kind in _HOST_KINDS if label.endswith(kind)]
        records = [record for spelling in spellings for record in self._by_spelling.get(spelling, ())]
        levels = {record.level for record in records}
        if "province" in levels:
            return ()
        level = "prefecture" if "prefecture" in levels else "county"
        return (self._unit(record) for record in records if record.level == level)

    def resolve(
        self, match: Match, on: str | None = None, *, province: str | None = None, prefecture: str | None = None
    ) -> Unit | None:
        """The unit that a name means in a notice of the ISO date *on* (None: today), None when it is not decided.

        The codes of a *province* or *prefecture* in the context decide between units that share a name (鼓楼区); they
        do not rule out a unit elsewhere whose name is its own.
        """
        year = int(on[:4]) if on else date.today().year
        candidates = _nearest(self._records(match.name), year)
        for prefix in filter(None, (prefecture and prefecture[:4], province and province[:2])):
            candidates = [record for record in candidates if record.code.startswith(prefix)] or candidates
        left = drop_predecessors(candidates, self._by_code)
        return self._unit(left[0]) if len({record.code for record in left}) == 1 else None

    def _within(self, matches: tuple[Match, ...]) -> Iterable[Unit]:
        """The units of the last name that lie in the unit named before it: 毕节市织金县."""
        *above, last = matches
        prefixes = {code.rstrip("0") for match in above[-1:] for code in match.codes}
        return (unit for unit in self.named(last.name) if not above or unit.code.startswith(tuple(prefixes)))

    def _written_forms(self, record: Record) -> tuple[str, ...]:
        """The forms of a record's name; 城区 and its like are doubtful without their city before them."""
        if record.name not in GENERIC:
            return forms(record.name)
        cities = {city.name for city in self._by_code.get(f"{record.code[:4]}00", ())}
        return (*(f"{city}{record.name}" for city in sorted(cities)), record.name)

    def _records(self, name: str) -> tuple[Record, ...]:
        return self._by_form.get(name) or self._by_stem.get(name, ())

    def _unit(self, record: Record) -> Unit:
        return Unit(record.code, record.name, current_codes(record, self._by_code))

    def _is_shared(self, record: Record) -> bool:
        same_name = self._by_form.get(record.name, ()) or (record,)
        return record.name in GENERIC or len({r.code for r in same_name if r.last_year is None}) > 1

    def _city_name(self, code: str) -> str:
        city = self.prefecture_of(code) or self.province_of(code)
        return city.name if city else ""


def _grouped(pairs: Iterable[tuple[str, Record]]) -> ByName:
    groups: dict[str, list[Record]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return {key: tuple(group) for key, group in groups.items()}


def _names(groups: ByName, *, counties_only: bool = False) -> dict[str, Name]:
    named: dict[str, Name] = {}
    for name, group in groups.items():
        records = [record for record in group if record.level == "county"] if counties_only else group
        if records:
            named[name] = (tuple(dict.fromkeys(record.code for record in records)), newest(records).level)
    return named


def _nearest(records: tuple[Record, ...], year: int) -> list[Record]:
    """Those in use in *year*; else, an old name used later, the last to go; else, a new one, the first to come."""
    if in_use := [record for record in records if record.in_use(year)]:
        return in_use
    if gone := [record for record in records if record.last_year is not None and record.last_year < year]:
        last = max(record.last_year or 0 for record in gone)
        return [record for record in gone if record.last_year == last]
    return list(records)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package, loaded once a process (about 0.1 s)."""
    return Gazetteer(parse(files("noticesearch").joinpath(DATA).read_text(encoding="utf-8")))
