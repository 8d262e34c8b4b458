"""Printed labels of a page's particulars (信息公开 table, meta line) and the field each stands for. Knowledge only.

Labels are compared without inner blanks: 索 引 号 is 索引号. A field's labels stand in order of trust.
"""

from __future__ import annotations

import re

FIELD_LABELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("标题", "名称", "信息名称", "文件名称", "公文名称", "信件标题", "来信标题", "信件主题", "留言标题")),
    (
        "published",
        tuple(
            "发布日期 发布时间 公开日期 公开时间 发稿时间 发表时间 发表日期 发文时间 上传时间 添加时间 信息时间 "
            "创建时间 录入时间 日期 时间 更新时间 更新日期".split()
        ),
    ),
    ("written", tuple("成文日期 成文时间 生成日期 生成时间 发文日期 印发日期 制发日期 签发日期".split())),
    (
        "issuer",
        tuple(
            "发文机关 发布机构 发文机构 发文单位 制发机关 制定机关 发布单位 公开责任部门 责任部门 公开机构 发布机关 "
            "信息发布机构".split()
        ),
    ),
    ("doc_number", tuple("发文字号 文号 公文文号 文件编号 文件文号 发文文号 公文字号".split())),
    ("source", tuple("来源 資料來源 资料来源 信息来源 文章来源 稿件来源 新闻来源 内容来源 稿源 转载自".split())),
    ("index_number", ("索引号", "索取号", "信息索引号")),
    ("subject", ("主题分类", "信息分类", "信息类别", "组配分类", "体裁分类")),
    ("keywords", ("主题词", "关键词", "文章关键词")),
    ("column", ("栏目", "所属栏目", "栏目名称")),
    ("author", tuple("作者 撰文 撰稿 文章作者 供稿人 本文作者".split())),
)
# Labels that are read by no field yet: they still mark a table of particulars, and end the value before them.
OTHER_LABELS = tuple(
    "有效性 是否有效 公开方式 公开范围 公开形式 公开类别 公开类型 "
    "公开时限 效力状态 失效时间 失效日期 内容概述 生效日期 生效时间 实施日期 废止日期 语种 "
    "服务对象 服务对象分类 分类 发文类型 字体 字号 责任编辑 责编 编辑 审核 审稿 校对 初审 复审 终审 浏览 "
    "浏览次数 浏览量 点击 点击数 点击量 点击次数 阅读 阅读量 阅读次数 访问量 访问次数 发布人 发布者 供稿 摄影 "
    "分享 打印 原标题 写信人 来信人 写信时间 来信时间 信件类型 信件编号 信件状态 信件类别".split()
)
FIELD_OF = {label: name for name, labels in FIELD_LABELS for label in labels}
RANK_OF = {label: rank for _, labels in FIELD_LABELS for rank, label in enumerate(labels)}
LABELS = (*FIELD_OF, *OTHER_LABELS)

# Only tables of particulars have these; 名称 or 关键词 may be in the text's own tables as well.
TABLE_LABELS = frozenset(
    "索引号 索取号 主题分类 发文机关 发布机构 发文机构 成文日期 生成日期 信息名称 发文字号 文号 发布日期 公开日期 "
    "有效性 主题词 体裁分类 公开方式 公开范围 信息分类 效力状态 失效时间 内容概述 公开责任部门 信息来源 生效日期 "
    "废止日期 组配分类 公开时限 写信时间 来信时间 信件类型 信件编号 信件类别".split()
)
COMMON_TABLE_LABELS = frozenset(
    "标题 名称 关键词 语种 服务对象 分类 信件标题 来信标题 信件主题 写信人 来信人 信件状态".split()
)


def _spaced(label: str) -> str:
    return r"\s?".join(map(re.escape, label))


_ALTERNATIVES = "|".join(_spaced(label) for label in sorted(LABELS, key=len, reverse=True))
# A short label does not follow a word: 资金来源: is not 来源:, 会议时间: not 时间:. A long one may: 某某网发布时间:.
_LONG_LABEL = 4
LABELLED = re.compile(rf"(?:(?<!\w)|(?=\w{{{_LONG_LABEL}}}))(?P<label>{_ALTERNATIVES})\s?[:：]\s?")
WHOLE_LABEL = re.compile(rf"[【\[]?(?P<label>{_ALTERNATIVES})[】\]]?\s?[:：]?\s?")
MAX_ROW_CHARS = 120  # of 索引号：… without a table


def row_label(text: str) -> str | None:
    """The label that a line of a table of particulars begins with; None for any other line."""
    found = WHOLE_LABEL.fullmatch(text.partition("\t")[0].strip())
    if not found and len(text) <= MAX_ROW_CHARS:
        found = LABELLED.match(text)
    label = "".join(found["label"].split()) if found else None
    return label if label in TABLE_LABELS or label in COMMON_TABLE_LABELS else None


# Names of <meta>, in order of trust.
TITLE_METAS = ("articletitle", "article_title")
PUBLISHED_METAS = tuple(
    "pubdate publishdate publish_date article:published_time og:release_date og:time news:published_time "
    "datepublished weibo:article:create_at createdate firstpublishedtime apub:time publication_date dc.date".split()
)
SOURCE_METAS = ("contentsource", "source", "article:source", "mediaid")
SITE_METAS = ("sitename", "og:site_name")
SITE_CODE_METAS = ("siteidcode",)
COLUMN_METAS = ("columnname", "article:section")
KEYWORD_METAS = ("keywords",)
AUTHOR_METAS = ("author", "article:author", "og:article:author")
