"""Which names a paper introduces as its own, told from its own words alone.

Every name-like place is seen in its context: the words beside it, the nearest verb of proposing and what
stands between, the words that open its sentence, brackets and quotes, whether it is defined there.  What
such *cues* are worth was learnt from a hundred thousand papers whose titles name their contribution, and
needs no list of phrases; a few *signs* of the paper as a whole (it heads the title, its long form is in
the title, it comes back) are weighed beside them, learnt from papers labelled by hand.  What other papers
said before is weighed later, when the whole corpus is at hand (:mod:`inroad.atlas.resolve`).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, repeat
from typing import NamedTuple

from inroad.atlas.acronyms import Definition
from inroad.atlas.names import HARD, PHRASE, SOFT, Surface, common_words, generic_acronyms, key_of
from inroad.atlas.text import Remembered


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper's text as the other steps have read it."""

    title: str
    abstract: str
    sentences: list[tuple[int, int]]
    title_surfaces: list[Surface]
    surfaces: list[Surface]
    title_definitions: list[Definition]
    definitions: list[Definition]


@dataclass(slots=True)
class Introduced:
    """A name that its own paper may introduce; offsets of the first place, in ``place`` (0: title)."""

    name: str
    shape: int
    score: float
    place: int
    start: int
    end: int
    long_form: str | None = None
    signs: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    count: int = 0
    """Places in the abstract."""


@cache
def weights() -> dict[str, float]:
    """Log-odds that each sign adds, learnt from labelled papers (``tools/train_introductions.py``)."""
    return _learnt()[0]


@cache
def _least() -> float:
    """Below this nothing that other papers said, or did not say, can lift a name to an introduction."""
    w = weights()
    return w["accept"] - w["first"] - w["first hard"] - w["new long"] - 0.1


@cache
def _learnt() -> tuple[dict[str, float], dict[str, float]]:
    """Log-odds of signs and of cues."""
    found = json.loads((files("inroad") / "data" / "weights" / "introductions.json").read_text("utf-8"))
    return found["weights"], {cue: value / 100 for cue, value in found["cues"].items()}


def introductions(reading: Reading) -> list[Introduced]:
    """The names that the paper may introduce, best first; hopeless ones are left out."""
    least = _least()
    kept = [item for item in candidates(reading) if item.score >= least and not _of_others(reading, item)]
    return sorted(kept, key=lambda item: (-item.score, item.name))


_BORROWED = re.compile(
    r"(?:\brecent(?:ly)?[ -](?:proposed|introduced|published|released|developed)|\bwith the help of)"
    r" (?:the )?$",
    re.IGNORECASE,
)
"""What stands before a name of somebody else's."""
_PROPERTY = re.compile(r"non[- ]", re.IGNORECASE)
"""What begins so says what something is not."""


def _of_others(reading: Reading, item: Introduced) -> bool:
    """Whether the paper itself says that others made this, or it is no name of a thing that is made."""
    if "heads title" in item.signs:
        return False
    before = reading.abstract[: max(reading.abstract.find(item.name), 0)].removesuffix("(")
    if item.long_form:
        before = before.rstrip().removesuffix(item.long_form)
    return bool(_PROPERTY.match(item.name) or _BORROWED.search(before[-60:]))


def candidates(reading: Reading) -> list[Introduced]:
    """Every name-like thing with the cues and signs found for it, scored by the learnt weights."""
    found: dict[str, Introduced] = {}
    _read_title(reading, found)
    _read_abstract(reading, found)
    for definition in (*reading.definitions, *reading.title_definitions):
        item = found.get(key_of(definition.short))
        if item is not None:
            item.long_form = definition.long
    _note_kin(found)
    signs, cues = _learnt()
    title, worth = reading.title.lower(), cues.get
    for item in found.values():
        item.signs += _whole_signs(item, title)
        item.score = signs.get("any", 0.0) + sum(map(signs.get, item.signs, repeat(0.0)))
        # A cue counts once, however often the name stands in such a place.
        cues_of = item.cues if item.count < 2 else dict.fromkeys(item.cues)
        item.score += sum(map(worth, cues_of, repeat(0.0)))
    return list(found.values())


