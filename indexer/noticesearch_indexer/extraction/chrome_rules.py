"""Phrases that tell a line of chrome from a line of a notice. Knowledge only: what is done with a match is in score.py.

Every pattern is linear: repetitions are bounded, and lines come with their blanks collapsed.
"""

from __future__ import annotations

import re

from noticesearch.text.normalise import normalise
from noticesearch_indexer.numbering import DIGITS_POINT, EITHER, HAN_POINT, bracketed, division

_TRADITIONAL = re.compile("[閱讀聞關編輯責點擊發佈廣連結絡聲權標籤評論瀏覽載錄註冊獲熱門題]")


def simplified(text: str) -> str:
    """*text* with traditional characters simplified, as the patterns below are; one search where it has none."""
    return normalise(text) if _TRADITIONAL.search(text) else text


# Never part of a notice, in a line of any ordinary length.
FOOTER = re.compile(
    r"""
      ICP[备证] | 公安备 | 公网安备 | 网站标识码 | 网安备案        # 沪ICP备14003370号
    | 版权所有 | 版权声明 | 免责声明 | Copyright | © | All\ Rights\ Reserved
    | ^上一[篇条] | ^下一[篇条]
    | 增值电信 | 信息服务许可 | 视听节目许可                      # 互联网新闻信息服务许可证：31120170006
    | ^主[办管][:：].{2,40}承办[:：]                               # 主办：某某县人民政府 承办：某某中心
    | 仅代表(?:该)?作者 | 不代表.{0,12}(?:观点|立场)            # 仅代表该作者观点
    | (?:作者|用户|机构).{0,20}上传并发布 | 仅提供信息(?:存储|发布)
    """,
    re.VERBOSE | re.IGNORECASE,
)
FOOTER_MAX_WORDS = 160  # a longer line is a paragraph that happens to mention one

# The same in a short line; a paragraph may well tell its readers to download a client.
INVITATION = re.compile(
    r"""
      (?:当前|您的|现在的?|您当前的|你的|所在)位置               # 当前位置：首页 > 政务公开
    | ^(?:首页|主页)\s?[>›»＞]                                   # 首页 › 论坛 › 民生
    | ^广告$ | ^[（(]?(?:本文)?原标题[:：] | 设为首页 | 加入收藏 | 新闻热线
    | 未经.{0,8}(?:书面)?授权 | 转载请注明
    | 扫一扫.{0,6}(?:打开|分享|关注|下载|手机) | 扫码(?:下载|阅读|关注)
    | 本词条 | 词条(?:图册|图片|统计|标签)
    | [点點][击擊].{0,3}[蓝藍]字 | [阅閱][读讀](?:全文|原文|整篇文章) | 我要纠错 | 长者(?:助手|模式)
    """,
    re.VERBOSE,
)
INVITATION_MAX_WORDS = 80  # 未经书面授权 … 转载请注明出处 run to 70

# Words of page tools: chrome in a short line, or two of them in a somewhat longer one.
TOOL = re.compile(
    r"""
      技术支持 | 主办单位 | 承办单位 | 联系我们 | 相关链接 | 无障碍 | 运行维护 | 适老化 | 网站地图 | 友情链接
    | 打印 | 关闭 | 字[号体] | 分享 | 扫一扫 | 扫码 | 二维码 | 客户端 | 公众号 | 官方微[博信]
    | 责任编辑 | 责编 | 编辑[:：】] | 纠错 | 浏览次数 | 点击数 | 阅读[量:：]
    | 相关(?:阅读|新闻|稿件|文章|资讯) | 推荐阅读 | 延伸阅读 | 热门 | 猜你喜欢 | 更多
    | 跟贴 | 评论(?![员家》]) | 登录 | 注册 | 收藏 | 举报 | 返回 | 许可证 | 本文来源 | 原标题 | 来源[:：]
    """,
    re.VERBOSE,
)
TOOL_MAX_WORDS = 22  # of a line with one such word
TOOLS_MAX_WORDS = 40  # of a line with two or more

# A short line of nothing but buttons, counters and page numbers: 赞 转发 12 回应, 上一页 1 2 下一页.
BUTTONS = re.compile(
    r"""
    (?:[\W\d_]{0,9}(?:
      点?赞 | 首赞 | 已赞过 | 已踩过 | 顶一下 | 踩一下 | 赞同 | 喜欢 | 有用 | 已投票 | 支持 | 反对
    | 转发 | 回复 | 回应 | 发表 | 收藏 | 关注 | 举报 | 反馈 | 分享 | 推荐 | 挑错 | 打印 | 上传视频
    | 播报 | 编辑 | 讨论 | 语音 | 锁定 | 查看我的收藏 | 复制链接 | 只看该作者 | 发消息 | 楼主
    | 上一页 | 下一页 | 首页 | 尾页 | 末页 | 余下全文 | 共\d{1,4}页 | 查看更多 | 展开全部
    )){2,30}[\W\d_]{0,9}
    | [\W\d]{0,9}有用\+1
    """,
    re.VERBOSE,
)

# Below each heading of an encyclopedia's article: dropped, but no sign that the text is over.
SECTION_TOOLS = re.compile(r"\[?(?:播报|编辑|語音|语音|編輯)(?:\s?(?:播报|编辑|语音))?\]?")

