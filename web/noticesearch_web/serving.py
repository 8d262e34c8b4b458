"""Serves the site over waitress, which needs nothing else in front of it to be safe."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote_from_bytes

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask

from noticesearch.errors import Trouble
from noticesearch_web.headers import REFUSED, SECURITY

THREADS = 8  # searches hold the interpreter lock; more threads only wait longer
MAX_BODY_BYTES = 65_536  # the site reads no bodies; small ones get its own refusal, larger ones waitress's
_ASCII = bytes(range(0x80))


class CannotListen(Trouble):
    """The address or port cannot be had; nothing was served."""


def serve(app: Flask, host: str, port: int, ready: Callable[[], None] = lambda: None) -> None:
    """Answer requests on *host* and *port* until interrupted; *ready* is called when the port is ours.

    Raises:
        CannotListen: the port is taken or may not be used, or the host is none of this machine's.
    """
    listening: dict[int, object] = {}
    try:
        server = create_server(
            app, map=listening, host=host, port=port, threads=THREADS, ident=None, max_request_body_size=MAX_BODY_BYTES
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise CannotListen(
            f"cannot listen on {host}, port {port}: {reason}; stop what uses it, or give another --port or --host"
        ) from error
    for each in listening.values():
        if hasattr(each, "channel_class"):  # the listening sockets; a name may stand for several addresses
            each.channel_class = _Channel
    ready()
    server.run()


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Reads `curl 'http://…/?q=危房改造'` as browsers would send it; waitress alone answers 400."""

    def parse_header(self, header_plus: bytes) -> None:
        first_line, ending, rest = header_plus.partition(b"\r\n")
        super().parse_header(quote_from_bytes(first_line, safe=_ASCII).encode() + ending + rest)


class _Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """What waitress answers before the site is asked: a body too large, a head that is none."""

    def execute(self) -> None:
        self.response_headers.extend([*SECURITY.items(), ("Cache-Control", REFUSED)])
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    parser_class = _Parser
    error_task_class = _Refusal