def _note_kin(found: dict[str, Introduced]) -> None:
    """Variants share the beginning of the name that heads the title: MaskMark, MaskMark-D."""
    for own in [key for key, item in found.items() if len(key) >= 4 and "heads title" in item.signs]:
        stem = own[: max(4, len(own) - 2)]
        for key, item in found.items():
            if key != own and key.startswith(stem):
                item.signs.append("kin")


def _item(found: dict[str, Introduced], surface: Surface, place: int) -> Introduced:
    key = key_of(surface.text)
    item = found.get(key)
    if item is None:
        item = found[key] = Introduced(surface.text, surface.shape, 0.0, place, surface.start, surface.end)
    return item


# -- signs of the paper as a whole ------------------------------------------------------------------

_COUNTS = ("never", "once", "twice", "thrice", "often")


def _whole_signs(item: Introduced, title: str) -> list[str]:
    """Signs that do not depend on a place."""
    signs = [_COUNTS[item.count if item.count < 4 else 4], *_shape_signs(item.name, item.shape)]
    if item.long_form:
        capitals = sum([w[0].isupper() for w in item.long_form.split()])
        signs.append("capital long form" if capitals >= 2 else "long form")
        signs.append(f"long in title {_shared(item.long_form, title)}")
    elif item.shape == PHRASE:
        signs.append(f"phrase in title {_shared(item.name, title)}")
    return signs


@lru_cache(maxsize=1 << 14)
def _shape_signs(name: str, shape: int) -> tuple[str, ...]:
    """Signs that lie in the letters of a name."""
    if name in generic_acronyms():
        return ("generic",)
    if shape == HARD:
        if name.isalpha():
            return (f"letters {min(len(name), 6)}" if name.isupper() else "mixed case",)
        return ("with digit" if any(c.isdigit() for c in name) else "with mark",)
    if shape == PHRASE:
        return "phrase", f"phrase of {name.count(' ') + 1}"
    if "-" in name:
        return ("hyphenated",)
    return ("common word" if name.lower() in common_words() else "soft",)


def _shared(text: str, title: str) -> int:
    """How much of a phrase's words the title has, from 0 (none) to 4 (all)."""
    words = [w[:6] for w in text.lower().replace("-", " ").split() if len(w) > 3]
    return round(4 * sum([w in title for w in words]) / len(words)) if words else 0


# -- title ----------------------------------------------------------------------------------------

_HEAD = re.compile(
    r"\s{0,9}[\"“`'‘]{0,3}([^:\s][^:]{1,59}?)[\"”'’]{0,3}(?:(?:\s{0,9}:| [-–—]{1,3} |\?)\s{0,9}\S"
    r"|\s(?:Technical|System)\sReport\s{0,9}$)"
)
_ALONE = re.compile(r"\s{0,9}((?=\S*(?:\d|[A-Z]\S*[A-Z]))\S{3,40})\s{0,9}$")
"""A title that is nothing but a name: "DINOv3"."""
_IN_PASSING = re.compile(
    r"\b(?:for|of|with|via|using|to|in|on|by|from|and|under|through|without|beyond|is|the|your|do|can) $",
    re.IGNORECASE,
)


def _read_title(reading: Reading, found: dict[str, Introduced]) -> None:
    head = _HEAD.match(reading.title) or _ALONE.match(reading.title)
    if head:
        _read_head(reading, head, found)
    stop = head.end(1) if head else 0
    for surface in reading.title_surfaces:
        if surface.shape != SOFT and surface.end != stop:
            item = _item(found, surface, 0)
            passing = _IN_PASSING.search(reading.title, max(surface.start - 9, 0), surface.start)
            item.signs.append("in title, in passing" if passing else "in title")
            if not surface.start:
                item.signs.append("opens title")
    for definition in reading.title_definitions:
        if definition.short_start:
            surface = Surface(
                definition.short, definition.short_start, definition.short_start + len(definition.short), HARD
            )
            _item(found, surface, 0).signs.append("defined in title")


