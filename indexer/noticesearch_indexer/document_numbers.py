"""Document numbers (发文字号) as pieces of patterns: 豫政办〔2020〕5号, 教技[2011]1号, 国办发（2018）第 71 号."""

from __future__ import annotations

YEAR = r"[〔\[［【（(﹝]\s?(?:19|20)\d\d\s?[〕\]］】）)﹞]"
YEAR_AND_NUMBER = rf"{YEAR}\s?(?:第\s?)?\d{{1,5}}\s?号"
