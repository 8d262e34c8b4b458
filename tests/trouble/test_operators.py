"""The command line in clumsy hands: a sentence, an exit status, no traceback, and the old index stays."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "noticesearch"]
PATIENCE = 60  # seconds that something may take on a busy machine


def page(county: str) -> str:
    return f"<h1>{county}整改通报</h1><p>{county}针对危房改造推进缓慢问题，倒排工期，已全部竣工。</p>"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("operators") / "pages"
    folder.mkdir()
    for county in ("织金县", "德江县", "天柱县"):
        (folder / f"{county}.html").write_text(page(county), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(pages: Path) -> Path:
    folder = pages.parent / "index"
    assert noticesearch("reindex", pages, "--index", folder, "--processes", 1).returncode == 0
    return folder


def noticesearch(
    *arguments: object, env: dict[str, str] | None = None, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | (env or {}),
        preexec_fn=before,
        timeout=PATIENCE,
    )


def told(done: subprocess.CompletedProcess[bytes]) -> tuple[int, str]:
    """Exit status, and the last line of standard error."""
    assert b"Traceback" not in done.stderr + done.stdout
    return done.returncode, done.stderr.decode(errors="replace").strip().rpartition("\n")[2]


def test_an_empty_path_is_a_usage_error(pages: Path) -> None:
    for arguments in (("reindex", ""), ("search", "x", "--index", ""), ("extract", "")):
        status, sentence = told(noticesearch(*arguments))
        assert (status, sentence.rpartition(": ")[2]) == (2, "the path is empty; is a variable not set?")


@pytest.mark.parametrize("arguments", [("search", "危房改造"), ("search", "危房改造", "--json"), ("explain", "PAGE")])
def test_a_reader_that_has_seen_enough_is_no_trouble(pages: Path, index: Path, arguments: tuple[str, ...]) -> None:
    given = [str(next(pages.iterdir())) if argument == "PAGE" else argument for argument in arguments]
    running = subprocess.Popen(
        [*COMMAND, *given, "--index", str(index)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(PATIENCE) == 0


def test_a_taken_port_is_a_sentence(index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = noticesearch("serve", "--index", index, "--port", port)
    assert told(done) == (
        1,
        f"noticesearch: cannot listen on 127.0.0.1, port {port}: Address already in use; "
        "stop what uses it, or give another --port or --host",
    )


@pytest.mark.parametrize("name", ["empty.jsonl", "empty.zip"])
def test_a_source_without_a_page_cannot_be_explained(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x05\x06" + bytes(18) if name.endswith("zip") else b"")
    status, sentence = told(noticesearch("explain", tmp_path / name))
    assert (status, "holds no page; expected a page" in sentence) == (1, True)


def test_a_name_too_long_for_a_file_is_no_notice_either(index: Path) -> None:
    status, sentence = told(noticesearch("explain", "a" * 5000, "--index", index))
    assert (status, sentence.startswith("noticesearch: no file 'aaa")) == (1, True)


def test_foreign_text_does_not_steer_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a\x1b[2Jb.html").write_bytes(b"")
    (folder / "c.html").write_text(
        "<title>整改\x1b]0;gone\x07通报\u202elmth</title><p>危房改造\x9b31m推进缓慢，已经竣工。</p>", encoding="utf-8"
    )
    done = noticesearch("reindex", folder, "--index", tmp_path / "index", "--processes", 1)
    assert told(done)[0] == 0
    shown = noticesearch("search", "危房改造", "--index", tmp_path / "index").stdout.decode()
    shown += noticesearch("extract", folder).stdout.decode()
    shown += done.stdout.decode()
    assert [character for character in shown if character in "\x1b\x07\x9b\u202e"] == []
    assert "a\ufffd[2Jb.html" in shown


def test_a_terminal_that_lacks_a_character_gets_its_number(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(page("织金县").replace("通报", "通报😀é"), encoding="utf-8")
    done = noticesearch("extract", tmp_path / "1.html", env={"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"})
    assert told(done)[0] == 0
    assert "通报\\U0001f600".encode("gbk") in done.stdout


def test_a_file_limit_reached_half_way_leaves_the_old_index(pages: Path, index: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    big.write_text("".join(f"第{number}号通报说明危房改造的进展。\n" for number in range(30_000)), encoding="utf-8")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = noticesearch("reindex", pages, big, "--index", index, "--processes", 1, "--no-pages", before=limited)
    status, sentence = told(done)
    assert (status, "File too large" in sentence, "nothing in it was changed" in sentence) == (1, True, True)
    assert not list((index / "generations").glob("*.building"))
    assert "共找到 3 篇".encode() in noticesearch("search", "危房改造", "--index", index).stdout


NOBODY = 65534
CAPABILITIES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: by these root reads what is locked to others
DROP = 24  # PR_CAPBSET_DROP


def ordinary() -> None:
    """From here on even root may only open what permissions allow."""
    for capability in CAPABILITIES:
        if ctypes.CDLL(None).prctl(DROP, capability, 0, 0, 0):
            raise OSError("capabilities cannot be dropped")


@pytest.fixture
def locked() -> Callable[[Path], Path]:
    """Gives a path to somebody else, who lets nobody in."""

    def lock(path: Path) -> Path:
        path.chmod(0o700)
        os.chown(path, NOBODY, NOBODY)
        return path

    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    return lock


def test_an_index_of_somebody_else_is_refused_in_a_sentence(
    pages: Path, tmp_path: Path, locked: Callable[[Path], Path]
) -> None:
    index = tmp_path / "index"
    assert noticesearch("reindex", pages, "--index", index, "--processes", 1).returncode == 0
    locked(index)
    for arguments in (
        ("search", "x"),
        ("verify",),
        ("reindex", pages),
        ("rollback",),
        ("serve",),
        ("remove", "0" * 16),
    ):
        status, sentence = told(noticesearch(*arguments, "--index", index, before=ordinary))
        assert (status, "Permission denied" in sentence) == (1, True), sentence


def test_a_locked_folder_among_the_sources_loses_nothing(
    pages: Path, tmp_path: Path, locked: Callable[[Path], Path]
) -> None:
    copy, index = tmp_path / "copy", tmp_path / "index"
    shutil.copytree(pages, copy / "open")
    shutil.copytree(pages, copy / "shut")
    run = ("reindex", copy, "--index", index, "--processes", 1)
    assert noticesearch(*run).returncode == 0
    locked(copy / "shut")
    done = noticesearch(*run, before=ordinary)
    assert told(done)[0] == 0
    assert "copy/shut: unreadable folder: Permission denied" in done.stdout.decode()
    assert "3 kept as they were: what they are from cannot be read now" in done.stdout.decode()
    locked(copy)
    status, sentence = told(noticesearch(*run, before=ordinary))
    assert (status, sentence.rpartition("cannot read the source ")[2]) == (
        1,
        f"{str(copy)!r}: Permission denied; check the path",
    )


@pytest.mark.slow
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_run_that_is_stopped_leaves_the_old_index(
    pages: Path, index: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for at in range(400):
        (more / f"{at}.html").write_text(page("织金县") * 40, encoding="utf-8")
    command = [*COMMAND, "reindex", str(pages), str(more), "--index", str(index)]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    while not list((index / "generations").glob("*.building")):
        time.sleep(0.02)
    time.sleep(0.5)
    running.send_signal(number)
    _, said = running.communicate(timeout=PATIENCE)
    assert (running.returncode, b"Traceback" in said) == (status, False)
    assert "共找到 3 篇".encode() in noticesearch("search", "危房改造", "--index", index).stdout
    assert told(noticesearch("reindex", pages, "--index", index))[0] == 0
    assert not list((index / "generations").glob("*.building"))
    assert told(noticesearch("verify", "--index", index))[0] == 0


class Watching:
    """`reindex --watch` under way, and what it has said."""

    def __init__(self, pages: Path, index: Path, *options: str) -> None:
        command = [*COMMAND, "reindex", str(pages), "--index", str(index), "--watch", "--processes", "1", "--yes"]
        command += options
        self.running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.running.stdout
        self.said.extend(iter(self.running.stdout.readline, ""))

    def wait_for(self, words: str) -> None:
        """Returns when a line with *words* was said since the last call."""
        end = time.monotonic() + PATIENCE
        while not any(words in line for line in self.said):
            assert time.monotonic() < end, self.said
            time.sleep(0.05)
        self.said.clear()


@pytest.mark.slow
def test_a_watched_folder_is_followed_until_ctrl_c(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    pages, index = tmp_path / "pages", tmp_path / "pages" / "index"  # the index within: its own changes are not watched
    pages.mkdir()
    (pages / "1.html").write_text(page("织金县"), encoding="utf-8")
    watching = Watching(pages, index)
    try:
        watching.wait_for("watching for changes")
        (pages / "2.html").write_text(page("德江县"), encoding="utf-8")
        watching.wait_for("1 indexed, 1 unchanged, 0 removed")
        (pages / "1.html").unlink()
        watching.wait_for("0 indexed, 1 unchanged, 1 removed")
        pages.rename(tmp_path / "old")
        watching.wait_for("still watching")
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "3.html").write_text(page("天柱县"), encoding="utf-8")
        (tmp_path / "new").rename(pages)
        watching.wait_for("1 indexed, 0 unchanged")
        watching.running.send_signal(signal.SIGINT)
        assert watching.running.wait(PATIENCE) in (0, 130)
        assert not any("Traceback" in line for line in watching.said)
    finally:
        watching.running.kill()


@pytest.mark.slow
def test_issue_types_are_watched_too(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    pages, index, types = tmp_path / "pages", tmp_path / "index", tmp_path / "own.toml"
    pages.mkdir()
    (pages / "1.html").write_text(page("织金县"), encoding="utf-8")
    own = '[[type]]\nname = "旧屋"\ngroup = "房"\ndefinition = "旧屋的事。"\nstrong = ["危房"]\n'
    types.write_text(own, encoding="utf-8")
    watching = Watching(pages, index, "--issues", str(types))
    try:
        watching.wait_for("watching for changes")
        types.write_text(own.replace('group = "房"', "group = 1"), encoding="utf-8")
        watching.wait_for("still watching")
        types.write_text(own.replace("旧屋", "危旧房"), encoding="utf-8")
        watching.wait_for("1 indexed, 0 unchanged")
        assert told(noticesearch("search", "--issue", "危旧房", "--index", index))[0] == 0
    finally:
        watching.running.kill()