def _read_head(reading: Reading, head: re.Match[str], found: dict[str, Introduced]) -> None:
    text, (start, end) = head.group(1), head.span(1)
    shape = next((s.shape for s in reading.title_surfaces if (s.start, s.end) == (start, end)), None)
    words = text.count(" ") + 1
    if words == 1:
        if text[0].isupper() or shape == HARD:
            surface = Surface(text, start, end, SOFT if shape is None else shape)
            _item(found, surface, 0).signs.append("heads title")
        elif text not in common_words() and text in reading.abstract:
            _item(found, Surface(text, start, end, SOFT), 0).signs.append("heads title")
    elif shape == HARD:  # "SAM 2: ..."
        _item(found, Surface(text, start, end, shape), 0).signs.append("heads title")
    elif words <= 5:
        # In the abstract with the same capitals it is a name, otherwise it may be a pun.
        again = text in reading.abstract
        signs = ["heads title", "heads title, again"] if again else ["heads title, phrase"]
        _item(found, Surface(text, start, end, PHRASE), 0).signs.extend(signs)


# -- abstract: words and their classes ----------------------------------------------------------------

_VERBS = """
    propose introduce present develop design devise build create release construct contribute unveil offer
    publish curate establish formulate describe coin train collect assemble provide compile implement launch
    derive conceive advance deliver complement define use apply adopt leverage employ utilize compare evaluate
    outperform integrate combine incorporate extend include consist comprise achieve demonstrate
"""
_CLASSES = {
    "b": """
        for of to on in with by from using via that which based as into over than against whether how when
        between toward towards under through at where while such like including e.g. i.e. and or but is are
        was were has have
    """,
    "n": """
        method approach framework model algorithm system benchmark dataset technique architecture network
        solution pipeline tool strategy corpus module library toolkit paradigm mechanism loss objective
        optimizer agent platform protocol suite task challenge metric layer family variant package software
        theory scheme procedure simulator environment collection resource methods datasets modules techniques
        models strategies components benchmarks algorithms
    """,
    "o": "we our us ours this here paper work study article thesis report authors",
    "c": "called named termed dubbed coined namely denoted entitled titled known referred call name term dub",
}
"""What stands between, nouns for contributions, words for oneself, words of naming."""


def _forms(verb: str) -> Iterator[str]:
    stem = verb.removesuffix("e")
    double = stem + "s" if stem.endswith("es") else stem
    yield from (verb, verb + "s", stem + "es", stem + "ed", double + "ing", stem + "ing")


@cache
def _classes() -> dict[str, str]:
    """Class of each word that tells something at a distance, with and without a mark behind."""
    found = {word: tag for tag, words in _CLASSES.items() for word in words.split()}
    found |= {form: "v" + verb for verb in _VERBS.split() for form in _forms(verb)} | {"built": "vbuild"}
    found |= {word.capitalize(): tag for word, tag in found.items()}
    return found | {word + mark: tag for word, tag in found.items() for mark in ",:;"}


_LISTING = frozenset(("and", "or"))
"""Behind a name these go on with a list: what was said of the first name holds for the next."""
_KEPT = frozenset(("we", "our", "this", "the", "in", "to", "here", "a", "an", "it", "its", "these"))
_EDGE = "()[]{},.;:!?\"'“”‘’`"


def _plain(word: str) -> str:
    """A word as a cue: other names and numbers are one, so that cues speak of any paper."""
    if word.islower():
        return word if len(word) <= 18 else "~"
    return _others[word]


def _other(word: str) -> str:
    core = word.strip(_EDGE)
    if core.lower() in _KEPT:
        return "^" + core.lower()
    mark = word[-1] if word[-1:] in _EDGE and word else ""
    if not any(c.isalpha() for c in core):
        return ("0" if core else "") + mark
    return "A" + mark


_others = Remembered(_other)


class _Sentence(NamedTuple):
    """One sentence cut into words, which are counted by the spaces before them."""

    begin: int
    padded: list[str]
    """The words with three marks on either side, so that each has three neighbours."""
    rank: list[int] | None
    """How many words there are before each space, where LaTeX left several in a row; else None."""
    telling: list[int]
    """Which words tell something at a distance."""
    classes: list[str]
    """What each of these tells."""
    opening: str


