"""Sentences in which a paper states what it leaves open: a limitation, an open problem, future work.

"Existing methods suffer from X" at the start of an abstract is the paper's motivation, and "X fails; to
mend this we propose Y" is its fix: neither is open after the paper.  What stays open is usually said of
what was found ("even the best model reaches only ...", "we leave ... to future work").  So only sentences
from the first word of one's own work on are looked at, only those with a cue, and of these a small additive
model keeps those that say something open and definite.  It looks at the words of the sentence, at where it
stands, and at whether a later sentence proposes a fix.

Batches in, tables out; each row depends on one paper alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import polars as pl

from inroad.atlas.lexicon import load
from inroad.atlas.names import blank_latex
from inroad.atlas.schema import FIELDS, STATED, STATEMENTS
from inroad.atlas.text import sentences

LONGEST = 40_000
"""Characters of an abstract that are read."""

ROWS = pl.Schema({"row": pl.UInt32(), **{name: kind for name, kind in STATED.items() if name != "paper"}})
"""What :func:`stated` gives; ``row`` is the position of the paper in the batch."""

# From here on a paper speaks of its own work.  Rust's regular expression: it runs over every abstract.
_OWN = (
    r"\b(?:[Ww]e|[Oo]urs?|[Tt]his (?:paper|work|study|article|thesis|report|survey|review|benchmark)|[Hh]ere"
    r"|[Rr]esults|[Ee]xperiments?|[Ee]xperimental|[Ee]valuations?|[Ff]indings|[Aa]nalys[ie]s)\b"
)

# A sentence without any of these is never looked at.  Parts of words are meant.
CUES: tuple[str, ...] = tuple(
    (
        "struggl| fails |fail to|failing| fail |failure|fall short|falls short|falling short|fall far|falls far"
        "|unable to|inability|suffer|degrad|brittle|fragil|poorly|vulnerab|susceptib|collapse|lag behind"
        "|lags behind|lagging|deteriorat|limitation|limiting factor|shortcoming|weakness|bottleneck|blind spot"
        "|unclear|unsolved|unresolved|unexplored|underexplored|under-explored|open question|open problem"
        "|open challenge|open issue|still open|challenging|remains |remain |far from|yet to be|future work"
        "|further research|further work|further investigation|further stud|more research|left for|need for"
        "|calls for|call for |calling for|warrant|room for|substantial gap|significant gap|performance gap"
        "|critical gap|persistent gap|even the best|best-performing|top-performing|even state-of-the-art"
        "|even frontier|only achiev|achieves only|achieving only|reaches only|reach only|only reach|attain only"
        "|solves only|solve only|drops to|of only|below 1|below 2|below 3|below 4|below 5|below 6|less than 2"
        "|less than 3|less than 4|less than 5|under 2|under 3|under 4|under 5|no significant|not improve"
        "|insufficient|not yet|not necessarily|lack |lacks |significant drop|performance drop|sharp drop"
        "|accuracy drop|declin|underperform|overconfiden|unreliab|inconsisten|challenges in|do not "
    ).split("|")
)


_OWN_THEN_CUE = f"(?s){_OWN}.*(?i:{'|'.join(CUES)})"  # no cue has a character that must be escaped


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence that may state something open, with what the model looks at."""

    start: int
    end: int
    """Offsets in the abstract, without the space behind."""
    sentence: int
    signs: tuple[str, ...]


# -- candidates -----------------------------------------------------------------------------------


def with_cues(papers: pl.DataFrame) -> pl.DataFrame:
    """row, title, abstract, own, hits: abstracts that have a cue in what they say of their own work.

    ``own`` and ``hits`` are offsets in bytes: first word of one's own work, starts of cues.
    """
    rows = papers.select(
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        title="title",
        abstract=pl.col("abstract").str.head(LONGEST),
    )
    # One regular expression for both: half the time of looking for cues alone by Aho-Corasick.
    cued = rows.filter(pl.col("abstract").str.contains(_OWN_THEN_CUE))
    return cued.with_columns(
        own=pl.col("abstract").str.find(_OWN),
        hits=pl.col("abstract").str.find_many(list(CUES), ascii_case_insensitive=True),
    )


