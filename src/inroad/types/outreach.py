"""Letters to people one does not know yet: what is wrong with one, drafts, and what became of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

LetterVerdict = Literal["ready", "not yet", "could not tell"]
Severity = Literal["wrong", "consider"]
LetterPart = Literal["theirs", "did", "link", "ask", "switch"]


@dataclass(frozen=True, slots=True)
class LetterComplaint:
    """Something in a letter that speaks against sending it."""

    rule: str
    """Id of the rule."""
    severity: Severity
    """Wrong: do not send it so; consider: it may be meant."""
    start: int
    """Where the words begin that it is about, in characters of the text as it was given."""
    end: int
    words: str
    """The words themselves, at most 200 characters."""
    reason: str
    """What the reader of the letter makes of them."""
    better: str
    """What to write instead."""


@dataclass(frozen=True, slots=True)
class LetterFound:
    """Something that a good letter has, and that this one has."""

    part: LetterPart
    """Something of theirs, something the writer did, a link to it, the ask, why the field was changed."""
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class LetterLint:
    """A letter, read as its reader will."""

    verdict: LetterVerdict
    """Ready if nothing is wrong."""
    subject: str | None
    words: int
    """Of the body."""
    complaints: tuple[LetterComplaint, ...]
    """In the order of the text."""
    found: tuple[LetterFound, ...]
    warnings: tuple[str, ...] = ()


# -- drafts ---------------------------------------------------------------------------------------

DraftPart = Literal["greeting", "who", "theirs", "did", "link", "ask", "thanks", "name"]
Situation = Literal["pupil", "undergraduate", "master", "phd", "engineer", "in-ml", "returning"]


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """A value in a sentence, and where it is from."""

    field: str
    value: str
    source: str
    """``paper:ID``, ``claim:ID``, ``drill:ID``, ``opening:ID``, ``helped:ID``, ``contact:ID``, or ``yours``:
    what you wrote yourself."""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence of a draft with all that it stands on."""

    part: DraftPart
    form: str
    """Id of the form it was made from."""
    text: str
    slots: tuple[DraftSlot, ...]
    gap: bool = False
    """Whether something is left for you to fill, in square brackets."""


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """A kind of question that only an author can answer, from what their paper leaves open."""

    kind: str
    """limitation, future work, open problem; or "": of any paper."""
    ask: str
    """How it could begin; the rest is yours."""
    source: str | None
    """``paper:ID``; None: of any paper."""
    place: str
    """``abstract sentence 5``; "": nowhere."""
    words: str
    """What stands there, where the corpus has the text; else ""."""


@dataclass(frozen=True, slots=True)
class OutreachDraft:
    """A letter made of evidence; never sent from here."""

    draft_id: str
    """"": not kept."""
    contact_id: str
    to: str
    email: str
    """"": none is known, and none is guessed."""
    subject: str
    body: str
    sentences: tuple[DraftSentence, ...]
    questions: tuple[DraftQuestion, ...]
    lint: LetterLint
    warnings: tuple[str, ...] = ()


# -- people and what became of it -----------------------------------------------------------------

ContactState = Literal["to write", "waiting", "follow up", "replied", "closed"]


@dataclass(frozen=True, slots=True)
class Contacted:
    """Something that happened with a contact."""

    what: Literal["sent", "replied", "closed"]
    day: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to write to, as the journal has them."""

    contact_id: str
    name: str
    email: str
    """As you gave it; "": not given."""
    why: str
    added: dt.date
    happened: tuple[Contacted, ...] = ()
    """The oldest first."""


@dataclass(frozen=True, slots=True)
class ContactStanding:
    """A contact and what there is to do."""

    contact: Contact
    state: ContactState
    sent: int
    """Letters so far, follow-ups included."""
    due: dt.date | None
    """When to follow up; None: nothing is due."""
    advice: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many came how far."""

    contacts: int
    written: int
    """To whom at least one letter was sent."""
    replied: int
    after_follow_up: int
    """Replies that came after a second or third letter."""
    rate: float | None
    """Replies among those whose letter was answered or is closed; None: too few to say."""
    interval: tuple[float, float] | None
    """Its 95 % Wilson interval."""
    settled: int
    """Letters that were answered or are closed: what the rate is of."""


@dataclass(frozen=True, slots=True)
class OutreachReport:
    """All contacts, those first for whom there is something to do."""

    day: dt.date
    standings: tuple[ContactStanding, ...]
    funnel: Funnel
    said: str = ""
    """What has just been changed; "": nothing was."""
