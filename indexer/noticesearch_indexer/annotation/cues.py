"""Words by which a clause says that something is wrong, or that something is being done about it; the lists are data.

`clauses` decides what a clause is by the first cue in it.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_LISTS: dict[str, str] = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))


def _any_of(*lists: str) -> str:
    """A pattern of all words of the lists, the longest first.

    Words are grouped by their first character, and those looked for at once: a plain alternation of 900 words tries
    each of them at each place, which took four times as long.
    """
    words = {word for name in lists for word in _LISTS[name].split()}
    firsts: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        firsts.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(firsts.items()))
    return f"(?=[{''.join(map(re.escape, sorted(firsts)))}])(?:{groups})"


WRONG = re.compile(_any_of("falling_short", "missing", "delay", "breach", "poor_work"))
# The predicate ends a clause: …推进不力, …进度缓慢; then nothing before it makes the clause a response.
WRONG_LAST = re.compile(
    rf"(?:{_any_of('falling_short', 'delay')}|薄弱|缺失|缺位|混乱|流于形式|走过场|虚报|造假|失实)[^，。；]{{0,3}}$"
)
# 未 begins words that tell of nothing wrong: 未来, 未发现.
NOT_WRONG = re.compile(
    r"(?<![尚仍还均从并而却今])未(?=来|必|尝|婚|央|成年|满|发现|受|可|知|列入|被|开放|出现|发生|接到|涉及|造成|用完)"
)
# What is to be avoided: 防止…反弹, 严禁…, 没有发现…, 杜绝…
PREVENTED = re.compile(
    r"(?:防止|防范|杜绝|避免|严禁|禁止|不得|切忌|力戒|克服|坚决|严防|未发现|没有发现|不搞|不走|不让|不以)[^，。；]{0,12}$"
)
# What something is done about: 整治乱象, 消除隐患; but 整治不彻底 is wrong.
GOVERNED = re.compile(r"(?:消除|解决|整治|治理|打击|预防|化解|查处|纠正|无)(?:了|各类)?$")
_ACTOR = "委府局办会院部队室组厅镇乡县区市村司校里旗州所处站店业方家庭队"
_PREPOSITION = "对将把向为在按从就"  # 对21个部门开展考核
# 集中安置点, 公开栏, 培训资金: things, not deeds
_THINGS = (
    "集中(?:安置|供|居|饮|养|连片|隔离)|公[开示][栏牌]"
    "|宣传(?:阵地|栏|牌|[册单品]|资料|委员|部|画)"
    "|(?:培训|改造|整治|维修|拆除|清理|建设)(?:班|机构|资金|计划|项目|工程|费)"
)
RESPONSE = re.compile(
    rf"{_any_of('done')}"
    rf"|(?:^|(?<=[{_ACTOR}])|^[{_PREPOSITION}][^，。；]{{2,24}}?)(?!{_THINGS})(?:{_any_of('done_first')})"
)
# Where a text is known to tell of problems, less will do: 没人干活, 只有1名, 至今…
_WEAK = (
    "[不没未难慢差乱脏漏堵断欠拖毁盗骗假缺违烂塌裂臭错弱松懒贵]|无(?!害|偿|线|锡|为)|仅|只(?!要)|才|却|仍|至今|屡|竟"
    "|偏高|偏少|太少|少(?!数民|年|儿|先)"
)
_STRONGER = (
    "不断|不仅|不但|不少|不同|不得|不再|不低于|不超过|不含|不忘|不懈|不折不扣|不动产|不锈|不限"
    "|不论|不管|不过|不日|不予受理|不等|不漏|不落|不打招呼|不发通知|不听|不用|不准|不可|不久"
    "|不断|不变|不愁|不反弹|不返|不脱|没收|没有发现|未来|未发现|未满|未成年|假期|放假|节假"
    "|请假|错峰|难点|攻坚克难|断面|违法所得|缺一不可|松原|松江|松潘|无人机|无障碍|不收敛|差异"
    "|差旅|出差|快慢|慢性病|慢性|不少于|人才|才能|刚才|只能"
)
WEAKLY_WRONG = re.compile(rf"(?:{_STRONGER})|(?P<wrong>{_WEAK})")
# Who acts on a problem: what begins with them, after the problem was told, is no longer the problem.
ACTS = re.compile(
    r"""
      (?: (?:[县区市州省旗乡镇村街地][里委级]?|两[县区市旗地]|该[县区市公单厂局]|当地|属地)
        | (?:有关部门|相关部门|公安(?:机关)?)
        | [\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}){1,3}(?=联合|会同|共同|组成|分别)
        | (?:纪委(?:监委)?|检查组|督查组|督察组|暗访组|督导组)
        | [\u4e00-\u9fff]{0,10}?(?:局|厅|委|办|财政(?!补贴|资金|专项|供养|收|支|预算|专户|厅)|政府|部门|法院
          |检察院|大队|支队|总队|寺管会|管委会|街道|居委会|村委会|公司|医院|学校)
      )
      (?:会同[^，。；]{2,20}|和[^，。；]{2,12}|与[^，。；]{2,20})?
      (?: 已|将|牵头|联合|共同|分别|组成|对|把|向|从|于|在|立即|当[天场晚]|随即|迅速|连夜|决定|要求|答应|承诺|表示|说
        |安排|组织|协调|通过|责令|督促
        | 拟|出台|制定|派|拿|筹|投|给予|启动|追|收|罚|查|拆|停|补|修|换|清|调|撤|免|约|成立|建立|与|会同|正在|目前|\d
      )
    """,
    re.VERBOSE,
)