def _sentence(text: str, begin: int, stop: int) -> _Sentence:
    words, class_of, rank = text[begin:stop].rstrip(" ").split(" "), _classes().get, None
    tags = list(map(class_of, words, repeat("")))
    telling = [
        number
        for number, tag in enumerate(tags)
        if tag and (words[number] not in _LISTING or not number or words[number - 1].islower())
    ]
    classes = [tags[number] for number in telling]
    opening = _plain(words[0]) + " " + (_plain(words[1]) if len(words) > 1 else "")
    if "" in words:
        rank = list(accumulate([word != "" for word in words], initial=0))
        words = [word for word in words if word]
    return _Sentence(begin, ["^", "^", "^", *words, "$", "$", "$"], rank, telling, classes, opening)


# -- abstract: the context of a place -----------------------------------------------------------------


def _read_abstract(reading: Reading, found: dict[str, Introduced]) -> None:
    text, number, stop, hard = reading.abstract, -1, 0, -1
    current = _Sentence(0, [], None, [], [], "")
    defined = {d.short_start: d for d in reading.definitions}
    proposal = _proposal(reading)
    for surface in _with_defined(reading):
        start = surface.start
        if start >= stop:
            while start >= stop:
                number += 1
                begin, stop = reading.sentences[number]
            current = _sentence(text, begin, stop)
        if text[surface.end : surface.end + 1] == "-" or _in_address(text, start):
            continue
        if surface.shape == HARD:
            hard = start
        elif _only_around(reading, surface, hard):
            continue
        item = _item(found, surface, 1)
        item.count += 1
        definition = defined.get(start)
        if item.count == 1:
            when = "after" if start >= proposal else "before"
            item.cues.append(f"q {when} {min(number, 9)}")
            if definition is not None:
                item.signs.append("defined later" if when == "after" else "defined before")
        if surface.shape == PHRASE and hard >= start:
            item.cues.append("h holds name")
        item.cues += _context(text, current, surface, definition, item.count > 1)


_HOLDS = re.compile(r" (?:and|with|from|the|in|to|is|on) ")


def _only_around(reading: Reading, surface: Surface, hard: int) -> bool:
    """Whether a phrase only joins names ("AlphaFix and BetaFix"), or is what a short form stands for."""
    if surface.shape == PHRASE and hard >= surface.start and _HOLDS.search(surface.text):
        return True
    return bool(reading.definitions) and any(d.start <= surface.start < d.end for d in reading.definitions)


def _in_address(text: str, start: int) -> bool:
    """Whether a place lies in the address of a web page."""
    if text[start - 1 : start] not in ("/", ".", "-", "_", "="):
        return False
    word = text[text.rfind(" ", 0, start) + 1 : start]
    return "://" in word or "www." in word or ".com/" in word or ".io/" in word


def _with_defined(reading: Reading) -> list[Surface]:
    """All places, with those short forms that do not look like names otherwise."""
    if not reading.definitions:
        return reading.surfaces
    starts = {surface.start for surface in reading.surfaces}
    extra = [
        Surface(d.short, d.short_start, d.short_start + len(d.short), HARD)
        for d in reading.definitions
        if d.short_start not in starts
    ]
    return sorted([*reading.surfaces, *extra], key=lambda s: s.start) if extra else reading.surfaces


# Both patterns begin with a set of letters, so that the engine skips to the next of them; a boundary in
# front would be tried at every letter.
_OWN = re.compile(
    r"[WwOoTtHh](?<=\b[WwOoTtHh])(?:(?<=[Ww])e|(?<=[Oo])ur|(?<=[Tt])he (?:paper|authors)|(?<=[Hh])ere"
    r"|(?<=[Tt])his (?:paper|work|study|article|thesis|report))\b"
)
_PROPOSES = re.compile(
    r"[bcdefipr](?<=\b[bcdefipr])(?:(?<=p)ropos|(?<=i)ntroduc|(?<=p)resent|(?<=d)evelop|(?<=d)esign|(?<=d)evis"
    r"|(?<=b)uil[dt]|(?<=c)reat|(?<=r)eleas|(?<=c)onstruct|(?<=c)ontribut|(?<=c)urat|(?<=f)ormulat"
    r"|(?<=d)escrib|(?<=e)stablish)"
)


