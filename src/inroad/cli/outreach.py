"""``inroad outreach``: letters to people whose work you used, and what became of them."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from inroad.cli import pasted, terminal
from inroad.cli.options import AsJson, OnDay
from inroad.errors import InputError

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.journal.outreach import What
    from inroad.types import OutreachReport, Situation

NOW = dt.datetime.now
SITUATIONS = "pupil, undergraduate, master, phd, engineer, in-ml or returning"
Name = Annotated[str, typer.Argument(metavar="NAME", help="A contact: name or id, or how it begins.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="What you want to remember of it.")]
Eml = Annotated[
    Path | None, typer.Option("--eml", metavar="FILE", help="Write a draft that mail programs open.")
]
Mailto = Annotated[bool, typer.Option("--mailto", help="Print a link that opens your mail program.")]


def lint(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A letter, with a line 'Subject: ...' first; - is piped in.")
    ],
    as_json: AsJson = False,
) -> None:
    """Read a letter as its reader will: what speaks against sending it, where, and what would be better.

    Exit code 0 whatever is found; --json tells the verdict.  Nothing leaves this machine and nothing is kept.
    """
    from inroad.path.outreach.lint import lint as look
    from inroad.path.plain_text import decoded
    from inroad.report.outreach_text import lint as text

    name, raw = pasted.read(file)
    terminal.answer(look(decoded(raw, name, "letter")), text, as_json)


def draft(
    ctx: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="A contact.")],
    paper: Annotated[str, typer.Option(metavar="ID", help="One paper of theirs, as the corpus has it.")],
    did: Annotated[
        str, typer.Option(metavar="WHAT", help="One thing you did: claim, drill, opening, help (id) or URL.")
    ] = "",
    link: Annotated[str, typer.Option(metavar="URL", help="Where it can be looked at.")] = "",
    ask: Annotated[str, typer.Option(metavar="TEXT", help="Your one question; without it, kinds of.")] = "",
    situation: Annotated[str, typer.Option("--as", metavar="WHO", help=f"You: {SITUATIONS}.")] = "in-ml",
    me: Annotated[str, typer.Option("--name", metavar="NAME", help="Yours.")] = "",
    eml: Eml = None,
    mailto: Mailto = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep it, to be finished on the page.")] = False,
    as_json: AsJson = False,
) -> None:
    """Draft a letter from evidence: one paper of theirs, one thing you did, one question.

    Every sentence says where it is from; what is not known stays a gap in square brackets.  Nothing is sent
    from here, and no address is guessed.
    """
    # As in `inroad people`, whose rules tell namesakes apart here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from inroad.path.outreach.write import Asked, write
    from inroad.report.outreach_text import draft as text

    if situation not in _situations():
        raise typer.BadParameter(f"{situation!r} is none of {SITUATIONS}")
    asked = Asked(to, paper, cast("Situation", situation), did, link, ask, me)
    made, _ = write(ctx.obj, asked)
    if keep:
        _keep(ctx.obj, made.contact_id, made.subject, made.body)
    if eml is not None or mailto:
        _hand_over(made.to, made.email, made.subject, made.body, eml, mailto)
    else:
        terminal.answer(made, text, as_json)


def letter(ctx: typer.Context, name: Name, eml: Eml = None, mailto: Mailto = False) -> None:
    """Print the letter to somebody as you left it on the page, or hand it to your mail program."""
    from inroad.errors import NotFound
    from inroad.journal import outreach
    from inroad.journal.store import open_journal

    journal = open_journal(ctx.obj)
    contact = outreach.one(journal, name)
    kept = outreach.letter(journal, contact.contact_id)
    if kept is None:
        raise NotFound(f"no letter to {contact.name} is kept", "`inroad outreach draft --keep` begins one")
    if eml is not None or mailto:
        _hand_over(contact.name, contact.email, *kept, eml, mailto)
    else:
        terminal.show_text(f"Subject: {kept[0]}\n\n{kept[1]}")


def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Somebody, as their own page writes the name.")],
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="As they give it; never guessed.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why this person.")] = "",
    as_json: AsJson = False,
) -> None:
    """Remember somebody whom you want to write to."""
    from inroad.journal import outreach
    from inroad.journal.store import open_journal
    from inroad.path.outreach.people import entered

    made = outreach.add(open_journal(ctx.obj), *entered(name, email, why), NOW(dt.UTC))
    _show(ctx.obj, f"Added: {made.name} ({made.contact_id[:6]}).", as_json)


def sent(ctx: typer.Context, name: Name, on: OnDay = None, note: Note = "", as_json: AsJson = False) -> None:
    """Note that you sent a letter or a follow-up."""
    _happened(ctx.obj, name, "sent", on, note, as_json)


def replied(
    ctx: typer.Context, name: Name, on: OnDay = None, note: Note = "", as_json: AsJson = False
) -> None:
    """Note that they answered."""
    _happened(ctx.obj, name, "replied", on, note, as_json)


def closed(
    ctx: typer.Context, name: Name, on: OnDay = None, note: Note = "", as_json: AsJson = False
) -> None:
    """Note that you will not write to them again about this."""
    _happened(ctx.obj, name, "closed", on, note, as_json)


def due(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show whom to follow up now: after seven days, at most twice."""
    from inroad.report.outreach_text import due as text

    terminal.answer(_report(ctx.obj), text, as_json)


