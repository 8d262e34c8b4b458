from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from noticesearch.store import Follower, Generation, IndexDamaged, IndexFolder, IndexMissing

Run = Callable[[IndexFolder, str], str]


class Opened:
    """What a test opens of a generation: its text."""

    def __init__(self, generation: Generation) -> None:
        self.text = (generation.folder / "notices.seg").read_text()[:3]
        self.closed = False

    def close(self) -> None:
        self.closed = True


def following(index: IndexFolder) -> Follower[Opened]:
    return index.follow(Opened, Opened.close)


def following_is_fine(follower: Follower[Opened]) -> bool:
    return follower.trouble is None


def test_a_new_generation_is_served_as_soon_as_it_is_live(index: IndexFolder, run: Run) -> None:
    run(index, "one")
    follower = following(index)
    with follower.use() as first, follower.use() as again:
        assert (first.text, again is first) == ("one", True)
    run(index, "two")
    with follower.use() as second:
        assert second.text == "two"
    assert (first.closed, second.closed) == (True, False)


def test_a_request_finishes_on_the_generation_it_began_with(index: IndexFolder, run: Run) -> None:
    name = run(index, "one")
    follower = following(index)
    with follower.use() as first:
        run(index, "two")
        with follower.use() as second:
            assert second.text == "two"
        assert first.closed is False
        run(index, "six")
        assert name in index.generations()
    assert first.closed is True
    run(index, "ten")
    assert name not in index.generations()


def test_a_generation_that_cannot_be_opened_leaves_the_old_one_serving(index: IndexFolder, run: Run) -> None:
    run(index, "one")
    follower = following(index)
    with follower.use():
        pass
    path = index.layout.generation(run(index, "two")) / "notices.seg"
    path.rename(path.with_suffix(".away"))
    for _ in range(2):
        with follower.use() as served:
            assert served.text == "one"
    assert follower.trouble is not None
    assert follower.trouble.startswith(f"the index is damaged: {path} is missing")
    with index.building("reindex --full", fresh=True) as build:
        (build.folder / "notices.seg").write_text("six")
        build.publish((), (), lambda _: None)
    with follower.use() as served:
        assert served.text == "six"
    assert following_is_fine(follower)


def test_a_lost_current_leaves_the_old_one_serving_and_a_mended_one_ends_the_trouble(
    index: IndexFolder, run: Run
) -> None:
    run(index, "one")
    follower = following(index)
    with follower.use():
        pass
    current = index.layout.current.read_bytes()
    index.layout.current.unlink()
    with follower.use() as served:
        assert served.text == "one"
    assert follower.trouble is not None
    index.layout.current.write_bytes(current)
    with follower.use():
        assert following_is_fine(follower)


def test_without_an_index_the_sentence_is_raised_until_there_is_one(index: IndexFolder, run: Run) -> None:
    follower = following(index)
    with pytest.raises(IndexMissing), follower.use():
        pass
    run(index, "one")
    with follower.use() as served:
        assert served.text == "one"


def test_a_failed_opening_holds_nothing(index: IndexFolder, run: Run) -> None:
    def refuse(generation: Generation) -> Opened:
        raise IndexDamaged(f"not {generation.name}")

    first = run(index, "one")
    follower = index.follow(refuse, Opened.close)
    with pytest.raises(IndexDamaged), follower.use():
        pass
    run(index, "two")
    run(index, "six")
    assert first not in index.generations()


def test_closing_waits_for_the_last_user(index: IndexFolder, run: Run) -> None:
    run(index, "one")
    follower = following(index)
    with follower.use() as served:
        follower.close()
        assert served.closed is False
    assert served.closed is True


def test_many_threads_never_meet_a_closed_or_mixed_one(index: IndexFolder, run: Run) -> None:
    run(index, "one")
    follower, wrong, done = following(index), list[str](), threading.Event()

    def search() -> None:
        while not done.is_set():
            with follower.use() as served:
                if served.closed or served.text not in ("one", "two", "six"):
                    wrong.append(served.text)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for text in ("two", "six", "one", "two"):
        run(index, text)
    done.set()
    for thread in threads:
        thread.join()
    assert (wrong, follower.trouble) == ([], None)


def test_a_follower_hashes_the_files_it_is_told_to(index: IndexFolder, run: Run) -> None:
    path = index.layout.generation(run(index, "one")) / "notices.seg"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(IndexDamaged, match=r"notices\.seg was changed"), following(index).use():
        pass
    with index.follow(Opened, Opened.close, lambda _: False).use() as opened:
        assert opened.text == "one"
