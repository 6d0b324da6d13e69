"""Short forms and their long forms: ``Low-Rank Adaptation (LoRA)``, ``LoRA (low-rank adaptation)``.

Schwartz and Hearst (2003, "A simple algorithm for identifying abbreviation definitions in biomedical
text") walk both forms from the right and take the first letters that fit, which lets a letter be found
in the middle of a wrong word.  Here every way of spreading the letters over the words is scored, and
word beginnings are worth more than letters inside, so that the best way wins, not the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inroad.atlas.text import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Definition:
    """One place where a text says what a short form stands for; offsets into that text."""

    short: str
    long: str
    short_start: int
    start: int
    """Where the long form starts and ends."""
    end: int


_SHORT = r"[^\W_][\w+\-‑./²³*]{1,14}(?: ?\d(?:\.\d)?)?"
_INSIDE = r"([^()\[\]]{2,120})[)\]]"
# A pattern that starts with one known character is searched several times as fast as one with a choice.
_ROUND, _BRACKET = re.compile(rf"\({_INSIDE}"), re.compile(rf"[(\[]{_INSIDE}")
_LEAD = re.compile(
    r"\s*(?:or |termed |called |dubbed |named |denoted (?:as |by )?|abbreviated (?:as |to )?"
    r"|a\.?k\.?a\.? |i\.e\.,? |namely )?[\"“`'*]*"
)
_FIRST_IN = re.compile(rf"({_SHORT})[\"”'*]*\s*(?:$|[;,] )")
_LAST_TOKEN = re.compile(rf"(?<![\w-])({_SHORT})[\"”']?\s*$")
_AFTER_COMMA = re.compile(
    r", (?:or|abbreviated as|abbreviated|termed|dubbed|called|named) (?:simply |just )?"
    rf"[\"“'`]*({_SHORT})[\"”']*[,.]"
)
_APPOSITION = re.compile(r", (?:an?|the|our|which is an?) (?:novel |new )?(?=[^,.;]{6})")
_STANDS_FOR = re.compile(
    r"(?:stand(?:s|ing)? for|short for|(?:acronym|abbreviation|abbreviated) (?:of|for|from))\s*"
    r"[\"“'`]*([^().,;:\"”]{6,120})"
)
_BEFORE_STANDS = re.compile(rf"(?<![\w-])({_SHORT}),?[\"”']?\s*\(?(?:which |that )?(?:is )?(?:an? )?$")
_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"-[^\W_]+")
_BREAK = re.compile(r"[.;:!?]\s|[()\[\]]")


def definitions(text: str, *, titled: bool = False) -> list[Definition]:
    """All definitions in ``text`` (a title or abstract, LaTeX blanked), in order of their short forms."""
    found: dict[str, Definition] = {}
    for match in (_BRACKET if "[" in text else _ROUND).finditer(text):
        _keep(found, _bracketed(text, match))
    for match in _AFTER_COMMA.finditer(text):
        _keep(found, _before(text, match.group(1), match.start(1), match.start()))
    for match in _APPOSITION.finditer(text):
        if not text[text.rfind(" ", 0, match.start()) + 1 : match.start()].islower():
            _keep(found, _apposed(text, match))
    if "stand" in text or "short for" in text or "cronym" in text or "bbrevia" in text:
        for match in _STANDS_FOR.finditer(text):
            head = _BEFORE_STANDS.search(text, max(0, match.start() - 40), match.start())
            if head:
                _keep(found, _inside(text, head.group(1), head.start(1), match.start(1), match.end(1)))
    if titled and ":" in text:
        _keep(found, _subtitle(text))
    return sorted(found.values(), key=lambda d: d.short_start)


def _keep(found: dict[str, Definition], definition: Definition | None) -> None:
    if definition is not None:
        found.setdefault(definition.short, definition)


def _bracketed(text: str, match: re.Match[str]) -> Definition | None:
    """``long (SHORT)`` or ``SHORT (long)``, whichever the brackets hold."""
    start, stop = match.span(1)
    lead = _LEAD.match(text, start, stop)
    start = lead.end() if lead else start
    inner = _FIRST_IN.match(text, start, stop)
    if inner and (found := _before(text, inner.group(1), inner.start(1), match.start())):
        return found
    if " " not in text[start:stop] and "-" not in text[start:stop]:
        return None
    head = _LAST_TOKEN.search(text, max(0, match.start() - 20), match.start())
    return _inside(text, head.group(1), head.start(1), start, stop) if head else None


def _apposed(text: str, match: re.Match[str]) -> Definition | None:
    """``SHORT, a long form that ...``"""
    head = _LAST_TOKEN.search(text, max(0, match.start() - 20), match.start())
    if head is None or head.group(1)[1:].lower() == head.group(1)[1:]:
        return None
    stop = _BREAK.search(text, match.end())
    return _inside(text, head.group(1), head.start(1), match.end(), stop.start() if stop else len(text))


@lru_cache(maxsize=1 << 14)
def _is_short(token: str) -> bool:
    """Whether a token can be a short form: some capital, or a digit beside letters; not a number or size."""
    head = token.split(" ")[0]
    letters = sum(c.isalpha() for c in head)
    return letters >= 2 and (head.lower() != head or any(c.isdigit() for c in head[1:]))


def _before(text: str, short: str, short_start: int, stop: int) -> Definition | None:
    """The long form that ends just before ``stop``."""
    if not _is_short(short):
        return None
    begin = max(0, stop - 25 - 16 * len(short))
    for cut in _BREAK.finditer(text, begin, max(stop - 1, begin)):
        begin = cut.end()
    words = [m.span() for m in _WORD.finditer(text, begin, stop)]
    if not words or text[words[-1][1] : stop].strip(" -,\"”'’–—*`"):
        return None
    score, first = _best_start(_letters(short), [text[a:b].lower() for a, b in words])
    if score < _ENOUGH:
        return None
    return _made(text, short, short_start, _whole_word(text, words[first][0]), words[-1][1])


def _whole_word(text: str, start: int) -> int:
    """``start`` moved left to the beginning of a hyphenated word: *non*-negative, *semi*-supervised."""
    while start > 1 and text[start - 1] == "-" and text[start - 2].isalpha():
        start -= 1
        while start and text[start - 1].isalpha():
            start -= 1
    return start


def _inside(text: str, short: str, short_start: int, start: int, stop: int) -> Definition | None:
    """The long form that begins at ``start``, as many words as spell the short form best."""
    if not _is_short(short):
        return None
    words = [m.span() for m in _WORD.finditer(text, start, stop)]
    letters = _letters(short)
    score, last = _best_end(letters, [text[a:b].lower() for a, b in words[: 2 * len(letters) + 2]])
    if score < _ENOUGH_STRICT:
        return None
    end = words[last][1]
    while (glued := _GLUED.match(text, end)) is not None and glued.end() <= stop:
        end = glued.end()
    return _made(text, short, short_start, words[0][0], end)


def _subtitle(text: str) -> Definition | None:
    """``LoRA: Low-Rank Adaptation of ...``"""
    head, _, tail = text.partition(":")
    name = head.strip(" \"“”'")
    if " " in name or len(name) > 15:
        return None
    return _inside(text, name, text.index(name), len(text) - len(tail), len(text))


def _made(text: str, short: str, short_start: int, start: int, end: int) -> Definition | None:
    long = text[start:end]
    if short.lower() in long.lower().split() or len(long) <= len(short) + 1:
        return None
    return Definition(short, long, short_start, start, end)


@lru_cache(maxsize=1 << 14)
def _letters(short: str) -> str:
    """The letters and digits to be accounted for; a plural s does not count.

    Case is kept only where it says something: in ``VeRA`` the capitals begin words, in ``LORA`` any may.
    """
    core = re.sub(r"[^\w]|_", "", short)
    if len(core) > 2 and core[-1] == "s" and core[-2].isupper():
        core = core[:-1]
    mixed = core[1:].lower() != core[1:] and core.upper() != core
    return core[0].lower() + core[1:] if mixed else core.lower()


# -- spreading letters over words -------------------------------------------------------------------

_NEVER = -99.0
_INITIAL, _PREFIX, _WITHIN, _CAPITAL_WITHIN = 1.0, 0.75, 0.45, 0.25
_SKIP_STOP_WORD, _SKIP_WORD, _TRAILING = -0.02, -0.55, -0.9
_ENOUGH, _ENOUGH_STRICT = 0.52, 0.62
_NUMBER_WORDS = {
    "1": ("one", "first"),
    "2": ("two", "to", "second"),
    "3": ("three", "third"),
    "4": ("four", "for"),
}


def _best_start(letters: str, words: list[str]) -> tuple[float, int]:
    """Score and index of the word at which the best long form ending with the last word starts."""
    if len(letters) > 1 and "".join([w[0] for w in words]).endswith(letters.lower()):
        return _INITIAL, len(words) - len(letters)
    best = (_NEVER, 0)
    for first in range(len(words) - 1, max(-1, len(words) - 2 * len(letters) - 3), -1):
        if _starts(words[first], letters[0]):
            score = _spread(letters, words[first:])[-1]
            best = (score, first) if score > best[0] + 1e-9 else best
    return best


def _best_end(letters: str, words: list[str]) -> tuple[float, int]:
    """Score and index of the word at which the best long form starting with the first word ends."""
    if len(words) < 2 or not _starts(words[0], letters[0]):
        return _NEVER, 0
    scores = _spread(letters, words)
    last = max(range(1, len(words)), key=lambda n: (scores[n], -n))
    return scores[last], last


def _starts(word: str, letter: str) -> bool:
    letter = letter.lower()
    return word[0] == letter or (letter in _NUMBER_WORDS and word in _NUMBER_WORDS[letter])


def _spread(letters: str, words: list[str]) -> list[float]:
    """For each word, the mean worth of a letter when the long form ends with that word."""
    ends: list[float] = []
    sums: dict[int, float] = {0: 0.0}  # letters spent so far -> best sum
    for number, word in enumerate(words):
        following: dict[int, float] = {}
        skip = _SKIP_STOP_WORD if word in STOP_WORDS else _SKIP_WORD
        done = _NEVER
        for spent, total in sums.items():
            if number:
                following[spent] = max(following.get(spent, _NEVER), total + skip)
            for used, worth in _worths(letters[spent:], word):
                following[spent + used] = max(following.get(spent + used, _NEVER), total + worth)
                if spent + used == len(letters):
                    done = max(done, total + worth)
        if word not in STOP_WORDS and done == _NEVER:
            # A long form may end with one word that no letter stands for: "... Low-Rank Adaptation *Method*".
            done = sums.get(len(letters), _NEVER) + _TRAILING
        ends.append(done / len(letters))
        sums = following
    return ends


@lru_cache(maxsize=65536)
def _worths(letters: str, word: str) -> tuple[tuple[int, float], ...]:
    """For each number of next letters that ``word`` can account for, what they are worth."""
    if not letters or not _starts(word, letters[0]):
        return ()
    found = [(1, _INITIAL)]
    worth, at, prefix = _INITIAL, 1, True
    for used in range(1, len(letters)):
        letter = letters[used]
        where = word.find(letter.lower(), at)
        if where < 0:
            break
        prefix = prefix and where == at
        worth += _CAPITAL_WITHIN if letter.isupper() else _PREFIX if prefix else _WITHIN
        at = where + 1
        found.append((used + 1, worth))
    return tuple(found)
