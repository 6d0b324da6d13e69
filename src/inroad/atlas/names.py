"""Name-like places in a text: everything that could be the name of a method, with its offset.

Nothing is decided here.  A *surface* is a token or short phrase that looks like a name: mixed case or
digits (``QLoRA``, ``GPT-4``, ``word2vec``), a capitalised coined word (``Mamba``), or a capitalised
phrase (``Tree of Thoughts``).  Which surfaces are names is decided by the papers that introduce them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from inroad.atlas.text import Remembered, name_key

HARD, SOFT, PHRASE = 0, 1, 2
"""Shape of a surface: unmistakable by its letters, a capitalised word, a capitalised phrase."""


class Surface(NamedTuple):
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


keys = Remembered(name_key)
""":func:`~inroad.atlas.text.name_key`, remembered."""
key_of = keys.__getitem__

# -- LaTeX ----------------------------------------------------------------------------------------

_LATEX = re.compile(
    r"\\(?:text(?:sc|bf|it|tt|rm|sf|normal)?|emph|math(?:rm|bf|sf|tt|it|cal)|mbox|underline)\s*\{"
    r"|\\(?:sc|bf|it|tt|em)\b|\\[,;!~ ]|[{}$^~]|(?<![A-Za-z])_|_(?![A-Za-z]{2})"
)


def blank_latex(text: str) -> str:
    """``text`` with LaTeX dressing replaced by as many spaces, so that offsets stay true.

    Inside a word nothing is left between the parts, so ``Co$^2$`` still reads as two tokens.
    """
    if "$" not in text and "\\" not in text and "{" not in text and "~" not in text:
        return text
    return _LATEX.sub(lambda found: " " * len(found.group()), text)


# -- surfaces -------------------------------------------------------------------------------------

# Found from a capital or digit on, and then extended to the left: running text is passed over at the
# speed of the regex engine, eight times faster than looking at every word.
_TAIL = re.compile(
    r"[A-Z0-9][^\W_]*(?:[-‐‑][^\W_]+|\.\d[^\W_]*|_[A-Za-z]{2}[^\W_]*|(?:\.[A-Z]){2,}(?![a-z]))*\+{0,2}"
)
# "GPT-4-based", "GPU-accelerated": the name ends before such a word.
_TRAILER = re.compile(
    r"""[-‐‑](?:
        (?i:based|style|like|free|aware|driven|level|related|specific|bench(?:mark)?ing|as|centric)
      | (?i:only|type|powered|enabled|compatible|native|friendly|efficient|wise|agnostic)
      | an? | the | on | in | to | page | which | that | our | we | is | it | and | for
      | [a-z]+ed | [A-Z]?[a-z]+ing
      | (?:Guid|Enhanc|Train|Assist|Augment|Accelerat|Generat|Optimiz|Inspir|Orient|Tun)ed
    )$""",
    re.VERBOSE,
)
_ALIKE = re.compile(r"[-‐‑](?i:style|like|inspired)$")
"""What ends with this is another thing than what begins it, and never one name with it."""
_SIZE = re.compile(r"\d+(?:\.\d+)?(?:x\d+)?[A-Za-z]{0,2}$|\d+(?:st|nd|rd|th)$|\d+[-x]\d*D?$|[A-Za-z]\d?$")
_SHORTEST = frozenset(("T5", "S4", "S5", "S6", "H3", "E5", "R1"))
"""Names of one letter and one digit; others of that shape are symbols and figures."""
_CODED = re.compile(r"[a-z]+\d{1,2}[a-z]|[a-z]{3,}\d+(?:\.\d+)?$|\d+[a-z]{4,}")
_VERSION = re.compile(r" v?\d{1,2}(?:\.\d+)?(?=[\s,.:;)]|$)(?! (?:%|times|percent|points|x ))")
_VERSION_STARTS = frozenset("v0123456789")
_JOIN = re.compile(r" (?:(?:of|the|and|for|in|with|to|a|as|by|from|is) ){0,2}")


def _shape(token: str) -> int | None:
    """The shape of a token, None if it does not look like a name at all."""
    if token.islower():
        return HARD if _CODED.match(token) and len(token) > 4 else None
    rest = token[1:]
    if rest.islower() or not rest:
        return SOFT if token[0].isupper() and len(token) > 2 else None
    if token in _SHORTEST:
        return HARD
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


def _trailed(token: str) -> int:
    """How long a token is without a word such as "-based" behind it."""
    trailer = _TRAILER.search(token)
    named = trailer is not None and token[1 : trailer.start()].lower() != token[1 : trailer.start()]
    if trailer and (named or _ALIKE.search(token)):
        return trailer.start()
    return len(token)


class _Look(NamedTuple):
    """What can be said of a token by its letters alone."""

    token: str
    """Without a word such as "-based" behind it."""
    shape: int | None
    common: bool
    telling: bool
    """May be a name on its own."""


def _look(token: str) -> _Look:
    if "-" in token:
        token = token[: _trailed(token)]
    shape, common = _shape(token), token.lower() in common_words()
    telling = shape is not None and token not in generic_acronyms() and not (shape == SOFT and common)
    return _Look(token, shape, common, telling)


_looks = Remembered(_look)


def _extended(text: str, start: int) -> int:
    """``start`` moved left over the lower-case beginning of a word: *word*2vec, *i*Phone, *x*-CLIP."""
    while start and (text[start - 1].isalnum() or (text[start - 1] in "-‐‑" and text[start - 2].isalnum())):
        start -= 1
    return start


def surfaces(text: str, *, titled: bool = False, title: str = "") -> list[Surface]:
    """All name-like places of ``text``, single tokens and the phrases that hold them.

    Args:
        text: a title or an abstract, LaTeX blanked.
        titled: the text is a title, where capitals say little.
        title: of the paper whose abstract this is; a phrase that stands there too is kept whole.
    """
    found: list[Surface] = []
    run: list[tuple[_Look, int, int]] = []
    last = 0  # where the run ends
    for match in _TAIL.finditer(text):
        start, end = match.span()
        if start and text[start - 1] not in " (":
            start = _extended(text, start)
        look = _looks[text[start:end]]
        token, shape, _, telling = look
        if run and (shape is None or not _joined(text, last, start)):
            _close(text, run, found, titled, title)
            run = []
        if shape is None:
            continue
        last = start + len(token)
        run.append((look, start, last))
        if telling:
            found.append(_versioned(text, token, start, last, shape))
    if run:
        _close(text, run, found, titled, title)
    return found


def _versioned(text: str, token: str, start: int, end: int, shape: int) -> Surface:
    """A token as a surface, with the version number behind it."""
    if text[end + 1 : end + 2] in _VERSION_STARTS and (version := _VERSION.match(text, end)) is not None:
        return Surface(text[start : version.end()], start, version.end(), shape)
    return Surface(token, start, end, shape)


def _joined(text: str, end: int, start: int) -> bool:
    """Whether only a space or small words stand between two capitalised words."""
    gap = start - end
    if gap == 1:
        return text[end] == " "
    return 3 <= gap <= 10 and _JOIN.fullmatch(text, end, start) is not None


def _close(
    text: str, run: list[tuple[_Look, int, int]], found: list[Surface], titled: bool, title: str
) -> None:
    """End a run of capitalised words; keep it as a phrase unless it merely starts a sentence."""
    first = run[0][0]
    if first.common and not titled and _starts_sentence(text, run[0][1]):
        if len(run) < 2:
            return
        if text[run[0][1] : run[-1][2]] not in title:
            del run[0]
    look, start, end = run[0]
    if 2 <= len(run) <= 6:
        end = run[-1][2]
        found.append(Surface(text[start:end], start, end, PHRASE))
    elif len(run) == 1 and first.common and not titled and look.token not in generic_acronyms():
        # "the Transformer": a common word, yet capitalised in the middle of a sentence.
        found.append(Surface(look.token, start, end, SOFT))


def _starts_sentence(text: str, offset: int) -> bool:
    before = text[max(offset - 4, 0) : offset].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:"
