"""The one error every module's own errors derive from, so that the command line catches once."""

from __future__ import annotations


class Trouble(Exception):
    """A fact about the world that stops a command; its text is a sentence: expected, found, where, what to do."""
