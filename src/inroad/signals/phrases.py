"""The phrases by which a thread shows its standing, as regular expressions over lower-case sentences."""

from __future__ import annotations

import re


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives))


def _or(words: str) -> str:
    """One of several words, separated by spaces; a tilde stands for a space inside one."""
    return "(?:" + "|".join(word.replace("~", " ") for word in words.split()) + ")"


_NUMBER = r"(?:#\d+|https?://\S+/(?:pull|issues)/\d+)"
PULL_REQUEST = r"(?:(?:prs?|pull[ -]requests?|patch|merge request|mr)\b)"
_PAST = _or(
    "opened submitted created raised made sent put~up started drafted pushed filed written implemented"
)
_ADVERB = "(?:" + _or(
    "also just gladly really definitely certainly probably maybe actually currently now already"
)
_ADVERB += " )?"
_TIME = r"(?:the |any |much |enough )?(?:time|bandwidth|capacity)"
_ANOTHER = r"(?:someone|somebody|anyone|anybody)"

_WILL = _or("i'll i~will i~shall we'll we~will let~me i~can we~can i~could i~might i~may")

# What one does to a task.
_DO = (
    _or(
        "work~on working~on take taking tackle tackling fix fixing implement implementing handle handling"
        " look~into looking~into look~at looking~at solve solving do try attempt contribute contributing"
        " add adding be~assigned get~assigned claim own resolve address submit open send create creating"
        " raise raising make prepare draft put~up put~together start give giving have~a~go have~a~stab"
        " have~a~look have~a~try help~with help~on help~out drive port porting write update upstream provide"
        " investigate investigating dig~into push pick~up picking~up pick~this~up pick~it~up pick~that~up"
    )
    + r"\b"
)

