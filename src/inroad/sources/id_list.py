"""A list of papers as ids: a line or several, with or without addresses, versions and words around them."""

from __future__ import annotations

import re

from inroad.sources.library import Library, Said, arxiv_id, broken, doi, library

KIND = "list of ids"
_BETWEEN = re.compile(r"[\s,;|()<>\[\]\"'`]+")


def parse(data: bytes, source: str) -> Library:
    """All ids of a text; what follows ``#`` at the beginning of a word is a remark."""
    said: list[Said] = []
    rejects = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        bare = re.sub(r"(?:^|\s)#.*", "", line)
        tokens = [token for token in _BETWEEN.split(bare) if token]
        ids = [token for token in tokens if arxiv_id((token.rstrip("."),), ()) or doi((token,), ())]
        said += [Said(f"line {number}", ids=(token.rstrip("."),), raw=line) for token in ids]
        if tokens and not ids:
            rejects.append(broken(source, f"line {number}", "there is no id in it", line))
    return library(KIND, said, source, rejects)
