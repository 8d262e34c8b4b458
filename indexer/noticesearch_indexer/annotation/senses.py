"""What a clause says: that something is wrong, that something is done about it, or neither.

By the words of `cues`, and by where they stand: the last word of a Chinese clause is its predicate, what follows 却 is
what is wrong, what begins with 已 or an office and a verb is done.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from noticesearch.notice import Span
from noticesearch_indexer.annotation.cues import (
    ACTS,
    GOVERNED,
    NOT_WRONG,
    PREVENTED,
    RESPONSE,
    WEAKLY_WRONG,
    WRONG,
    WRONG_LAST,
)

CLAUSE = re.compile(r"(?:（[^（）\n]{1,80}）|[^，,])+[，,]?")  # with its comma; what brackets hold parts none
MIN_ACTED_CHARS = 8  # of a clause that is a problem only because something is then done about it
MAX_SHORT_CHARS = 5  # of a clause, its comma included
AFTER_PREDICATE_CHARS = 3  # 推进不力的, 监管缺位了
# 闲置一年以上, 滞留20多天, 拖欠三年
_DURATION = re.compile(
    r"(?:长?达|超过?|近|已有?|了)?[\d一二两三四五六七八九十半数几]{1,4}[余多]?个?(?:年|月|天|日|小时)[余多]?(?:以上|有余|之久)?$"
)

Sense = Literal["wrong", "done", "neither"]

PRAISE = re.compile(
    r"总体|力度(?:不断|逐步|持续)?加大|较好|良好|成效|高度重视|认真|肯定|有所好转|有序|进一步压实|稳中有升|明显(?:提升|改善)|优化了|名列前茅|居.{0,4}前"
    r"|走在[^，。]{0,6}前|有保障|平稳|满意|清楚|达标$|表扬|志愿|值得|借鉴|标杆|全覆盖|零缺陷|上了?台阶"
)
# Where and when something was found, and who was told: it leads to the problem but is not part of it.
CONTEXT = re.compile(
    r"检查|督查|督察|暗访|抽查|走访|统计|截至|近日|根据|按照|为了|^共|(?<!公)共(?!用|享|计|同|有)|期间|以来|以后|该[县区市公单]|群众反映|接到|表示|认为"
    r"|反馈意见|专题研究|召开|所列|领办|(?:方面|维度)[，,]?$|具体问题|要求|^(?:在|对|从|经|据|关于|针对|到了?)|[年月日]$|^[我他她]|^本报"
)
# What follows a problem and only judges or reports it: 群众意见较大, 局领导未加制止.
COMMENT = re.compile(
    r"群众意见|意见较大|影响|评价|[组局厅办]已|被群众|较好|良好|局领导|所致|导致|损失|目前|督[查察导]组(?!到)|说“|解释|理由|这是"
    r"|^[^，。；]{1,6}称(?!职)|抽自|购自|进货来源|供货商|经销|客观上|于政策|带有|打了|^其中|^扣\d|^(?:合计|共计)|^(?:当事|上述|该)|^[我他她俺]|^(?:[\u4e00-\u9fff]{1,4})说"
)
_BRACKETS = re.compile(r"（[^（）\n]{0,80}）|\([^()\n]{0,80}\)|“[^“”\n]{0,60}”|《[^《》\n]{0,60}》")
_EXISTS = re.compile(r"(?:[但还仍均也都]|依然|普遍|主要|其中)?(?:存在(?!感)|[仍还尚]有(?!序))")
# 已施工完毕却迟迟不通气: what is set against something done is wrong
_CONTRAST = re.compile(
    r"""
      却(?!步) | 反倒 | 反而 | 竟(?![争赛标]) | 仍(?![在将可由按然])
    | (?:建成|竣工|完工|建好|配备|购置|投用|投入使用|安装)以?后[^，。]{0,8}(?:未|没有|闲置|空置|锁门|停用)  # 建成后闲置
    """,
    re.VERBOSE,
)
_ALREADY_OF = re.compile(
    r"已[\u4e00-\u9fff\d]{1,8}的(?!是)|已(?:死亡|去世|故|注销|退休|婚|脱贫|离职|停用|过期)"
)  # 已完工的9处: says which, not what is done
_SURELY_DONE = re.compile(
    "已(?!经?.{0,4}[未不没])"
    "|(?<!无人)(?<![不未没])(?:立案|侦查|查处|处罚|处理|约谈|垫付|付清|到位|停产|停业|取缔|整改|整治|完毕)$"
    "|(?<![不未没无才晚能停个座处])(?:开工|投用|完工|竣工)$"
)
# 资金未足额到位: what should have been done
_LEFT_UNDONE = re.compile(
    r"(?:未|没有?)(?:[能足按全及时真正额]{1,4}|按[^，。；]{1,12}|(?:作|予|对|进行|开展|实施|给予|采取)[^，。；]{0,10})(?:到位|查处|处罚|处理|整改|付清|停产|取缔)$"
)
# 截留的补偿款全部追回: done to what was wrong
_UNDONE_WRONG = re.compile(r"[\u4e00-\u9fff]{0,2}的[\u4e00-\u9fff]{1,12}?(?:全部|全数|均已|已)(?![不未没无])")
# 县欠薪治理领导小组办公室: an office, not what is wrong
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,24}领导小组(?:办公室)?")
# 审计指出后，…; 12月底前完成: a response by its time
_AFTERWARDS = re.compile(
    r"^[^，。；]{0,6}(?:审计|督[查察导]|检查|暗访|通报|反馈|交办|曝光|约谈|指出|发现|来信|提醒|点名|整改)"
    r"组?(?:进点|进驻|指出|反馈|通报|离开|提出(?:整改)?意见|反馈意见)?后"
    r"|^(?:预计|计划|拟|将)?(?:于|在)?(?:\d{4}年)?\d{1,2}月(?:底|中旬|\d{1,2}日)?(?:之)?前"
)
_BY_UNIT = r"(?:[\u4e00-\u9fff、]{1,10}?[县区市旗州])?"
_OBJECT = re.compile(
    rf"{_BY_UNIT}(?:对|针对|将|把|就|按|依照?|根据)(?!于|时)"
)  # 对闲置的19个…盘活: what is wrong is what something is done to
# 落实上级部署方面, 事故发生后: in what and when, not what
# 排查发现: leads to what was found
_FIELD = re.compile(
    r"^(?:原定|原计划|本应|应于|计划于)[^不未没]*$|^[^不未没无]*(?:方面|维度)$|^[^不未没无]{0,14}(?:发现|指出|查明|显示|表明)$|(?:事故|案件|灾害|事件)(?:发生)?(?:后|原因|经过|性质)$"
)
_NOW = re.compile(r"(?:目前|现在?(?![场有存象行实状代])|随后|之后|事后|其后|为此|对此)[，,]?")
_ORDERED = re.compile(
    rf"{_BY_UNIT}(?:当[场天]|立即|已)?(?:责令|责成|勒令|督促)[^不未没仍却]*$"
)  # 责令施工单位对质量缺陷房屋返工
_NEWLY_WRONG = re.compile("新增(?=违|欠|隐患|债务|污染|闲置|信访)|增加[^，]{0,10}(?:负担|成本|风险|开支)")
# 9个整村推进项目未经招标直接发包: how it was done is what is wrong; 清理未按规定缴存的资金 is not
_UNLAWFULLY = re.compile("(?:未经|未按|擅自|私自)(?!期)(?![^，。]{0,40}的)")
_OF_OBJECT = re.compile(r"[\u4e00-\u9fff]{0,12}?(?:对|把|将)(?!于)")
_NEGATION = "不未没无难"
_ADVERB = re.compile("(?:[也都仍还均较很太]|普遍|严重|十分|比较)$")


def sense_of(body: str, clause: Span) -> Sense:
    """What a clause says: 已整改漏雨房屋 is done, 漏雨房屋整改慢 is wrong."""
    return _sense(body[slice(*clause)].strip("，,。；;！!？? \n"))


@lru_cache(maxsize=4096)  # the same clause is read by several rules; a notice has some hundreds
def _sense(quoted: str) -> Sense:
    if now := _NOW.match(quoted):
        quoted = quoted[now.end() :]
    if _FIELD.search(quoted):
        return "neither"
    quoted = _OFFICE.sub(lambda found: "…" * len(found[0]), quoted)
    text = _ALREADY_OF.sub(lambda found: "…" * len(found[0]), _masked(quoted))
    if _ORDERED.match(text):
        return "done"
    if _EXISTS.match(text) or _CONTRAST.search(text) or _LEFT_UNDONE.search(text):
        return "wrong"
    done = RESPONSE.search(text)
    wrongs = [found for found in WRONG.finditer(quoted) if really_wrong(quoted, found)]
    ends_wrong = bool(wrongs) and _is_predicate(text, wrongs[-1], done)
    if ends_wrong:
        return "wrong"
    if _NEWLY_WRONG.search(text):
        return "wrong"
    if _UNLAWFULLY.search(text) and not _SURELY_DONE.search(text):
        return "wrong"
    if _SURELY_DONE.search(text) or _AFTERWARDS.search(text) or ACTS.match(text):
        return "done"
    if not wrongs:
        return "done" if done else "neither"
    if done is None:
        return "wrong"
    last = wrongs[-1]
    if _UNDONE_WRONG.match(text, last.end()):
        return "done"
    if last[0][0] not in _NEGATION and any(
        found.end() == len(text) and found.start() >= last.end() for found in RESPONSE.finditer(text)
    ):
        return "done"  # 多报的补贴全部追回: what is done is the predicate
    return "done" if done.start() < wrongs[0].start() or _OBJECT.match(text) else "wrong"


def _masked(text: str) -> str:
    """*text* without what it quotes or says in brackets; lengths stay."""
    return _BRACKETS.sub(lambda found: "…" * len(found[0]), text)


def _is_predicate(text: str, wrong: re.Match[str], done: re.Match[str] | None) -> bool:
    """Whether the last word for what is wrong ends the clause as its predicate: 整改不力, but not 清理积水."""
    lasting = _DURATION.search(text, wrong.end())
    if (lasting.start() if lasting else len(text)) - wrong.end() > AFTER_PREDICATE_CHARS:
        return False
    if lasting or WRONG_LAST.search(text) or wrong[0][0] in _NEGATION or _ADVERB.search(text, 0, wrong.start()):
        return True
    if done is None:
        return _OF_OBJECT.match(text) is not None  # 街道对独居老人求助推诿扯皮
    last_done = None
    for last_done in RESPONSE.finditer(text):  # noqa: B007  # the last one counts
        pass
    is_of_object = _OF_OBJECT.match(text) is not None
    return is_of_object and last_done is not None and last_done.end() + 1 < wrong.start()


def really_wrong(text: str, found: re.Match[str]) -> bool:
    """Whether a word for what is wrong says so here: not in 未发现超员, 防止反弹, 消除隐患."""
    if NOT_WRONG.match(text, found.start()):
        return False
    before = (max(0, found.start() - 16), found.start())
    is_governed = found[0][0] not in _NEGATION and GOVERNED.search(text, *before)
    return not (is_governed or PREVENTED.search(text, *before))


def is_deed(body: str, clause: Span) -> bool:
    """Whether a clause has a word for what is done about a problem, more than somebody who acts."""
    return sense_of(body, clause) == "done" and RESPONSE.search(_masked(body[slice(*clause)])) is not None


def senses_of(body: str, clauses: list[Span]) -> list[Sense]:
    """What the clauses of a sentence say; a few characters before what is done belong to it: 停发，追回4万元."""
    senses = [sense_of(body, clause) for clause in clauses]
    for at in range(len(clauses) - 2, 0, -1):
        is_short = clauses[at][1] - clauses[at][0] <= MAX_SHORT_CHARS
        if is_short and senses[at] == "neither" and senses[at + 1] == "done" and "wrong" in senses[:at]:
            senses[at] = "done"
    return senses


def hints_at_wrong(body: str, span: Span) -> bool:
    """Whether a phrase has a word for what is wrong, or one that hints at it."""
    text = body[slice(*span)]
    weak = any(hint["wrong"] and really_wrong(text, hint) for hint in WEAKLY_WRONG.finditer(text))
    return weak or any(really_wrong(text, found) for found in WRONG.finditer(text))


def weaker(body: str, clauses: list[Span], senses: list[Sense]) -> list[Sense]:
    """The senses where no clause clearly says what is wrong: what only hints at it counts, or what is acted upon."""
    done = next((at for at, sense in enumerate(senses) if sense == "done"), len(senses))
    found = list(senses)
    for at in range(done):
        text = body[slice(*clauses[at])]
        if PRAISE.search(text) or CONTEXT.search(text) or ACTS.match(text):
            continue
        if hints_at_wrong(body, clauses[at]) or (
            done < len(senses) and at == done - 1 and len(text) >= MIN_ACTED_CHARS
        ):
            found[at] = "wrong"
    return found
