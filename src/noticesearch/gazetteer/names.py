"""How a unit is called: its full name and the short forms that notices write (威宁自治县, 威宁县, 红河州, 织金)."""

from __future__ import annotations

import re
from functools import cache

# Longest first, so that 布依族苗族 is cut whole; the last six are written without 族 in the names of prefectures.
PEOPLES = sorted(
    (
        "各族 壮族 满族 回族 苗族 彝族 藏族 侗族 瑶族 白族 傣族 黎族 畲族 水族 羌族 土族 佤族 怒族 蒙古族 朝鲜族 "
        "布依族 土家族 哈尼族 哈萨克族 傈僳族 拉祜族 纳西族 景颇族 仫佬族 仡佬族 布朗族 撒拉族 毛南族 锡伯族 "
        "普米族 独龙族 裕固族 保安族 东乡族 达斡尔族 鄂温克族 鄂伦春 塔吉克 哈萨克 柯尔克孜 蒙古 维吾尔 锡伯"
    ).split(),
    key=len,
    reverse=True,
)
_AUTONOMOUS = re.compile(
    rf"""
    (?P<stem>.+?)              # 威宁 in 威宁彝族回族苗族自治县, 管城 in 管城回族区
    (?:{"|".join(PEOPLES)})+
    (?P<kind>自治[县旗州]|区)
    """,
    re.VERBOSE,
)
_KIND = re.compile(r"(?:自治[县旗州]|特区|林区|地区|[县区市旗州盟])$")

# What notices write where no rule gives it.
CUSTOMARY = {
    "前郭尔罗斯蒙古族自治县": ("前郭县",),
    "喀喇沁左翼蒙古族自治县": ("喀左县",),
    "杜尔伯特蒙古族自治县": ("杜蒙县",),
    "阜新蒙古族自治县": ("阜蒙县",),
    "围场满族蒙古族自治县": ("围场县",),
    "莫力达瓦达斡尔族自治旗": ("莫旗",),
    "鄂温克族自治旗": ("鄂温克旗",),
    "东乡族自治县": ("东乡自治县", "东乡县"),
    "积石山保安族东乡族撒拉族自治县": ("积石山县",),
    "克孜勒苏柯尔克孜自治州": ("克州",),
    "巴音郭楞蒙古自治州": ("巴音郭楞州",),
    "博尔塔拉蒙古自治州": ("博州",),
    "塔什库尔干塔吉克自治县": ("塔县",),
    "科尔沁右翼前旗": ("科右前旗",),
    "科尔沁右翼中旗": ("科右中旗",),
    "科尔沁左翼中旗": ("科左中旗",),
    "科尔沁左翼后旗": ("科左后旗",),
    "察哈尔右翼前旗": ("察右前旗",),
    "察哈尔右翼中旗": ("察右中旗",),
    "察哈尔右翼后旗": ("察右后旗",),
    "新巴尔虎左旗": ("新左旗",),
    "新巴尔虎右旗": ("新右旗",),
    "土默特左旗": ("土左旗",),
    "土默特右旗": ("土右旗",),
    "达尔罕茂明安联合旗": ("达茂旗",),
    "阿拉善左旗": ("阿左旗",),
    "阿拉善右旗": ("阿右旗",),
    "东乌珠穆沁旗": ("东乌旗",),
    "西乌珠穆沁旗": ("西乌旗",),
    "察布查尔锡伯自治县": ("察县",),
}
# Forms that are mostly something else: Henan's counties (河南县域), not the one in Qinghai; 定县、定校、定岗.
MISLEADING = frozenset({"河南县", "河南自治县", "蒙古县", "定县"})
# Names that everyday words run into (适应城市, 穿越城区, 振兴山区): read as units only where nothing runs into them.
EVERYDAY = frozenset(
    "应城市 越城区 上城区 下城区 河口区 兴山区 西山区 南山区 东山区 北山区 中山区 江北区 老边区 新建县 新建区 "
    "资源县 政和县 平安县 平安区 友好区 前进区 东风区 安定区 和平区 建设区 海南区 通道县".split()
)
# Names that are everyday words themselves (老城区和新城区): units only right after their city, or as an office.
CITY_ONLY = frozenset("和县 会同县 新城区 老城区 市郊区 新市区 市中区 城中区 城东区 城西区 城北区 城关区".split())
# Names that mean a kind of place wherever the city is not named beside them.
GENERIC = frozenset("城区 郊区 矿区 新区 市区 东区 西区 南区 北区".split())

# Short names that are everyday words: of a county only where its kind or its city stands beside them.
EVERYDAY_SHORT = frozenset(name[:-1] for name in EVERYDAY | CITY_ONLY) | frozenset(
    "大方 温泉 江口 太平 兴隆 永安 团结 民主 进贤 德兴 集贤 勃利 双流 新安 新民 文安 长寿 富民 安居 同心".split()
)
# Provinces as 河北大城县 and 安徽凤阳 call them, and the first two digits of their codes.
SHORT_PROVINCES = {
    "北京": "11", "天津": "12", "河北": "13", "山西": "14", "内蒙古": "15", "辽宁": "21", "吉林": "22", "黑龙江": "23",
    "上海": "31", "江苏": "32", "浙江": "33", "安徽": "34", "福建": "35", "江西": "36", "山东": "37", "河南": "41",
    "湖北": "42", "湖南": "43", "广东": "44", "广西": "45", "海南": "46", "重庆": "50", "四川": "51", "贵州": "52",
    "云南": "53", "西藏": "54", "陕西": "61", "甘肃": "62", "青海": "63", "宁夏": "64", "新疆": "65",
}  # fmt: skip


@cache
def forms(name: str) -> tuple[str, ...]:
    """The ways a text writes the unit called *name*, the full name first."""
    found = [name, *CUSTOMARY.get(name, ())]
    if match := _AUTONOMOUS.fullmatch(name):
        stem, kind = match["stem"], match["kind"]
        found += [f"{stem}{kind}", f"{stem}{kind[-1]}"]
    return tuple(form for form in dict.fromkeys(found) if form not in MISLEADING and len(form) > 1)


@cache
def stem(name: str) -> str | None:
    """The name without its kind (织金, 威宁, 神农架), None where too little remains to be recognised (赵县)."""
    match = _AUTONOMOUS.fullmatch(name)
    bare = match["stem"] if match else _KIND.sub("", name)
    return bare if len(bare) > 1 and bare != name else None
