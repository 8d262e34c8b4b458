"""What can be wrong with an index folder: each a fact, with a sentence for a person. None is answered by deleting."""

from __future__ import annotations

from noticesearch.errors import Trouble


class IndexTrouble(Trouble):
    """Any of the below: what a program catches once, at its border, to print the sentence."""


class IndexMissing(IndexTrouble):
    """There is no index in the folder."""


class IndexDamaged(IndexTrouble):
    """A file of the index is missing, changed or unreadable; nothing was repaired or removed."""


class IndexRefused(IndexTrouble):
    """The folder is not ours to use: other files in it, writable by everybody, or in a format we do not know."""


class WriterBusy(IndexTrouble):
    """Another process is writing the index; the sentence says which, and since when."""


class NotWritten(IndexTrouble):
    """The disk refused a write (full, read-only, broken); the sentence says what is still live."""


class NoPrevious(IndexTrouble):
    """There is no earlier generation to go back to, or going back would undo a takedown."""
