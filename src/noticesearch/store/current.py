"""CURRENT: the one file whose content decides which generation is live."""

from __future__ import annotations

from noticesearch.store import disk
from noticesearch.store.errors import IndexDamaged
from noticesearch.store.layout import GENERATION, Layout, check_index, missing


def read_current(layout: Layout) -> str | None:
    """What CURRENT names, None when there is no such file; whether that generation is there is not looked at.

    Raises:
        IndexDamaged: the file cannot be read or holds no generation's name.
    """
    try:
        text = layout.current.read_bytes().decode("ascii", "replace").removesuffix("\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        check_index(layout)
        raise IndexDamaged(f"cannot read {layout.current}: {error.strerror}") from error
    if not GENERATION.fullmatch(text):
        raise IndexDamaged(
            f"{layout.current} holds {text[:40]!r}, expected a generation's name such as 000001-20200311T130300Z; "
            "choose the newest complete one with: noticesearch rollback"
        )
    return text


def live_name(layout: Layout) -> str:
    """The live generation's name; one small file is read, so it can be asked at every request.

    Raises:
        IndexMissing: there is no index.
        IndexDamaged: CURRENT is unreadable, or missing although generations are there.
    """
    name = read_current(layout)
    if name is not None:
        return name
    check_index(layout)
    names = layout.names()
    if not names:
        raise missing(layout)
    raise IndexDamaged(
        f"{layout.current} is missing: either the first build was stopped just before it went live, or the file was "
        f"lost; run noticesearch reindex again, or go live with {names[-1]} by: noticesearch rollback"
    )


def move_current(layout: Layout, name: str) -> None:
    """Make *name* the live generation, durably; only for a holder of the writer lock."""
    disk.replace_file(layout.current, f"{name}\n".encode())
