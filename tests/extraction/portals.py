"""Pages in the structures of well-known portals and content systems, with a text of our own: each with its body."""

from __future__ import annotations

from dataclasses import dataclass

from tests.extraction.scraped import BODY, FOOTER, MENU, PROSE, TITLE, page, paragraphs

NEWS_TITLE = "示例县完成农村供水工程维修养护"
HEADLINES = (
    "专家解读：秋季如何养生",
    "多城调整购房政策，市场反应不一",
    "高校毕业生就业形势如何分析",
    "明天起，这些新规开始施行",
    "冷空气来袭，多地气温骤降十度",
)
LINKS = "".join(f'<li><a href="/{n}.html">{headline}</a></li>' for n, headline in enumerate(HEADLINES))
TEASERS = "".join(
    f'<div class=item><a href="/{n}.html">{headline}</a><p>{headline}，本文介绍具体情况，供读者参考。</p></div>'
    for n, headline in enumerate(HEADLINES)
)
SHORT = ("因管网检修，定于9月13日8时至18时停水，请用户提前储水。", "示例县供水公司", "2023年9月12日")


@dataclass(frozen=True, slots=True)
class Portal:
    """A page, and what it says: its title, its body, and its day ("" where it prints none)."""

    name: str
    html: str
    body: str
    title: str = NEWS_TITLE
    published: str = ""


def _head(title: str) -> str:
    return f"<title>{title}</title>"


def _post(number: int, text: str) -> str:
    return (
        f"<div><table><tr><td class=pls><a href=u>用户{number}</a><p>新手上路</p><p>发消息</p></td><td class=plc>"
        f"<div class=authi>发表于 2023-9-12 1{number}:20:11 | 只看该作者</div>"
        f"<table><tr><td class=t_f>{text}</td></tr></table></td></tr></table><p>回复 支持 反对 举报</p></div>"
    )


_FORUM = (
    "<div>首页 › 论坛 › 民生 › 正文</div><h1>请问青石村什么时候通自来水</h1>"
    + _post(1, "<br>".join(PROSE))
    + _post(2, "您好，已收悉。")
)
_WIKI = (
    "<h1>示例水库</h1><div class=noprint>某某百科，自由的百科全书</div>"
    "<table class=ambox><tr><td>此条目需要补充更多来源，请协助补充，无法查证的内容可能被移除。</td></tr></table>"
    f"<p>{PROSE[1]}</p><div class=toc><ul><li><a href=#1>1 历史</a><li><a href=#2>2 现状</a></ul></div>"
    f"<h2>历史<span class=mw-editsection>[<a href=e>编辑</a>]</span></h2><p>{PROSE[3]}</p><p>{PROSE[5]}</p>"
    "<h2>参考文献</h2><ol><li>^ 示例县志. <a href=x>示例出版社</a>. 2001 [2023-06-13]. （原始内容存档于2018-12-13）."
    "</ol><table class=navbox><tr><th>示例省水库列表</th></tr></table>"
)
_ENCYCLOPEDIA = (
    "<h1>示例水库</h1><div>播报编辑讨论上传视频</div>"
    f"<p>{PROSE[1]}</p><div><h2>目录</h2><ul><li><a href=#1>1历史沿革</a><li><a href=#2>2工程现状</a></ul></div>"
    f"<h2>历史沿革</h2><div>播报</div><div>编辑</div><p>{PROSE[3]}</p><h2>工程现状</h2><div>播报</div><div>编辑</div>"
    f"<p>{PROSE[5]}</p><h3>参考资料</h3><ul><li>1 <a href=x>农村供水情况</a>．示例网[引用日期2022-05-06]</ul>"
)
_LETTER = (
    "<table><tr><th>信件标题<td>关于青石村停水问题<tr><th>写信人<td>李**<th>写信时间<td>2023-09-10 08:11:02"
    "<tr><th>信件类型<td>投诉<th>信件编号<td>20230910001<tr><th>来信内容<td>县长您好：自八月以来，村里自来水"
    "三天两头停水，老人小孩用水十分困难。<tr><th>回复内容<td>您好：来信收悉。经核查，停水系水源井水位下降所致，"
    "我局已安排应急送水，预计10月底前恢复。</table>"
)
_BLOG = (
    f"<h1><a href=x>{NEWS_TITLE}</a></h1><div>{paragraphs()}</div><div>好文要顶 关注我 收藏该文</div>"
    "<div>posted @ 2023-09-12 22:01 某某 阅读(120) 评论(0) 编辑 收藏 举报</div>"
)
_STAFF = "".join(
    f"<div class=card><div><a href={n}.html>李某某 讲师</a></div><div><p>teacher{n}@example.com</p>"
    f"<p>网络体系结构、云计算方向{n}，软件工程</p></div></div>"
    for n in range(6)
)

