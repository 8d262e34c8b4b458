"""Generates src/noticesearch/data/gazetteer.tsv from the table of county codes (yescallop/areacodes, CC0).

    python tools/build_gazetteer.py PATH/TO/areacodes_result.csv

One line a unit and name: code, name, first year, last year ("" while in use), successor codes joined by commas.
Level, province and prefecture follow from the code. A successor marked `[year]` took over a part only: dropped.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src/noticesearch/data/gazetteer.tsv"
MAJORITY = 0.6  # 哲里木盟's counties all went to 通辽市; those of 巢湖市 to three cities, none of which succeeds it

Row = dict[str, str]


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
        yield "\t".join((row["代码"], row["名称"], row["启用时间"], last_year, ",".join(codes) if last_year else ""))


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
