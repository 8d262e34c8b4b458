"""Words by which a clause says that something is wrong, or that something is being done about it; the lists are data.

`clauses` decides what a clause is by the first cue in it.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_LISTS: dict[str, str] = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))


def _any_of(*lists: str) -> str:
    """An alternation of all words of the lists, the longest first."""
    words = {word for name in lists for word in _LISTS[name].split()}
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


WRONG = re.compile(_any_of("falling_short", "missing", "delay", "breach", "poor_work"))
# The predicate ends a clause: …推进不力, …进度缓慢; then nothing before it makes the clause a response.
WRONG_LAST = re.compile(
    rf"(?:{_any_of('falling_short', 'delay')}|薄弱|缺失|缺位|混乱|流于形式|走过场)[^，。；]{{0,3}}$"
)
# 未 begins words that tell of nothing wrong: 未来, 未发现.
NOT_WRONG = re.compile(
    r"(?<=[^尚仍还均从并而却今])未(?=来|必|尝|婚|央|成年|满|发现|受|可|知|列入|被|开放|出现|发生|接到|涉及|造成|用完)"
)
# What is wrong only elsewhere or is to be avoided: 防止…反弹, 严禁…, 没有发现…, 杜绝…
PREVENTED = re.compile(
    r"""
      (?:防止|防范|杜绝|避免|严禁|禁止|不得|切忌|力戒|克服|坚决|严防|未发现|没有发现|不搞|不走|不让|不以)[^，。；]{0,12}$
    | (?:消除|解决|整治|治理|打击|预防|化解|查处|纠正|无)(?:了|各类)?$
    """,
    re.VERBOSE,
)
_ACTOR = "委府局办会院部队室组厅镇乡县区市村司校里旗州所处站店业方家庭队"
_PREPOSITION = "对将把向为在按从就"  # 对21个部门开展考核
RESPONSE = re.compile(
    rf"{_any_of('done')}|(?:^|(?<=[{_ACTOR}])|^[{_PREPOSITION}][^，。；]{{2,24}}?)(?:{_any_of('done_first')})"
)
