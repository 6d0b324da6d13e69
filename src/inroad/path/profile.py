"""The profile's door: what the user said, what the journal shows, and what follows from both."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from inroad.config import Config
from inroad.errors import NotFound, StoreError
from inroad.journal import about_me as kept
from inroad.journal import claims, hours, portfolio
from inroad.journal.helped import helped
from inroad.journal.store import open_journal
from inroad.path import levels
from inroad.path.levels import Shown
from inroad.path.skills import hiring, skills
from inroad.types import AboutMe, MySituation, Newcomer, ProfileReport

if TYPE_CHECKING:
    from inroad.practice.room import Room

USUAL: dict[MySituation | None, Newcomer] = {
    # Who, machine at hand, hours a week, weeks, software 0-4, machine learning 0-4: what is taken where the
    # user said nothing.  A choice, not a measurement, like the named ones of inroad.openings.profile.
    None: Newcomer("me", "laptop", 6, 12, 2, 1),
    "pupil": Newcomer("me", "laptop", 5, 12, 1, 0),
    "undergraduate": Newcomer("me", "laptop", 8, 12, 2, 1),
    "Master's student": Newcomer("me", "laptop", 12, 12, 2, 2),
    "PhD student": Newcomer("me", "one GPU", 15, 12, 2, 2),
    "engineer": Newcomer("me", "one GPU", 6, 12, 4, 1),
    "scientist": Newcomer("me", "laptop", 8, 12, 2, 1),
    "in machine learning": Newcomer("me", "one GPU", 6, 12, 3, 3),
}
DECIDED = ("reproduced", "partly", "not reproduced")
"""Outcomes of claims that decide something."""


def report(config: Config, now: dt.datetime, said: str = "") -> ProfileReport:
    """Who the user is, what they can, what shows it."""
    return of(kept.about_me(open_journal(config)), shown(config, now), now.date(), said)


def shown(config: Config, now: dt.datetime, room: Room | None = None) -> Shown:
    """All evidence in the journal.

    Args:
        config: the home.
        now: the moment.
        room: that of practice, where it is open already.
    """
    from inroad.practice.room import Room

    journal = open_journal(config)
    if not journal.exists:
        return Shown()
    decided = [each.verdict for each in claims.verdicts(journal) if each.verdict.outcome in DECIDED]
    return Shown(
        (room or Room(config, now)).states().drills,
        tuple(each.claim_id for each in decided),
        portfolio.links(journal),
        hours.entries(journal),
        helped(journal),
    )


def of(me: AboutMe, evidence: Shown, day: dt.date, said: str = "") -> ProfileReport:
    """The report of what was said and shown (pure)."""
    mine = tuple(levels.level(skill, evidence, me) for skill in skills())
    software, ml = levels.axis("software", mine, me.software), levels.axis("ml", mine, me.ml)
    any_shown = software.known and ml.known
    return ProfileReport(
        day,
        me,
        (software, ml),
        mine,
        levels.region(software.least, ml.least, hiring()) if any_shown else "unknown",
        levels.region(software.own, ml.own, hiring()),
        hiring(),
        _newcomer(me, (software.level, ml.level), (software.own, ml.own)),
        levels.RULE,
        tuple(_missing(me)),
        said,
    )


def asking(config: Config, now: dt.datetime, *, wanted: bool) -> Newcomer | None:
    """Whom ``inroad openings --for me`` ranks for; None: the user said nothing of themselves.

    Args:
        config: the home.
        now: the moment.
        wanted: the user asked for just that.

    Raises:
        NotFound: it was wanted, and nothing was said.
    """
    journal = open_journal(config)
    try:
        if journal.exists and kept.about_me(journal) != AboutMe():
            return report(config, now).newcomer
    except StoreError:
        # Openings are also shown where the journal cannot be read; the report says so by itself.
        if wanted:
            raise
    if wanted:
        remedy = "say who you are: inroad profile set --situation engineer --hours 6 --machine laptop"
        raise NotFound("nobody said yet who you are", remedy)
    return None


def _newcomer(
    me: AboutMe,
    shown_: tuple[float | None, float | None],
    own: tuple[float | None, float | None],
) -> Newcomer:
    """What the user says, raised to what is shown; where nothing is said, what is usual in their
    situation."""
    usual = USUAL[me.situation]
    software, ml = (
        max(round(said) if said is not None else default, int(level or 0))
        for said, level, default in zip(own, shown_, (usual.software, usual.ml), strict=True)
    )
    return replace(
        usual,
        machine=me.machine or usual.machine,
        hours_a_week=me.hours_a_week or usual.hours_a_week,
        software=software,
        ml=ml,
    )


def _missing(me: AboutMe) -> list[str]:
    wanted = {
        "your situation: inroad profile set --situation engineer": me.situation is None,
        "a field that draws you: inroad profile set --field 'low-rank adaptation'": not me.fields,
        "hours you have a week: inroad profile set --hours 6": me.hours_a_week is None,
        "the largest machine you can use: inroad profile set --machine laptop": me.machine is None,
        "how you rate yourself: inroad profile set --software 3 --ml 1": me.software is None or me.ml is None,
    }
    return [words for words, absent in wanted.items() if absent]
