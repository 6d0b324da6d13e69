"""Makes text from papers harmless before anyone looks at it.

A title may hold terminal escapes, direction overrides or ten megabytes.  What leaves ``clean`` is one
line that moves no cursor, turns no writing direction and can be encoded; a character that was taken out
leaves ``�`` behind, so that the reader sees that something was there.
"""

from __future__ import annotations

import re

TITLE = 300
"""Characters of a title that are shown; real titles end well before."""

LINE = 2000
"""Characters of any other text that are shown."""

_SPACES = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
# C0, DEL and C1 steer terminals; the bidi group reorders what is read; the invisible and tag
# characters hide text; lone surrogates cannot be encoded.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str, limit: int = LINE) -> str:
    """``text`` as one safe line of at most ``limit`` characters."""
    # Cut first: the rest of a huge text need not be looked at.
    short = _SPACES.sub(" ", text[: 4 * limit]).strip()
    return clip(UNSAFE.sub("\ufffd", short), limit, cut=len(text) > 4 * limit)


def fragment(text: str, limit: int = LINE) -> str:
    """A part of a line, safe as ``clean`` makes it, with a space left where it began or ended with one."""
    lead, tail = " " * text[:1].isspace(), " " * (len(text) > 1 and text[-1].isspace())
    return lead + clean(text, limit) + tail


def verbatim(text: str, limit: int = LINE) -> str:
    """One line of code or of a drawing: safe as ``clean`` makes it, its spaces as they are."""
    return clip(
        UNSAFE.sub("\ufffd", text[: 4 * limit].expandtabs(4).rstrip()), limit, cut=len(text) > 4 * limit
    )


def clip(text: str, limit: int, *, cut: bool = False) -> str:
    """At most ``limit`` characters, ending in ``…`` where something was left out."""
    if len(text) <= limit and not cut:
        return text
    return text[: limit - 1].rstrip() + "…"
