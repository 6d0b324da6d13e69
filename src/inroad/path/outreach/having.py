"""What a good letter has: something of theirs, something the writer did, a link, one ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inroad.path.outreach.letter import Letter, Span
from inroad.path.outreach.wording import wording

# -- something of theirs --------------------------------------------------------------------------

_NUMBERED = (
    r"(?:fig(?:ure|\.)?s?|tab(?:le|\.)|sec(?:tion|\.)|theorem|lemma|proposition|corollary|appendix|app\.|"
    r"eq(?:uation|\.)?|algorithm|listing|chapter|page|slide|line|lines|footnote|issue|experiment)"
    r"\s*(?:\(?\d+[\d.a-z]*\)?|[A-H]\b(?:\.\d+)?)"
)
_SAYS = (
    r"\byou(?:r (?:paper|post|talk|thesis|readme|docs|code|team|group|article|appendix|results?|"
    r"ablations?))?(?: also| all)? "
    r"(?:show(?:ed|s)?|argue[sd]?|report(?:ed|s)?|find|found|finds|claim(?:ed|s)?|write|writes|wrote|"
    r"note[sd]?|mention(?:ed|s)?|"
    r"propose[sd]?|state[sd]?|say|says|said|suggest(?:ed|s)?|use[sd]?|train(?:ed|s)?|assume[sd]?|"
    r"drop(?:ped|s)?|"
    r"chose|choose|set|sets|fix(?:ed)?|initiali[sz]e[sd]?|measure[sd]?|observe[sd]?|leave|left|"
    r"skip(?:ped|s)?|compute[sd]?|"
    r"prove[sd]?|derive[sd]?|averag(?:e|ed|es)|normali[sz]e[sd]?|clip(?:ped|s)?|warn(?:ed|s)?|"
    r"conclude[sd]?|list(?:ed|s)?)\b"
)
_WORKS = (
    r"(?:paper|preprint|thesis|dissertation|article|post|talk|lecture|tutorial|keynote|poster|slides|"
    r"blog post|"
    r"library|package|repo(?:sitory)?|dataset|data set|benchmark|corpus|code(?: base)?|implementation|"
    r"toolkit|simulator|"
    r"reply|answer|comment|commit|pull request|rfc|proposal|note|report|chapter|book|survey|proof|bound|"
    r"result|model card|"
    r"release|kernel|ablation|script|notebook|dataloader|checkpoint|estimator|method|demo|model|readme|"
    r"compiler|engine)s?"
)
_NAME = r"(?:[A-Z][a-z]*[A-Z0-9][\w-]*|[A-Z]{2,}[\w-]*|[A-Z]\w+-[A-Z0-9]\w*|[a-z]+[A-Z]\w+)"
_STRONG = [
    re.compile(r"\b(?:arxiv[:/ ]|arxiv\.org/(?:abs|pdf)/)?\d{4}\.\d{4,5}(?:v\d+)?\b", re.I),
    re.compile(r"[\"“«][^\"“”«»\n]{12,160}[\"”»]"),
    re.compile(rf"\b(?i:{_NUMBERED})"),
    re.compile(rf"(?i:{_SAYS})(?: (?i:that|how|why|the|a|an|in|on|with|only|no|two|three))? \S+ \S+"),
    re.compile(rf"\b(?i:your)(?: \w+){{0,4}}? {_NAME}(?: \w+){{0,2}}? (?i:{_WORKS})\b"),
    re.compile(rf"\b(?i:your)(?: \w+){{0,3}}? (?i:{_WORKS})(?: \w+){{0,4}}? {_NAME}"),
    re.compile(rf"\b(?i:your) {_NAME}"),
    re.compile(
        rf"\b(?i:your)(?: [\w-]+){{0,5}}? (?i:{_WORKS})(?: \(?(?i:with|from|at|of|in) [A-Z0-9][\w']*)+"
    ),
]
_WEAK = [
    re.compile(
        rf"\b(?:your|the)(?: [\w-]+){{0,4}}? (?:{_WORKS})(?: \([^)]*\))?,? (?:on|about|of|for|that|which|"
        rf"where|in which|showing|with|whose)"
        r"(?: [\w'-]+){3,}",
        re.I,
    ),
    re.compile(
        r"\b(?:neurips|icml|iclr|acl|emnlp|cvpr|eccv|iccv|aistats|colt|mlsys|jmlr|tmlr|naacl|kdd|"
        r"corl)\b(?: 20\d\d)?",
        re.I,
    ),
    re.compile(r"\byou and (?:your )?[A-Z]?\w+", re.I),
    re.compile(rf"\b(?:your|the) (?:[\w-]+ ){{1,4}}(?:{_WORKS})\b", re.I),
]
_VAGUE = re.compile(
    r"\byour (?:\w+ ){0,3}(?:research|work|works|papers|publications|projects|lab|group|team|profile|"
    r"contributions|paper)\b",
    re.I,
)


def theirs(letter: Letter) -> Span | None:
    """Words that speak of one thing of the reader's: one strong sign or two weak ones."""
    text, body = letter.text, letter.body
    for pattern in _STRONG:
        for found in pattern.finditer(text, body.start, body.end):
            if not _is_own(letter, found.start()):
                return Span(found.start(), found.end())
    weak = [m for pattern in _WEAK if (m := pattern.search(text, body.start, body.end))]
    distinct = {letter.around(each.start()).start: each for each in weak}
    if len(weak) >= 2 and any(pattern in (_WEAK[0], _WEAK[3]) for pattern in (m.re for m in weak)):
        first = min(distinct.values(), key=lambda each: each.start())
        return Span(first.start(), first.end())
    return None


