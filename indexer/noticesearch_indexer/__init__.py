"""Pages in, index out: reading sources, removing chrome, cutting parts, running a reindex."""
