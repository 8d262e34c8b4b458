"""Names (id or class) of the elements in which known content systems put a page's text, and of those that hold chrome.

All names are lower case and matched whole, except where a pattern says otherwise.
"""

from __future__ import annotations

import re

# These hold the text and nothing else, wherever they occur.
SURE_NAMES = frozenset(
    {
        "ucap-content",  # www.gov.cn and the UCAP portals of ministries
        "ucapcontent",
        "trs_editor",  # TRS WCM: most provincial portals
        "trs_ueditor",
        "trs_editor_view",
        "zoom",  # the font-size script's target, on hundreds of county portals
        "zoomcon",
        "wp_articlecontent",  # 博达/WebPlus: universities
        "v_news_content",  # 博达 VSB
        "vsb_content",
        "js_content",  # WeChat articles
    }
)
SURE_PATTERN = re.compile(r"vsb_content_\d{1,6}")  # numbered copies: vsb_content_2, vsb_content_501
# These usually hold the text, but some sites wrap a whole page in them.
LIKELY_NAMES = frozenset(
    "article article-con article-content articlecontent article_con arc_cont bt_content cas_content con_text cont_txt "
    "conts_txt content_text detail-con detail-content detailcon detailcontent founder-content gp-article info-cont "
    "info-content infocont infocontent main-text maintext news_content newscontent newstext pages_content "
    "print-content printarea rich_media_content text_con text_content trs_web view xxgk_content zfxxgk_content "
    "zw".split()
)

# What stands in these is said to be no text: not for print, not for the eye, or a wiki's own furniture.
SILENT_NAMES = frozenset(
    "noprint no-print hidden-print d-print-none sr-only visually-hidden screen-reader-text "
    "mw-editsection mw-jump-link hatnote ambox navbox toc catlinks printfooter".split()
)

CHROME_TAGS = frozenset({"nav", "footer", "header", "aside"})
# A word of a name between - and _: left-nav, share_box, related-news.
_CHROME_WORD = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|foot|footer|copyright|sidebar|share|bshare|bdshare|related|relate|relevant|recommend"
    r"|tuijian|rank|yqlj|friend|friendlink|crumb|crumbs|breadcrumb|dqwz|comment|comments|login|search|toolbar|qrcode|ewm"
    r"|erweima|pager|pagination|banner)s?(?:$|[\s_-])|footer|recommend"
)
# Too common as a part of other names to count unless they are the whole name.
_CHROME_NAMES = frozenset(
    "page top head header side hot link links position location tool tools ad ads print tag tags prev next logo weizhi "
    "xglj xgwz xgyd".split()
)

# Of these words, those that never name what holds a text.
_CERTAIN_WORD = re.compile(
    r"(?:^|[\s_-])(?:share|bshare|bdshare|related|relevant|recommend|tuijian|yqlj|friendlink|crumbs?|breadcrumbs?|dqwz"
    r"|comments?|toolbar|qrcode|ewm|erweima|pager|pagination|copyright|catalog)(?:$|[\s_-])"
)


def is_sure(name: str) -> bool:
    """Whether an element of this name holds a page's text and nothing else."""
    return name in SURE_NAMES or SURE_PATTERN.fullmatch(name) is not None


def is_known(name: str) -> bool:
    """Whether an element of this name usually holds a page's text."""
    return name in LIKELY_NAMES or is_sure(name)


def is_chrome(tag: str, names: tuple[str, ...]) -> bool:
    """Whether an element says by its tag or names that it is navigation, sharing, recommendations or a footer."""
    if tag in CHROME_TAGS:
        return True
    if tag in ("body", "html", "form"):
        return False
    return any(name in _CHROME_NAMES or _CHROME_WORD.search(name) for name in names)


def is_certain_chrome(names: tuple[str, ...]) -> bool:
    """Whether an element says by its names that it is chrome even in the middle of a text."""
    return any(_CERTAIN_WORD.search(name) for name in names)