def vague(letter: Letter) -> Span:
    """Where something of theirs should stand: "your research", else the first sentence."""
    found = _VAGUE.search(letter.text, letter.body.start, letter.body.end)
    return Span(found.start(), found.end()) if found else letter.opening


def _is_own(letter: Letter, place: int) -> bool:
    """Whether a sentence speaks only of the writer's own paper or thesis."""
    told = letter.of(letter.around(place)).lower()
    return bool(
        re.search(r"\bmy (?:\w+ ){0,3}(?:paper|thesis|dissertation|publication)", told)
    ) and not re.search(r"\byou", told)


# -- something the writer did ---------------------------------------------------------------------

_VERBS = (
    r"re-?produced|re-?ran|re-?implemented|implemented|trained|built|wrote|measured|ran|compared|fixed|"
    r"patched|submitted|"
    r"profiled|ported|replaced|tried|tested|label(?:l)?ed|annotated|collected|derived|proved|deployed|"
    r"computed|plotted|checked|"
    r"opened|merged|changed|swapped|removed|added|traced|timed|counted|rebuilt|rewrote|translated|"
    r"evaluated|fine-?tuned|"
    r"scored|simulated|sent|logged|made|put|repeated|reran|re-?trained|applied|adapted|extended|verified|"
    r"benchmarked|quantised|"
    r"quantized|cleaned|scraped|recorded|filed|contributed|published|coded|hooked|printed|dumped|used|"
    r"worked out|worked through|"
    r"followed|varied|swept|halved|doubled|isolated|bisected|debugged|sampled|drew|got|found|noticed"
)
_DID = re.compile(
    rf"\b(?:I|we|I've|we've|(?:my|a) (?:colleague|friend|team|class|pupils|students)(?: and I)?)\b"
    rf"(?:\s+(?:have|had|also|then|just|recently|finally|first|now|since|even|only|'ve|"
    rf"spent [\w ]{{1,30}} and))*\s+(?:{_VERBS})\b"
    r"[^.?!\n]{3,}",
)
_JOINED = re.compile(rf"\b(?:and|then|,) (?:have )?(?:{_VERBS})\b[^.?!\n]{{8,}}")
_NOUN = re.compile(
    r"\bmy (?:[\w-]+ )?(?:re-?implementation|reproduction|replication|port|pull request|patch|notebook|"
    r"repository|repo|code|demo|"
    r"write-?up|script|fork|plot|version|rerun|re-run|run|runs|benchmark|implementation|derivation|"
    r"experiment|simulation|count)\b"
    r"[^.?!\n]{3,}",
    re.I,
)
# What anybody does, and what says nothing.
_NOTHING = re.compile(
    r"\b(?:made (?:up )?my mind|found your|found you|got your|used to be|got (?:a|an|my) (?:degree|gpa|"
    r"master|bachelor|offer)|"
    r"found (?:it|them|your|this|the) (?:\w+ ){0,3}(?:interesting|fascinating|inspiring|exciting|"
    r"impressive|amazing)|"
    r"got interested|got into|found my passion|made me|put (?:me|my)|used (?:python|pytorch|tensorflow|"
    r"java|matlab)[, .]|"
    r"applied (?:to|for)|sent (?:you|my)|followed your|published (?:\w+ ){0,2}papers)",
    re.I,
)
_LINK = re.compile(
    r"https?://\S+|\bwww\.\S+|\b(?:github|gitlab|codeberg|huggingface|hf|arxiv|osf|zenodo|colab|"
    r"bitbucket|kaggle)\.(?:com|org|io|co|google)\S*|"
    r"\b[\w-]+\.(?:github\.io|org|net|dev|io|com|de|edu|ch|uk|me|eu|ai)(?:/\S*)?(?<![.,])|"
    r"\b(?:pull request|PR|issue|commit|merge request)s? ?#?\d+|#\d{2,}\b|\b(?:pull request|PR|"
    r"patch) (?:\w+ ){0,2}(?:was |is )?merged|"
    r"\b(?:commit|rev) [0-9a-f]{7,}|\bdoi:? ?10\.\d+\S*|\b(?:one|the|a) (?:\w+ )?(?:plot|figure|page|"
    r"graph) (?:is )?(?:attached|below|enclosed)|"
    r"\b(?:attached|attach(?:ing)?|enclosed) (?:is )?(?:one|a|the) (?:\w+ )?(?:plot|figure|page|graph|"
    r"note|one-page)",
    re.I,
)


