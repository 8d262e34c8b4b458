"""Text dumps of pages."""

from __future__ import annotations

from noticesearch.notice import Given
from tests.extraction.scraped import BODY, TITLE, content

CHROME_ABOVE = "示例网Logo\n下载客户端\n\n登录\n  • +1\n"
CHROME_BELOW = "\n".join(
    (
        "撰文:示例日报记者 张某",
        "原标题:《" + TITLE + "》",
        "    本文为示例号作者或机构在示例网上传并发布,仅代表该作者或机构观点,不代表示例网的观点或立场,"
        "示例网仅提供信息发布平台。",
        "    +1\n    收藏\n    我要举报",
        "        扫码下载示例网客户端",
        "        沪ICP备00000000号\n\n   © 2014-2024 示例有限公司\n   反馈",
    )
)
DUMP = f"{CHROME_ABOVE}\n{TITLE}\n\n2020-03-11 13:03\n来源:示例网·示例号\n字号\n\n{BODY}\n\n{CHROME_BELOW}"


def test_a_dump_gives_text_and_fields_without_chrome() -> None:
    found = content(DUMP)
    assert (found.title, found.published) == (TITLE, "2020-03-11T13:03:00+08:00")
    assert (found.source, found.author) == ("示例网·示例号", "示例日报记者 张某")
    assert (found.body, found.how) == (BODY, "content")


def test_the_title_of_the_record_wins() -> None:
    assert content(DUMP, given=Given(title="另题")).title == "另题"


def test_separators_and_tabs_stay() -> None:
    text = f"{TITLE}\n2020-03-11\n{BODY}\n\n●●●\n\n{BODY}\n示例县\t1519\n{BODY}"
    assert content(text, kind="text").body == f"{BODY}\n●●●\n{BODY}\n示例县\t1519\n{BODY}"


def test_signature_and_date_below_the_text_stay() -> None:
    text = (
        f"首页\n政务公开\n{TITLE}\n发布时间：2020-03-11\n{BODY}\n示例县人民政府\n2020年3月9日\n打印\n沪ICP备00000000号"
    )
    found = content(text, kind="text")
    assert (found.body, found.written) == (f"{BODY}\n示例县人民政府\n2020年3月9日", "2020-03-09")


def test_a_headline_that_looks_like_prose_is_not_the_text() -> None:
    headline = "县水务局：加强饮水安全，确保群众喝上放心水！"
    found = content(f"首页\n{headline}\n2019-09-26 10:56:28 示例网\n{BODY}", kind="text")
    assert (found.title, found.published, found.body) == (headline, "2019-09-26T10:56:28+08:00", BODY)