CLAIM = _any(
    # commands to bots
    r"^(?:[/.!#@]\S* ?)?(?:take|assign|self-assign|claim|attempt)(?: (?:me|this|it|#\d+|@\S+))?[.!]?$",
    r"^[/.!#](?:take|assign|self-assign|claim|attempt)\b",
    # asking to have it
    rf"\b(?:can|could|may|might|shall|should) (?:i|we)\b.{{0,25}}?\b{_DO}",
    r"\b(?:can|could|may) (?:i|this|it|you)\b.{0,30}\bassign",
    r"\bassign(?:ed)? (?:(?:this|it|the issue|this issue|that|me)\b.{0,12})?(?:to )?(?:me|us|myself)\b",
    r"\bmind if i\b|\bis it (?:ok|okay|alright|fine|possible) (?:if|for|that) (?:i|me)\b",
    # saying that one would like to, will, or does
    r"\b(?:i|we)(?:'d be|'d| would be| would| am| will be|'m| are|'re|'ll be)? ?"
    + _ADVERB
    + _or("like love glad happy willing interested keen want going planning trying about ready hoping eager")
    + rf"(?: to| in)?(?: be)?(?: \w+)? ?{_DO}",
    rf"\b{_WILL} {_ADVERB}(?:go ahead and )?{_DO}",
    r"\b(?:i'm|i am|we're|we are|currently|already|started|been) "
    + _ADVERB
    + _or("working looking on~it on~this"),
    rf"^{_or('happy glad willing would~love would~like would~be~happy love want')} to {_DO}",
    r"\b(?:happy|glad|willing) to "
    + _or("take pick work~on tackle submit open send create implement contribute")
    + r"\b",
    "^"
    + _or(
        "working on~it taking picking~up i'm~on im~on looking~into will~do will~fix will~take will~work wip"
    )
    + r"\b",
    r"\bdibs\b|\bcount me in\b|\bi volunteer\b|\bsign me up\b",
    # what exists already
    rf"\b(?:i|we)(?:'ve| have| just|'ve just| have just)? {_ADVERB}{_PAST}\b",
    r"\b(?:i|we)(?:'ve| have)(?: already)?(?: got)? (?:a|an|some|my|the|working|ready)\b.{0,25}"
    rf"(?:fix|patch|branch|implementation|prototype|working code|draft|{PULL_REQUEST})",
    # somebody else says so
    r"@[\w-]+ (?:is|are|has been|was|will be|'s) " + _ADVERB + r"(?:working|assigned|on it|on this)",
    r"\bassign(?:ed|ing) (?:this |it |the issue )?(?:to )?(?:you|@[\w-]+)|^assigned\b",
    r"\b(?:all|it's|it is|is) yours\b",
    r"^(?:sure|yes|yeah|ok|okay|of course|great|please|thanks)?\W*(?:please )?go (?:ahead|for it)\b",
    r"\b(?:someone|somebody|he|she|they) (?:is|are|'s) " + _ADVERB + r"working on\b",
)
OWN = re.compile(
    rf"\b{PULL_REQUEST}|\bcontribut|\bwork(?:ing)? on\b|\bassign|\b(?:can|could|to|and) help\b"
    r"|\bworking code\b"
    r"|\b(?:implement|fix|add|submit|tackle|take|do|port)(?:ing|ting)? (?:this|it)\b"
)
"""What a body must speak of besides: its author says "I can" and "we want" of many other things."""
UNABLE = _any(
    rf"(?:\bnot|n't|\bnever) (?:be )?(?:able|have {_TIME})",
    r"\b(?:unable|no time|no bandwidth)\b",
    r"\bi (?:can't|cannot|won't|will not|would not|wouldn't|do not|don't) "
    + _or("work take do pick plan intend contribute help want"),
    r"\bi'?m not (?:planning|going|able|working)\b",
    r"\bhappy to (?:review|answer|help (?:you|anyone|someone|anybody))\b",
    r"\b(?:review|guide|mentor|answer)\b.{0,20}\b(?:pr|pull request|anyone|you|questions)\b",
)
LET_GO = _any(
    r"^[/.!#](?:unassign|drop|release)\b",
    r"\bunassign(?:ed|ing)? (?:you|me|myself|this|it|@\S+|due|after|because|as)\b",
    r"\b(?:no longer|not|stopped) (?:currently |actively |actually )?working on\b",
    r"\b(?:up for grabs|free to be (?:taken|picked)|back to the pool|open for (?:anyone|others|someone))\b",
    rf"\b{_ANOTHER} else (?:can|could|may|should|is (?:welcome|free))\b",
    rf"\bi\b.{{0,20}}(?:n't|\bnot) (?:have|find|got) {_TIME}",
    r"\bi (?:had|have|need) to (?:drop|abandon|give up)|\b(?:dropping|abandoning|stepping away)\b",
    r"\bi (?:won't|will not|can't|cannot) (?:be able to )?(?:finish|continue|work|complete|get to)\b",
)

ADDRESS = re.compile(r"^https?://github\.com/[\w.-]+/[\w.-]+/pull/\d+\S*$")
"""A line that is the address of a pull request and nothing else."""
LINKED = _any(
    r"\b"
    + _or(
        "opened submitted created raised made sent put~up drafted pushed filed see check"
        " here~is here's have my"
    )
    + rf"\b.{{0,20}}\b{PULL_REQUEST}.{{0,60}}(?:#\d+|/pull/\d+)",
    r"\b(?:opened|submitted|created|raised|sent|drafted|put up) (?:a |an |the |my |another )?(?:\w+ )?"
    + PULL_REQUEST,
    rf"^{PULL_REQUEST}\W{{0,3}}(?:is |here|up|at|for this|ready|:)*\W*{_NUMBER}",
    ADDRESS.pattern,
    r"\b"
    + _or(
        "fix fixes fixed close closes closed resolve resolves resolved address addresses addressed"
        " implemented"
    )
    + rf" (?:\w+ ){{0,3}}?(?:in|by|via|with|through)\W{{1,3}}(?:\w+ ){{0,2}}?{_NUMBER}",
    r"(?:#\d+|/pull/\d+)\S* (?:should |will |would |may |might )?(?:fix|clos|resolv|address|implement|solv)",
)
PULL = re.compile(
    r"\bwhat does this (?:pr|pull request) do\b|\bfixes # ?\(issue\)"
    r"|^\s*(?:fix(?:es)?|close[sd]?|resolve[sd]?):? #\d+|^\s*(?:adds|fixes|updates|removes|implements) "
    r"|\bthis (?:pr|pull request|mr|patch) (?:\w+ ){0,2}?"
    + _or(
        "add fix implement introduc remov updat chang refactor support enabl keep make allow aim"
        " address resolv"
        " include is propos bump correct improv replac port move contain integrat"
    ),
    re.I,
)

