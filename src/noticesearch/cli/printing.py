"""What every command prints, and how it ends: results, JSON, and troubles in one line with exit status 1."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NoReturn

import click

from noticesearch.terminal import harmless

INTERRUPTED = 130  # what a shell says of a program ended by Ctrl-C


def reporting_trouble(command: Callable[..., None]) -> Callable[..., None]:
    """Turns the errors that are facts about the world into one line on standard error and exit status 1."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:  # Any: click decides what a command is called with
        from noticesearch.errors import Trouble

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal in GBK lacks some characters that pages have
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader of our output has seen enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except KeyboardInterrupt:
            click.echo("noticesearch: interrupted", err=True)
            raise SystemExit(INTERRUPTED) from None
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error))
        except Trouble as error:
            fail(str(error))

    return wrapped


def fail(sentence: str) -> NoReturn:
    """End the command with *sentence* on standard error and exit status 1."""
    click.echo(f"noticesearch: {harmless(sentence)}", err=True)
    raise SystemExit(1)


def print_json(value: object) -> None:
    """*value* as JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=not _is_utf8(), indent=1))


def _is_utf8() -> bool:
    """Whether standard output can take every character; JSON in escapes is as good where it cannot."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def print_lines(lines: Iterable[str]) -> None:
    """*lines* on standard output, without what would steer the terminal."""
    for line in lines:
        click.echo(harmless(line))
