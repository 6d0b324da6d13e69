"""Whether a home is whole: every place of it looked at, damage named, and mended where it can be.

A place is a line in ``PLACES``: what it is called, a check that reads all of it and changes nothing, and,
where something can be made anew or put right without a loss, what does that. What a check finds never
depends on another place; mending goes through the places in their order, for an atlas is made of papers and
an index of both. The journal is only looked at: `inroad journal restore` puts a backup in its place, and
keeps the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from inroad.config import Config
from inroad.doctor import indexes, machine, results, tables
from inroad.doctor.place import Place, Sight, noted, refused, unreadable
from inroad.errors import Damaged, InroadError
from inroad.types import DoctorReport, Finding, JournalBackup, Mended

Tell = Callable[[str, int, int | None], None]


def _journal(sight: Sight) -> Iterator[Finding]:
    from inroad.journal import health
    from inroad.journal.store import open_journal

    journal = open_journal(sight.config)
    yield from health.findings(journal)
    for copy in health.backups(journal):
        if not copy.whole:
            said = f"the backup {copy.path} is damaged and cannot be used; the others can"
            yield noted("journal", said, "delete it; nothing of the journal itself is lost by that")


PLACES: tuple[Place, ...] = (
    Place("settings", machine.settings),
    Place("home", machine.room),
    Place("journal", _journal),
    Place("papers", tables.look_at_papers, tables.mend_papers),
    Place("observations", tables.look_at_signals, tables.mend_signals),
    Place("sync", results.look_at_sync, results.mend_sync),
    Place("atlas", tables.look_at_atlas, tables.mend_atlas),
    Place("text index", indexes.look_at_text, indexes.mend_text),
    Place("vectors", indexes.look_at_vectors, indexes.mend_vectors),
    Place("map", indexes.look_at_map, indexes.mend_map),
    Place("lists", tables.look_at_lists, tables.mend_lists),
    Place("kept results", results.look_at_kept, results.mend_kept),
    Place("shown openings", results.look_at_shown, results.mend_shown),
    Place("claims", results.look_at_claims),
    Place("clock", machine.clock),
    Place("writers", machine.writers),
    Place("leftovers", machine.leftovers, machine.sweep),
    Place("starter", tables.look_at_starter),
)
"""In the order in which they are told and mended."""


def look(config: Config, now: dt.datetime, tell: Tell = lambda *_: None) -> DoctorReport:
    """All that is to be said of a home; reads every file of it and changes none.

    Args:
        config: the home.
        now: the moment, for what is dated after it.
        tell: progress.
    """
    findings = tuple(_all(Sight(config, now), tell))
    healthy = all(each.health in ("ok", "note") for each in findings)
    return DoctorReport(healthy, findings, _backups(config, findings))


def mend(config: Config, now: dt.datetime, tell: Tell = lambda *_: None) -> DoctorReport:
    """Mend what can be mended, then look again.

    What cannot be made anew (the journal, observations) is never thrown away: a damaged file is kept beside
    what takes its place.

    Args:
        config: the home.
        now: the moment.
        tell: progress, of building anew too.
    """
    sight, done = Sight(config, now), []
    for place in PLACES:
        if place.mend and any(each.mends for each in _looked(place, sight)):
            done += [Mended(place.name, said) for said in _mended(place, sight, tell)]
    after = look(config, now, tell)
    return DoctorReport(after.healthy, after.findings, after.backups, tuple(done))


def _mended(place: Place, sight: Sight, tell: Tell) -> Iterator[str]:
    """What was done; what stopped it stands in the way of no other place."""
    assert place.mend
    try:
        yield from place.mend(sight, tell)
    except (InroadError, OSError) as error:
        yield f"could not be mended: {error}"


def _all(sight: Sight, tell: Tell) -> Iterator[Finding]:
    for number, place in enumerate(PLACES):
        tell("looking at the home", number, len(PLACES))
        yield from _looked(place, sight)


def _looked(place: Place, sight: Sight) -> list[Finding]:
    """What a check finds; what it cannot read is a finding too."""
    found: list[Finding] = []
    try:
        found.extend(place.look(sight))
    except Damaged as error:
        found.append(
            Finding("damaged", place.name, error.problem, error.remedy, mends=place.mend is not None)
        )
    except InroadError as error:
        found.append(refused(place.name, error))
    except OSError as error:
        found.append(unreadable(place.name, error))
    return found


def _backups(config: Config, findings: tuple[Finding, ...]) -> tuple[JournalBackup, ...]:
    """The journal's backups, where one may be needed."""
    if not any(each.health == "damaged" and each.subject == "journal" for each in findings):
        return ()
    from inroad.journal import health
    from inroad.journal.store import open_journal

    return health.backups(open_journal(config))
