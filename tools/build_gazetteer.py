"""Generates src/noticesearch/data/gazetteer.tsv from the table of county codes (yescallop/areacodes, CC0).

    python tools/build_gazetteer.py PATH/TO/areacodes_result.csv

One line a unit and name: code, name, first year, last year ("" while in use), successor codes joined by commas, and
while in use the bare name in pinyin, as it stands in hosts (zhijin). Needs pypinyin, which the project itself does not.
Level, province and prefecture follow from the code. A successor marked `[year]` took over a part only: dropped.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pypinyin import lazy_pinyin  # type: ignore[import-not-found]  # only this script needs it

from noticesearch.gazetteer.names import stem

TARGET = Path(__file__).resolve().parent.parent / "src/noticesearch/data/gazetteer.tsv"
MAJORITY = 0.6  # 哲里木盟's counties all went to 通辽市; those of 巢湖市 to three cities, none of which succeeds it

Row = dict[str, str]

PROVINCE = re.compile("省|(?:壮族|回族|维吾尔)?自治区|特别行政区")
# As these characters are read in names of places, whatever they are elsewhere.
IN_PLACES = {"都": "du", "长": "chang", "朝": "chao", "会": "hui"}
# Names not read as their characters are elsewhere, and hosts that spell a Mongolian or Manchu name.
SPELLINGS = {
    "长子": "zhangzi", "什邡": "shifang", "漯河": "luohe", "涡阳": "guoyang", "筠连": "junlian", "浚县": "xunxian",
    "六合": "luhe", "大城": "daicheng", "洪洞": "hongtong", "乐陵": "laoling", "曾都": "zengdu", "番禺": "panyu",
    "呼和浩特": "huhhot", "鄂尔多斯": "ordos", "哈尔滨": "harbin", "会稽": "kuaiji", "宕昌": "tanchang",
}  # fmt: skip


def spelling(name: str) -> str:
    """The name without its kind in pinyin (zhijin), with it where too little remains (zhaoxian)."""
    bare = PROVINCE.sub("", stem(name) or name)
    syllables = (IN_PLACES.get(character, read) for character, read in zip(bare, lazy_pinyin(bare), strict=True))
    return SPELLINGS.get(bare) or "".join(syllables).replace("ü", "v")


def successors(row: Row, rows: list[Row]) -> list[str]:
    """The codes that took over the whole of the unit, or the parts it was divided into."""
    codes = [code for code in row["新代码"].split(";") if code and "[" not in code]
    if codes or row["状态"] == "在用":
        return codes
    if any(later["代码"] == row["代码"] and later["启用时间"] == row["变更/弃用时间"] for later in rows):
        return [row["代码"]]
    return prefecture_of_its_counties(row, rows) if row["级别"] == "地级" else []


def prefecture_of_its_counties(region: Row, rows: list[Row]) -> list[str]:
    """The prefecture that most of an abolished one's counties went to: the table names no successor for 地区."""
    moved = [
        row["新代码"].split(";")[-1]
        for row in rows
        if row["代码"][:4] == region["代码"][:4]
        and row["级别"] == "县级"
        and row["变更/弃用时间"] == region["变更/弃用时间"]
    ]
    counts = Counter(code[:4] for code in moved if code and "[" not in code)
    prefectures = {row["代码"] for row in rows if row["级别"] == "地级"}
    for prefix, count in counts.most_common(1):
        if count >= MAJORITY * len(moved) and f"{prefix}00" in prefectures:
            return [f"{prefix}00"]
    return []


def lines(rows: list[Row]) -> Iterator[str]:
    """The lines of the compact file, in the table's order."""
    for row in rows:
        codes = dict.fromkeys(successors(row, rows))
        last_year = row["变更/弃用时间"]
        gone = ",".join(codes) if last_year else ""
        spelled = "" if last_year else spelling(row["名称"])
        yield "\t".join((row["代码"], row["名称"], row["启用时间"], last_year, gone, spelled))


def main(source: str) -> None:
    """Write the compact file from the table at *source*."""
    with Path(source).open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    TARGET.write_text("\n".join(lines(rows)) + "\n", encoding="utf-8")
    print(f"{len(rows)} units → {TARGET}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/build_gazetteer.py PATH/TO/areacodes_result.csv")
    main(sys.argv[1])
