"""Lines that a reprinting site adds to a notice: not part of what is compared. Knowledge only, each with an example."""

from __future__ import annotations

import re

MAX_FRAME_CHARS = 60  # the longest met, 点击上方蓝字关注我们 with the account's motto, has 41; a sentence is longer

FRAME_LINE = re.compile(
    r"""
    \W*(?:
      点击(?:上方|下方|蓝字|这里|关注|阅读|右上角)              # 点击上方蓝字关注我们
    | (?:长按|扫码|扫一扫|扫描|识别).{0,12}(?:二维码|关注|识别)   # 长按识别二维码关注
    | .{0,20}关注(?:我们|我|本号|公众号)\W*$                 # 欢迎关注我们
    | (?:分享|收藏|点赞|在看)(?:到|至)?\W*$                  # 分享到
    | (?:阅读|浏览|点击|访问)(?:量|次数|数|人数)?\s*[:：]?\s*\d  # 阅读 1024
    | 编者按|编辑按|小编                                     # 编者按：近日，县水务局……
    | (?:                                                 # what follows is a name or a time, no sentence
        (?:信息|文章|稿件|新闻|内容)?来\s*源\s*[:：]          # 来源：盐城发布 2023-09-20
      | (?:本文)?转(?:载)?自                               # 转自：黔中新闻
      | (?:责任|本期|执行|微信|值班)?编\s*辑\s*[:：/|丨]       # 责任编辑：某某
      | (?:责\s*编|校\s*对|审\s*核|监\s*制|初\s*审|复\s*审|终\s*审|供\s*稿|作\s*者|记\s*者|通讯员)\s*[:：/|丨]
      | 发(?:布|表|稿)(?:时间|日期)\s*[:：]                  # 发布时间：2023-09-20
      ) [^,。;]*$
    | 原(?:标题|题为|文标题)                                 # 原标题：关于……
    )
    """,
    re.VERBOSE,
)


def is_frame_line(line: str) -> bool:
    """Whether *line*, normalised, was added by a site that reprints."""
    return len(line) <= MAX_FRAME_CHARS and FRAME_LINE.match(line) is not None
