"""Which names a paper introduces as its own, told from its own words alone.

Each name-like place collects *signs*: it heads the title, follows "we propose", stands after "called",
is defined in brackets in a sentence that proposes something, is "our X", or is the subject that does
the work.  Signs carry weights learnt from labelled papers.  What other papers said before is weighed
later, when the whole corpus is at hand (:mod:`inroad.atlas.resolve`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from inroad.atlas.acronyms import Definition
from inroad.atlas.names import HARD, PHRASE, SOFT, Surface, common_words, generic_acronyms
from inroad.atlas.text import name_key

_VERB = (
    r"(?:propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|develop(?:s|ed|ing)?|design(?:s|ed|ing)?"
    r"|devis(?:e|es|ed|ing)|build(?:s|ing)?|built|creat(?:e|es|ed|ing)|releas(?:e|es|ed|ing)|construct(?:s|ed|ing)?"
    r"|contribut(?:e|es|ed|ing)|unveil(?:s|ed|ing)?|offer(?:s|ed|ing)?|publish(?:es|ed|ing)?|curat(?:e|es|ed|ing)"
    r"|establish(?:es|ed|ing)?|formulat(?:e|es|ed|ing)|describ(?:e|es|ed|ing)|coin(?:s|ed|ing)?|put forward|open-sourc(?:e|es|ed|ing)"
    r"|train(?:s|ed)?|collect(?:s|ed|ing)?|assembl(?:e|es|ed|ing)|provid(?:e|es|ed|ing)|compil(?:e|es|ed|ing)|implement(?:s|ed|ing)?"
    r"|launch(?:es|ed|ing)?|deriv(?:e|es|ed|ing)|conceiv(?:e|es|ed|ing)|advanc(?:e|es|ed|ing)|deliver(?:s|ed|ing)?|complement(?:s|ed|ing)?|defin(?:e|es|ed|ing))"
)
_NOT_BETWEEN = r"(?!(?:for|of|to|on|in|with|by|from|using|via|that|which|based|as|into|over|than|against|whether|how|when|between|towards?|under|through|at|where|while|and)\b)"
_WORDS = rf"(?:{_NOT_BETWEEN}[a-z][\w-]*,? )"
_QUOTE = r"[\"“`'‘(]*"
_HEAD_NOUN = (
    r"(?:method|approach|framework|model|algorithm|system|benchmark|dataset|data ?set|technique|architecture|network|solution|pipeline|tool"
    r"|strategy|strategies|corpus|corpora|module|library|toolkit|paradigm|mechanism|loss|objective|optimi[sz]er|agent|platform|protocol|suite|task"
    r"|challenge|metric|layer|family|variant|package|software|theory|scheme|procedure|simulator|environment|collection|resource)(?:s|es)?"
)
_PROPOSES = re.compile(rf"\b{_VERB}\b")

# Between the verb and the name only an article, adjectives and a head noun may stand.
_JUST_PROPOSED = re.compile(
    rf"\b{_VERB}[,:]? (?:here |in this (?:paper|work),? )?(?:(?:the|our|its|their|two|three|four|both|new|novel) )?"
    rf"(?:{_WORDS}{{0,5}}{_HEAD_NOUN},? )?(?:\w+ly )?{_QUOTE}$"
)
# "we propose a new X": often the name, but also "we propose a new GCN encoder".
_PROPOSED_A = re.compile(rf"\b{_VERB} (?:(?:an?|such an?|the first|the|our|two|three|this) )?{_WORDS}{{0,5}}{_QUOTE}$")
_NAMED = re.compile(
    r"\b(?:called|named|termed|dubbed|coined|namely|denoted(?: as| by)?|entitled|titled|codenamed|known as|nicknamed|christened|labell?ed(?: as)?"
    r"|referred to as|refer to (?:it |this |them |\w+ \w+ |our \w+ )?as|(?:we|which we|that we|We) (?:call|name|term|dub|refer to as|denote|denote as|coin|coin as)"
    rf"(?: it| this| the \w+)?|(?:calling|naming|dubbing|call|name|term|dub|coin)(?: (?:it|this|the \w+|our \w+|the resulting \w+))?)[,:]? (?:the )?{_QUOTE}$"
)
_APPOSED = re.compile(rf"\b(?:an?|the|our|new|novel|first|two|three) [^,;:.]{{3,120}}(?:,|:| -| –| —|---?)\s*(?:the |namely )?{_QUOTE}$")
_OWN = re.compile(r"\b(?:[Ww]e|[Tt]his (?:paper|work|study|article|thesis|report)|[Oo]ur|[Tt]he (?:paper|authors)|[Hh]ere|is|are)\b")
_PASSIVE = re.compile(
    r"[\"”’')]*(?: \([^)]*\))?,? (?:\w+ )?(?:is|are|was|were|has been|have been) (?:\w+ )?(?:proposed|introduced|presented|designed|developed|constructed|devised|built|created|released|formulated|established)\b"
)
_PART = re.compile(r"\b[Aa]n? (?:novel |new )?$")
_PART_NOUN = re.compile(
    r"(?:Module|Mechanism|Network|Framework|Loss|Objective|Attention|Fusion|Block|Encoder|Decoder|Strategy|Algorithm|Guidance|Compression|Constraint|Alignment|Optimization|Learning"
    r"|Adapter|Adaptor|Bridge|Transformer|Model|Method|Score|Index|Error|Benchmark|Dataset|Bench|Layer|Policy|Agent|Sampling|Search|Distillation|Regularization|Regularizer|Tuning|Unit"
    r"|Engine|System|Pipeline|Protocol|Metric|Estimator|Controller|Aggregation|Projection|Prompting|Decoding|Representation|Enhancement|Augmentation|Generation|Generator|Selection)s?$"
)
_OURS = re.compile(
    r"\b(?:[Oo]ur|[Tt]he proposed|[Tt]he introduced|[Tt]he resulting|the (?:new|novel)|proposed)"
    rf" (?:proposed |new |novel |final |full |best )?(?:{_HEAD_NOUN},? (?:called |named |dubbed |termed )?)?{_QUOTE}$"
)
_AT_START = re.compile(rf"^{_QUOTE}$")
_THEN_DESCRIBED = re.compile(
    r"[\"”’')]*(?: \([^)]*\))?,? (?:is |are )?(?:an?|the first|our|the) (?:\w+[-, ]+){0,5}?(?:novel|new|first|simple|unified|open-source|large-scale"
    rf"|comprehensive|lightweight|efficient|{_HEAD_NOUN})\b"
)
_WORKS = re.compile(
    r"[\"”’')]*(?: \([^)]*\))? (?:\w+ly |also |then |first |further |not only )?(?:achiev|outperform|consist|leverag|introduc|us(?:es|ing)\b|compris"
    r"|enabl|combin|improv|provid|address|reduc|is (?:built|designed|based|composed|trained|evaluated|able|simple|available|the first)|employ|exploit"
    r"|integrat|learns|adopt|utili[sz]|surpass|demonstrat|offer|generat|attain|deliver|formulat|extend|decompos|contain|cover|includ|incorporat|exhibit"
    r"|requir|treat|unif|tackl|support|yield|sets\b|shows\b|features|operates|allows|exceeds|significantly|consistently|matches|models\b|selects"
    r"|predicts|constructs|captures|builds|applies|maintains|optimi[sz]es|bridges|preserves|overcomes|mitigates|jointly|dynamically|adaptively|performs"
    r"|produces|runs|scales|works|replaces|transforms|converts|aligns|encodes|identifies|detects|evaluates|measures|assesses)"
)

_AS_OTHERS = re.compile(
    r"\b(?:such as|like|including|e\.g\.,?|than|on|using|uses?|with|of|over|against|in|by|from|via|based on|to|for|is|are|and|or|vs\.?|versus|existing|recent"
    rf"|standard|vanilla|original|traditional|popular|between|compared (?:to|with)|leverages?|leveraging|employs?) (?:the |a |an )?{_QUOTE}$"
)
_IN_PASSING = re.compile(r"\b(?:for|of|with|via|using|to|in|on|by|from|and|under|through|without|beyond|is|the|your|do|can) $", re.IGNORECASE)

_LEAST = -1.5
"""Below this no history of the name can lift it to an introduction."""


@cache
def weights() -> dict[str, float]:
    """Log-odds that each sign adds, learnt from labelled papers (``tools/train_introductions.py``)."""
    text = (files("inroad") / "data" / "weights" / "introductions.json").read_text("utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


@dataclass(slots=True)
class Introduced:
    """A name that its own paper introduces; offsets of the best place, in ``field``."""

    name: str
    shape: int
    score: float
    place: int
    start: int
    end: int
    long_form: str | None = None
    signs: list[str] = field(default_factory=list)


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


def introductions(reading: Reading) -> list[Introduced]:
    """The names that the paper may introduce, best first; those with a negative score are left out."""
    kept = [item for item in candidates(reading) if item.score >= _LEAST]
    return sorted(kept, key=lambda item: (-item.score, item.name))


def candidates(reading: Reading) -> list[Introduced]:
    """Every name-like thing with the signs found for it, scored by the learnt weights."""
    found: dict[str, Introduced] = {}
    _read_title(reading, found)
    _read_definitions(reading, found)
    _read_abstract(reading, found)
    for definition in (*reading.definitions, *reading.title_definitions):
        item = found.get(name_key(definition.short))
        if item is not None:
            item.long_form = definition.long
    _note_kin(found)
    for item in found.values():
        claimed = not _CLAIMS.isdisjoint(item.signs)
        if claimed and "as others" in item.signs:
            item.signs.remove("as others")
        if claimed and item.shape == PHRASE:
            item.signs.append("phrase, claimed")
        item.signs.extend(_shape_signs(item))
        if item.long_form and sum(word[0].isupper() for word in item.long_form.split()) >= 2:
            item.signs.append("capital long form")
        item.score = weights()["any"] + sum(weights().get(sign, 0.0) for sign in item.signs)
    return list(found.values())


_CLAIMS = frozenset(
    ("heads title", "proposed", "named", "apposed", "ours", "described", "defined and proposed", "proposed, passive", "proposed a", "part")
)
_STRONG = frozenset(("heads title", "proposed", "named", "defined and proposed"))


def _note_kin(found: dict[str, Introduced]) -> None:
    """Variants share the beginning of a name that is clearly the paper's own: MaskMark, MaskMark-D."""
    strong = [key for key, item in found.items() if len(key) >= 4 and item.shape == HARD and len(_STRONG.intersection(item.signs)) > 1]
    for key, item in found.items():
        if any(key != own and key.startswith(own[: max(4, len(own) - 2)]) for own in strong):
            item.signs.append("kin")


