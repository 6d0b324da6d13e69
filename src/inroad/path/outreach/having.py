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
_COMMON = (
    r"(?:GitHub|GitLab|LinkedIn|LeetCode|PyTorch|TensorFlow|YouTube|OpenAI|JavaScript|TypeScript|"
    r"DeepMind|ChatGPT|PhD|"
    r"NumPy|OpenCV|McGill|HuggingFace|StackOverflow|WhatsApp|PowerPoint|MSc|BSc|WebRTC)"
)
_STRONG = [
    re.compile(r"\b(?:arxiv[:/ ]|arxiv\.org/(?:abs|pdf)/)?\d{4}\.\d{4,5}(?:v\d+)?\b", re.I),
    re.compile(r"[\"“«][^\"“”«»\n]{12,160}[\"”»]"),
    re.compile(rf"\b(?i:{_NUMBERED})"),
    re.compile(rf"(?i:{_SAYS})(?: (?i:that|how|why|the|a|an|in|on|with|only|no|two|three))? \S+ \S+"),
    re.compile(rf"\b(?i:your)(?: \w+){{0,4}}? {_NAME}(?: \w+){{0,2}}? (?i:{_WORKS})\b"),
    re.compile(rf"\b(?i:your)(?: \w+){{0,3}}? (?i:{_WORKS})(?: \w+){{0,4}}? {_NAME}"),
    re.compile(r"\b\w+\.(?:py|cpp|cu|cc|rs|jl|ipynb|toml|yaml|md)\b|\b[a-z]+_[a-z_]+\b"),
    re.compile(r"\b(?i:pull request|merge request|PR|issue|commit) ?#?[0-9a-f]{2,}\b"),
    re.compile(rf"\b(?:in|of|with|using|on|from) (?!{_COMMON})[A-Z][a-z]+[A-Z]\w*\b"),
]
_GENERAL = (
    r"(?:machine|deep|learning|artificial|intelligence|ai|ml|nlp|computer|vision|neural|networks?|data|"
    r"science|"
    r"reinforcement|llms?|language|models?|generative|interesting|recent|latest|last|new|great|excellent|"
    r"good|first|"
    r"research|fascinating|inspiring|many|various|other|own|famous|wonderful|amazing|ongoing|current|"
    r"past|valuable)"
)
_ONE_OF_THEIRS = re.compile(
    rf"\byour (?:[\w-]+ ){{0,2}}?(?!{_GENERAL}\b)[\w-]{{4,}} {_WORKS}\b|"
    rf"\byour (?:[\w-]+ ){{0,3}}?{_WORKS},? (?:on|about|of|for|that|which|where|showing|with) "
    rf"(?:(?:the|a|an) )?(?:[\w-]+ ){{0,2}}?(?!{_GENERAL}\b)[\w-]{{4,}}",
    re.I,
)
_POSSESSED = re.compile(r"\byour ((?:[\w'-]+ ){0,3}?[\w'-]+)(?=[,.;:?!)]|\s|$)", re.I)


def theirs(letter: Letter) -> Span | None:
    """Words that speak of one thing of the reader's.

    One strong sign is enough (a title, a figure's number, a file, what they claim); so are two things that
    are called theirs, or one where the letter also says what the writer did and where to see it.
    """
    text, body = letter.text, letter.body
    for pattern in (*_STRONG, _ONE_OF_THEIRS):
        for found in pattern.finditer(text, letter.first, body.end):
            if not _is_own(letter, found.start()):
                return Span(found.start(), found.end())
    weak = list(_possessed(letter))
    enough = 1 if did(letter) and link(letter) else 2
    return weak[0] if len(weak) >= enough else None


def _possessed(letter: Letter) -> Iterator[Span]:
    """Things called theirs that not everybody has, each once."""
    seen, common = set[str](), wording().anybodys
    for found in _POSSESSED.finditer(letter.text, letter.first, letter.body.end):
        end, head = found.end(), found[1].split()
        # The head noun is the last word before one that is no part of the name.
        while len(head) > 1 and head[-1].lower() in _SMALL:
            end -= len(head.pop()) + 1
        words = [word.lower() for word in head]
        if words and not {words[0], words[-1]} & common and words[-1] not in seen:
            seen.add(words[-1])
            yield Span(found.start(), end)


