"""Where a section ends although no heading says so: what closes a notice, and what goes on with a section."""

from __future__ import annotations

import re

# What closes a notice after its last section: 下一步，各县要…, （来源：…）, a date alone.
TAIL = re.compile(
    r"""
    下一步|下一阶段|今后[，,]|请各|请[^，。；]{1,8}责成|各(?:地|县|市|级|区|有关|相关|单位)|全省|省委|省政府|上述|以上
    | 特此|附件|附[：:]|联系(?:人|电话|方式)
    | (?:针对|对)于?(?:以上|上述|此次|这些|检查中?发现|督查发现|审计发现|整改不力|不合格|检查出|查出|发现)的?
    | 从.{0,10}看[，,]|总(?:的|体).{0,2}看|省[\u4e00-\u9fff]{1,9}[厅局委室]
    | (?:\d{1,4}|[两三四五六七八九十])个?(?:[县市区旗]{1,2}|自治[县旗])|(?:未?被|其他|其它|其余)[^，。；]{0,6}[县市区旗]
    | (?:举报|监督|咨询|投诉)(?:电话|邮箱|地址)|(?:监督|公示|公布|通报反馈)(?:时间|期)|内容来源|欢迎|如有异议
    | [（(〔\[]?(?:样例|注[：:\d]|说明[：:])|编者按|下期|报[：:]|送[：:]|主送|抄送|相关链接|备注[：:]|打印|扫描|据悉
    | [\u4e00-\u9fff]{3,20}(?:局|厅|政府|委员会|办公室|指挥部|委|部)$
    | [（(]?(?:来源|记者|撰稿|撰文|供稿|编辑|责任编辑|审核|此件|信息来源)
    | (?:\d{4}|二[〇○零O0]..)年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$
    """,
    re.VERBOSE,
)
# 市热线办提醒，…; 省督察组已将上述案例移交…; 会议指出，…: those who speak to all of the units.
AUTHORITY = re.compile(
    r"""
      (?:省|自治区|州|地区|行署|市|督[察导查]|检查|巡[视察]|暗访|领导小组|专班)[\u4e00-\u9fff]{0,14}?(?:要求|提醒|强调|希望|已将|决定)
    | (?:会议|约谈|通报)(?:指出|强调|要求|认为)
    """,
    re.VERBOSE,
)
GOES_ON = re.compile(
    r"(?:[该我][县市区旗州]|全[县区旗州]|[县区旗州][委里政]|针对|同时|此外|另外|截至|目前|其中|[一二三四五六]是|[(（]?\d|[①-⑩])"
)
BULLETS = frozenset("●◆■★※○◇□▲△▶►☆◎【")
# 百里杜鹃管理区：…, 市直单位：…: no county, though its line is one like theirs.
OTHER_HEAD = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:新区|开发区|管理区|园区|管委会|高新区|经开区|保税区|功能区|示范区|直属?单位)(?:[：:]|$)"
)
# 三、工作要求; 四、下一步打算: of single units nothing more is told.
CLOSING_HEADING = re.compile(r"要求|意见|建议|下一?步|打算|措施建议|工作安排|提示|提醒|防范")
# 检查组要求，…: what follows to the full stop is asked of units, not told of them.
DEMAND = re.compile(r"[^，。；;：:]{0,16}(?:要求|强调|提醒|希望|建议)[，,：:]|请")