def _shape_signs(item: Introduced) -> list[str]:
    if item.name in generic_acronyms():
        return ["generic"]
    if item.shape == HARD:
        return ["letters only"] if item.name.isupper() and item.name.isalpha() else []
    if item.shape == PHRASE:
        return ["phrase"]
    return ["common word" if item.name.lower() in common_words() else "soft"]


def _sign(found: dict[str, Introduced], surface: Surface, place: int, sign: str) -> None:
    """Note a sign for the name at ``surface``; each sign counts once a name."""
    key = name_key(surface.text)
    item = found.get(key)
    if item is None:
        item = found[key] = Introduced(surface.text, surface.shape, 0.0, place, surface.start, surface.end)
    if sign not in item.signs:
        item.signs.append(sign)


# -- title ----------------------------------------------------------------------------------------

_HEAD = re.compile(r"\s*[\"“`'‘]*([^:]{2,60}?)[\"”'’]*\s*(?::| [-–—]{1,3} |\?)\s*\S")


def _read_title(reading: Reading, found: dict[str, Introduced]) -> None:
    head = _HEAD.match(reading.title)
    if head:
        _read_head(reading, head, found)
    for surface in reading.title_surfaces:
        if surface.shape == HARD:
            passing = _IN_PASSING.search(reading.title, 0, surface.start)
            _sign(found, surface, 0, "in title, in passing" if passing else "in title")


