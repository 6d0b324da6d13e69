"""Titles, abstracts and names as plain text, changed no more than must be.

Taken away: control and escape characters, characters that reorder or hide text (right-to-left letters
stay), HTML tags that come in pairs, surplus space.  Decoded: HTML entities, LaTeX accents and font
commands outside of mathematics.  Then Unicode NFC.  ``$...$`` is left as it is, and so is anything that
merely looks like a tag: many titles are about ``<think>`` or ``[MASK]``.

Most texts need none of it: one quick look sets those apart, and each repair touches only the rows that it
concerns.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

import polars as pl

_DOUBTFUL = r"[\x00-\x1f\x7f&<\\]|  "
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}[0-9]{0,2});"
_TAGS = "i|b|u|em|tt|strong|sub|sup|span|p|div|code|a|small|font|italic|bold|sc|jats:[a-z]+"
_CLOSING = rf"(?i)</(?:{_TAGS})>|<br ?/?>"
_MATHS = re.compile(r"((?<!\\)\$\$.*?\$\$|(?<!\\)\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)

_ESCAPE_SEQUENCE = r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))"
_HIDDEN = (
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls but white space
    r"\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff"
    r"\U000e0000-\U000e007f]"
)

_MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "i": "ı", "j": "ȷ",
}  # fmt: skip
_BASE = r"(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij](?![A-Za-z])|[A-Za-z]))"
_ACCENT = re.compile(
    r"\{\s*\\([`'^~=.\"])\s*" + _BASE + r"\s*\}|\\([`'^~=.\"])\s*" + _BASE
    + r"|\{\s*\\([uvHcdkr])(?:\s+|(?=\{|\\))" + _BASE + r"\s*\}|\\([uvHcdkr])(?:\s+|(?=\{|\\))" + _BASE
)  # fmt: skip
_LETTER = re.compile(r"\{\\(%s)\}|\\(%s)(?:\{\}|(?![A-Za-z])\s?)" % (("|".join(_LETTERS),) * 2))
_COMMAND = (
    r"\\(?:[`'^~=.\"&%#_]|[uvHcdkr][\s{\\]|emph|text|mbox|underline|(?:"
    + "|".join(_LETTERS)
    + r")(?:[^A-Za-z]|$))"
)
_FONT = re.compile(r"\\(?:emph|textit|textbf|texttt|textsc|textsf|textrm|text|mbox|underline)\s*\{([^{}]*)\}")
_SIGN = re.compile(r"\\([&%#_])")

Mend = Callable[[str], str]


def text(values: pl.Series) -> pl.Series:
    """Every text as plain text; null where nothing is left."""
    if values.null_count() == len(values):
        return values
    doubtful = (
        values.str.contains(_DOUBTFUL) | (values.str.len_bytes() != values.str.len_chars())
    ).fill_null(False)
    rows = doubtful.arg_true()
    values = values.clone().scatter(rows, _repaired(values.gather(rows))) if len(rows) else values
    values = values.str.strip_chars()
    return values.set(values == "", None)


def one(value: str | None) -> str | None:
    """A single text as plain text; None where nothing is left."""
    done: str | None = text(pl.Series([value], dtype=pl.String)).item()
    return done


def names(values: pl.Series) -> pl.Series:
    """Lists of names or labels, each as plain text, the empty ones dropped; null for an empty list."""
    frame = pl.DataFrame({"row": pl.arange(len(values), eager=True), "name": values})
    parts = frame.explode("name").with_columns(pl.col("name").map_batches(_distinct_text)).drop_nulls("name")
    lists = parts.group_by("row", maintain_order=True).agg("name")
    joined = frame.select("row").join(lists, on="row", how="left", maintain_order="left")
    return joined["name"].rename(values.name)


def _distinct_text(values: pl.Series) -> pl.Series:
    # Names repeat a lot: each spelling is cleaned once.
    distinct = values.unique()
    return values.replace_strict(distinct, text(distinct), return_dtype=pl.String)


def _repaired(values: pl.Series) -> pl.Series:
    for pattern, mend in _REPAIRS:
        values = _where(values, pattern, mend)
    return values.str.replace_all(r"\s{2,}|[^\S ]", " ")


def _where(values: pl.Series, pattern: str, mend: Mend) -> pl.Series:
    rows = values.str.contains(pattern).fill_null(False).arg_true()
    if not len(rows):
        return values
    mended = pl.Series([mend(value) for value in values.gather(rows)], dtype=pl.String)
    return values.clone().scatter(rows, mended)


def _untag(value: str) -> str:
    for name in {found.lower() for found in re.findall(rf"(?i)</({_TAGS})>", value)}:
        gap = " " if name in ("p", "div") else ""
        # Only a tag that is closed somewhere is markup: "$a<b$" is not.
        value = re.sub(rf"(?i)</?{name}(?:\s[^<>]*)?/?>", gap, value)
    return re.sub(r"(?i)<br ?/?>", " ", value)


def _untex(value: str) -> str:
    parts = _MATHS.split(value)
    parts[::2] = [_untex_prose(part) for part in parts[::2]]
    return "".join(parts)


def _untex_prose(value: str) -> str:
    value = _FONT.sub(r"\1", _ACCENT.sub(_accented, value))
    value = _LETTER.sub(lambda found: _LETTERS[found[1] or found[2]], value)
    return _SIGN.sub(r"\1", value)


def _accented(found: re.Match[str]) -> str:
    command, base = [group for group in found.groups() if group]
    return unicodedata.normalize("NFC", base.lstrip("\\") + _MARKS[command])


def _unhide(value: str) -> str:
    return re.sub(_HIDDEN, "", re.sub(_ESCAPE_SEQUENCE, "", value))


_REPAIRS: tuple[tuple[str, Mend], ...] = (
    (_ENTITY, html.unescape),
    (_CLOSING, _untag),
    (_COMMAND, _untex),
    (_HIDDEN, _unhide),
    (r"[^\x00-\x{24f}]", lambda value: unicodedata.normalize("NFC", value)),
)
