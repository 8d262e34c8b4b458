"""The site over a real socket: what waitress alone would refuse or leave out."""

from __future__ import annotations

import json
import socket
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from noticesearch.cli import main
from noticesearch.live import following
from noticesearch_web.app import create_app
from noticesearch_web.headers import SECURITY
from noticesearch_web.serving import CannotListen, serve

PAGE = "<h1>织金县整改通报</h1><p>织金县针对危房改造推进缓慢问题，倒排工期，已全部竣工。</p>"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answer(port: int, request_line: bytes) -> tuple[int, bytes]:
    """Status and body of the answer to a request line as it is, no client mending it."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request_line + b"\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> int:
    folder = tmp_path_factory.mktemp("serving")
    (folder / "1.html").write_text(PAGE, encoding="utf-8")
    CliRunner().invoke(main, ["reindex", str(folder / "1.html"), "--index", str(folder / "index")])
    number = free_port()
    app = create_app(following(Path(folder / "index")).use)
    threading.Thread(target=serve, args=(app, "127.0.0.1", number), daemon=True).start()
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", number)) == 0:
                return number
        time.sleep(0.05)
    pytest.fail(f"nothing listens on port {number}")


@pytest.mark.parametrize("words", ["危房改造", "%E5%8D%B1%E6%88%BF%E6%94%B9%E9%80%A0"], ids=["raw", "encoded"])
def test_words_may_stand_in_the_address_as_they_are(words: str, port: int) -> None:
    status, body = answer(port, f"GET /search.json?q={words} HTTP/1.1".encode())
    assert (status, json.loads(body)["total"]) == (200, 1)


def test_bytes_that_are_no_text_are_answered_without_an_error(port: int) -> None:
    status, body = answer(port, b"GET /search.json?q=\xff\xfe HTTP/1.1")
    assert status in (200, 400)
    assert json.loads(body)


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        pytest.param(b"POST /findings.csv HTTP/1.1\r\nContent-Length: 100000", 413, id="a large body"),
        pytest.param(b"GET / HTTP/1.1\r\nno header <script>", 400, id="no header"),
    ],
)
def test_what_the_server_itself_refuses_has_the_security_headers(request_head: bytes, status: int, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request_head + b"\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head = connection.recv(65_536).partition(b"\r\n\r\n")[0].decode()
    status_line, *headers = head.splitlines()
    assert int(status_line.split()[1]) == status
    assert {f"{name}: {value}" for name, value in SECURITY.items()} <= set(headers)
    assert "Cache-Control: no-store" in headers


def test_a_taken_port_is_an_error_with_its_reason(port: int, tmp_path: Path) -> None:
    with pytest.raises(CannotListen, match="in use"):
        serve(create_app(following(tmp_path).use), "127.0.0.1", port)
