"""A chunk of a query cut into words."""

import pytest

from noticesearch.planning.words import Cut, cut, together

CODES = "qq群 67.74% 2020年3月11日 沪icp备14003370号 国发[2020]1号 黔脱贫攻坚领办发[2020]1号 全县共清理qq群88个"


@pytest.mark.parametrize("chunk", ["织金", "体责任", "危房改造", "下载客户端", "脱贫攻坚战略", *CODES.split()])
def test_a_short_chunk_or_a_code_is_one_word_as_typed(chunk: str) -> None:
    assert cut(chunk) == Cut((chunk,), (), chunk)


@pytest.mark.parametrize(
    ("chunk", "words", "ignored"),
    [
        ("住房保障推进缓慢", "住房 保障 推进 缓慢", ""),
        ("指尖上的形式主义", "指尖 上 形式主义", "的"),
        ("加强住建局安全生产管理", "加强 住建局 安全 生产 管理", ""),
        ("2019年织金县住房保障推进缓慢问题整改", "2019年 织金县 住房 保障 推进 缓慢 问题 整改", ""),
        ("全县共清理微信群减少68.18%并持续整治", "全县 共 清理 微信群 减少 68.18% 持续 整治", "并"),
        ("根据国发[2020]1号文件规定住房保障措施", "根据 国发[2020]1号 文件 规定 住房 保障 措施", ""),
    ],
)
def test_a_long_chunk_is_cut_and_single_characters_and_numbers_joined(chunk: str, words: str, ignored: str) -> None:
    found = cut(chunk)
    assert (found.words, found.ignored) == (tuple(words.split()), tuple(ignored.split()))


@pytest.mark.parametrize(
    ("chunk", "words", "ignored"),
    [
        ("低保怎么申请", "低保 申请", "怎么"),
        ("如何认定", "认定", "如何"),
        ("什么是扒窃", "扒窃", "什么 是"),
        ("出版翻唱的cd侵权吗", "出版 翻唱 cd 侵权", "的 吗"),
    ],
)
def test_a_short_question_is_cut_too(chunk: str, words: str, ignored: str) -> None:
    found = cut(chunk)
    assert (found.words, found.ignored) == (tuple(words.split()), tuple(ignored.split()))


@pytest.mark.parametrize("chunk", ["的", "请问", "是什么", "如何"])
def test_question_words_stay_where_nothing_else_remains(chunk: str) -> None:
    assert "".join(cut(chunk).words) == chunk
    assert cut(chunk).ignored == ()


def test_pieces_that_are_all_short_are_keywords() -> None:
    assert cut("住房保障,教育扶贫,医疗") == Cut(("住房保障", "教育扶贫", "医疗"), (), "住房保障,教育扶贫,医疗")


def test_short_pieces_beside_a_long_one_are_a_sentence() -> None:
    assert cut("夫妻一方经营个体工商户所欠债务,谁偿还") == Cut(
        ("夫妻", "一方", "经营", "个体", "工商户", "所欠", "债务", "偿还"),
        ("谁",),
        "夫妻一方经营个体工商户所欠债务,,偿还",
    )


def test_a_question_word_typed_alone_is_dropped_beside_others() -> None:
    assert together([cut("请问"), cut("住房保障")]) == Cut(("住房保障",), ("请问",), "住房保障")
    assert together([cut("请问"), cut("如何")]) == Cut(("请问", "如何"), (), "请问,如何")
