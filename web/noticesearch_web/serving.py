"""Serves the site over waitress, which needs nothing else in front of it to be safe."""

from __future__ import annotations

from urllib.parse import quote_from_bytes

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

THREADS = 8  # searches hold the interpreter lock; more threads only wait longer
MAX_BODY_BYTES = 65_536  # the site reads no bodies; small ones get its own refusal, larger ones waitress's
_ASCII = bytes(range(0x80))


def serve(app: Flask, host: str, port: int) -> None:
    """Answer requests on *host* and *port* until interrupted.

    Raises:
        OSError: the port is taken or may not be used.
    """
    listening: dict[int, object] = {}
    server = create_server(
        app, map=listening, host=host, port=port, threads=THREADS, ident=None, max_request_body_size=MAX_BODY_BYTES
    )
    for each in listening.values():
        if hasattr(each, "channel_class"):  # the listening sockets; a name may stand for several addresses
            each.channel_class = _Channel
    server.run()


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Reads `curl 'http://…/?q=危房改造'` as browsers would send it; waitress alone answers 400."""

    def parse_header(self, header_plus: bytes) -> None:
        first_line, ending, rest = header_plus.partition(b"\r\n")
        super().parse_header(quote_from_bytes(first_line, safe=_ASCII).encode() + ending + rest)


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    parser_class = _Parser
