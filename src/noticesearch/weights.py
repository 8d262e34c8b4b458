"""What makes a notice relevant, the same for every engine: the constants of BM25F and what each field is worth."""

from __future__ import annotations

from typing import Literal

K1 = 1.2  # how soon more of the same word stops counting; the literature's usual value
B = 0.75  # how much long fields are discounted; the same
KIND_WEIGHTS: dict[Literal["words", "bigrams"], float] = {"words": 1.0, "bigrams": 0.5}  # together they beat either
AREA_WEIGHTS: dict[Literal["title", "text", "context", "docno"], float] = {"title": 3.0, "text": 1.0, "context": 0.5}
ONE_PART_FACTOR = 1.2  # for parts that hold by themselves what is asked of the notice
