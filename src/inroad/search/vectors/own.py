"""A text of the user's own: a file that is read as text, or what comes in on standard input."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from inroad.errors import InputError

MOST = 1_000_000
"""Bytes of a text that are read; a book has fewer."""
STANDARD_INPUT = "-"
_AS_TEXT = "give a plain-text, Markdown, BibTeX or LaTeX file"


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text and the name it goes by."""

    name: str
    text: str


def own_text(name: str) -> OwnText:
    """The text in a file, or on standard input if the name is ``-``.

    Raises:
        InputError: it cannot be read, is no text, holds no word, or is huge.
    """
    shown = "standard input" if name == STANDARD_INPUT else name
    text = _decoded(_content(name, shown), shown)
    said = _plain(text)
    if not re.search(r"[^\W\d_]", said):
        raise InputError(f"{shown} holds no words", _AS_TEXT)
    return OwnText(shown, said)


def _content(name: str, shown: str) -> bytes:
    try:
        if name == STANDARD_INPUT:
            content = sys.stdin.buffer.read(MOST + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(MOST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot read {shown} ({reason})", _AS_TEXT) from None
    if len(content) > MOST:
        raise InputError(f"{shown} is larger than {MOST:,} bytes", "give the part that matters")
    return content


def _decoded(content: bytes, shown: str) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    # A text has no zero bytes and hardly any other control characters.
    odd = sum(byte < 9 or 13 < byte < 32 for byte in content[:8192])
    if b"\0" in content or odd > len(content[:8192]) / 100:
        raise InputError(f"{shown} is not a text", f"{_AS_TEXT}; of a PDF, copy the abstract")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


# -- what is not said -----------------------------------------------------------------------------

# Every repetition is bounded, so that no file, however broken, takes long.
# "5% of them" is a slip of the pen in LaTeX, and no comment.
_COMMENT = re.compile(r"(?<![\\\d])%.*")
_BEGIN = r"\begin{document}"
_KEYS = re.compile(
    r"\\(?:cite[a-zA-Z]{0,20}|ref|label|begin|end|usepackage|bibliography[a-z]{0,9}|input|include[a-z]{0,9})"
    r"(?:\[[^\[\]{}]{0,200}\]){0,2}\{[^{}]{0,500}\}"
)
_COMMAND = re.compile(r"\\[a-zA-Z]{1,40}\*?")
_ENTRY = re.compile(r"^[ \t]{0,99}@\w{1,40}[ \t]{0,99}[{(]", re.M)
_FIELD = re.compile(r"^[ \t]{0,99}(\w{1,40})\s{0,99}=|^[ \t]{0,99}@\w{1,40}", re.M)
_SAYING = frozenset(("title", "booktitle", "journal", "abstract", "keywords", "note"))
_ADDRESS = re.compile(r"https?://\S{1,2000}")


def _plain(text: str) -> str:
    """The words that say something: no commands, no keys, no addresses."""
    if _ENTRY.search(text):
        text = _said_in_entries(text) or text
    if "\\" in text:
        text = _COMMENT.sub("", text[max(0, text.find(_BEGIN)) :])
        text = _COMMAND.sub(" ", _KEYS.sub(" ", text))
    return _ADDRESS.sub(" ", text)


def _said_in_entries(text: str) -> str:
    """Titles, abstracts and the like of a BibTeX file."""
    found = list(_FIELD.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    parts = zip(found, ends, strict=True)
    return "\n".join(text[match.end() : end] for match, end in parts if (match[1] or "").lower() in _SAYING)
