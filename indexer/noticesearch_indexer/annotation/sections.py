"""Which of the cuts hold: a county that a list only names, or one sentence of many mentions, is no section."""

from __future__ import annotations

import re
from itertools import groupby, islice

from noticesearch_indexer.annotation.naming import Named, are_neighbours
from noticesearch_indexer.annotation.stretches import Stretch, outside
from noticesearch_indexer.annotation.units import Units

MIN_SAYS_HAN = 5  # besides punctuation: 栾城县人民政府办公室 says nothing of 栾城县, 织金县：资金拨付不及时 does
STRONG = ("heading", "line_head", "table_row", "separator", "owner")
SOLE_SHARE = 0.1  # of the body, where one unit alone has a section
LONG_RUN, LIST_SHARE = 5, 0.75  # so many lines, mostly of names, are a list though a sentence ends it
MIN_LISTED = 3  # units of a sentence that only lists those of the sections below
SENTENCE_CHARS = 120  # of the rest of a sentence that two counties share
WEAK_SHARE = 0.2  # of the body that sections by sentences alone must cover: less is an aside in a notice about none

_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE = re.compile(r"\d[%％万亿元人户个家件起]")  # 入住率97% says enough
_SAYS = re.compile(
    r"[，。；！,;!\t]|[：:][\u4e00-\u9fff]{4}|问题|整改|不到位|不力|不足|滞[后留]|缓慢|未|造假|挪用|已[\u4e00-\u9fff]{2}"
)
# 寺庄乡　　（武安市）, 芦台开发区、汉沽管理区: a few names without a verb.
_ITEMS = re.compile(
    r"[\u4e00-\u9fff（）()\s]{1,12}|(?:[\u4e00-\u9fff（）()\d]{2,12}、){2,40}[\u4e00-\u9fff（）()\d]{2,12}[。；]?"
)
# 海林市的抽检均合格, 浑南区列第一位: nothing to tell of them in a notice about problems.
_PRAISED = re.compile(
    r"""
      [均都全]部?(?:合格|达标|符合)|未(?:检出|发现|出现)[^，。；]{0,8}|(?:总体|整体|情况|均)较?好|评价较?[好高]
    | 名列前茅|居于?(?:全.)?(?:首|前列|第一)|列(?:全.)?第[一二三]|值得(?:学习|推广|借鉴)
    | (?:受到|得到)[^，。；]{0,6}(?:肯定|表扬|好评|赞扬)|作了?[^，。；]{0,6}(?:发言|介绍)|知耻后勇|前来|更新及时
    | 请?各[县市地区]?[^，。]{0,4}(?:参照|借鉴)|可以?(?:学一学|学习|照搬)|标杆|推广价值
    | 走在[^，。；]{0,4}前列|工作扎实|建议[^，。；]{0,4}(?:学习|推广)|[供资议地以]借鉴|有办法的
    | 其做法|位次[^，。]{0,6}(?:前移|上升)|好经验|好做法
    """,
    re.VERBOSE,
)
# Where to sit an examination, which buses run: the places of such lists are no more than that.
_PLACES = re.compile("考点|考场|班线|公交|航线|列车|站点|网点")
# 州级层面，; 巢湖市本级: the city is meant, not what lies in it
_OWN_LEVEL = re.compile("[\u4e00-\u9fff]{0,8}?(?:[市州盟]|地区)(?:本级|级?层面|直)")
_FAULTS = re.compile("检查|督[导查察]|巡[查视]|暗访|通报|整改|问题|审计|处罚|事故|安全|违")
# A county in a speech's sentence is an example, one in a travelling delegation's report a place it saw.
_SPEECH = re.compile(
    "讲话|致辞|发言|赴.{2,12}(?:学习|考察|招商|取经)|(?:党政|代表|考察)团|(?:领导|书记|[省市县州部厅局]长|主席|主任).{0,8}(?:赴|到|来|在|深入).{2,14}(?:检查|调研|督导|慰问|走访|考察|指导)"
)
_QUOTED = re.compile("“[^”]{1,12}”")
_BLAMED = re.compile(
    r"问题|但|不(?!打招呼|发通知|要陪同|参与|宽裕)|超标|违[规法反]|滞后|滞留|(?<!没有)(?<![无未])拖欠|责令|罚|整改|虚报|套取|挪用|挤占|隐患|欠薪|积案|违建|污染|投诉"
)


def lists_places(title: str) -> bool:
    """Whether a notice only says where and when something is: 考点安排, 客运班线停开."""
    return _PLACES.search(title) is not None and not _FAULTS.search(title)


