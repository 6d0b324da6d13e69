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

_COMMENT = re.compile(r"(?<!\\)%.*")
_PREAMBLE = re.compile(r"\A.*?\\begin\{document\}", re.S)
_KEYS = re.compile(
    r"\\(?:cite\w*|ref|label|begin|end|usepackage|bibliography\w*|input|include\w*)"
    r"(?:\[[^\]]*\])*\{[^}]*\}"
)
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?")
_ENTRY = re.compile(r"^\s*@\w+\s*[{(]", re.M)
_SAID = re.compile(
    r"\b(?:title|abstract|keywords|booktitle|journal)\s*=\s*[{\"](.*?)[}\"]\s*(?:,?\s*$|,\s*\w+\s*=)",
    re.M | re.S | re.I,
)
_ADDRESS = re.compile(r"https?://\S+")


def _plain(text: str) -> str:
    """The words that say something: no commands, no keys, no addresses."""
    if _ENTRY.search(text):
        return "\n".join(match[1] for match in _SAID.finditer(text)) or text
    if "\\" in text:
        text = _COMMENT.sub("", _PREAMBLE.sub("", text, count=1))
        text = _COMMAND.sub(" ", _KEYS.sub(" ", text))
    return _ADDRESS.sub(" ", text)