def did(letter: Letter) -> Span | None:
    """Words that say what the writer did."""
    text, body = letter.text, letter.body
    for pattern in (_DID, _NOUN):
        for found in pattern.finditer(text, body.start, body.end):
            if not _NOTHING.search(found[0]) and len(found[0].split()) >= 5:
                return Span(found.start(), found.end())
    return None


def link(letter: Letter) -> Span | None:
    """Where what was done can be looked at: an address, a pull request, a figure that comes along."""
    for found in _LINK.finditer(letter.text, letter.body.start, letter.body.end):
        if "@" not in letter.text[max(letter.body.start, found.start() - 1) : found.end()]:
            return Span(found.start(), found.end())
    return None


# -- the ask --------------------------------------------------------------------------------------

_REQUEST = re.compile(
    r"\b(?:I (?:wonder(?:ed)?|was wondering|am wondering) (?:if|whether|why|how|what|which|about)|"
    r"I(?:'d| would) (?:like|love|be (?:grateful|happy|glad|thankful|curious)) (?:to (?:ask|know|hear|"
    r"learn|understand|discuss|talk|meet|join|be)|if you|for)|"
    r"(?:could|would|can|will) you (?:please |kindly |also |maybe |perhaps )?\w+|"
    r"(?:please|kindly) (?:let me know|tell|send|share|review|consider|give|provide|advise|look|read|"
    r"check|reply|forward|introduce|inform|help|recommend|suggest)|"
    r"let me know (?:if|whether|what|how|when)|may I (?:ask|know|join|visit)|my (?:one |"
    r"only )?question(?: to you)? is|"
    r"I am (?:looking|asking|hoping|curious) (?:for|whether|if|why|how|to)|tell me (?:if|whether|which|"
    r"what|why))",
    re.I,
)
_NO_ASK = re.compile(
    r"\b(?:no (?:need|reply|answer|rush|hurry)|feel free|ignore this|please ignore|"
    r"if (?:you have )?no(?:t| time)|don't feel|"
    r"please do not|please don't|happy to|glad to|I(?:'d| would) be (?:happy|glad) to (?:send|share|open|"
    r"write|fix|help|run|do))\b",
    re.I,
)
_FOLLOWS = re.compile(
    r"(?:or|and if|if so|if not|that is|i\.e\.|for example|say,|in other words|so was|so is|either)\b",
    re.I,
)


def asks(letter: Letter) -> list[Span]:
    """Sentences that want something; a question that only goes on with the one before is the same."""
    made: list[Span] = []
    for number, span in enumerate(letter.sentences):
        told = letter.of(span)
        if not _is_ask(told):
            continue
        before = letter.sentences[number - 1] if number else None
        if made and before == made[-1] and _FOLLOWS.match(told):
            made[-1] = Span(made[-1].start, span.end)
            continue
        made.append(span)
    return made


def _is_ask(told: str) -> bool:
    body = re.sub(r"[\"“][^\"”]*[\"”]", '""', told)
    if body.rstrip(" )\"'”").endswith("?") or re.search(r"\?[\"')]*\s", body):
        return True
    return bool(_REQUEST.search(body)) and not _NO_ASK.search(body)


# -- a field that was changed ---------------------------------------------------------------------


def unexplained_switch(letter: Letter) -> Span | None:
    """Where another field is named as one's own and nothing near says why it matters here."""
    told = wording()
    fields = told.other_fields.find(letter.words)
    for each in told.switching.find(letter.words):
        near = _near(letter, letter.around(each.start))
        inside = [word for word in letter.words if near.start <= word.start < near.end]
        if any(near.start <= f.start < near.end for f in fields) and not told.because.find(inside):
            return letter.around(each.start)
    return None


def _near(letter: Letter, span: Span) -> Span:
    """A sentence and those beside it."""
    at = letter.sentences.index(span) if span in letter.sentences else 0
    beside: Sequence[Span] = letter.sentences[max(0, at - 1) : at + 2] or (span,)
    return Span(beside[0].start, beside[-1].end)


def joined(letter: Letter) -> Iterator[Span]:
    """Further things done in the same breath."""
    for found in _JOINED.finditer(letter.text, letter.body.start, letter.body.end):
        yield Span(found.start(), found.end())
