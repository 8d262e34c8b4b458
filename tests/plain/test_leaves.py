from __future__ import annotations

import pytest

from noticesearch.expression import Contains, Where
from noticesearch.groups import Groups
from noticesearch.plain.leaves import leaf_mask
from noticesearch.plain.loading import open_index
from noticesearch.plain.postings import PartReader
from noticesearch.plain.writer import PartWriter
from noticesearch.text.normalise import normalise
from noticesearch.text.terms import analysed
from tests.plain import corpus
from tests.plain.oracle import leaf_parts

NOTICES = tuple(corpus.notice(corpus.seeded(seed), f"{seed:016x}") for seed in range(150))
WHERES: tuple[Where, ...] = ("all", "title", "body", "docno")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> PartReader:
    folder = tmp_path_factory.mktemp("index")
    for part in (NOTICES[:60], NOTICES[60:]):  # two segments
        writer = PartWriter(folder)
        for notice in part:
            writer.add(analysed(notice))
        writer.commit()
    return PartReader(open_index(str(folder)).reader(), Groups(), {})


def holding(reader: PartReader, leaf: Contains) -> set[tuple[str, int]]:
    table = reader.table
    return {(table.ids[table.notice[row]], int(table.number[row])) for row in leaf_mask(reader, leaf).nonzero()[0]}


def expected(leaf: Contains) -> set[tuple[str, int]]:
    return {(notice.id, number) for notice in NOTICES for number in leaf_parts(notice, leaf)}


@pytest.mark.parametrize("prefix", [False, True], ids=["whole", "prefix"])
@pytest.mark.parametrize(
    "text",
    [
        *"医 疗保 医疗保 医疗保医疗 保医疗疗保 县 县区 。县 县。 县iso 的主体责任 织金县 国发[2020]1号".split(),
        *"[2020] 2020 02 14个 4个 4 14 1 1号 3 3.5 3. .5 3.5% % iso iso9 iso9001 v1 v1.2 v1.2a a_b _".split(),
        *("1 号", "国发 [2020] 1号", " ", ""),
    ],
)
def test_a_leaf_holds_exactly_where_its_characters_stand_together(reader: PartReader, text: str, prefix: bool) -> None:
    for where in WHERES:
        leaf = Contains(text, where, prefix)
        assert holding(reader, leaf) == expected(leaf), leaf


def test_random_stretches_are_found_exactly(reader: PartReader) -> None:
    random = corpus.seeded(7)
    for _ in range(400):
        text = normalise("".join(random.choices(corpus.PIECES, k=random.randint(1, 3)))).replace("\n", "")
        leaf = Contains(text, random.choice(WHERES), prefix=random.random() < 0.3)
        assert holding(reader, leaf) == expected(leaf), leaf