def list_(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show everybody, how it stands with them, and how many answered."""
    from inroad.report.outreach_text import contacts as text

    terminal.answer(_report(ctx.obj), text, as_json)


def undo(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Take back what you noted last; again for the one before."""
    from inroad.journal import outreach
    from inroad.journal.store import open_journal

    _show(ctx.obj, f"No longer noted: {outreach.undo(open_journal(ctx.obj), NOW(dt.UTC))}.", as_json)


# -- what these share -----------------------------------------------------------------------------


def _happened(config: Config, name: str, what: What, on: dt.date | None, note: str, as_json: bool) -> None:
    from inroad.journal import outreach
    from inroad.journal.store import open_journal
    from inroad.path.outreach.people import day_of

    now = NOW(dt.UTC)
    made = outreach.happened(open_journal(config), name, what, day_of(on, now.date()), note.strip(), now)
    words = {"sent": "a letter to {}", "replied": "a reply of {}", "closed": "{} is closed"}[what]
    _show(config, f"Noted: {words.format(made.name)}.", as_json)


def _report(config: Config, said: str = "") -> OutreachReport:
    from inroad.journal.outreach import contacts
    from inroad.journal.store import open_journal
    from inroad.path.outreach.cadence import report

    return report(contacts(open_journal(config)), NOW(dt.UTC).date(), said)


def _show(config: Config, said: str, as_json: bool) -> None:
    """The one sentence after a change, or all as JSON."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(_report(config, said)))
        return
    terminal.show(said)
    if not said.startswith("No longer"):
        terminal.show("Undo it with: inroad outreach undo")


def _keep(config: Config, contact_id: str, subject: str, body: str) -> None:
    from inroad.journal import outreach
    from inroad.journal.store import open_journal

    journal = open_journal(config)
    kept = outreach.letter(journal, contact_id)
    if kept is not None and kept[1].strip() and kept != (subject, body):
        raise InputError(
            "another letter to them is kept already", "finish it on the page, or leave --keep out"
        )
    outreach.keep_letter(journal, contact_id, subject, body, NOW(dt.UTC))


def _hand_over(name: str, email: str, subject: str, body: str, path: Path | None, link: bool) -> None:
    """To a file, or as a link."""
    from inroad.path.outreach import mail

    if link:
        terminal.show(mail.mailto(email, subject, body))
    if path is not None:
        from inroad.cli.files import write_page

        write_page(path, mail.eml(name, email, subject, body).decode("ascii"))


def _situations() -> tuple[str, ...]:
    from inroad.types import Situation

    return get_args(Situation)
