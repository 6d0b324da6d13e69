"""The door for drafts: a contact, a paper of theirs and something the user did become a letter."""

from __future__ import annotations

from dataclasses import dataclass

from inroad.config import Config
from inroad.errors import InroadError
from inroad.journal import outreach
from inroad.journal.store import open_journal
from inroad.path.outreach import forms, sources
from inroad.path.outreach.forms import YOURS, Sources, Wanted, flat
from inroad.types import DraftQuestion, OutreachDraft, Situation


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user said of a letter; "" is not said."""

    to: str
    paper: str
    situation: Situation
    did: str = ""
    url: str = ""
    ask: str = ""
    me: str = ""


def write(config: Config, asked: Asked) -> tuple[OutreachDraft, Sources]:
    """A draft and the sources that it stands on.

    Raises:
        NotFound, InputError: the contact, the paper or what was done is not known or does not fit.
    """
    contact = outreach.one(open_journal(config), asked.to)
    about, warnings = sources.paper(config, asked.paper, contact)
    paper_id = asked.paper.strip().removeprefix("arXiv:").removeprefix("arxiv:")
    did, what = sources.did(config, asked.did) if asked.did.strip() else ("", {})
    yours = {"ask": flat(asked.ask), "url": flat(asked.url), "me": flat(asked.me)}
    yours["who"] = forms.told()["who"][asked.situation]
    yours = {field: value for field, value in yours.items() if value} | (what if did == YOURS else {})
    stands = {
        f"contact:{contact.contact_id}": {"name": flat(contact.name)},
        f"paper:{paper_id}": about,
        YOURS: yours,
    }
    if did and did != YOURS:
        stands[did] = what
    wanted = Wanted(contact, asked.situation, f"paper:{paper_id}", did)
    proposed = () if asked.ask.strip() else _questions(config, paper_id)
    return forms.draft(wanted, stands, proposed, warnings), stands


def _questions(config: Config, paper_id: str) -> tuple[DraftQuestion, ...]:
    """Kinds of questions; an atlas that cannot be asked leaves those that fit any paper."""
    try:
        return forms.questions(sources.left_open(config, paper_id))
    except InroadError:
        return forms.questions(())