STALE = _any(
    r"\bmark(?:ed|ing)? (?:this |it )?(?:issue )?(?:as )?\W?stale\b|\bis stale because\b|\bstale[- ]bot\b",
    r"\b(?:no|without|lack of|due to) (?:recent |any |further )?(?:activity|inactivity|updates?) "
    r"(?:for|in|within|over|has|and|on)\b",
    r"\b(?:automatically|will be|be) (?:marked|closed)\b.{0,60}\b"
    r"(?:inactiv|no (?:further |recent )?activity|stale)",
    r"\binactive for\b|\bdue to (?:\w+ )?inactivity\b|\bhas not had (?:recent |any )?activity\b",
)
BLOCKED = _any(
    r"\bblock(?:ed|ing) (?:by|on|until|this)\b|\bon hold\b|\bput (?:this|it) on (?:ice|hold)\b",
    r"\bdepends on (?:#\d+|https?://|upstream|the (?:release|next))",
    r"\bwait(?:ing)? (?:for|on|until) "
    rf"(?:{_NUMBER}|upstream|the (?:next |new )?(?:release|version)|a (?:new )?release|pytorch|that)",
    rf"\b(?:once|after|until|when) (?:{_NUMBER}|that pr|this pr) (?:is |gets |has been |has )?"
    + _or("merged landed lands done fixed released"),
    r"\bneeds? (?:to be )?(?:fixed|solved|supported|changed) (?:in )?upstream\b",
    r"\bupstream (?:issue|bug|fix)\b",
)
DEAD = _any(
    r"^(?:(?:i am|i'm|i'll|i will|will|going to|gonna|let's|so|ok),? )*clos(?:e|ing)\b(?! to\b)",
    r"\bclos(?:e|ed|ing) (?:this|it|as|since|because|in favou?r|for now|the issue|via|by|due)\b",
    r"\b(?:duplicate|dup|dupe) of\b|\bsame as #\d+|\bsuperseded by\b|\bin favou?r of #\d+",
    r"\b(?:already|now|since been|been) (?:been )?"
    + _or("fixed implemented resolved supported added merged done solved possible available"),
    r"\b(?:fixed|resolved|solved|implemented|added|merged) (?:in|by|on|with|via) "
    rf"(?:{_NUMBER}|main\b|master\b|v?\d+\.\d|the (?:latest|next|newest)|release)",
    r"\bwon'?t ?fix\b|\bnot planned\b|\bout of scope\b|\bwon't be (?:fix|implement|add|support|merg)",
    r"\bnot going to (?:fix|implement|support|add|merge)\b|\bworking as intended\b|\bnot a bug\b",
    r"\b(?:no longer|not) "
    + _or("needed relevant reproducible an~issue valid applicable necessary required a~problem"),
    r"\b(?:obsolete|outdated issue|can be closed|should be closed|safe to close)\b",
)
UNDECIDED = _any(
    r"\b(?:need|needs|requires?|needing|pending|under) (?:more |further |some |a |an |to be )?"
    + _or("discuss design decision decid rfc consensus triage agree"),
    r"(?:\bnot|n't) (?:sure|convinced|certain) (?:\w+ ){0,2}?(?:we|this|that|it|if|whether)\b.{0,40}\b"
    + _or("should want need worth make~sense makes~sense good~idea right"),
    r"\b(?:should|do|would) we (?:really |even )?(?:want|need|support|do|be)\b.{0,60}\?",
    r"\b(?:let's|we should|have to|need to) (?:first )?(?:discuss|decide|agree)\b|\bopen question\b",
    r"\b(?:cannot|can't|unable to|could not|couldn't) reproduce\b",
    r"\b(?:could|can|would) you (?:please )?(?:share|provide|give|add|post) (?:\w+ ){0,4}?"
    + _or("repro snippet log detail information example version script trace"),
    r"\b(?:need|more) (?:more )?(?:info|information|details) (?:from|is|about|to)\b",
)
