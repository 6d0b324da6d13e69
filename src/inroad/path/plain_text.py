"""Pasted text as plain text in which every character stays at its place.

Markup is overwritten with spaces and never taken out, so a place in the plain text is the same place in what
the user pasted.
"""

from __future__ import annotations

import html
import re
from functools import cache

from inroad.errors import InputError

MOST = 200_000
"""Characters that are read; real posts have two to ten thousand."""

_TAG = re.compile(r"</?[a-z!][^<>]{0,5000}>", re.I)
_OPENING = re.compile(r"<!--|<(script|style|head|noscript|template|svg)\b", re.I)
_BREAKS = re.compile(r"</?(p|div|br|li|ul|ol|h[1-6]|tr|td|section|article|header|footer|table|title)\b", re.I)
# With the word around it, which then ends earlier but begins where it did.
_ENTITY = re.compile(
    r"(?<![^\s<>&])[^\s<>&]*(?:&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d?);[^\s<>&]*)+", re.I
)
_HEADING = re.compile(r"<(h[1-6])\b", re.I)
_LOOKS_MARKED = re.compile(
    r"<(/?(p|div|br|li|ul|h[1-6]|html|body|span|strong|b|script|style|head)\b|!doctype)[^<>]*>", re.I
)
_MARKDOWN = re.compile(r"(?m)^[ \t]*(#{1,6}|[-*+•·▪‣–]|\d{1,2}[.)])(?=\s)|\*\*|__|`")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "‑": "-", "–": "-", "—": "-"})
_CONTROLS = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)} | {
    0x0D: "\n"
}


def decoded(raw: bytes, name: str, what: str = "post") -> str:
    """The text of a file.

    Raises:
        InputError: it is a PDF or another binary file, empty, or too long.
    """
    if raw[:1024].lstrip().startswith(b"%PDF"):
        raise InputError(f"{name} is a PDF", "open it, copy its text, and give that instead")
    if raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or b"\x00" in raw[:4096].replace(b"\xff\xfe", b""):
        raise InputError(f"{name} is not text", "copy the words into a text file, or pipe them in")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
        if text.count("\ufffd") > len(text) / 50:
            raise InputError(f"{name} is not text", "copy the words into a text file") from None
    return checked(text, name, what)


def checked(text: str, name: str, what: str = "post") -> str:
    """The same for text that is at hand."""
    if not text.strip():
        raise InputError(f"{name} is empty", f"paste a {what} into it")
    if len(text) > MOST:
        raise InputError(
            f"{name} has {len(text):,} characters, too many for one {what}", f"give at most {MOST:,}"
        )
    return text


def plain(text: str) -> str:
    """``text`` without markup, of the same length; ends of blocks become line feeds."""
    if _LOOKS_MARKED.search(text):
        text = _ENTITY.sub(_entity, _TAG.sub(_blank, _without_blocks(text)))
    text = _MARKDOWN.sub(lambda found: " " * len(found[0]), text.translate(_QUOTES))
    return text.translate(_CONTROLS)


def headings(text: str) -> list[int]:
    """Where headings of HTML begin: what stands there is one, however it is worded."""
    return [found.start() for found in _HEADING.finditer(text)]


def _without_blocks(text: str) -> str:
    """Without comments, scripts and the like; one that is never closed hides nothing.

    What is looked for once and not there is not looked for again: a text may open ten thousand of them.
    """
    kept: list[str] = []
    endless: set[str] = set()
    at = start = 0
    while opening := _OPENING.search(text, at):
        name = (opening[1] or "").lower()
        closing = None if name in endless else _closing(name).search(text, opening.end())
        at = closing.end() if closing else opening.end()
        if closing:
            kept += [text[start : opening.start()], " " * (at - opening.start())]
            start = at
        else:
            endless.add(name)
    return "".join([*kept, text[start:]])


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>" if name else "-->", re.I)


def _blank(found: re.Match[str]) -> str:
    return ("\n" if _BREAKS.match(found[0]) else " ") + " " * (len(found[0]) - 1)


def _entity(found: re.Match[str]) -> str:
    read = html.unescape(found[0]).replace("\n", " ")
    return read[: len(found[0])].ljust(len(found[0]))
