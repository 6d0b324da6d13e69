"""Claims that were checked: protocols as they were before each run, and verdicts; both only ever added to."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inroad.journal import events
from inroad.journal.markdown import item, part, when
from inroad.journal.records import Event, moment, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Rows, Subject, Table
from inroad.plain import from_json, to_json
from inroad.types import Claim, ClaimVerdict, Protocol, Reproduction

ROOM = "claims"


@dataclass(frozen=True, slots=True)
class Kept:
    """A verdict as the journal keeps it."""

    verdict: ClaimVerdict
    method: str | None
    paper_id: str | None
    folder: str


def protocols(journal: Journal, claim_id: str) -> tuple[Protocol, ...]:
    """All protocols of a claim, the first one frozen first."""
    with journal.reading() as connection:
        return _protocols(connection, claim_id)


def freeze(journal: Journal, protocol: Protocol, results: int, now: dt.datetime) -> bool:
    """Write a protocol down unless it is the last one of its claim; whether it was written.

    Args:
        journal: where to.
        protocol: as the folder has it now.
        results: successful runs that could have been seen by now; never less than was written down before.
        now: the moment.
    """
    last = protocols(journal, protocol.claim_id)[-1:]
    if last and last[0].hash == protocol.hash:
        return False
    with journal.writing(now) as connection:
        known = _protocols(connection, protocol.claim_id)
        seen = max([results, *(each.results for each in known), _ran(connection, protocol.claim_id)])
        kept = replace(protocol, at=moment(stamp(now)), results=seen)
        connection.execute(
            "INSERT INTO protocols (claim_id, number, hash, at, record) VALUES (?, ?, ?, ?, ?)",
            (protocol.claim_id, len(known) + 1, protocol.hash, stamp(now), to_json(kept)),
        )
        what = "protocol changed" if known else "protocol frozen"
        data = {"hash": protocol.hash, "results": seen}
        events.add(connection, Event(now, ROOM, what, protocol.claim_id, data))
        return True


def ran(journal: Journal, claim_id: str, results: int, failed: int, now: dt.datetime) -> None:
    """Remember how many results a claim has, so that deleting them does not make them unseen."""
    with journal.writing(now) as connection:
        data = {"results": results, "failed": failed}
        events.add(connection, Event(now, ROOM, "ran", claim_id, data))


def decide(journal: Journal, claim: Claim, verdict: ClaimVerdict, folder: str, now: dt.datetime) -> bool:
    """Keep a verdict unless the last one of its claim says the same; whether it was kept."""
    with journal.writing(now) as connection:
        row = connection.execute(
            "SELECT record FROM verdicts WHERE claim_id = ? ORDER BY verdict DESC LIMIT 1", (claim.claim_id,)
        ).fetchone()
        if row is not None and _same(from_json(ClaimVerdict, row["record"]), verdict):
            return False
        connection.execute(
            "INSERT INTO verdicts (claim_id, at, outcome, method, paper_id, folder, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                claim.claim_id,
                stamp(now),
                verdict.outcome,
                claim.method,
                claim.paper_id,
                storable(folder),
                to_json(verdict),
            ),
        )
        data = {"outcome": verdict.outcome, "reason": verdict.reason}
        events.add(connection, Event(now, ROOM, "decided", claim.claim_id, data))
        return True


def verdicts(journal: Journal) -> tuple[Kept, ...]:
    """The last verdict of each claim, by id."""
    with journal.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM verdicts WHERE verdict IN (SELECT max(verdict) FROM verdicts GROUP BY claim_id) "
            "ORDER BY claim_id"
        )
        return tuple(
            Kept(from_json(ClaimVerdict, row["record"]), row["method"], row["paper_id"], row["folder"])
            for row in rows
        )


def reproductions(journal: Journal) -> list[Reproduction]:
    """What the user's own runs say of methods and papers: the last verdict of each claim that was tried."""
    return [
        Reproduction(
            kept.verdict.claim_id,
            kept.verdict.statement,
            kept.verdict.outcome,
            kept.verdict.reason,
            kept.verdict.at,
            kept.method,
            kept.paper_id,
            False,
        )
        for kept in verdicts(journal)
        if kept.verdict.outcome != "not attempted"
    ]


# -- rows -----------------------------------------------------------------------------------------


def _protocols(connection: sqlite3.Connection, claim_id: str) -> tuple[Protocol, ...]:
    rows = connection.execute("SELECT record FROM protocols WHERE claim_id = ? ORDER BY number", (claim_id,))
    return tuple(from_json(Protocol, row["record"]) for row in rows)


def _ran(connection: sqlite3.Connection, claim_id: str) -> int:
    found = (each.data.get("results", 0) for each in events.read(connection, ROOM, claim_id))
    return max((int(each) for each in found), default=0)


def _same(old: ClaimVerdict, new: ClaimVerdict) -> bool:
    return replace(old, at=None) == replace(new, at=None)


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    decided = (
        item(when(row["at"]), row["claim_id"], row["outcome"], row["method"], row["paper_id"])
        for row in rows["verdicts"]
    )
    frozen = (
        item(when(row["at"]), row["claim_id"], f"number {row['number']}", row["hash"])
        for row in rows["protocols"]
    )
    yield from part("Verdicts", decided)
    yield from part("Protocols as they were frozen", frozen)


SUBJECT = Subject(
    "claims",
    "Claims",
    (
        Table("protocols", ("claim_id", "number"), time="at", fixed=True),
        Table("verdicts", ("id",), number="verdict", time="at", fixed=True),
    ),
    _page,
)