# The first line after a notice: whatever follows is not part of it, once most of the text has been seen.
END = re.compile(
    r"""
    ^[【\[（(<\s]{0,3}(?:
      相关(?:阅读|新闻|稿件|文章|链接|资讯|推荐|解读|报道) | 延伸阅读 | 推荐阅读 | 阅读下一篇
    | 相关(?:文件|政策|信息)\s?$
    | 热门(?:推荐|新闻|文章) | 热词 | 热点 | 猜你喜欢 | 你可能(?:会)?喜欢 | 附近推荐 | 微信往期
    | 责任编辑 | 责编 | 编辑[:：] | 编辑\s(?!语音) | 校对 | 审核[:：] | 撰文[:：] | 原标题[:：]    # 撰文：某报记者 某某
    | 上一[篇条] | 下一[篇条]
    | 分享[到至] | 分享[:：]?$ | 扫一扫 | 扫码
    | 打印(?:本页)?[】\s] | 打印本 | 打印$ | 【?打印 | 关闭(?:窗口|本页)?[】\]]?$ | 【?关闭 | 返回列表
    | 友情链接 | 版权声明 | 免责声明 | 特别声明 | 本文为.{0,30}上传并发布 | 本文来源
    | 评论 | 最新评论 | 网友评论 | 我要评论 | 纠错 | 收藏$ | 举报$ | 我要举报 | 赞\s?\d{0,9}$ | 点赞 | \+1$
    | 标签[:：] | 关键词[:：] | 文章关键词 | Back\ to\ top
    | (?:分享|共享)(?:本文|此文) | (?:词条|本条目?)(?:标签|统计|图册) | 你对这个回答的评价是
    )
    """,
    re.VERBOSE,
)

# Heads a feed of other articles; compared with normalised text, so traditional forms match too.
FEED_HEADING = re.compile(
    r"""
    ^\W{0,3}(?:
      (?:相关|推荐|精彩|热门|更多|最新)(?:阅读|新闻|稿件|文章|资讯|推荐|报道|内容)
    | 延伸阅读 | 阅读推荐 | 猜你喜欢 | 为[你您]推荐 | 今日推荐 | 看了又看
    | (?:你|您)(?:可能|也许|或许)(?:还|也|会)?(?:还|也|想|喜欢|感兴趣).{0,4}   # 你可能还想看
    | (?:其他人|大家)(?:也|都|还)在[看读搜]                                    # 其他人也在看
    )\W{0,3}$
    """,
    re.VERBOSE,
)

# The line of date, source and hits between title and text.
META_LINE = re.compile(
    r"""
      (?:发布时间|发布日期|发稿时间|更新时间|发表时间|成文日期|公开日期|时间|日期|来源|信息来源|文章来源|稿件来源
        |发布机构|发布者|发布人|作者|供稿)\s?[:：]                  # 发布时间：2020-03-11 来源：某某网
    | (?:浏览|点击|阅读|访问)(?:次数|量|数)?\s?[:：]?\s?\d        # 浏览次数 120
    | ^.{0,12}(?:发表|发布|编辑|更新|回答|创建)于[\s:：]{0,3}      # 某某 发表于 2020-3-11 13:03
        (?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}[^，。；]{0,30}$
    """,
    re.VERBOSE,
)
META_MAX_WORDS = 60
PUBLISHED_WORD = re.compile(r"发布|发稿|发表|时间|日期")  # before a date, these make it the publish date

# The list of sources below an encyclopedia's article, and what stands in its entries.
CITATIONS = re.compile(r"(?:参考(?:资料|文献|来源)|注释|脚注|引证|外部链接)\s?(?:\[编辑\])?")
CITATION = re.compile(r"^\^|引用日期|存档|\[(?:19|20)\d\d-\d\d-\d\d\]")

CONTACT = re.compile(
    r"(?:联系)?(?:电\s?话|热线)|传\s?真|邮箱|信箱[:：]|E-?mail|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|地\s?址[:：]|邮\s?编"
    r"|[路街道]\s?\d{1,4}\s?号(?!线)|[\[（(]\d{6}[\])）]",  # 某区某路94号 [300071]
    re.IGNORECASE,
)
CONTACT_MAX_WORDS = 40

HEADING = re.compile(
    rf"""
    ^(?: {division("[章节条编篇]")}        # 第三条
       | {HAN_POINT}                       # 一、
       | {bracketed(EITHER)}               # （一）
       | {DIGITS_POINT}                    # 1.
       | 附件 | 附[:：] )
    """,
    re.VERBOSE,
)
# 关于做好某项工作的通知: a line that can only be a document's title.
FORMAL_TITLE = re.compile(
    r"^(?!附件)[^。；，：:]{4,90}(?:通知|公告|通告|通报|公示|意见|报告|办法|规定|细则|条例|决定|批复|复函|答复|方案|计划|规划|要点|公报|说明)"
    r"(?:\s?[（(〔][^）)〕]{2,40}[）)〕])?$"
)
# Stands word for word in notice after notice, and is part of each.
FORMULA = re.compile(
    r"""
    ^[（(]?(?: 特此\w{2,4} | 此致 | 敬礼 | 此件\w{2,8} | 现\w{0,12}如下 | 各\w{2,30}[:：]
       | 附[件表]?[:：]? | 联系人 | 联系电话 | 印发 )
    """,
    re.VERBOSE,
)
SITE_NAME = re.compile(r"(?:网|网站|门户|首页|频道|平台)$")
SIGNATURE = re.compile(  # 某某县人民政府办公室
    r"^.{2,40}(?:局|厅|部|委|委员会|办公室|政府|办公厅|院|中心|处|科|公司|大学|学院|协会|宣传部|统战部|组织部|小组|指挥部|银行"
    r"|法院|检察院|馆|站|所)$"
)
SIGNED_DATE = re.compile(r"^[二〇○零Oo0一三四五六七八九十\d]{4}\s?年\s?.{1,4}月\s?.{1,4}日$")  # 二〇一九年六月五日
ATTACHMENT = re.compile(r"附件|\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|pptx?|ofd)\b", re.IGNORECASE)
