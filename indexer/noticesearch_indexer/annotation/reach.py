"""How much of a body is read for counties and findings: all of it, but for what is no notice any more."""

from __future__ import annotations

from dataclasses import replace

from noticesearch.notice import Content, Evidence, Span

MAX_CHARS = 200_000  # the longest notice seen has 118,414, the longest law 120,000; at 10 µs each, 2 s of a page's 10


def within_reach(content: Content) -> tuple[Content, Span | None]:
    """*content* with as much of its body as is read, whole lines where it can be, and the span of the rest, if any."""
    body = content.body
    if len(body) <= MAX_CHARS:
        return content, None
    line_end = body.rfind("\n", MAX_CHARS // 2, MAX_CHARS)
    end = MAX_CHARS if line_end < 0 else line_end
    start = end + len(body[end:]) - len(body[end:].lstrip())
    rest = (start, len(body.rstrip()))
    return replace(content, body=body[:end]), rest if rest[0] < rest[1] else None


def unread(rest: Span | None) -> tuple[Evidence, ...]:
    """Says in the evidence that a body was too long to be read whole; all of it can be searched."""
    if rest is None:
        return ()
    count = rest[1] - rest[0]
    words = f"the last {count:,} characters of the text are beyond the limit and were not read for counties or findings"
    return (Evidence("limit", str(count), words, "size limit", "page"),)