def candidates(
    title: str, abstract: str, own: int, hits: Sequence[int], promising: Callable[[str], bool]
) -> Iterator[Said]:
    """Promising sentences of one paper that have a cue and stand behind its first word of its own work."""
    text = blank_latex(abstract)
    if not text.isascii():
        own, hits = _chars(text, own), [_chars(text, hit) for hit in hits]
    hits = [hit for hit in hits if hit > own and promising(_around(text, hit))]
    if not hits:
        return
    spans = sentences(text)
    starts = [start for start, _ in spans]
    reading = _Reading(title, text, spans)
    for number in sorted({bisect_right(starts, hit) - 1 for hit in hits}):
        start, end = spans[number]
        yield Said(start, start + len(text[start:end].rstrip()), number, reading.signs(number))


def _around(text: str, place: int) -> str:
    """About the sentence that holds a place: true sentences cost ten times as much."""
    end = text.find(". ", place)
    return text[text.rfind(". ", 0, place) + 1 : end if end >= 0 else len(text)]


def _chars(text: str, offset: int) -> int:
    """Offset in characters of an offset in bytes."""
    return len(text.encode()[:offset].decode(errors="ignore"))


# -- signs ----------------------------------------------------------------------------------------

_WORD = re.compile(r"[a-z][a-z'’-]*|\d[\d.,]*%?|[:;?]")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")
_FIX = re.compile(
    r"(?:To|In order to) (?:\w+ )?(?:address|tackle|overcome|mitigate|bridge|alleviate|fill|solve|remedy|resolve"
    r"|handle|close|counter|remove|reduce|rectify|combat|circumvent|fix|cope)|To (?:this|that|these)"
    r"|(?:Motivated|Inspired|Guided|Driven|Prompted|Informed) by|Based on|Build(?:ing)? (?:up)?on|Address|Leverag"
    r"|In light|In response|With this|Given (?:this|these)|Hence,? we|Thus,? we|Therefore,? we|Accordingly"
    r"|We (?:\w+ )?(?:address|tackle|overcome|mitigate|alleviate|resolve|solve|remedy|bridge)"
)
_PROPOSES = re.compile(
    r"(?:[Ww]e|paper|work|study) (?:\w+ ){0,3}?(?:propos|introduc|present|develop|design|devis|formulat|construct)"
    r"|(?:is|are) (?:then |also )?(?:proposed|introduced|developed)"
)
_GAIN = re.compile(
    r"outperform|surpass|state-of-the-art (?:perf|res|acc)|superior|[Oo]ur (?:method|approach|model|framework"
    r"|algorithm|system)|improv(?:es|ed|ement|ing)"
)
_KINDS = (
    ("survey", re.compile(r"\b(?:[Ss]urvey|[Rr]eview|[Oo]verview|[Pp]osition paper|[Pp]erspective)")),
    (
        "measured",
        re.compile(r"[Bb]ench(?:mark)?|[Ee]valuat|[Dd]ataset|[Ss]tudy|[Aa]ssess|[Pp]rob(?:e|ing)|\?"),
    ),
)


