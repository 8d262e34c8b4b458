"""Whether two notices are one text: a repost adds before and after, a form filled in again differs within.

Both are read clause by clause. What only one side has is an insertion: an opening line, a caption, a closing note.
Where the sides say different things in the same place, they are two notices, unless that is a slip of the pen or stands
at the very beginning or end, where sites write what they like: but never another number, nor another county.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher

from noticesearch.gazetteer import gazetteer
from noticesearch_indexer.reposts.wording import Wording, is_number, tokens

LEAST_COMMON = 0.8  # of the shorter text; the rest may be chrome left over
LEAST_COMMON_OF_LONGER = 0.5  # a short notice within a long article is quoted, not reposted
TELLING_LETTERS = 500  # what a site has on all its pages (addresses) is shorter: below, titles must be alike
LEAST_TITLE = 0.6  # of the shorter title's characters; 学院新闻 and 学院相册 share half
MAX_SLIP_TOKENS = 1  # 的 for 地; two are already a name
NAME_TOKENS = 4  # 张某芳 for 李某国 at the end of a list
MAX_SLIPS = 0.01  # of the common letters
FINE_TOKENS = 400  # stretches up to this long are compared token by token, which takes the square of it

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one side says where the other says something else, or nothing; `outside` is before or after all else."""

    left: Tokens
    right: Tokens
    outside: bool

    @property
    def is_insertion(self) -> bool:
        """Whether only one side says something here."""
        return not self.left or not self.right

    @property
    def may_be_frame(self) -> bool:
        """Whether it may be what two sites each wrote around the text, and not a name in a list."""
        return self.outside and max(len(self.left), len(self.right)) > NAME_TOKENS


def same_text(one: Wording, other: Wording) -> bool:
    """Whether the notices are one text and its repost."""
    shorter, longer = sorted(len(wording.letters) for wording in (one, other))
    if not _titles_agree(one.title, other.title, shorter):
        return False
    found = tuple(differences(one.body, other.body))
    common = len(one.letters) - sum(len(token) for each in found for token in each.left)
    if common < max(LEAST_COMMON * shorter, LEAST_COMMON_OF_LONGER * longer):
        return False
    if not _numbers_agree(each for each in found if not each.outside):
        return False
    said_otherwise = [each for each in found if not each.is_insertion]
    slips = [each for each in said_otherwise if not each.may_be_frame]
    frame = [each for each in said_otherwise if each.may_be_frame]
    return (
        all(map(_is_slip, slips))
        and len(slips) <= MAX_SLIPS * common
        and all(_agree(each.left, each.right) for each in frame)
    )


def differences(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Difference]:
    """Where two texts, given as clauses, differ, in reading order."""
    before = _common_beginning(one, other)
    one, other = one[before:], other[before:]
    after = _common_beginning(one[::-1], other[::-1])
    one, other = one[: len(one) - after], other[: len(other) - after]
    matcher = SequenceMatcher(None, one, other)  # with its heuristic for frequent clauses: the cells of a long table
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        left, right = tokens("".join(one[start:end])), tokens("".join(other[other_start:other_end]))
        first = not before and start == 0 and other_start == 0
        last = not after and end == len(one) and other_end == len(other)
        yield from _finer(left, right, outside=first or last)


def _finer(left: Tokens, right: Tokens, *, outside: bool) -> Iterator[Difference]:
    """The differences within a stretch; one that begins or ends alike is no longer *outside*."""
    before = _common_beginning(left, right)
    left, right = left[before:], right[before:]
    after = _common_beginning(left[::-1], right[::-1])
    left, right = left[: len(left) - after], right[: len(right) - after]
    if not left and not right:
        return
    outside = outside and not before and not after
    if outside or not left or not right or max(len(left), len(right)) > FINE_TOKENS:
        yield Difference(left, right, outside)
        return
    for kind, start, end, other_start, other_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Difference(left[start:end], right[other_start:other_end], outside=False)


def _numbers_agree(within: Iterable[Difference]) -> bool:
    """Whether all numbers that only one side has stand on one side: it says more then, not otherwise."""
    sides = tuple(within)
    left = _numbers(token for each in sides for token in each.left)
    right = _numbers(token for each in sides for token in each.right)
    return _one_holds_other(left, right)


def _common_beginning(left: Tokens, right: Tokens) -> int:
    shorter = min(len(left), len(right))
    return next((at for at in range(shorter) if left[at] != right[at]), shorter)


def _is_slip(difference: Difference) -> bool:
    both = (difference.left, difference.right)
    return all(len(side) <= MAX_SLIP_TOKENS for side in both) and not any(
        is_number(token) for side in both for token in side
    )


def _titles_agree(one: tuple[str, ...], other: tuple[str, ...], shorter: int) -> bool:
    """Whether both titles can be those of one text, of which the *shorter* version has so many letters."""
    left, right = tokens("".join(one)), tokens("".join(other))
    return _agree(left, right) and (shorter >= TELLING_LETTERS or _alike(set(left), set(right)))


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= max(1, LEAST_TITLE * min(len(one), len(other)))


def _agree(left: Tokens, right: Tokens) -> bool:
    """Whether neither side has a number or a county that contradicts the other's."""
    return _one_holds_other(_numbers(left), _numbers(right)) and _one_holds_other(_units(left), _units(right))


def _numbers(said: Iterable[str]) -> set[str]:
    return {token for token in said if is_number(token)}


def _units(said: Tokens) -> set[tuple[str, ...]]:
    return {match.codes for match in gazetteer().find("".join(said))}


def _one_holds_other(one: AbstractSet[object], other: AbstractSet[object]) -> bool:
    return one <= other or other <= one
