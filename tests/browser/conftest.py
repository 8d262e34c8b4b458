"""A real browser on a real server over the sample pages, and a watch on what the browser complains about."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

ROOT = Path(__file__).parent.parent.parent
SCREENSHOTS = ROOT / "screenshots"
NOTICESEARCH = (sys.executable, "-c", "from noticesearch.cli import main; main()")
REINDEX_SECONDS = 300  # a few on a quiet machine; workers start cold and share it with other tests
START_SECONDS = 60
QUIET = (
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox does not start
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

OpenTab = Callable[..., Page]
"""Opens a tab: `open_tab(width=320, javascript=False, dark=True)`."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over an index of sample_docs."""
    folder = tmp_path_factory.mktemp("site")
    index = folder / "index"
    built = subprocess.run(
        [*NOTICESEARCH, "reindex", str(ROOT / "sample_docs"), "--index", str(index), "--yes"],
        capture_output=True,
        text=True,
        timeout=REINDEX_SECONDS,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    port = _free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        command = [*NOTICESEARCH, "serve", "--index", str(index), "--port", str(port)]
        server = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            _await_answer(port, server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=START_SECONDS)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium; without one the tests are skipped, in CI they fail."""
    path = _chromium_path()
    if path is None:
        missing = "no Chromium that runs; python tools/ensure_chromium.py says what to do"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def open_tab(chromium: Browser, site: str) -> Iterator[OpenTab]:
    """Opens tabs on the site; afterwards, a complaint on the console or a request to another host fails the test."""
    complaints: list[str] = []
    contexts = []

    def foreign(request: Request) -> bool:
        return not request.url.startswith(f"{site}/")

    def opened(*, width: int = 1280, javascript: bool = True, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
        )
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("request", lambda request: complaints.append(f"foreign: {request.url}") if foreign(request) else None)
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def shoot(request: pytest.FixtureRequest) -> Callable[[Page], None]:
    """Keeps a picture of a tab in screenshots/, named after the test."""

    def keep(tab: Page) -> None:
        name = re.sub(r"\W+", "-", str(request.node.name).removeprefix("test_")).strip("-")
        tab.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return keep


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


def _chromium_path() -> str | None:
    finder = [sys.executable, str(ROOT / "tools" / "ensure_chromium.py"), "--find"]
    found = subprocess.run(finder, capture_output=True, text=True, check=False)
    return found.stdout.strip() if found.returncode == 0 else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address: tuple[str, int] = probe.getsockname()
    return address[1]


def _await_answer(port: int, server: subprocess.Popen[Any], log: Path) -> None:  # Any: the output is a file
    for _ in range(START_SECONDS * 10):
        if server.poll() is not None:
            break
        if _answers(port):
            return
        time.sleep(0.1)
    pytest.fail(f"no server answered on port {port}:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
