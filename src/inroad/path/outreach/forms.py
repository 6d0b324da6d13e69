"""Drafts made of forms and sources, and the check that nothing in one lacks its source (pure).

A draft says nothing by itself: each sentence is a form of ``data/outreach/forms.toml`` whose values were
taken from a source, and :func:`untraced` proves it by making every sentence again from the sources.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any, cast

from inroad.path.outreach.lint import lint
from inroad.path.outreach.wording import FOLDER
from inroad.types.outreach import (
    Contact,
    DraftPart,
    DraftQuestion,
    DraftSentence,
    DraftSlot,
    OutreachDraft,
    Situation,
)

Sources = Mapping[str, Mapping[str, str]]
"""Id of a source to what it says, by field."""
YOURS = "yours"
_GAP = re.compile(r"\[[^\]]+\]")
SHORT = 40
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a draft is to be made of; ids of sources."""

    contact: Contact
    situation: Situation
    paper: str
    did: str
    """``claim:``, ``drill:``, ``opening:``, ``helped:`` with an id; ``yours``: an address; "": not said."""


@cache
def told() -> Mapping[str, Any]:
    """The forms as they come with Inroad."""
    return tomllib.loads((FOLDER / "forms.toml").read_text(encoding="utf-8"))


def draft(
    wanted: Wanted, sources: Sources, questions: Sequence[DraftQuestion] = (), warnings: Sequence[str] = ()
) -> OutreachDraft:
    """A letter of which every statement is from a source; what is not known stays a gap.

    Args:
        wanted: what it is to be made of.
        sources: what is known, by id; ``contact:ID`` and ``paper:ID`` must be there.
        questions: kinds of questions that fit, to choose from.
        warnings: what to know before sending it.
    """
    contact = f"contact:{wanted.contact.contact_id}"
    sentences = tuple(
        _sentence(form, part, wanted, sources, contact) for form, part in _forms(wanted, sources)
    )
    subject = _subject(wanted, sources)
    body = _body(sentences)
    return OutreachDraft(
        draft_id="",
        contact_id=wanted.contact.contact_id,
        to=wanted.contact.name,
        email=wanted.contact.email,
        subject=subject,
        body=body,
        sentences=sentences,
        questions=tuple(questions),
        lint=lint(f"Subject: {subject}\n\n{body}"),
        warnings=tuple(warnings),
    )


def untraced(made: OutreachDraft, sources: Sources) -> list[str]:
    """Sentences, and parts of the text, that the sources do not give.

    Each sentence is made again from its form and its slots, each slot is looked up in its source, and the
    text must be these sentences and nothing else.
    """
    wrong = [each.text for each in made.sentences if not _is_traced(each, sources)]
    return wrong if _body(made.sentences) == made.body else [*wrong, made.body]


def _is_traced(sentence: DraftSentence, sources: Sources) -> bool:
    form = told()["forms"].get(sentence.form)
    if form is None:
        return False
    values = {slot.field: slot.value for slot in sentence.slots}
    known = all(sources.get(slot.source, {}).get(slot.field) == slot.value for slot in sentence.slots)
    return known and set(_fields(form)) == set(values) and _filled(form, values) == sentence.text


# -- making it ------------------------------------------------------------------------------------


def _forms(wanted: Wanted, sources: Sources) -> Iterator[tuple[str, DraftPart]]:
    """Form and part, in the order that suits the situation."""
    mine = sources.get(YOURS, {})
    for name in told()["order"][wanted.situation]:
        part = cast(DraftPart, name.partition("-")[0])
        if part == "theirs":
            yield ("theirs-year" if sources[wanted.paper].get("year") else "theirs"), part
        elif part == "did":
            yield f"did-{_kind(wanted.did)}", part
        elif part == "link":
            yield ("link" if mine.get("url") else "link-gap"), part
        elif part == "ask":
            yield ("ask" if mine.get("ask") else "ask-gap"), part
        elif part == "name":
            yield ("name" if mine.get("me") else "name-gap"), part
        else:
            yield name, part


def _kind(did: str) -> str:
    kind = did.partition(":")[0]
    return "url" if kind == YOURS else kind if kind in ("claim", "drill", "opening", "helped") else "gap"


def _sentence(form: str, part: DraftPart, wanted: Wanted, sources: Sources, contact: str) -> DraftSentence:
    pattern = told()["forms"][form]
    slots = tuple(
        DraftSlot(field, sources[source][field], source)
        for field in _fields(pattern)
        for source in [_source(field, wanted, contact)]
    )
    text = _filled(pattern, {slot.field: slot.value for slot in slots})
    return DraftSentence(part, form, text, slots, bool(_GAP.search(pattern)))


def _source(field: str, wanted: Wanted, contact: str) -> str:
    if field == "name":
        return contact
    if field in ("title", "paper", "year", "short"):
        return wanted.paper
    return YOURS if field in ("ask", "url", "me", "who") else wanted.did


def _subject(wanted: Wanted, sources: Sources) -> str:
    pattern = told()["forms"]["subject"]
    return _filled(pattern, {"short": sources[wanted.paper]["short"]})


def _fields(pattern: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(pattern) if name]


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], pattern)


def _body(sentences: Iterable[DraftSentence]) -> str:
    """Paragraphs: greeting, what it is about, the question, thanks and name."""
    groups: dict[str, list[str]] = {}
    for each in sentences:
        place = {"greeting": "greeting", "ask": "ask", "thanks": "end", "name": "name"}.get(
            each.part, "about"
        )
        groups.setdefault(place, []).append(each.text)
    order = ("greeting", "about", "ask", "end", "name")
    blocks = [" ".join(groups[each]) for each in order if each in groups]
    text = "\n\n".join(blocks[:-1]) if "name" in groups else "\n\n".join(blocks)
    return f"{text}\n{blocks[-1]}\n" if "name" in groups else f"{text}\n"


def flat(text: str) -> str:
    """One line without characters that break one: what a value of a source must be."""
    from inroad.report.clean import UNSAFE

    return UNSAFE.sub("", _SPACES.sub(" ", text)).strip()


def short(title: str) -> str:
    """A paper's name as a subject can hold it: up to the colon, else its first words."""
    head = title.partition(":")[0].strip()
    if len(head) <= SHORT:
        return head
    words = head.split()
    kept = words[:1]
    for word in words[1:]:
        if len(" ".join([*kept, word])) > SHORT:
            break
        kept.append(word)
    return f"{' '.join(kept)} …"


def questions(left_open: Iterable[tuple[str, str, str, str]]) -> tuple[DraftQuestion, ...]:
    """Kinds of questions: first those from what the paper leaves open, then those of any paper.

    Args:
        left_open: kind, source, place and words of each statement.
    """
    texts = told()["questions"]
    own = [
        DraftQuestion(kind, texts[kind.replace(" ", "-")], source, place, words)
        for kind, source, place, words in left_open
        if kind.replace(" ", "-") in texts
    ]
    any_ = [DraftQuestion("", texts[name], None, "", "") for name in ("difference", "choice", "condition")]
    return (*own, *any_)