def _read_head(reading: Reading, head: re.Match[str], found: dict[str, Introduced]) -> None:
    text, (start, end) = head.group(1), head.span(1)
    words = text.split()
    shape = next((s.shape for s in reading.title_surfaces if (s.start, s.end) == (start, end)), None)
    if len(words) == 1:
        shape = shape if shape is not None else SOFT
        if text[0].isupper() or shape == HARD:
            _sign(found, Surface(text, start, end, shape), 0, "heads title")
    elif shape == HARD:  # "SAM 2: ..."
        _sign(found, Surface(text, start, end, shape), 0, "heads title")
    elif len(words) <= 5 and _again(reading.abstract, text):
        _sign(found, Surface(text, start, end, PHRASE), 0, "heads title")
        _sign(found, Surface(text, start, end, PHRASE), 0, "heads title, phrase")


def _again(abstract: str, phrase: str) -> bool:
    """Whether the abstract writes the phrase with the same capitals: then it is a name, not a pun."""
    return phrase in abstract


# -- abstract -------------------------------------------------------------------------------------


def _read_definitions(reading: Reading, found: dict[str, Introduced]) -> None:
    for definition in reading.title_definitions:
        end = definition.short_start + len(definition.short)
        if definition.short_start:
            _sign(found, Surface(definition.short, definition.short_start, end, HARD), 0, "defined in title")
    proposal = _proposal(reading)
    for definition in reading.definitions:
        begin = _sentence_start(reading, min(definition.start, definition.short_start))
        before = reading.abstract[begin : min(definition.start, definition.short_start)]
        surface = Surface(definition.short, definition.short_start, definition.short_start + len(definition.short), HARD)
        if _PROPOSED_A.search(before) or _JUST_PROPOSED.search(before) or _NAMED.search(before):
            _sign(found, surface, 1, "defined and proposed")
        elif _OURS.search(before):
            _sign(found, surface, 1, "ours")
        elif _PROPOSES.search(before) and _APPOSED.search(before):
            _sign(found, surface, 1, "apposed")
        else:
            _sign(found, surface, 1, "defined later" if definition.start >= proposal else "defined before")


