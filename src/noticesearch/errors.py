"""The one error every module's own errors derive from, so that the command line catches once.

Two kinds stay apart: `grammar.QueryRefused` is an answer in two languages, which `parameters` gives; what
`plain.loading` says of unreadable files, `live` words anew as trouble of the index folder.
"""

from __future__ import annotations


class Trouble(Exception):
    """A fact about the world that stops a command; its text is a sentence: expected, found, where, what to do."""