# Words that tell the same thing are one class, so that few labels speak for many words.
_CLASSES = {
    "noun": "results result findings finding evaluation evaluations analysis analyses experiments experiment",
    "found": "find found show shows showed reveal reveals revealed revealing observe observed demonstrate"
    " demonstrates indicate indicates indicating suggest suggests suggesting confirm discover reports",
    "stress": "highlight highlights highlighting underscore underscores underscoring emphasize emphasizes"
    " emphasizing expose exposes exposing uncover uncovers stress motivates motivating raises raising",
    "model": "models model llms llm vlms vlm mllms mllm lvlms lvlm agents agent systems system methods algorithms"
    " approaches techniques detectors baselines lms transformers networks policies tools attacks defenses metrics",
    "current": "current existing state-of-the-art sota prevailing popular leading contemporary advanced recent"
    " today's frontier modern strongest best best-performing top-performing top conventional standard open-source"
    " proprietary off-the-shelf large powerful",
    "even": "even all most none every neither",
    "struggle": "struggle struggles struggling struggled fail fails failing failed lag lags lagging falter falters"
    " unable cannot inability poorly underperform underperforms short difficulty difficulties inadequate"
    " insufficient unreliable inconsistent incapable limited",
    "worsen": "drop drops dropping dropped decline declines declining degrade degrades degrading degradation"
    " degradations deteriorate deteriorates collapse collapses suffer suffers suffering deterioration weak worse",
    "flaw": "limitation limitations shortcoming shortcomings weakness weaknesses deficit deficits deficiencies"
    " vulnerability vulnerabilities gap gaps brittleness fragility bottleneck bottlenecks vulnerable susceptible"
    " brittle fragile blind failure failures overconfident hallucination hallucinations disparity disparities",
    "hard": "challenging difficult hard challenge challenges tricky",
    "still": "remain remains still persist persists persistent yet remaining persistently far",
    "only": "only merely barely below under less most just",
    "need": "need needs necessity necessitates necessitating calls calling call urgent require requires requiring",
    "needed": "needed required necessary warranted warrants warrant desirable",
    "better": "robust more better improved stronger reliable effective dedicated tailored specialized",
    "future": "future further additional",
    "work": "work research studies study investigation investigations efforts exploration development directions",
    "leave": "leave leaves leaving left plan should will may could",
    "open": "open unclear unknown unsolved unresolved unexplored underexplored under-explored",
    "room": "room headroom substantial significant considerable critical fundamental severe serious large",
    "our": "our ours proposed",
    "way": "method approach framework pipeline architecture algorithm design strategy solution",
    "gain": "outperform outperforms outperforming improve improves improving improvement improvements superior"
    " surpass surpasses surpassing surpassed competitive effectively enhances enhance enhancing reduces reduce"
    " reducing reduction eliminating eliminate eliminates removes removing avoiding avoids mitigates mitigating"
    " overcomes overcoming addresses addressing address alleviates mitigate overcome resolves tackles achieves",
    "little": "minimal negligible slight modest small marginal",
    "gift": "release releases released available facilitate foster support encourage pave publicly contribute"
    " dataset datasets benchmark benchmarks testbed resource resources insights code guide inspire provide provides",
    "human": "human humans experts expert people",
    "turn": "however but although despite while though nevertheless nonetheless yet whereas conversely",
    "attack": "attack attacks adversarial attacker jailbreak poisoning backdoor",
    "not": "not no nor neither lack lacks lacking without cannot never hardly rarely",
    "propose": "propose proposes introduce introduces present presents develop develops design designed",
    "prior": "previous prior earlier traditional often typically suffer usually",
    "this": "this these such",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_MOST_WORDS = 1 << 16
_NEAR = 4
"""Words between two classes, at most, for their order to be a sign."""


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """A word without its ending, and all numbers alike."""
    if word[0].isdigit():
        return "0%" if word.endswith("%") else "0"
    return _ENDING.sub("", word)[:8] if len(word) > 4 else word


def plain_signs(word: str) -> tuple[str, ...]:
    """A word as written and its class: all that a first glance looks at."""
    found = _WORD.match(word)
    if not found:
        return ()
    name = _class(found.group())
    return (_stem(found.group()), f"<{name}>") if name else (_stem(found.group()),)


class Glance(dict[str, float]):
    """What each word is worth at first glance, worked out when it is first met."""

    def __init__(self, signs: dict[str, float], least: float):
        self.signs, self.least = signs, least

    def __missing__(self, word: str) -> float:
        worth = sum(self.signs.get(sign, 0.0) for sign in plain_signs(word))
        if len(self) < _MOST_WORDS:
            self[word] = worth
        return worth

    def worth(self, sentence: str) -> float:
        """The sum over different words."""
        return sum(map(self.__getitem__, set(sentence.lower().split())))

    def promising(self, sentence: str) -> bool:
        """Whether a sentence is worth looking at closely."""
        return self.worth(sentence) >= self.least


def _word_signs(sentence: str) -> dict[str, None]:
    """Words, classes of words, and classes that stand near each other; each once, in order."""
    words = _WORD.findall(sentence.lower())
    told = [(at, name) for at, word in enumerate(words) if (name := _class(word))]
    found = dict.fromkeys(map(_stem, words))
    found.update(dict.fromkeys(f"<{name}>" for _, name in told))
    for place, (at, name) in enumerate(told):
        for later, other in told[place + 1 : place + 4]:
            if later - at <= _NEAR:
                found[f"<{name} {other}>"] = None
    if words:
        found[f"^{_stem(words[0])}"] = None
    return found


def _class(word: str) -> str | None:
    return "number" if word[0].isdigit() else _CLASS_OF.get(word)


class _Reading:
    """What the model looks at in one abstract; parts that all its sentences share are made once."""

    def __init__(self, title: str, text: str, spans: list[tuple[int, int]]):
        self.text, self.spans = text, spans
        self.title = tuple(f"title {name}" for name, pattern in _KINDS if pattern.search(title))
        self.paper = tuple(f"says {name}" for name, pattern in _KINDS if pattern.search(text))
        self.proposals = [found.start() for found in _PROPOSES.finditer(text)]

    def signs(self, number: int) -> tuple[str, ...]:
        """Every sign of one sentence, each once."""
        start, end = self.spans[number]
        said = _word_signs(self.text[start:end])
        return (*said, *self.title, *self.paper, *self._place(number))

    def _place(self, number: int) -> Iterator[str]:
        start, end = self.spans[number]
        left = len(self.spans) - 1 - number
        yield f"left {min(left, 4)}"
        yield f"part {min(4 * number // len(self.spans), 3)}"
        if _GAIN.search(self.text, start, end):
            yield "gain"
        if left and _FIX.match(self.text, end, end + 60):
            yield "fix next"
        if _FIX.match(self.text, start, start + 60):
            yield "fix"
        if any(place >= end for place in self.proposals):
            yield "proposal later"
        if any(start <= place < end for place in self.proposals):
            yield "proposal here"
        if self.proposals and self.proposals[0] < start:
            yield "proposal before"


# -- the model ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds of each sign, learnt by ``tools/train_stated.py``."""

    bias: float
    signs: dict[str, float]
    least: float
    """Confidence below which nothing is given."""
    glance: Glance
    """Spares most sentences the rest."""


@cache
def model() -> Model:
    """The learnt weights; a sign that the file does not name weighs nothing."""
    stored = load("weights/stated.json")
    glance = Glance(stored["glance"], stored["glance_least"])
    return Model(stored["bias"], stored["signs"], stored["least"], glance)


def confidence(signs: Sequence[str], by: Model) -> float:
    """Probability that a sentence with these signs states something that its paper leaves open."""
    weights = by.signs
    total = by.bias + sum(weights.get(sign, 0.0) for sign in signs)
    return float(1 / (1 + np.exp(-total)))


_FUTURE = re.compile(
    r"future (?:work|research|stud|direction|effort|invest)|further (?:research|work|investigation|stud)"
    r"|more research|left for|(?:we|is|are) (?:leave|plan|left)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bopen (?:question|problem|challenge|issue)|unclear|unknown|unsolved|unresolved|explored|remains? (?:an )?open"
    r"|still open|need for|calls? for|yet to be|warrant",
    re.IGNORECASE,
)


def kind_of(sentence: str) -> int:
    """Position in STATEMENTS of what a sentence is worded as."""
    if _FUTURE.search(sentence):
        return STATEMENTS.index("future work")
    return STATEMENTS.index("open problem" if _OPEN.search(sentence) else "limitation")


def stated(papers: pl.DataFrame) -> pl.DataFrame:
    """ROWS: every place where a paper states what it leaves open, in order of the papers.

    Args:
        papers: columns title and abstract; the latter may be null.
    """
    by, abstract = model(), FIELDS.index("abstract")
    rows = []
    for row, title, text, own, hits in with_cues(papers).iter_rows():
        for said in candidates(title or "", text, own, hits, by.glance.promising):
            sure = confidence(said.signs, by)
            if sure >= by.least:
                kind = kind_of(text[said.start : said.end])
                rows.append((row, abstract, said.start, said.end, said.sentence, kind, sure))
    return pl.DataFrame(rows, schema=ROWS, orient="row")


@cache
def telling_words() -> frozenset[str]:
    """Words that say how something is said ("struggle", "however"), not what is spoken of."""
    spoken_of = {"attack", "flaw", "gift", "human", "model", "way"}  # classes of things, not of manner
    return frozenset(word for word, name in _CLASS_OF.items() if name not in spoken_of)
