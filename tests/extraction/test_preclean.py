"""HTML made safe to parse."""

from __future__ import annotations

from noticesearch_indexer.extraction.preclean import MAX_CHARS, MAX_TAGS, preclean


def test_scripts_styles_and_comments_are_gone() -> None:
    html = "<p>前<script>var a = '<p>';</script>中<STYLE>p {}</STYLE >后<!-- <p>注 --></p>"
    assert preclean(html).html == "<p>前 中 后 </p>"


def test_stray_closers_of_the_whole_page_are_gone() -> None:
    assert preclean("<body><p>一</body ><p>二</BODY></html>").html == "<body><p>一<p>二"


def test_an_unclosed_script_hides_nothing_after_it() -> None:
    assert preclean("<script>x<p>正文").html == "<script>x<p>正文"


def test_nul_characters_are_gone() -> None:
    assert preclean("通\x00知").html == "通知"


def test_too_many_tags_end_the_page_and_it_says_so() -> None:
    cleaned = preclean("<b>" * (MAX_TAGS + 10))
    assert (cleaned.html.count("<"), cleaned.dropped_chars) == (MAX_TAGS, 30)


def test_too_much_text_ends_the_page_and_it_says_so() -> None:
    cleaned = preclean("字" * (MAX_CHARS + 7))
    assert (len(cleaned.html), cleaned.dropped_chars) == (MAX_CHARS, 7)
