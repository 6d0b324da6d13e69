"""Makes tests/journal/fixtures/format-N.sqlite3: a small journal as a program of format N would have left it.

    python tools/journal_fixture.py N

The first N steps of ``inroad.journal.migrations`` are run one after the other, and after each the rows below
that became possible with it are put in, so that later steps find something to change.  Run it once, when a
step is added, and add rows for the new tables here; a file that was committed is never made again, for it
stands for journals that people have.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "journal" / "fixtures"
sys.path.insert(0, str(ROOT / "tests" / "cli"))

import openings_sample as sample  # noqa: E402

from inroad.journal.migrations import APPLICATION, MIGRATIONS  # noqa: E402
from inroad.journal.records import digest  # noqa: E402
from inroad.plain import to_json  # noqa: E402
from inroad.types import ClaimVerdict, Protocol  # noqa: E402

AT = "2026-03-0{}T09:30:00Z"
VERA, DORA = sample.opening("vera"), sample.opening("dora")
PROTOCOL = Protocol("warmup", "f" * 64, "c" * 64, (("alpha", "0.05"),), (), 'id = "warmup"')
VERDICT = ClaimVerdict("warmup", "Warm-up helps.", "not attempted", "no runs", (), "f" * 64, None, 0, 0, 3)

Rows = tuple[tuple[str, dict[str, Any]], ...]


def _opening(opening: Any) -> dict[str, Any]:
    return {
        "opening_id": opening.opening_id,
        "kind": opening.kind,
        "title": opening.title,
        "record": to_json(opening),
        "kept": AT.format(1),
    }


def _event(day: int, room: str, what: str, subject: str, data: str = "{}") -> tuple[str, dict[str, Any]]:
    return "events", {"at": AT.format(day), "room": room, "what": what, "subject": subject, "data": data}


ROWS: dict[int, Rows] = {
    1: (
        ("openings", _opening(VERA)),
        ("openings", _opening(DORA)),
        ("plan", {"opening_id": VERA.opening_id, "taken": AT.format(1), "note": "first “step” 🙂"}),
        ("dismissed", {"opening_id": DORA.opening_id, "dismissed": AT.format(2), "why": "too large"}),
        (
            "looked",
            {
                "opening_id": "underplayed:pissa",
                "title": "pissa",
                "first": AT.format(1),
                "last": AT.format(2),
                "times": 3,
            },
        ),
        _event(1, "openings", "taken", VERA.opening_id, '{"note":"","title":"make vera"}'),
        _event(2, "openings", "dismissed", DORA.opening_id, '{"why":"too large"}'),
        # The same twice within a second is two things that happened.
        _event(3, "practice", "started", "softmax", '{"folder":"/somewhere/softmax"}'),
        _event(3, "practice", "checked", "softmax", '{"outcome":"wrong","diagnosis":null,"stage":"values"}'),
        _event(3, "practice", "checked", "softmax", '{"outcome":"wrong","diagnosis":null,"stage":"values"}'),
    ),
    2: (
        ("follows", {"kind": "query", "text": "state-space models", "followed": AT.format(4)}),
        (
            "votes",
            {
                "paper_id": "2106.09685",
                "sign": "like",
                "at": AT.format(4),
                "source": "by hand",
                "title": "LoRA",
                "year": 2021,
            },
        ),
        (
            "votes",
            {"paper_id": "doi:10.1/x", "sign": "dislike", "at": AT.format(4), "source": "zotero.sqlite"},
        ),
        ("visits", {"at": AT.format(4), "since": "2026-02-01", "until": "2026-02-28", "shown": 12}),
        (
            "visits",
            {
                "at": AT.format(5),
                "since": "2026-03-01",
                "until": "2026-03-04",
                "shown": 3,
                "known": b"\x00\xff\x10known",
            },
        ),
        _event(4, "following", "followed", "query:state-space models"),
    ),
    3: (
        (
            "protocols",
            {
                "claim_id": "warmup",
                "number": 1,
                "hash": PROTOCOL.hash,
                "at": AT.format(6),
                "record": to_json(PROTOCOL),
            },
        ),
        (
            "verdicts",
            {
                "claim_id": "warmup",
                "at": AT.format(7),
                "outcome": "not attempted",
                "folder": "/somewhere/warmup",
                "record": to_json(VERDICT),
            },
        ),
        _event(6, "claims", "protocol frozen", "warmup", '{"hash":"f","results":0}'),
    ),
    4: (
        (
            "hours",
            {
                "id": "00000000000000a1",
                "day": "2026-03-08",
                "minutes": 90,
                "kind": "intense",
                "skill": "attention",
                "note": "masks",
                "written": AT.format(8),
                "changed": AT.format(8),
            },
        ),
        (
            "hours",
            {
                "id": "00000000000000a2",
                "day": "2026-03-08",
                "minutes": 25,
                "kind": "passive",
                "began": AT.format(8),
                "ended": "2026-03-08T09:55:00Z",
                "written": "2026-03-08T09:55:00Z",
                "changed": AT.format(9),
                "undone": AT.format(9),
            },
        ),
        ("timer", {"started": AT.format(9), "kind": "moderate", "skill": "reading"}),
        (
            "helped",
            {
                "id": "00000000000000b1",
                "day": "2026-03-08",
                "whom": "Ada",
                "what": "her loader leaked",
                "topic": "data",
                "minutes": 30,
                "written": AT.format(8),
                "changed": AT.format(8),
            },
        ),
        (
            "came_back",
            {
                "id": "00000000000000c1",
                "helped_id": "00000000000000b1",
                "day": "2026-03-09",
                "what": "an introduction",
                "written": AT.format(9),
                "changed": AT.format(9),
            },
        ),
        (
            "events",
            {
                "id": "00000000000000e1",
                "at": AT.format(8),
                "room": "log",
                "what": "added",
                "subject": "00000000000000a1",
                "data": '{"minutes":90}',
            },
        ),
    ),
    5: (
        (
            "contacts",
            {
                "id": "00000000000000d1",
                "name": "Ngozi Okafor",
                "email": "ngozi@example.org",
                "why": "rank 1 in Figure 3",
                "written": AT.format(8),
                "changed": AT.format(8),
            },
        ),
        (
            "contacted",
            {
                "id": "00000000000000d2",
                "contact_id": "00000000000000d1",
                "what": "sent",
                "day": "2026-03-09",
                "written": AT.format(9),
                "changed": AT.format(9),
            },
        ),
        (
            "letters",
            {
                "contact_id": "00000000000000d1",
                "subject": "Rank 1",
                "body": "Dear Dr. Okafor,\n\nI reran it.",
                "changed": AT.format(9),
            },
        ),
    ),
}
"""What each format made possible."""


def make(number: int, path: Path) -> None:
    """A journal of format ``number``."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.create_function("digest", -1, digest, deterministic=True)
        for step, statements in enumerate(MIGRATIONS[:number], 1):
            for statement in statements:
                connection.execute(statement)
            for table, row in ROWS[step]:
                _insert(connection, table, row)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("VACUUM")


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


if __name__ == "__main__":
    FIXTURES.mkdir(exist_ok=True)
    number = int(sys.argv[1])
    make(number, FIXTURES / f"format-{number}.sqlite3")
