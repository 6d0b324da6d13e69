"""A journal with something in every table, made by the rooms' own functions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openings_sample as sample

from inroad.journal import claims, events, helped, hours, outreach
from inroad.journal.follows import follow, unfollow, visited
from inroad.journal.hours import Work
from inroad.journal.likes import take_in, vote
from inroad.journal.openings import dismiss, look, take
from inroad.journal.records import Event
from inroad.journal.store import Journal
from inroad.types import BY_HAND, Claim, ClaimVerdict, Protocol, Visit, Vote

NOW = dt.datetime(2026, 4, 2, 9, 30, tzinfo=dt.UTC)
HARD = "tabs\tnewlines\n“quotes” \\ | <b> 🙂 \x1b[31m \ud800 \u202e"
PROTOCOL = Protocol("warmup", "f" * 64, "c" * 64, (("alpha", "0.05"),), (), 'id = "warmup"')
CLAIM = Claim("warmup", HARD, None, None, "LoRA", (), (), (), (), (), (), 0.05, 60.0, "run.py")
VERDICT = ClaimVerdict("warmup", HARD, "inconclusive", "underpowered", (), "f" * 64, NOW, 3, 0, 3)


def later(minutes: float = 1) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


def filled(path: Path) -> Journal:
    journal = Journal(path)
    take(journal, sample.opening("vera"), NOW, HARD)
    dismiss(journal, sample.opening("dora"), later(), HARD)
    look(journal, sample.opening("pissa"), later(2))
    follow(journal, "query", HARD, later(3))
    follow(journal, "method", "LoRA", later(3))
    unfollow(journal, "LoRA", later(4))
    vote(journal, [Vote("2106.09685", "like", later(5), BY_HAND, HARD, 2021)], later(5))
    take_in(journal, "zotero", [Vote("doi:10.1/x", "like", NOW, "zotero", None, None)], {}, later(6))
    visited(journal, Visit(later(7), NOW.date(), NOW.date(), 3), b"\x00\xffknown")
    visited(journal, Visit(later(8), NOW.date(), NOW.date(), 3), bytes(range(256)))
    claims.freeze(journal, PROTOCOL, 0, later(9))
    claims.decide(journal, CLAIM, VERDICT, "/somewhere", later(10))
    hours.add(journal, Work("intense", "attention", HARD, "drill:softmax"), NOW.date(), 90, later(11))
    hours.add(journal, Work("passive"), NOW.date(), 30, later(12))
    hours.undo(journal, later(13))
    hours.start(journal, Work("moderate"), later(14))
    hours.stop(journal, 20, later(34))
    hours.start(journal, Work("moderate", "reading", HARD), later(35))
    made = helped.add(journal, "Ada", HARD, "data", NOW.date(), 30, later(36))
    helped.came_back(journal, made.helped_id, HARD, NOW.date(), later(37))
    person = outreach.add(journal, HARD, "a@example.org", HARD, later(37))
    outreach.happened(journal, person.contact_id, "sent", NOW.date(), HARD, later(37))
    outreach.keep_letter(journal, person.contact_id, "Rank 1", HARD, later(37))
    with journal.writing(later(38)) as connection:
        for _ in range(2):  # twice the same within a second is two things that happened
            events.add(connection, Event(later(38), "practice", "started", "softmax", {"folder": HARD[:4]}))
    return journal


def grown(path: Path) -> Journal:
    """The same with thirty entries of the next day, before which a backup was made."""
    journal = filled(path)
    for number in range(30):
        at = NOW + dt.timedelta(days=1)
        hours.add(journal, Work("intense", "x" * 500, str(number)), NOW.date(), 5, at)
    return journal
