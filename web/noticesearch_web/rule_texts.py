"""The rules by which values were found in a few words, Chinese and English: those of docs/rules.md, and of page fields.

A rule that is not here is shown by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # Parts and their counties
        "separator": ("分隔行之后", "follows a line of marks"),
        "heading": ("小标题", "heading"),
        "line_head": ("行首的名称", "begins its line"),
        "table_row": ("表格行", "table row"),
        "owner": ("责任单位或句末括号", "whose item it says to be"),
        "paragraph": ("段首的名称", "begins its paragraph"),
        "sentence": ("句首的名称", "begins its sentence"),
        "clause": ("并列主语", "named together as the subject"),
        "outside": ("各县区部分之外", "outside the sections"),
        "title": ("标题", "title"),
        "issuer": ("发文机关", "issuing body"),
        "addressee": ("主送机关", "addressee"),
        "title_bare_name": ("标题中的简称", "short name in the title"),
        "dominant": ("正文反复以其开头", "what clauses begin with most"),
        "object": ("评价、审计的对象", "what was assessed"),
        "signature": ("落款", "signature"),
        "established": ("新设或更名的单位", "made or renamed by the notice"),
        "proposal": ("所答复的建议", "the proposal that is answered"),
        "only_county": ("唯一提到的县区", "the only county named"),
        "source": ("来源", "source"),
        "host": ("网站标识码或网址", "the site's code or address"),
        "site": ("网站名称", "the site's name"),
        "whole": ("全文不分县区", "not about one county"),
        "mention": ("文中提及", "merely mentioned"),
        # Province
        "lead_authority": ("开头提到的省级机关", "provincial body in the opening"),
        "doc_number": ("文号里的省份简称", "letters of the document number"),
        "counties": ("各县区同属一省", "all counties lie in it"),
        # Findings
        "against": ("针对……问题", "针对……问题"),
        "concerning": ("关于……的问题", "关于……的问题"),
        "item": ("编号段落以……问题开头", "numbered item"),
        "numbered": ("问题一、问题二……", "问题一, 问题二 …"),
        "exists": ("存在……问题", "存在……问题"),
        "named": ("关于“……”问题", "关于“……”问题"),
        "towards": ("对……问题", "对……问题"),
        "case": ("“……”案", "“……”案"),
        "pair": ("反映……办理结果……", "two labels: reported, answered"),
        "row": ("表格中的问题栏", "a table's column of problems"),
        "because": ("因……被处罚", "cause of a penalty"),
        "discovered": ("检查发现、督察指出", "found by an inspection"),
        "topic": ("段首概括的问题", "topic of its paragraph"),
        "list": ("一是……二是……", "item of a list"),
        "predicate": ("句中说明的问题", "sentence that says what is wrong"),
        "opening": ("该县部分的首句", "first sentence about the county"),
        "status": ("整改情况中的说法", "words of the response"),
        "figure": ("文中的数字", "figure in the text"),
        # Issue types
        "issue_phrase": ("问题表述中的词", "word of the finding"),
        "issue_words": ("问题表述中的常见用词", "words of the finding that go with the type"),
        "issue_heading": ("上级小标题中的词", "word of a heading above"),
        "issue_response": ("整改措施中的词", "word of the response"),
        "issue_title": ("标题中的词", "word of the title"),
        "issue_text": ("正文中的词", "word of the text"),
        # Fields of the page
        "given": ("随数据提供", "given with the record"),
        "line of its own": ("正文中独占一行", "a line of its own"),
        "date line above the text": ("正文上方的日期行", "date line above the text"),
        "date under the signature": ("落款下的日期", "date under the signature"),
        "date and time below the text": ("正文下方的日期和时间", "date and time below the text"),
        "date in the address": ("网址中的日期", "date in the address"),
        "line as in <title>": ("与网页标题一致的一行", "line that agrees with the page's title"),
        "line as in og:title": ("与网页标题一致的一行", "line that agrees with the page's title"),
        "line that <title> begins": ("网页标题开头的一行", "line that the page's title begins"),
        "line above date and source": ("日期和来源上方的一行", "line above date and source"),
        "<h1> that <title> begins with": ("网页标题开头的大标题", "main heading that the page's title begins with"),
        "longest <h1>": ("网页的大标题", "the page's main heading"),
        "line above the text": ("正文上方的一行", "line above the text"),
        "heading of the document": ("文件自带的标题样式", "what the document calls a heading"),
        "centred line": ("居中的一行", "centred line above the text"),
        "line that stands out": ("字号较大的一行", "line that stands out above the text"),
        "title in the properties": ("文件属性中的标题", "title in the file's properties"),
        "name beside the date": ("日期旁的名称", "name beside the date"),
        "breadcrumb": ("当前位置", "breadcrumb"),
        "link to a file": ("文件链接", "link to a file"),
        "name in the text": ("正文中的名称", "name in the text"),
        "line in the form of a title": ("形式像标题的一行", "line in the form of a title"),
        "<title> without the site": ("网页标题去掉网站名", "the page's title without the site's name"),
        "brackets in the title": ("标题括号中的文号", "number in the title's brackets"),
        "size limit": ("超出长度上限", "beyond the size limit"),
    }
)