def accepted(stretches: tuple[Stretch, ...], units: Units, whole: tuple[str, ...], title: str) -> tuple[Stretch, ...]:
    """The stretches with the sections that do not hold taken back to none.

    *whole* are the keys of the units that the notice as a whole is about, as title or issuer say.
    """
    if lists_places(title):
        return tuple(outside(stretch) for stretch in stretches)
    if _SPEECH.search(title):
        stretches = tuple(stretch if stretch.rule in STRONG else outside(stretch) for stretch in stretches)
    runs = [(run, bool(run[0].subjects) and _says(run, units)) for run in _runs(stretches)]
    blames = any(says and not _is_praise(run, units.body) for run, says in runs)
    runs = [(run, says and not (blames and _is_praise(run, units.body))) for run, says in runs]
    counties = {key[:4] for run, says in runs if says for key in _keys(run[0]) if not key.endswith("00")}
    runs = [(run, says and not _is_only_city_over(run, units.body, counties, whole)) for run, says in runs]
    strong = {key for run, says in runs if says and run[0].rule in STRONG for key in _keys(run[0])}
    first = next((run[0].start for run, says in runs if says and run[0].rule in STRONG), 0)
    runs = [(run, says and not _is_lead(run[0], strong, first)) for run, says in runs]
    told = [run for run, says in runs if says]
    holds = _are_sections(told, whole, len(units.body))
    return tuple(stretch if holds and says else outside(stretch) for run, says in runs for stretch in run)


def _are_sections(told: list[tuple[Stretch, ...]], whole: tuple[str, ...], chars: int) -> bool:
    """Two units or more make sections; one does under a heading or separator, where the title names no unit.

    Where the title names a county, sentences about others are asides, and only real sections of its city cut: those of
    a report on visits, or a table of makers from elsewhere, do not.
    """
    keys = {key for run in told for key in _keys(run[0])}
    strong = {key for run in told if run[0].rule in STRONG for key in _keys(run[0])}
    covered = sum(stretch.end - stretch.start for run in told for stretch in run)
    if counties := {key for key in whole if not key.endswith("00")}:
        strong = {key for key in strong if any(are_neighbours(key, other) for other in counties)}
        alternate = len(keys & counties) > 1 or (len(keys) > 2 and 2 * covered > chars)
        return len(strong) > 1 or alternate
    if strong:
        return len(keys) > 1 or (not whole and covered >= SOLE_SHARE * chars)
    return len(keys) > 1 and covered >= WEAK_SHARE * chars


def _is_only_city_over(run: tuple[Stretch, ...], body: str, counties: set[str], whole: tuple[str, ...]) -> bool:
    """Whether sentences are about the city whose counties have sections, or that the whole notice is about."""
    if run[0].rule in STRONG or any(_is_itself(body, each) for stretch in run for each in stretch.subjects):
        return False
    return any(key.endswith("00") and (key[:4] in counties or key in whole) for key in _keys(run[0]))


def _is_lead(stretch: Stretch, strong: set[str], first: int) -> bool:
    """Whether a sentence before the first section lists units that have sections: 布拖、昭觉、喜德3个县委分别公布…"""
    return stretch.end <= first and len(_keys(stretch)) >= MIN_LISTED and _keys(stretch) <= strong


def _is_itself(body: str, city: Named) -> bool:
    """Whether a city is meant, not what lies in it: 巢湖市本级, 向临夏州委反馈."""
    return _OWN_LEVEL.match(body, city.start) is not None or body.endswith("向", 0, city.begin)


def _keys(stretch: Stretch) -> set[str]:
    return {subject.key for subject in stretch.subjects}


def _is_praise(run: tuple[Stretch, ...], body: str) -> bool:
    """Whether sentences only say that a unit does well."""
    if run[0].rule in STRONG:
        return False
    last = run[-1].end
    end = (
        last if body[last - 1] in "。；;！" else body.find("。", last, last + SENTENCE_CHARS)
    )  # 甲县…，乙县…，可以学。
    text = "".join(body[stretch.start : stretch.end] for stretch in run) + body[last:end]
    return _PRAISED.search(text) is not None and not _BLAMED.search(_PRAISED.sub("", _QUOTED.sub("", text)))


def _runs(stretches: tuple[Stretch, ...]) -> list[tuple[Stretch, ...]]:
    """Neighbouring stretches of one section with the same subjects, those of a head apart from those of a sentence."""
    return [
        tuple(run) for _, run in groupby(stretches, key=lambda each: (each.section, _keys(each), each.rule in STRONG))
    ]


def _says(run: tuple[Stretch, ...], units: Units) -> bool:
    """Whether a section says something of its subjects, more than that they are on a list."""
    if run[0].rule == "table_row":
        return True
    lists = sum(_is_list(stretch, units) for stretch in run)
    if lists == len(run) or (len(run) >= LONG_RUN and lists >= LIST_SHARE * len(run)):
        return False
    text = "".join(_without_names(stretch, units) for stretch in run)
    han = tuple(islice(_HAN.finditer(text), MIN_SAYS_HAN))
    says = len(han) == MIN_SAYS_HAN or _FIGURE.search(text) is not None
    return says and _SAYS.search(text) is not None


def _is_list(stretch: Stretch, units: Units) -> bool:
    """Whether names and commas are most of a stretch: 唐山市（13个）：开平区、丰南区、…"""
    named = units.within(stretch.start, stretch.end)
    text = units.body[stretch.start : stretch.end]
    chars = sum(each.end - each.begin for each in named) + text.count("、")
    return (len(named) > 2 and 2 * chars > len(text)) or _ITEMS.fullmatch(text) is not None


def _without_names(stretch: Stretch, units: Units) -> str:
    """The stretch's words, the names of units taken out: a list of counties says nothing of the city over it."""
    kept, position = [], stretch.start
    for named in units.within(stretch.start, stretch.end):
        kept.append(units.body[position : named.begin])
        position = named.end
    return "".join([*kept, units.body[position : stretch.end]])
