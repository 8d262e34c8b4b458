"""The issue types of a run, as its index is told of them: what identifies them, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch import live
from noticesearch.issue_list import ListedType, listed
from noticesearch.issues import IssueTypes
from noticesearch.store import Generation


@dataclass(frozen=True, slots=True)
class TypesUsed:
    """The types by which a run tags notices; another `fingerprint` may tag a page otherwise."""

    fingerprint: str
    listed: tuple[ListedType, ...]

    def beside(self, previous: Generation) -> TypesUsed:
        """These, and after them those of *previous* of other names: notices that are kept may have them."""
        names = {kind.name for kind in self.listed}
        kept = tuple(kind for kind in live.issue_types_of(previous) if kind.name not in names)
        return TypesUsed(self.fingerprint, self.listed + kept)


def types_used(types: IssueTypes) -> TypesUsed:
    """What an index is told of *types*."""
    return TypesUsed(types.fingerprint, listed(types))


def types_kept(previous: Generation | None) -> TypesUsed:
    """The types of the last run, for one that reads no page."""
    if previous is None:
        return TypesUsed("", ())
    return TypesUsed(fingerprint_of(previous) or "", live.issue_types_of(previous))


def fingerprint_of(generation: Generation) -> str | None:
    """What identifies the types by which *generation* was tagged; None of one built before types were recorded."""
    return generation.manifest.identity_of("issues")
