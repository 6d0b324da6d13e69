"""The log's door: journal, drills and clock meet here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inroad.config import Config
from inroad.errors import InputError
from inroad.journal import events
from inroad.journal import hours as kept
from inroad.journal.helped import helped
from inroad.journal.hours import Work
from inroad.journal.records import Event
from inroad.journal.store import Journal, open_journal
from inroad.path import hours, week
from inroad.path.practised import practised
from inroad.types import Hours, LogChange, LogReport, Timer, WeekReport

if TYPE_CHECKING:
    from inroad.practice.room import Room

FORGOTTEN = dt.timedelta(hours=4)
"""Nobody is stuck on one problem for longer without a pause: a timer that ran longer is asked about."""
SPAN = 28


def report(config: Config, now: dt.datetime, days: int = SPAN, about: str = "") -> LogReport:
    """Time spent in the last days.

    Args:
        config: the home.
        now: the moment.
        days: how many.
        about: only what belongs to this: ``drill:softmax``, or ``drill`` for all of them.
    """
    everything, timer = logged(config), kept.running(open_journal(config))
    today = now.astimezone(dt.UTC).date()
    since = today - (days - 1) * hours.DAY
    mine = hours.about(hours.within(everything, since, today), about)
    kinds = hours.by_kind(mine)
    return LogReport(
        since,
        today,
        hours.total(mine),
        kinds,
        hours.balance(kinds),
        hours.by_skill(mine),
        hours.streak((each.day for each in everything), today),
        hours.latest(mine),
        timer,
        _ran(timer, now) if timer else None,
        about,
    )


def review(config: Config, of: dt.date) -> WeekReport:
    """The week of a day."""
    journal = open_journal(config)
    with journal.reading() as connection:
        told = events.read(connection)
    return week.review(logged(config), told, helped(journal), of)


def logged(config: Config, room: Room | None = None) -> tuple[Hours, ...]:
    """All time: the user's and what drills noted, every minute once.

    Args:
        config: the home.
        room: that of practice, where it is open already, so that nothing is read twice.
    """
    journal = open_journal(config)
    own = kept.entries(journal)
    told = room.events() if room else _told(journal)
    return (*own, *practised(told, own, _skills(config, room) if told else {}))


def _told(journal: Journal) -> tuple[Event, ...]:
    with journal.reading() as connection:
        return events.read(connection, "practice")


def _skills(config: Config, room: Room | None) -> dict[str, str]:
    """Drill to the family that it belongs to, which is what it trains."""
    from inroad.practice.catalogue import open_catalogue

    known = room.catalogue if room else open_catalogue(config.drills)
    return {drill.drill_id: drill.family for drill in known}


# -- the timer ------------------------------------------------------------------------------------


def stop(config: Config, now: dt.datetime, took: int | None = None) -> LogChange:
    """Stop the timer and log what it showed, or what the user says.

    Raises:
        InputError: it does not run; or it ran so long, or backwards, that only the user can tell.
    """
    journal = open_journal(config)
    timer = kept.running(journal)
    if timer is None:
        raise InputError("the timer does not run", "start it with `inroad log start`")
    minutes = took or _believed(timer, now)
    if not minutes:
        kept.discard(journal, now)
        return LogChange("discarded", None, timer, "It ran less than a minute; nothing is logged.")
    entry = kept.stop(journal, minutes, now)
    return LogChange("stopped", entry, timer, "Logged.")


def _believed(timer: Timer, now: dt.datetime) -> int:
    ran = now - timer.started
    if dt.timedelta() <= ran <= FORGOTTEN:
        return round(ran / dt.timedelta(minutes=1))
    since = f"{timer.started:%Y-%m-%d %H:%M} UTC"
    if ran < dt.timedelta():
        problem = f"the timer was started at {since}, which is still to come by this clock"
    else:
        problem = f"the timer has been running since {since}, for {ran // dt.timedelta(hours=1)} hours"
    raise InputError(
        problem, "say how long you really worked: `inroad log stop --took 2h`; or `--discard` to log nothing"
    )


def _ran(timer: Timer, now: dt.datetime) -> float:
    return round(max((now - timer.started) / dt.timedelta(minutes=1), 0.0), 1)


# -- changes --------------------------------------------------------------------------------------


ABOUT = ("drill", "claim", "opening")


def is_link(about: str) -> bool:
    """Whether it says what time belongs to, like ``drill:softmax``."""
    kind, _, name = about.partition(":")
    return kind in ABOUT and bool(name)


def add(config: Config, work: Work, day: dt.date, minutes: int, now: dt.datetime) -> LogChange:
    """Log time of which the user says how long it was.

    Raises:
        InputError: the day is still to come.
    """
    if day > now.astimezone(dt.UTC).date():
        raise InputError(f"{day} is still to come (days are counted in UTC)", "log it when it is done")
    return LogChange("added", kept.add(open_journal(config), work, day, minutes, now), None, "Logged.")


def start(config: Config, work: Work, now: dt.datetime) -> LogChange:
    """Let the timer run."""
    timer = kept.start(open_journal(config), work, now)
    return LogChange("started", None, timer, "The timer runs, also when this window is closed.")


def discard(config: Config, now: dt.datetime) -> LogChange:
    """Stop the timer and log nothing."""
    return LogChange("discarded", None, kept.discard(open_journal(config), now), "Nothing is logged.")


def undo(config: Config, now: dt.datetime) -> LogChange:
    """Take the last step back."""
    step, entry, timer = kept.undo(open_journal(config), now)
    return LogChange("undone", entry, timer, _UNDONE[step])


_UNDONE = {
    "added": "No longer logged.",
    "started": "The timer does not run; nothing is logged.",
    "stopped": "No longer logged; the timer runs on from when it was started.",
    "discarded": "The timer runs on from when it was started.",
}
