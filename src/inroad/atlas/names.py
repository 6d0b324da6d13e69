"""Name-like places in a text: everything that could be the name of a method, with its offset.

Nothing is decided here.  A *surface* is a token or short phrase that looks like a name: mixed case or
digits (``QLoRA``, ``GPT-4``, ``word2vec``), a capitalised coined word (``Mamba``), or a capitalised
phrase (``Tree of Thoughts``).  Which surfaces are names is decided by the papers that introduce them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

HARD, SOFT, PHRASE = 0, 1, 2
"""Shape of a surface: unmistakable by its letters, a capitalised word, a capitalised phrase."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One name-like place."""

    text: str
    start: int
    end: int
    shape: int


@cache
def common_words() -> frozenset[str]:
    """Words that scientific English writes in lower case, so that a capital says nothing."""
    return frozenset(_lexicon("common_words.txt"))


@cache
def generic_acronyms() -> frozenset[str]:
    """Abbreviations of whole fields, metrics and hardware: never the name of a contribution."""
    return frozenset(_lexicon("generic_acronyms.txt"))


def _lexicon(name: str) -> list[str]:
    return (files("inroad") / "data" / "lexicon" / name).read_text("utf-8").split()


# -- LaTeX ----------------------------------------------------------------------------------------

_LATEX = re.compile(
    r"\\(?:text(?:sc|bf|it|tt|rm|sf|normal)?|emph|math(?:rm|bf|sf|tt|it|cal)|mbox|underline)\s*\{|\\(?:sc|bf|it|tt|em)\b"
    r"|\\[,;!~ ]|[{}$^_~]"
)


_DRESSED = re.compile(r"[\\${~]")


def blank_latex(text: str) -> str:
    """``text`` with LaTeX dressing replaced by as many spaces, so that offsets stay true.

    Inside a word nothing is left between the parts, so ``Co$^2$`` still reads as two tokens.
    """
    if not _DRESSED.search(text):
        return text
    return _LATEX.sub(lambda found: " " * len(found.group()), text)


# -- surfaces -------------------------------------------------------------------------------------

# Found from a capital or digit on, and then extended to the left: running text is passed over at the
# speed of the regex engine, eight times faster than looking at every word.
_TAIL = re.compile(r"[A-Z0-9][^\W_]*(?:[-‐‑][^\W_]+|\.\d[^\W_]*|_[A-Za-z]{2}[^\W_]*)*\+{0,2}")
# "GPT-4-based", "GPU-accelerated": the name ends before such a word.
_TRAILER = re.compile(
    r"[-‐‑](?:[Bb]ased|[Ss]tyle|[Ll]ike|[Ff]ree|[Aa]ware|[Dd]riven|[Ll]evel|[Rr]elated|[Ss]pecific|[Bb]ench(?:mark)?ing|[Aa]s|[Cc]entric|[Pp]owered|[Ee]nabled"
    r"|[Oo]nly|[Tt]ype|[Cc]ompatible|[Nn]ative|[a-z]+ed|[A-Z]?[a-z]+ing|(?:Guid|Enhanc|Train|Assist|Augment|Accelerat|Generat|Optimiz|Inspir|Orient|Tun)ed)$"
)
_SIZE = re.compile(r"\d+(?:\.\d+)?(?:x\d+)?[A-Za-z]{0,2}$|\d+(?:st|nd|rd|th)$|\d+[-x]\d*D?$|[A-Za-z]\d?$")
_CODED = re.compile(r"[a-z]+\d+[a-z]|[a-z]{3,}\d+(?:\.\d+)?$|\d+[a-z]{4,}")
_VERSION = re.compile(r" v?\d{1,2}(?:\.\d+)?(?=[\s,.:;)]|$)(?! (?:%|times|percent|points|x ))")
_JOIN = re.compile(r" (?:(?:of|the|and|for|in|with|to|a|as|by|from|is) ){0,2}")


def _shape(token: str) -> int | None:
    """The shape of a token, None if it does not look like a name at all."""
    if token.islower():
        return HARD if _CODED.match(token) and len(token) > 4 else None
    rest = token[1:]
    if rest.islower() or not rest:
        return SOFT if token[0].isupper() and len(token) > 2 else None
    if _SIZE.match(token) or not any(c.isalpha() for c in token):
        return None
    if rest.upper() == rest and token[0].isdigit() and len(token) < 4:
        return None
    if "-" in token and not _hard_part(token):
        return SOFT
    return HARD


def _hard_part(token: str) -> bool:
    """Whether a hyphenated token has more capitals than "Title-Case" would give it."""
    parts = token.split("-")
    return any(p[1:].lower() != p[1:] or p[-1:].isdigit() for p in parts)


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Tokens that hold a capital or a digit, with start and end."""
    for match in _TAIL.finditer(text):
        start, end = match.span()
        while start and (text[start - 1].isalnum() or (text[start - 1] in "-‐‑" and text[start - 2].isalnum())):
            start -= 1
        token = text[start:end]
        trailer = _TRAILER.search(token) if "-" in token else None
        if trailer and token[1 : trailer.start()].lower() != token[1 : trailer.start()]:
            end = start + trailer.start()
            token = text[start:end]
        yield token, start, end


def surfaces(text: str, *, titled: bool = False) -> list[Surface]:
    """All name-like places of ``text``, single tokens and the phrases that hold them.

    Args:
        text: a title or an abstract, LaTeX blanked.
        titled: the text is a title, where capitals say little.
    """
    generic, common = generic_acronyms(), common_words()
    found: list[Surface] = []
    run: list[tuple[str, int, int]] = []
    for token, start, end in _tokens(text):
        shape = _shape(token)
        if run and (shape is None or not _JOIN.fullmatch(text, run[-1][2], start)):
            _close(text, run, found, titled)
        if shape is None:
            continue
        run.append((token, start, end))
        if token in generic or (shape == SOFT and token.lower() in common):
            continue
        if (version := _VERSION.match(text, end)) is not None:
            end = version.end()
        found.append(Surface(text[start:end], start, end, shape))
    if run:
        _close(text, run, found, titled)
    return found


def _close(text: str, run: list[tuple[str, int, int]], found: list[Surface], titled: bool) -> None:
    """End a run of capitalised words; keep it as a phrase unless it merely starts a sentence."""
    common = run[0][0].lower() in common_words()
    if common and not titled and _starts_sentence(text, run[0][1]):
        del run[0]
    if 2 <= len(run) <= 6:
        start, end = run[0][1], run[-1][2]
        found.append(Surface(text[start:end], start, end, PHRASE))
    elif len(run) == 1 and common and not titled:
        # "the Transformer": a common word, yet capitalised in the middle of a sentence.
        found.append(Surface(*run[0], SOFT))
    run.clear()


def _starts_sentence(text: str, offset: int) -> bool:
    before = text[max(offset - 4, 0) : offset].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:"
