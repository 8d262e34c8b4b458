"""A damaged or forged index: verify finds it, a search refuses it with a sentence, and nothing of it is run."""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from noticesearch.live import following, missing_notices, searching
from noticesearch.query import Query
from noticesearch.store import IndexDamaged, IndexFolder, IndexTrouble
from noticesearch.store.manifest import file_names, file_record, read_manifest, write_manifest
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.sources import open_sources
from noticesearch_web.app import create_app

SEED = 11


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("damage")
    lines = [
        {
            "id": str(number),
            "html": f"<h1>{county}通报</h1><p>{county}针对危房改造推进缓慢问题，倒排工期，已经竣工。</p>",
        }
        for number, county in enumerate(("织金县", "德江县", "天柱县"))
    ]
    (root / "n.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return built(root / "n.jsonl", root / "index")


def built(source: Path, index: Path) -> Path:
    reindex(open_sources([source]), index, Options(processes=1), Quiet())
    return index


@pytest.fixture
def index(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "index"))


def engine_files(index: Path) -> list[Path]:
    return sorted(path for path in index.glob("generations/*/whoosh/notices/*") if not path.name.endswith("LOCK"))


def look(index: Path) -> None:
    with searching(index) as searcher:
        for query in (Query(q="危房改造"), Query(q='"改造推进"', county=("520524",)), Query(sort="newest")):
            searcher.search(query)
        list(searcher.notices())


def flipped(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


@pytest.mark.parametrize("damage", [flipped, cut], ids=lambda damage: damage.__name__)
def test_one_bit_or_a_lost_end_in_any_file_is_found_and_refused(
    index: Path, damage: Callable[[random.Random, bytes], bytes]
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - to repeat a run, not to keep a secret
    generation = next((index / "generations").iterdir())
    for path in (index / "CURRENT", *filter(Path.is_file, generation.rglob("*"))):
        before = path.read_bytes()
        if not before or path.name.endswith("LOCK"):
            continue
        path.chmod(0o600)
        path.write_bytes(damage(chance, before))
        assert IndexFolder(index).verify(missing_notices).problems, path
        with pytest.raises(IndexTrouble):
            look(index)
        path.write_bytes(before)
    look(index)


@pytest.mark.parametrize("content", [b"", b"garbage\xff", b"../../etc\n", b"000009-20200101T000000Z\n", b"\x00" * 1000])
def test_a_current_that_names_nothing_is_told_and_rollback_finds_the_index_again(index: Path, content: bytes) -> None:
    (index / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamaged, match="noticesearch rollback"):
        look(index)
    assert IndexFolder(index).verify().problems
    IndexFolder(index).rollback()
    look(index)


def forged(index: Path) -> None:
    """Makes the manifest fit the files again, as somebody who means harm would."""
    generation = next((index / "generations").iterdir())
    records = tuple(file_record(generation, name) for name in file_names(generation))
    manifest = replace(read_manifest(generation), files=records)
    (generation / "MANIFEST.json").unlink()
    write_manifest(generation, manifest)


class Bomb:
    """Unpickled by anything but our own unpickler, it leaves a file behind."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self.trace}",)


@pytest.mark.parametrize("suffix", [".toc", ".columns"])
def test_a_pickle_in_any_file_of_a_forged_index_is_not_run(index: Path, tmp_path: Path, suffix: str) -> None:
    trace = tmp_path / "trace"
    bomb = pickle.dumps(Bomb(trace), 2)
    for path in engine_files(index):
        if not path.name.endswith(suffix):
            continue
        data = path.read_bytes()
        for forgery in (bomb, data + bomb, bomb + data, data.replace(b"\x80\x02", bomb, 1)):
            path.chmod(0o600)
            path.write_bytes(forgery)
            forged(index)
            with suppress(Exception):  # a forged index may fail as it likes, but nothing of it may run
                look(index)
            assert not trace.exists(), path
        path.write_bytes(data)


def read_after_damage(index: Path, path: Path) -> None:
    with searching(index) as searcher:
        path.chmod(0o600)
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
        list(searcher.notices())


def test_a_file_that_changes_under_a_search_is_told(index: Path) -> None:
    (path,) = (path for path in engine_files(index) if path.suffix == ".columns")
    with pytest.raises(IndexDamaged, match=rf"{path.name} is not a segment as it was written: the 16384 bytes from"):
        read_after_damage(index, path)


def test_the_site_says_that_its_index_is_damaged_when_a_search_meets_the_damage(index: Path) -> None:
    follower = following(index)
    site = create_app(follower.use).test_client()
    assert site.get("/healthz").status_code == 200
    for path in engine_files(index):
        path.chmod(0o600)
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
    response = site.get("/search.json?q=危房改造")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    follower.close()


def test_the_site_answers_while_its_index_is_replaced_rolled_back_and_deleted(index: Path, tmp_path: Path) -> None:
    follower = following(index)
    site = create_app(follower.use).test_client()

    def total() -> int:
        found: int = site.get("/search.json?dup=all").get_json()["total"]
        return found

    assert total() == 3
    more = tmp_path / "more.html"
    more.write_text("<h1>独山县通报</h1><p>独山县针对饮水安全不达标问题，已经整改。</p>", encoding="utf-8")
    reindex(open_sources([more]), index, Options(processes=1, add=True), Quiet())
    assert total() == 4
    IndexFolder(index).rollback()
    assert total() == 3
    shutil.rmtree(index)
    assert site.get("/").status_code == 200
    assert total() == 3
    gone = create_app(following(index).use).test_client()
    for path in ("/", "/search.json?q=x", "/notice/0123456789abcdef", "/healthz"):
        response = gone.get(path)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    built(more, index)
    assert gone.get("/search.json").get_json()["total"] == 1
    assert total() == 1
    follower.close()
