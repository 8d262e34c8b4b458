"""The live index, opened for reading: the generation's identity checked, the engine's searcher over its files.

Where an engine is chosen: readers and the reindex run name the engine's folder and identity here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from noticesearch import issue_list, versions
from noticesearch.columnar import SCHEMA_VERSION, ColumnarWriter, open_searcher
from noticesearch.engine import IndexWriter, Searcher
from noticesearch.errors import Trouble
from noticesearch.groups import Groups, from_text, to_text
from noticesearch.issue_list import ListedType
from noticesearch.issues import issue_types
from noticesearch.store import Follower, Generation, IndexDamaged, IndexFolder, IndexRefused, disk
from noticesearch.store.manifest import FileRecord, differences, small_files
from noticesearch.text.segmenter import segmenter
from noticesearch.text.terms import analysis_hash
from noticesearch.versions import Versions
from noticesearch.whoosh_loading import UnsafeIndex

Value = TypeVar("Value")

ENGINE_FOLDER = "whoosh"
GROUPS_FILE = "GROUPS"
ISSUE_TYPES_FILE = "ISSUE_TYPES"
VERSIONS_FILE = "VERSIONS.jsonl"
READ_WHOLE = frozenset({GROUPS_FILE, ISSUE_TYPES_FILE, VERSIONS_FILE})


def identity(pipeline: str, issues: str) -> tuple[tuple[str, str], ...]:
    """What an index is built with, for its manifest.

    *pipeline* is the hash of the rules that pages passed, *issues* the fingerprint of the issue types.
    """
    return (
        ("engine", "columnar"),
        ("schema", str(SCHEMA_VERSION)),
        ("segmenter", segmenter().name),
        ("analysis", analysis_hash()),
        ("pipeline", pipeline),
        ("issues", issues),
    )


def readable(generation: Generation) -> bool:
    """Whether this version makes the same terms and documents as the index holds."""
    manifest = generation.manifest
    return (manifest.identity_of("schema"), manifest.identity_of("analysis")) == (str(SCHEMA_VERSION), analysis_hash())


def hashed_at_opening(record: FileRecord) -> bool:
    """Which files are hashed when an index opens: all that are small or read whole; segments check themselves."""
    return small_files(record) or record.name in READ_WHOLE


def searcher_over(generation: Generation) -> Searcher:
    """A searcher over a pinned generation.

    Raises:
        IndexRefused: it was built with another analysis or schema, whose terms would not match.
        IndexDamaged: its files cannot be opened.
    """
    if not readable(generation):
        raise IndexRefused(
            f"the index {generation.name} was built with schema {generation.manifest.identity_of('schema')} and "
            f"{generation.manifest.identity_of('segmenter')}, whose terms differ from this version's; "
            "build it anew with: noticesearch reindex PAGES --index DIR --full"
        )
    return _opened(generation.folder, generation.name, generation.manifest.built_at)


def searcher_in(folder: Path) -> Searcher:
    """A searcher over a generation's folder that is still being built: for the self-check before it goes live."""
    return _opened(folder, folder.name, "")


def writer_in(folder: Path) -> IndexWriter:
    """A writer of the index in a generation's folder."""
    return ColumnarWriter(folder / ENGINE_FOLDER)


def write_groups(folder: Path, groups: Groups) -> None:
    """Put the reposts into a generation's folder, once, before it is published."""
    disk.write_new(folder / GROUPS_FILE, to_text(groups).encode())


def write_issue_types(folder: Path, types: tuple[ListedType, ...]) -> None:
    """Put what is known of the issue types into a generation's folder, once, before it is published."""
    disk.write_new(folder / ISSUE_TYPES_FILE, issue_list.to_text(types).encode())


def issue_types_of(generation: Generation) -> tuple[ListedType, ...]:
    """The issue types by which a generation was tagged."""
    return _issue_types_in(generation.folder)


def write_versions(folder: Path, found: Versions) -> None:
    """Put the earlier versions of notices into a generation's folder, once, before it is published."""
    disk.write_new(folder / VERSIONS_FILE, versions.to_text(found).encode())


def _groups_in(folder: Path) -> Groups:
    """The reposts of a generation; none while it is being built and they are not known yet."""
    return _read(folder / GROUPS_FILE, from_text) or Groups()


def _issue_types_in(folder: Path) -> tuple[ListedType, ...]:
    """The issue types of a generation; our own while it is being built."""
    return _read(folder / ISSUE_TYPES_FILE, issue_list.from_text) or issue_list.listed(issue_types())


def _versions_in(folder: Path) -> Versions:
    """The earlier versions of a generation's notices; none while it is being built, or if it was built without."""
    return _read(folder / VERSIONS_FILE, versions.from_text) or Versions()


def _read(path: Path, parse: Callable[[str], Value]) -> Value | None:
    try:
        return parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _opened(folder: Path, name: str, built_at: str) -> Searcher:
    try:
        return open_searcher(
            folder / ENGINE_FOLDER, name, built_at, _groups_in(folder), _issue_types_in(folder), _versions_in(folder)
        )
    except UnsafeIndex as error:
        raise IndexRefused(str(error)) from error
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise IndexDamaged(f"cannot open the index {name}: {error}; check it with noticesearch verify") from error


def missing_notices(generation: Generation) -> Iterator[str]:
    """Sentences on notices that the ledger names and the index lacks, and the other way round: for `verify`."""
    searcher = searcher_over(generation)
    try:
        with _telling_damage(generation):
            held = {notice.id for notice in searcher.notices()}
    finally:
        searcher.close()
    named = {entry.notice_id: entry.origin for entry in generation.ledger() if entry.notice_id}
    for notice_id, origin in named.items():
        if notice_id not in held:
            yield f"the notice {notice_id} of {origin} is not in the index; build anew with noticesearch reindex --full"
    for notice_id in sorted(held - named.keys()):
        yield f"the index holds the notice {notice_id}, which no page of the ledger gave"


@contextmanager
def searching(path: Path) -> Iterator[Searcher]:
    """The searcher of the live index in *path*, for a single command.

    Raises:
        IndexTrouble: there is none, or it cannot be trusted; the sentence says what to do.
    """
    with IndexFolder(path).pin(hashed_at_opening) as generation:
        searcher = searcher_over(generation)
        try:
            with _telling_damage(generation):
                yield searcher
        finally:
            searcher.close()


@contextmanager
def _telling_damage(generation: Generation) -> Iterator[None]:
    """Where the block fails and a file was changed, the file is told: large ones are not hashed when an index opens."""
    try:
        yield
    except (Trouble, BrokenPipeError):
        raise
    except Exception as error:
        problem = next(differences(generation.folder, generation.manifest, lambda _: True), None)
        if problem is None:
            raise
        raise IndexDamaged(
            f"the index is damaged: {problem}; go back with noticesearch rollback, or build anew with "
            "noticesearch reindex --full"
        ) from error


def following(path: Path) -> Follower[Searcher]:
    """The searcher of whatever is live in *path*, for a server: it moves on when another generation goes live."""
    return IndexFolder(path).follow(searcher_over, lambda searcher: searcher.close(), hashed_at_opening)
