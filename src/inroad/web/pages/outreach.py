"""Whom one writes to, the letter itself with what speaks against it as one types, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form
from fastapi.responses import Response
from markupsafe import escape

from inroad.corpus.id_text import split_arxiv
from inroad.errors import InputError
from inroad.journal import outreach as kept
from inroad.path.outreach import forms, mail, sources
from inroad.path.outreach.cadence import report
from inroad.path.outreach.lint import lint
from inroad.path.outreach.people import entered
from inroad.path.outreach.write import Asked, write, yourself
from inroad.report import outreach_words
from inroad.report.json import dumps
from inroad.report.marked import Place, marked
from inroad.types import (
    Contact,
    LetterComplaint,
    LetterLint,
    OutreachDraft,
    OutreachReport,
    Situation,
)
from inroad.web import links
from inroad.web.forms import Asking, Page, Table

router = APIRouter(prefix="/outreach")

Line = Annotated[str, Form(max_length=1000)]
Body = Annotated[str, Form(max_length=20_000)]
EMPTY = LetterLint("could not tell", None, 0, (), ())


def _people(found: OutreachReport) -> Table:
    head = ("name", "email", "why", "state", "sent", "due")
    rows = [(e.contact.name, e.contact.email, e.contact.why, e.state, e.sent, e.due) for e in found.standings]
    return Table(head, rows)


def _about_letter(found: LetterLint, **more: Any) -> Mapping[str, Any]:
    shown = marked(more["body"], _places(found))
    return {**more, "tell_letter": outreach_words, "shown": shown, "sheet": escape(more["body"])}


def _places(found: LetterLint) -> list[Place]:
    return [
        (each.start, each.end, each.severity, f"{each.reason}; better: {each.better}")
        for each in sorted(found.complaints, key=_says_least)
        if not each.rule.startswith("subject")
    ]


def _says_least(each: LetterComplaint) -> tuple[bool, int]:
    """Words that are there before those that something is missing beside, and few before many."""
    return each.rule.startswith(("no-", "nothing-")), each.end - each.start


LIST = Page(
    "outreach.html", tables={"contacts": _people}, about=lambda _, **more: {"tell_letter": outreach_words}
)
LETTER = Page("letter.html", about=_about_letter)


@router.get("")
def contacts(asked: Asking) -> Response:
    """Everybody, with what there is to do today."""
    today = asked.desk.now().date()
    found = asked.desk.value(
        ("outreach", today), lambda: report(kept.contacts(asked.desk.journal), today), personal=True
    )
    return asked.give(found, LIST, personal=True, state=today)


@router.post("/add")
def add(asked: Asking, name: Line = "", email: Line = "", why: Line = "") -> Response:
    """Remember somebody."""
    made = kept.add(asked.desk.journal, *entered(name, email, why), asked.desk.now())
    return asked.back(links.outreach(), f"Added: {made.name}.")


@router.post("/happened")
def happened(
    asked: Asking, to: Line, what: Annotated[Literal["sent", "replied", "closed"], Form()]
) -> Response:
    """Note what happened with somebody today."""
    now = asked.desk.now()
    made = kept.happened(asked.desk.journal, to, what, now.astimezone(dt.UTC).date(), "", now)
    words = {"sent": "a letter to {}", "replied": "a reply of {}", "closed": "{} is closed"}[what]
    return asked.back(links.outreach(), f"Noted: {words.format(made.name)}.")


@router.post("/undo")
def undo(asked: Asking) -> Response:
    """Take back what was noted last."""
    return asked.back(
        links.outreach(), f"No longer noted: {kept.undo(asked.desk.journal, asked.desk.now())}."
    )


# -- the letter -----------------------------------------------------------------------------------


@router.get("/letter")
def letter(asked: Asking, to: str = "") -> Response:
    """A letter as it was left; without a contact an empty sheet, of which nothing is kept."""
    contact = kept.one(asked.desk.journal, to) if to else None
    subject, body = (kept.letter(asked.desk.journal, contact.contact_id) if contact else None) or ("", "")
    return _letter(asked, contact, subject, body)


def _letter(
    asked: Asking, contact: Contact | None, subject: str, body: str, draft: OutreachDraft | None = None
) -> Response:
    """The sheet; an empty one to somebody is offered a draft."""
    found = lint(body, subject) if body.strip() else EMPTY
    begin = _begin(asked, contact) if contact and not body.strip() else None
    return asked.give(
        found, LETTER, personal=True, contact=contact, subject=subject, body=body, draft=draft, begin=begin
    )


def _begin(asked: Asking, contact: Contact) -> Mapping[str, Any]:
    """What a draft can be made of: things done, by source, and the paper that was the reason, if one was."""
    done = sources.known(asked.desk.config)
    shown = {source: fields for source, fields in done.items() if "not yet" not in fields}
    papers = (split_arxiv(word.strip(".,;:()")) for word in contact.why.split())
    return {
        "things": {
            source: f"{source.partition(':')[0]}: {next(iter(f.values()))}" for source, f in shown.items()
        },
        "situations": forms.told()["who"],
        "paper": next((found[0] for found in papers if found), ""),
        "you": yourself(asked.desk.config)[0],
    }


@router.post("/draft")
def draft(
    asked: Asking,
    to: Line,
    paper: Line,
    situation: Annotated[Situation, Form()] = "in-ml",
    did: Line = "",
    link: Line = "",
    ask: Line = "",
) -> Response:
    """Begin a letter from evidence, and keep it to be finished here."""
    desk = asked.desk
    contact = kept.one(desk.journal, to)
    before = kept.letter(desk.journal, contact.contact_id)
    if before is not None and before[1].strip():
        raise InputError("another letter to them is kept already", "finish it, or empty it first")
    name = yourself(desk.config)[1]
    wanted = Asked(contact.contact_id, paper, situation, did or link, link if did else "", ask, name)
    made, _ = write(desk.config, wanted)
    kept.keep_letter(desk.journal, contact.contact_id, made.subject, made.body, desk.now())
    return _letter(asked, contact, made.subject, made.body, made)


@router.post("/letter")
def look(asked: Asking, to: Line = "", subject: Line = "", body: Body = "") -> Response:
    """What speaks against a letter; one to a contact is kept as well."""
    text = body.replace("\r\n", "\n")
    contact = kept.one(asked.desk.journal, to) if to else None
    if contact:
        kept.keep_letter(asked.desk.journal, contact.contact_id, subject, text, asked.desk.now())
    if asked.form == "json":
        found = lint(text, subject) if text.strip() else EMPTY
        return Response(dumps(found), media_type="application/json")
    return _letter(asked, contact, subject, text)


@router.get("/letter.eml")
def eml(asked: Asking, to: str) -> Response:
    """The letter as a file that mail programs open as a draft."""
    contact = kept.one(asked.desk.journal, to)
    subject, body = kept.letter(asked.desk.journal, contact.contact_id) or ("", "")
    if not body.strip():
        raise InputError("there is no letter to them yet", "write it first")
    made = mail.eml(contact.name, contact.email, subject, body)
    head = {"content-disposition": 'attachment; filename="letter.eml"'}
    return Response(made, media_type="message/rfc822", headers=head)
