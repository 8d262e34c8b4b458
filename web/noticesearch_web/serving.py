"""Serves the site over waitress, which needs nothing else in front of it to be safe."""

from __future__ import annotations

from flask import Flask
from waitress import serve as waitress_serve

THREADS = 8  # searches hold the interpreter lock; more threads only wait longer
MAX_BODY_BYTES = 65_536  # the site reads no bodies; small ones get its own refusal, larger ones waitress's


def serve(app: Flask, host: str, port: int) -> None:
    """Answer requests on *host* and *port* until interrupted.

    Raises:
        OSError: the port is taken or may not be used.
    """
    waitress_serve(app, host=host, port=port, threads=THREADS, ident=None, max_request_body_size=MAX_BODY_BYTES)
