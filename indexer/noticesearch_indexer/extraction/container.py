"""Which block of a page holds its notice: the one with the best sum of line scores, or a known content container.

Sums are discounted with the distance below the title, so that a comment section cannot win over a short notice.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from noticesearch_indexer.extraction.containers import is_known, is_sure
from noticesearch_indexer.extraction.document import Block, Document
from noticesearch_indexer.extraction.score import LINK_SHARE, SECTION_TOOLS, TABLE_OF_CONTENTS, Verdict

STRONG_LINE = 0.5  # a line of prose
FREE_LINES = 8  # between title and text: date, source, tools
DISCOUNT_LINES = 25  # every so many lines further down, the sum counts once less
# A block is one card of several where so many others have that share of its words; a card nests so deep.
CARD_SHARE, MIN_CARDS, CARD_LEVELS = 0.3, 4, 4
INSIDE = (SECTION_TOOLS, TABLE_OF_CONTENTS)  # dropped, but no sign that they are not amid a text
UNLINKED_SHARE = 0.6
SURE_SHARE, LIKELY_SHARE = 0.35, 0.9  # of the best sum, for a known container to take over


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of scores and of words over any range of lines, by prefix sums."""

    scores: tuple[float, ...]
    words: tuple[int, ...]

    @classmethod
    def of(cls, document: Document, verdicts: tuple[Verdict, ...]) -> Sums:
        """The sums of a page's lines."""
        return cls(
            (0.0, *accumulate(0.0 if verdict.reason in INSIDE else verdict.score for verdict in verdicts)),
            (0, *accumulate(line.words for line in document.lines)),
        )

    def score(self, block: Block) -> float:
        """The sum of the scores of the block's lines."""
        return self.scores[block.end] - self.scores[block.start]

    def word_count(self, block: Block) -> int:
        """The words in the block."""
        return self.words[block.end] - self.words[block.start]


def choose(
    document: Document, verdicts: tuple[Verdict, ...], title_line: int | None = None, *, known_names: bool = True
) -> Block | None:
    """The block that holds the notice; None for a page without lines. `known_names=False` goes by scores alone."""
    blocks = [block for block in document.blocks if block.end > block.start]
    if not blocks:
        return None
    sums = Sums.of(document, verdicts)
    best = _best(blocks, verdicts, sums, title_line)
    if title_line is None or not best.start - FREE_LINES <= title_line < best.end:
        best = _around_cards(document, best, sums)
    return _known(document, blocks, best, sums) if known_names else best


def _around_cards(document: Document, best: Block, sums: Sums) -> Block:
    """The list that *best* is, or lies in, one of several like entries of: people among the staff; else *best*."""
    least = CARD_SHARE * sums.word_count(best)
    block, levels = best, 0
    while block.parent >= 0 and levels < CARD_LEVELS:
        entries = (one for one in document.blocks if _is_like(one, block))
        if sum(sums.word_count(entry) >= least for entry in entries) > MIN_CARDS:
            return document.blocks[block.parent] if _is_unlinked(document, document.blocks[block.parent]) else best
        block, levels = document.blocks[block.parent], levels + 1
    return best


def _is_unlinked(document: Document, block: Block) -> bool:
    """Whether most words of a block are in no link: lists of pages are all links."""
    lines = document.lines[block.start : block.end]
    unlinked = sum(line.words for line in lines if line.linked < LINK_SHARE)
    return unlinked >= UNLINKED_SHARE * sum(line.words for line in lines)


def _is_like(one: Block, other: Block) -> bool:
    """Whether two blocks stand beside each other and are named alike."""
    return one.parent == other.parent and one.tag == other.tag and one.names == other.names and one.end > one.start


def _best(blocks: list[Block], verdicts: tuple[Verdict, ...], sums: Sums, title_line: int | None) -> Block:
    """The deepest of the blocks with the best discounted sum: blocks come outermost first, so the last of equals."""
    strong = [number for number, verdict in enumerate(verdicts) if verdict.score >= STRONG_LINE]

    def worth(block: Block) -> float:
        total = sums.score(block)
        if title_line is None or total <= 0:
            return total
        at = bisect_left(strong, block.start)
        first = strong[at] if at < len(strong) and strong[at] < block.end else len(verdicts)
        return total / (1 + max(0, first - title_line - FREE_LINES) / DISCOUNT_LINES)

    worths = [worth(block) for block in blocks]
    top = max(worths) - 1e-6
    return max((block for block, value in zip(blocks, worths, strict=True) if value >= top), key=_depth_order)


def _depth_order(block: Block) -> tuple[int, int, int]:
    """Orders nested blocks from the outermost in: later start, then earlier end, then opened later."""
    return block.start, -block.end, block.parent


def _known(document: Document, blocks: list[Block], best: Block, sums: Sums) -> Block:
    """The known container that *best* lies in, or one that rivals it; else *best*."""
    around = _outermost_sure(document, best)
    if around:
        return around
    sure = [block for block in blocks if any(map(is_sure, block.names))]
    rival = max(sure, key=sums.word_count, default=None)
    if rival and _outweighs(rival, best, sums):
        return rival
    likely = [block for block in blocks if any(map(is_known, (*block.names, block.tag)))]
    for group, share in ((sure, SURE_SHARE), (likely, LIKELY_SHARE)):
        enough = [block for block in group if sums.score(block) >= max(share * sums.score(best), 1e-9)]
        if enough:
            top = max(map(sums.score, enough))
            return max((block for block in enough if sums.score(block) >= 0.98 * top), key=_depth_order)
    return best


def _outermost_sure(document: Document, block: Block) -> Block | None:
    found = None
    number = block.parent
    if any(map(is_sure, block.names)):
        found = block
    while number >= 0:
        block = document.blocks[number]
        if any(map(is_sure, block.names)):
            found = block
        number = block.parent
    return found


def _outweighs(rival: Block, best: Block, sums: Sums) -> bool:
    """Whether a sure container with a short notice should win over a bigger block, say a list of news below it."""
    words, score = sums.word_count(rival), sums.score(rival)
    return (
        score > STRONG_LINE and words >= 60 and sums.word_count(best) < 3 * words and sums.score(best) < 4 * score + 2
    )
