"""Serves the site over waitress, which needs nothing else in front of it to be safe."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from waitress import create_server

from noticesearch.errors import Trouble

THREADS = 8  # searches hold the interpreter lock; more threads only wait longer
MAX_BODY_BYTES = 65_536  # the site reads no bodies; small ones get its own refusal, larger ones waitress's


class CannotListen(Trouble):
    """The address or port cannot be had; nothing was served."""


def serve(app: Flask, host: str, port: int, ready: Callable[[], None] = lambda: None) -> None:
    """Answer requests on *host* and *port* until interrupted; *ready* is called when the port is ours.

    Raises:
        CannotListen: the port is taken or may not be used, or the host is none of this machine's.
    """
    try:
        server = create_server(
            app, host=host, port=port, threads=THREADS, ident=None, max_request_body_size=MAX_BODY_BYTES
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise CannotListen(
            f"cannot listen on {host}, port {port}: {reason}; stop what uses it, or give another --port or --host"
        ) from error
    ready()
    server.run()
