"""Questions in, pages out: the Flask site over a Searcher."""
