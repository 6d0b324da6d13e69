"""arXiv's author line: ``A. Grey (1), B. Row and C. Li ((1) Some place)`` as single names.

Names are how people are told apart here, so affiliations, which stand between them, must go.
"""

from __future__ import annotations

import re

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_BETWEEN = re.compile(r"\s*[,;]\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+")
_GROUP = re.compile(r"\b(collaboration|consortium|group|team)\s*:", re.IGNORECASE)
_THIN_SPACE = re.compile(r"\\[,;]")


def split_authors(line: str | None) -> tuple[str, ...] | None:
    """The names in an author line, in order; None where there are none."""
    if not line:
        return None
    bare = _GROUP.sub(r"\1,", _without_brackets(_THIN_SPACE.sub(" ", line)))
    names: list[str] = []
    for part in filter(None, (" ".join(words.split()) for words in _BETWEEN.split(" ".join(bare.split())))):
        if names and _SUFFIX.fullmatch(part):
            names[-1] += f" {part}"
        else:
            names.append(part)
    return tuple(names) or None


def _without_brackets(line: str) -> str:
    """The line without affiliations; an unclosed bracket ends the names."""
    depth, kept = 0, []
    for sign in line:
        depth += sign == "("
        if not depth:
            kept.append(sign)
        depth -= sign == ")" and depth > 0
    return "".join(kept)
