"""What cannot be read: a whole source, which stops a run, or something inside one, which does not."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.errors import Trouble
from noticesearch.notice import Rejection


class SourceUnreadable(Trouble):
    """A source named on the command line does not exist or cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Unreadable(Rejection):
    """A file or folder that the system would not read: whatever it held before, it may hold still."""
