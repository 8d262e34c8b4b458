"""Page numbers: the first, the last, and those around the current one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from noticesearch.results import ResultPage
from noticesearch_web.links import Links
from noticesearch_web.wording import Wording

AROUND = 2  # pages named on each side of the current one: nine links at most, which fit 320 px in two lines


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number; `url` is "" for the current page, `number` "" for a gap."""

    number: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Paging:
    """Links to other pages of the same answer; "" where there is none."""

    previous: str
    next: str
    numbers: tuple[PageLink, ...]
    place: str


def paging(answer: ResultPage, links: Links, wording: Wording) -> Paging | None:
    """The links between the pages of *answer*, None when it has only one."""
    if answer.pages <= 1:
        return None

    def url(number: int) -> str:
        return links.search(replace(answer.query, page=number))

    return Paging(
        previous=url(answer.page - 1) if answer.page > 1 else "",
        next=url(answer.next) if answer.next else "",
        numbers=tuple(
            PageLink(
                str(number) if number else "",
                wording("page_number", number=str(number)),
                url(number) if number and number != answer.page else "",
            )
            for number in _numbers(answer.page, answer.pages)
        ),
        place=wording("page_of", number=str(answer.page), pages=wording.number(answer.pages)),
    )


def _numbers(page: int, pages: int) -> list[int]:
    """The pages to name, 0 for each gap."""
    near = {1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)}
    numbers: list[int] = []
    for number in sorted(near):
        if numbers and number - numbers[-1] == 2:
            numbers.append(number - 1)
        elif numbers and number - numbers[-1] > 2:
            numbers.append(0)
        numbers.append(number)
    return numbers
