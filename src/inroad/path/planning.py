"""The plan's door: journal, drills and clock meet here."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from inroad.config import Config
from inroad.errors import InputError, NotFound
from inroad.journal import claims as journal_claims
from inroad.journal import events, portfolio, steps
from inroad.journal.about_me import about_me
from inroad.journal.openings import choices
from inroad.journal.store import Journal, open_journal
from inroad.path import hours
from inroad.path import profile as profiles
from inroad.path.log import logged
from inroad.path.plan.known import Known, OpenClaim
from inroad.path.plan.paths import find, paths, view, views
from inroad.path.plan.report import plan
from inroad.types import (
    KindShare,
    LastDay,
    NextStep,
    PathsReport,
    PlanReport,
    ProfileReport,
    StepState,
)

if TYPE_CHECKING:
    from inroad.practice.room import Room

LATELY = 28


def report(
    config: Config,
    now: dt.datetime,
    weekly: float | None = None,
    deadlines: Sequence[LastDay] = (),
    said: str = "",
) -> PlanReport:
    """What to do in the next weeks.

    Args:
        config: the home.
        now: the moment; the plan is for its day.
        weekly: hours a week to plan with; None: those of the profile.
        deadlines: last days that are known; what knows of them passes them in.
        said: what has just been changed.
    """
    return plan(known(config, now, deadlines, weekly), weekly, said)


def known(
    config: Config, now: dt.datetime, deadlines: Sequence[LastDay] = (), weekly: float | None = None
) -> Known:
    """All that the plan is made of."""
    from inroad.practice.room import Room

    journal, room = open_journal(config), Room(config, now)
    evidence = profiles.shown(config, now, room)
    states = evidence.drills or room.states().drills
    profile = profiles.of(about_me(journal), evidence, now.date())
    marks, chosen = portfolio.states(journal), steps.chosen(journal)
    due, lacking = _due(config, profile, chosen, now, weekly)
    mastered = sum(each.mastered for each in states)
    return Known(
        profile,
        paths(),
        choices(journal).taken,
        states,
        len(room.cards_due()),
        any(each.what == "placed" for each in room.events()),
        _open_claims(journal),
        len(evidence.claims),
        sum(each.kind == "pull request" for each in evidence.links),
        (*deadlines, *due),
        lacking,
        _kinds(config, now, room),
        len(evidence.claims) + len(evidence.links) + bool(mastered),
        sum(state == "shown" for state in marks.values()),
        steps.decisions(journal),
        chosen,
    )


def _due(
    config: Config, profile: ProfileReport, chosen: Sequence[str], now: dt.datetime, weekly: float | None
) -> tuple[tuple[LastDay, ...], str]:
    """Last days for somebody who is after a paper, and what is missing to tell them."""
    from inroad.path import due

    if not due.wanted(profile.me, chosen):
        return (), ""
    from inroad.path.venues.times import own_zone

    hours_a_week = weekly or profile.newcomer.hours_a_week
    return due.last_days(config, profile.me, hours_a_week, now, own_zone(os.environ))


def _kinds(config: Config, now: dt.datetime, room: Room) -> tuple[KindShare, ...]:
    today = now.date()
    return hours.by_kind(hours.within(logged(config, room), today - (LATELY - 1) * hours.DAY, today))


def _open_claims(journal: Journal) -> tuple[OpenClaim, ...]:
    """Claims whose protocol is frozen and that no verdict decides."""
    verdicts = {each.verdict.claim_id: each.verdict for each in journal_claims.verdicts(journal)}
    with journal.reading() as connection:
        begun = {
            each.subject for each in events.read(connection, journal_claims.ROOM) if "protocol" in each.what
        }
    found = []
    for claim_id in sorted(begun | set(verdicts)):
        verdict = verdicts.get(claim_id)
        if verdict is None or verdict.outcome not in profiles.DECIDED:
            found.append(
                OpenClaim(
                    claim_id,
                    verdict.statement if verdict else "",
                    verdict.outcome if verdict else "not decided",
                )
            )
    return tuple(found)


# -- paths ----------------------------------------------------------------------------------------


def ways(config: Config, now: dt.datetime, name: str = "") -> PathsReport:
    """All paths, those that fit first; or one.

    Raises:
        NotFound: there is no path of that name.
    """
    profile = profiles.report(config, now)
    chosen = steps.chosen(open_journal(config))
    seen = (view(find(name), profile, chosen),) if name else views(paths(), profile, chosen)
    return PathsReport(profile.me.situation, seen)


def choose(config: Config, now: dt.datetime, name: str, *, leave: bool = False) -> PlanReport:
    """Go a path, or leave it.

    Raises:
        NotFound: there is no path of that name, or it was not chosen.
    """
    path, journal = find(name), open_journal(config)
    if leave and path.path_id not in steps.chosen(journal):
        raise NotFound(f"you did not choose the path {path.path_id!r}", "`inroad plan` shows those you did")
    steps.choose(journal, path.path_id, now, leave=leave)
    back = f"inroad plan {'choose' if leave else 'leave'} {path.path_id}"
    return report(config, now, said=f"{'Left' if leave else 'Chosen'}: {path.name}. Undo it with: {back}")


# -- deciding -------------------------------------------------------------------------------------

SAID = {"done": "Done", "missed": "Missed; a smaller piece of it is planned", "dropped": "Dropped"}


def decide(config: Config, now: dt.datetime, name: str, state: StepState) -> PlanReport:
    """Say of a step that it is done, missed or dropped; the plan is made anew.

    Args:
        config: the home.
        now: the moment.
        name: the step's id, the beginning of it, or its number in the plan.
        state: what became of it.
    """
    found = _step(report(config, now), name)
    steps.decide(open_journal(config), found.step_id, found.title, state, now)
    said = f"{SAID[state]}: {found.title}. Undo it with: inroad plan undo {found.step_id}"
    return report(config, now, said=said)


def note(config: Config, now: dt.datetime, name: str, text: str) -> PlanReport:
    """Keep words on a step."""
    found = _step(report(config, now), name)
    steps.note(open_journal(config), found.step_id, found.title, text.strip(), now)
    return report(config, now, said=f"Noted on: {found.title}.")


def undo(config: Config, now: dt.datetime, name: str) -> PlanReport:
    """Make a step what it was before."""
    journal = open_journal(config)
    said = [each for each in steps.decisions(journal) if each.startswith(name)]
    step_id = said[0] if len(said) == 1 else name
    made = steps.undo(journal, step_id, now)
    return report(config, now, said=f"As before: {made.title} ({made.state}).")


def _step(found: PlanReport, name: str) -> NextStep:
    """A step of the plan by its number, id or the beginning of its id.

    Raises:
        NotFound, InputError: none, or several.
    """
    if name.isdecimal() and 1 <= int(name) <= len(found.steps):
        return found.steps[int(name) - 1]
    left = tuple(each.step for each in found.left_out)
    all_ = {each.step_id: each for each in (*found.steps, *left, *found.done, *found.dropped)}
    if name in all_:
        return all_[name]
    begins = [each for step_id, each in all_.items() if name and step_id.startswith(name)]
    if len(begins) == 1:
        return begins[0]
    if begins:
        raise InputError(
            f"{len(begins)} steps begin with {name!r}", "write more of it, or its number in the plan"
        )
    from inroad.near import near

    raise NotFound(f"the plan has no step {name!r}", "`inroad plan` shows their names", near(name, all_))