_VAGUE = re.compile(
    r"\byour (?:\w+ ){0,3}"
    r"(?:research|work|works|papers|publications|projects|lab|group|team|profile|contributions|paper)\b",
    re.I,
)
_SMALL = frozenset(("and", "or", "the", "a", "an", "in", "on", "of", "for", "with", "to", "is", "are", "was"))
_SMALL |= frozenset(("were", "at", "by", "from", "that", "which", "as", "i", "it"))


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

# Verbs that tell of having been somewhere or felt something, not of having done a thing that can be shown.
_IDLE = (
    r"wanted|liked|loved|enjoyed|watched|listened|hoped|wished|studied|graduated|completed|finished|"
    r"worked|decided|"
    r"learn(?:ed|t)|looked|talked|wondered|reali[sz]ed|started|joined|attended|received|visited|"
    r"tried to (?:contact|reach)|"
    r"applied (?:to|for)|majored|moved|lived|needed|believed|followed|admired|dreamed|dreamt|passed|"
    r"earned|obtained|"
    r"pursued|enrolled|emailed|contacted|reached|noticed your|discovered your|stumbled|used to|served|"
    r"volunteered|interned|"
    r"excelled|developed (?:an? )?(?:\w+ )?(?:interest|passion|skills?)|gained|acquired|participated|"
    r"presented myself|"
    r"introduced myself|prepared myself|asked|called|invited|specialised|specialized|focus(?:s)?ed|"
    r"aspired|agreed|aimed|"
    r"searched (?:for|the web|online|your)|browsed|googled|scrolled|subscribed|appreciated|understood|"
    r"remembered|happened|turned|"
    r"appeared|"
    r"interested|excited|impressed|inspired|fascinated|honou?red|motivated|dedicated|convinced|delighted|"
    r"determined|"
    r"pleased|thrilled|amazed|committed|experienced|skilled|qualified|prepared to|supposed|allowed|"
    r"graded|awarded|"
    r"ranked|named|born|raised|required|based|located|employed|trained as|trained in"
)
_DO = (
    rf"(?!(?:{_IDLE})\b)(?:re-?)?(?:[a-z]{{2,}}ed|built|wrote|ran|redid|made|put|cut|drew|fed|fit|split|"
    rf"swept|sent|kept|"
    r"got|set|held|did|taught|found|hit|flew|grew|read off|wrote down|broke|went through|took)"
)
_ALSO = (
    r"(?:have|had|also|then|just|recently|finally|first|now|since|even|only|simply|next|once|again|"
    r"therefore|so|"
    r"both|all|ourselves|myself|have been able to)"
)
_DID = re.compile(
    r"\b(?:I|we|We|I've|we've|We've|(?:[Mm]y|[Aa]) (?:colleague|friend|team|class|pupils|"
    r"students)(?: and I)?)"
    rf"(?:\s+{_ALSO})*\s+{_DO}\b[^.?!\n]{{3,}}"
)
_SHOWN = re.compile(
    r"\b(?:the|a|an|my|our|one|its|two) (?:[\w-]+ ){0,2}?(?:proof|counter-?example|derivation|patch|fix|"
    r"failing test|"
    r"calculation|measurements?|table|timings?|recordings?) (?:is|are|goes|fails|works|shows?|passes|has|"
    r"with)\b"
    r"[^.?!\n]{6,}",
    re.I,
)
_DOING = re.compile(
    r"\b(?:re-?running|re-?training|porting|profiling|measuring|replacing|re-?implementing|reproducing|"
    r"benchmarking|"
    r"fitting|working through|replaying|scoring|annotating|comparing|tracing|bisecting)\b[^.?!\n]{12,}",
    re.I,
)
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
    for pattern in (_DID, _NOUN, _DOING, _SHOWN):
        for found in pattern.finditer(text, body.start, body.end):
            if not _NOTHING.search(found[0]) and len(found[0].split()) >= 4:
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
