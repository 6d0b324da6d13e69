"""Papers at rest: their schema, how sources are merged into one corpus, and the files it lives in."""