PORTALS = (
    Portal(
        "a notice of three lines above teasers of other articles",
        page(
            f"<div class=box><h2>停水通知</h2><p>2023-09-12</p><div>{paragraphs(SHORT)}</div></div>"
            f"<div><h4>新闻动态</h4>{TEASERS}</div>",
            head=_head("停水通知 - 示例县供水公司"),
        ),
        "\n".join(SHORT),
        "停水通知",
        "2023-09-12",
    ),
    Portal(
        "a forum thread",
        page(_FORUM, head=_head("请问青石村什么时候通自来水 - 示例论坛")),
        BODY,
        "请问青石村什么时候通自来水",
        "2023-09-12T11:20:11+08:00",
    ),
    Portal(
        "a wiki article",
        page(f"<div>{_WIKI}</div>", head=_head("示例水库 - 某某百科，自由的百科全书")),
        f"{PROSE[1]}\n历史\n{PROSE[3]}\n{PROSE[5]}",
        "示例水库",
    ),
    Portal(
        "an encyclopedia with tools below each heading",
        page(f"<div>{_ENCYCLOPEDIA}</div>", head=_head("示例水库（示例省示例县境内水库）_某某百科")),
        f"{PROSE[1]}\n历史沿革\n{PROSE[3]}\n工程现状\n{PROSE[5]}",
        "示例水库",
    ),
    Portal(
        "a letter and its answer in a table",
        page(_LETTER, head=_head("领导信箱")),
        "来信内容\t县长您好：自八月以来，村里自来水三天两头停水，老人小孩用水十分困难。\n"
        "回复内容\t您好：来信收悉。经核查，停水系水源井水位下降所致，我局已安排应急送水，预计10月底前恢复。",
        "关于青石村停水问题",
        "2023-09-10T08:11:02+08:00",
    ),
    Portal(
        "a blog with its date below the text",
        page(_BLOG, head=_head(f"{NEWS_TITLE} - 某某 - 博客")),
        BODY,
        published="2023-09-12T22:01:00+08:00",
    ),
    Portal(
        "an abstract that repeats how the text begins",
        page(
            f"<h1>{NEWS_TITLE}</h1><div>2023-09-12 来源：示例网</div><div class=summary>{PROSE[1]}</div>"
            f"<div>{paragraphs(PROSE[1:])}</div>",
            head=_head(NEWS_TITLE),
        ),
        "\n".join(PROSE[1:]),
        published="2023-09-12",
    ),
    Portal(
        "share bars and related articles in the middle of the text",
        page(
            f"<h1>{NEWS_TITLE}</h1><div>{paragraphs(PROSE[:3])}<div class=share-box>好友 圈子</div>"
            f"<div class='m-related'><p>往期：某地供水改造</p></div>{paragraphs(PROSE[3:])}</div>",
            head=_head(NEWS_TITLE),
        ),
        BODY,
    ),
    Portal(
        "traditional characters",
        page(
            f"<h1>{NEWS_TITLE}</h1><div>{paragraphs()}<p>廣告</p><p>延伸閱讀</p><p>供水設施更新</p><p>責任編輯：某某</p></div>",
            head=_head(NEWS_TITLE),
        ),
        BODY,
    ),
    Portal(
        "a date in pieces",
        page(
            f"<div><span>2020</span> <span>03/11</span> <span>09:21:33</span></div><h1>{NEWS_TITLE}</h1>"
            f"<div>{paragraphs()}</div>",
            head=_head(NEWS_TITLE),
        ),
        BODY,
        published="2020-03-11T09:21:33+08:00",
    ),
    Portal(
        "a form of one table, the site's name as <title>",
        f"<html><head><title>示例县水务局</title></head><body><form><table><tr><td><ul>{MENU}</ul></td></tr><tr><td><table>"
        f"<tr><td>您现在的位置：首页 >> 通知公告<tr><td align=center>{TITLE}<tr><td>2003-9-12 10:22:00 点击：120"
        f"<tr><td>{'<br>'.join(PROSE)}</table></td></tr><tr><td>示例县水务局 版权所有 技术支持：某公司</table></form>",
        BODY,
        TITLE,
        "2003-09-12T10:22:00+08:00",
    ),
    Portal(
        "a staff list of like cards",
        page(f"<div>师资队伍</div><div class=list>{_STAFF}</div>", head=_head("讲师")),
        "\n".join(
            f"{'李某某 讲师' + chr(10) if n else ''}teacher{n}@example.com\n网络体系结构、云计算方向{n}，软件工程"
            for n in range(6)
        ),
        "讲师",
    ),
    Portal(
        "a list of notices: neither a text nor a date",
        page(
            "<h2>通知公告</h2><ul>"
            + "".join(f"<li><a href={n}>{headline}</a> 2023-09-1{n}</li>" for n, headline in enumerate(HEADLINES))
            + f"</ul><p>投稿信箱：news@example.com 意见征集箱：box@example.com</p>{FOOTER}",
            head=_head("通知公告"),
        ),
        "",
        "通知公告",
    ),
)
