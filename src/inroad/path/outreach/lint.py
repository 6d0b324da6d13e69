"""A letter read as its reader will read it: every complaint points at its words and says a better way.

Nothing leaves the machine; the rules are content (``data/outreach/lint.toml``) and a few patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.path import english
from inroad.path.outreach import having
from inroad.path.outreach.letter import Letter, Span
from inroad.path.outreach.letter import letter as read_letter
from inroad.path.outreach.wording import complaint, phrases
from inroad.types.outreach import LetterComplaint, LetterFound, LetterLint, LetterVerdict

MOST_WORDS = 200
GRACE = 1.1
"""How far above it is let pass: "at most about 200"."""
SUBJECT = 80
"""Characters that a phone shows of a subject."""
FEWEST = 8
_LEAST_ENGLISH = 0.12

_PLACEHOLDER = re.compile(
    r"\[[^\]\n]{2,60}\](?!\()|\{[^}\n]{1,60}\}|<(?!https?:|[\w.+-]+@)[A-Za-z][^<>\n]{1,40}>|\b(?:XXX+|"
    r"TODO|TBD|FIXME)\b|___+|\(\.\.\.\)"
)
_CREDENTIAL = re.compile(
    r"\b(?:C?GPA(?: of)?:? ?\d[\d./]*|\d\.\d+ ?(?:C?GPA|/ ?(?:4|10)(?:\.0)?)|GRE|TOEFL|IELTS|dean's list|"
    r"gold medal(?:l?ist)?|topper|"
    r"rank(?:ed)? (?:\d+|first|second|1st|2nd|3rd|among)|scholarships?|olympiads?|hackathons?|"
    r"certificat(?:e|es|ions?)|certified|"
    r"Coursera|Udemy|Udacity|edX|Kaggle (?:expert|master|grandmaster)|first[- ]class (?:honou?rs|degree)|"
    r"with distinction|summa cum laude|"
    r"valedictorian|best student|awards?|awarded|fellowship|percentile|LeetCode|internships? at|"
    r"interned at|"
    r"\d+ (?:publications|papers|certificates|internships|projects|awards)|published (?:\d+|two|three|"
    r"four|five|several|many) papers|"
    r"proficient in|well[- ]versed in|skilled in|expertise in|experienced in|strong (?:skills|background|"
    r"foundation|knowledge) in)",
    re.I,
)
_TOOLS = re.compile(
    r"(?:\b(?:Python|Java(?:Script)?|C\+\+|C|R|SQL|MATLAB|TensorFlow|Keras|PyTorch|scikit-learn|sklearn|"
    r"NumPy|Pandas|Docker|AWS|Git|"
    r"OpenCV|Linux|Spark|Hadoop|Tableau|Excel|HTML|CSS|React)\b(?:,? and |, ?| / )?){4,}"
)
_VAGUE_SUBJECT = re.compile(
    r"\W*(?:re: ?|fwd: ?)?(?:urgent\W*)?(?:hello|hi|hey|greetings|introduction|introducing myself|"
    r"question|a question|quick question|inquiry|enquiry|request|help|"
    r"help needed|collaboration|(?:possible |potential )?research (?:opportunity|collaboration|inquiry|"
    r"position|interest|internship|assistant\w*)|internship|"
    r"(?:application|applying)(?: for)?(?: (?:an? )?\w+){0,4}|(?:inquiry|enquiry|request|query|"
    r"question)s? (?:about|regarding|for|on|concerning) (?:an? |the |your |any )?(?:\w+ ){0,3}"
    r"(?:opportunit(?:y|ies)|positions?|internships?|research|openings?|work|lab|group|admission|"
    r"vacanc(?:y|ies)|ph\.?d\.?|supervision|mentorship|guidance|collaboration)|"
    r"(?:seeking|looking for|request(?:ing)? for|interest(?:ed)? in|prospective|aspiring|passionate|"
    r"motivated|enthusiastic)\b.*|"
    r"(?:phd|ph\.d\.|master'?s|postdoc|internship|research|summer)[\w ]* (?:application|inquiry|"
    r"opportunit(?:y|ies)|position|internship|student|supervision|request)s?|"
    r"your (?:research|work|paper|papers|lab|group)|interest in your (?:\w+ )?(?:research|work|lab|"
    r"group)|(?:fan of|love|loved|admire) your .*|mentorship.*|cv|resume|my (?:cv|resume|application)|"
    r"opportunity|important|please read.*|no subject|\(no subject\)|test|"
    r"machine learning|deep learning|ai|artificial intelligence|research)\W*$",
    re.I,
)


def lint(text: str, subject: str | None = None) -> LetterLint:
    """What speaks against sending a letter, and what it already has.

    Args:
        text: the letter; lines like ``Subject: ...`` may come first.
        subject: the subject where it is kept apart.

    Raises:
        InputError: there is no text, or too much.
    """
    letter = read_letter(text)
    told = letter.of(letter.subject).strip() if letter.subject else (subject or "").strip() or None
    if _is_foreign(letter):
        warning = "this does not read like English, the only language that letters are read in yet"
        return LetterLint("could not tell", told, len(letter.words), (), (), (warning,))
    if len(letter.words) < FEWEST:
        warning = "too few words to be a letter"
        return LetterLint("could not tell", told, len(letter.words), (), (), (warning,))
    complaints = sorted(_all(letter, told), key=lambda each: (each.start, each.end, each.rule))
    wrong = any(each.severity == "wrong" for each in complaints)
    verdict: LetterVerdict = "not yet" if wrong else "ready"
    given = tuple(_as_given(each, text) for each in complaints)
    return LetterLint(verdict, told, len(letter.words), given, tuple(_found(letter)))


def _all(letter: Letter, subject: str | None) -> Iterator[LetterComplaint]:
    yield from phrases(letter)
    yield from _form(letter)
    yield from _subject(letter, subject)
    yield from _missing(letter)
    asked = having.asks(letter)
    if not asked:
        last = letter.sentences[-1] if letter.sentences else letter.body
        yield complaint(letter, "no-ask", last)
    for extra in asked[1:]:
        yield complaint(letter, "many-asks", extra)
    if len(asked) == 1 and _is_small_talk(letter.of(asked[0])):
        yield complaint(letter, "question-anyone", asked[0])


def _missing(letter: Letter) -> Iterator[LetterComplaint]:
    """What a letter should have and this one has not; points at where it should stand."""
    if having.theirs(letter) is None:
        yield complaint(letter, "nothing-theirs", having.vague(letter))
    done = having.did(letter)
    if done is None:
        yield complaint(letter, "nothing-done", _own_sentence(letter))
    elif having.link(letter) is None:
        yield complaint(letter, "no-link", done)
    if switched := having.unexplained_switch(letter):
        yield complaint(letter, "field-switch", switched)


def _form(letter: Letter) -> Iterator[LetterComplaint]:
    if len(letter.words) > MOST_WORDS * GRACE:
        yield complaint(letter, "too-long", Span(letter.words[MOST_WORDS].start, letter.body.end))
    for found in _PLACEHOLDER.finditer(letter.text, letter.first, letter.body.end):
        yield complaint(letter, "placeholder", Span(found.start(), found.end()))
    if letter.greeting is None:
        yield complaint(letter, "no-greeting", Span(letter.words[0].start, letter.words[0].end))
    told = list(_CREDENTIAL.finditer(letter.text, letter.body.start, letter.body.end))
    tools = _TOOLS.search(letter.text, letter.body.start, letter.body.end)
    if len(told) >= 3 or (told and tools):
        whole = sorted([(m.start(), m.end()) for m in told] + ([tools.span()] if tools else []))
        yield complaint(letter, "credentials", Span(whole[0][0], whole[-1][1]))
    elif tools:
        yield complaint(letter, "credentials", Span(*tools.span()))


def _subject(letter: Letter, subject: str | None) -> Iterator[LetterComplaint]:
    at = letter.subject if letter.subject and letter.subject.end > letter.subject.start else letter.opening
    if not subject:
        yield complaint(letter, "subject-missing", at)
    elif (
        _VAGUE_SUBJECT.fullmatch(subject)
        or (subject.isupper() and len(subject) > 12)
        or len(subject.split()) < 2
    ):
        yield complaint(letter, "subject-vague", at)
    elif len(subject) > SUBJECT:
        yield complaint(letter, "subject-long", at)


def _is_small_talk(asked: str) -> bool:
    """A question that would fit under any letter."""
    return len(asked.split()) <= 6 and bool(
        re.search(
            r"\b(?:what do you think|any thoughts|thoughts|interested|can we talk|possible)\b", asked, re.I
        )
    )


def _own_sentence(letter: Letter) -> Span:
    """The first sentence in which the writer speaks of themselves."""
    for span in letter.sentences:
        if re.search(r"\b(?:I|my|I'm|I've)\b", letter.of(span)):
            return span
    return letter.opening


def _found(letter: Letter) -> Iterator[LetterFound]:
    parts: list[tuple[str, Span | None]] = [("theirs", having.theirs(letter)), ("did", having.did(letter))]
    parts += [("link", having.link(letter)), ("ask", next(iter(having.asks(letter)), None))]
    for part, span in parts:
        if span:
            yield LetterFound(part, span.start, span.end, " ".join(letter.of(span).split())[:200])  # type: ignore[arg-type]


def _as_given(made: LetterComplaint, text: str) -> LetterComplaint:
    """The words as the user typed them."""
    from dataclasses import replace

    return replace(made, words=" ".join(text[made.start : made.end].split())[:200])


def _is_foreign(letter: Letter) -> bool:
    told = [word.text for word in letter.words]
    if len(told) < FEWEST:
        return any(ord(char) > 0x24F for char in "".join(told))
    return english.share(told) < _LEAST_ENGLISH