def _proposal(reading: Reading) -> int:
    """Offset of the first sentence in which the authors speak of what they did."""
    text, spans, stop = reading.abstract, iter(reading.sentences), 0
    for own in _OWN.finditer(text):
        if own.start() >= stop:
            start, stop = next(span for span in spans if own.start() < span[1])
            if _PROPOSES.search(text, start, stop):
                return start
    return len(text)


def _context(
    text: str, sentence: _Sentence, surface: Surface, definition: Definition | None, again: bool
) -> list[str]:
    """The cues of one place; the first place of a name tells most, so the others are asked less."""
    start, end, where = surface.start, surface.end, ""
    begin, padded = sentence.begin, sentence.padded
    if definition is not None:
        start, end, where = _around_definition(text, surface, definition)
    first = text.count(" ", begin, start) if start > begin else 0
    last = text.count(" ", begin, end)
    prefix = text[text.rfind(" ", 0, start) + 1 : start][-2:]
    space = text.find(" ", end)
    suffix = text[end : space if space >= 0 else len(text)][:3]
    if not suffix and text[end : end + 2] == " (" and definition is None:
        last, suffix = _over_bracket(text, begin, end, last)
    before, behind = _ranks(sentence, first, last)
    l3, l2, l1 = map(_plain, padded[before : before + 3])
    r1, r2 = map(_plain, padded[behind + 3 : behind + 5])
    left = f"{l1} {prefix}{where}"
    right = f"{suffix} {r1}"
    far, subject = _verb_before(sentence, first)
    if again:
        return ["l " + left, "r " + right, f"v {far} {l1}", f"m {prefix}{where}|{suffix}"]
    return [
        f"1l {left}",
        f"1ll {l2} {left}",
        f"1lll {l3} {l2} {l1}",
        f"1r {right}",
        f"1rr {right} {r2}",
        f"1v {far} {l1}",
        f"1vs {far} {subject}",
        f"1o {sentence.opening} {min(first, 2)}",
        f"1a {_verb_after(sentence, last)}",
        f"1m {prefix}{where}|{suffix}",
    ]


def _around_definition(text: str, surface: Surface, definition: Definition) -> tuple[int, int, str]:
    """Where short and long form together start and end: what stands outside tells whose they are."""
    start, end = min(surface.start, definition.start), max(surface.end, definition.end)
    return start - (text[start - 1 : start] == "("), end + text[end : end + 3].find(")") + 1, "D"


def _over_bracket(text: str, begin: int, end: int, last: int) -> tuple[int, str]:
    """The word behind a bracket that follows the name, and the mark there."""
    close = text.find(")", end, end + 160)
    if close < 0:
        return last, ""
    return text.count(" ", begin, close), "()" + text[close + 1 : close + 2].strip()


def _ranks(sentence: _Sentence, first: int, last: int) -> tuple[int, int]:
    """How many words stand before the space ``first``, and up to the space ``last``."""
    if sentence.rank is not None:
        return sentence.rank[first], sentence.rank[min(last + 1, len(sentence.rank) - 1)]
    return first, min(last + 1, len(sentence.padded) - 6)


def _verb_before(sentence: _Sentence, at: int) -> tuple[str, str]:
    """The nearest telling verb before a place with what stands between, and what stands before the verb."""
    blocks, noun, classes = 0, "", sentence.classes
    number = bisect_left(sentence.telling, at)
    while number:
        number -= 1
        tag = classes[number]
        kind = tag[0]
        if kind == "b":
            blocks += 1
        elif kind == "n":
            noun = "n"
        elif kind == "c" and at - sentence.telling[number] < 5:
            return "called", ""
        elif kind == "v":
            near = "near" if at - sentence.telling[number] < 4 else "far"
            subject = classes[number - 1][0] if number else ""
            return f"{tag} {blocks if blocks < 2 else 2}{noun} {near}", subject
    return "-", f"{min(blocks, 2)}{noun}"


def _verb_after(sentence: _Sentence, at: int) -> str:
    number = bisect_right(sentence.telling, at)
    if number == len(sentence.telling):
        return "-"
    distance = sentence.telling[number] - at
    return f"{sentence.classes[number]} {min(distance, 4)}" if distance < 9 else "-"