def _proposal(reading: Reading) -> int:
    """Offset of the first sentence in which the authors speak of what they did."""
    for start, stop in reading.sentences:
        if _OWN.search(reading.abstract, start, stop) and _PROPOSES.search(reading.abstract, start, stop):
            return start
    return len(reading.abstract)


def _sentence_start(reading: Reading, offset: int) -> int:
    start = 0
    for begin, _ in reading.sentences:
        if begin > offset:
            break
        start = begin
    return start


def _read_abstract(reading: Reading, found: dict[str, Introduced]) -> None:
    text, position, seen = reading.abstract, 0, dict[str, int]()
    proposal = _proposal(reading)
    for surface in reading.surfaces:
        while position + 1 < len(reading.sentences) and reading.sentences[position + 1][0] <= surface.start:
            position += 1
        if text[surface.end : surface.end + 1] == "-":
            continue
        begin, stop = reading.sentences[position]
        key = name_key(surface.text)
        seen[key] = seen.get(key, 0) + 1
        before = text[max(begin, surface.start - 160) : surface.start]
        for sign in _signs_at(before, text[surface.end : min(stop, surface.end + 90)], surface):
            _sign(found, surface, 1, sign)
        if surface.start >= proposal:
            if key in found and seen[key] == 1:
                _sign(found, surface, 1, "only later")
    for key, count in seen.items():
        item = found.get(key)
        if item is not None and count > 1:
            item.signs.append("twice" if count == 2 else "thrice" if count == 3 else "often")


def _signs_at(before: str, after: str, surface: Surface) -> list[str]:
    """What the words around one place say about whose name it is."""
    signs = []
    if _NAMED.search(before):
        signs.append("named")
    elif _JUST_PROPOSED.search(before):
        signs.append("proposed")
    elif _PROPOSED_A.search(before):
        signs.append("proposed a")
    elif _OURS.search(before):
        signs.append("ours")
    elif _PROPOSES.search(before) and _APPOSED.search(before):
        signs.append("apposed")
    elif _AS_OTHERS.search(before):
        signs.append("as others")
    if _PASSIVE.match(after):
        signs.append("proposed, passive")
    if surface.shape == PHRASE and _PART.search(before) and _PART_NOUN.search(surface.text):
        signs.append("part")
    if before[-1:] == "(" and after[:1] == ")":
        signs.append("bracketed")
    if surface.shape != PHRASE or signs:
        if _THEN_DESCRIBED.match(after) and (signs or _AT_START.match(before) or _PROPOSES.search(before)):
            signs.append("described")
        elif _WORKS.match(after):
            signs.append("works")
    return signs
