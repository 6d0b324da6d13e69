"""The journal's tables, as the steps by which they came about.

Each step is a tuple of single statements; a journal of format N has had the first N steps.  A step that has
been released is never changed: what is to be different goes into a new one.  All steps that a journal lacks
run in one transaction, after a backup.

Times are ISO 8601 in UTC with a ``Z``, so that their order is that of the text.  Records of
:mod:`inroad.types` are kept as JSON, as they were shown (:mod:`inroad.plain`): a later build of the atlas may
say something else or nothing at all of the same subject.
"""

from __future__ import annotations

APPLICATION = 0x494E5244
"""``PRAGMA application_id``: "INRD", which tells a journal from other SQLite files."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE openings (
            opening_id TEXT PRIMARY KEY NOT NULL,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            record TEXT NOT NULL CHECK (json_valid(record)),
            kept TEXT NOT NULL
        )""",
        """CREATE TABLE plan (
            opening_id TEXT PRIMARY KEY NOT NULL REFERENCES openings,
            taken TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'planned'
                CHECK (state IN ('planned', 'begun', 'done', 'dropped'))
        )""",
        """CREATE TABLE dismissed (
            opening_id TEXT PRIMARY KEY NOT NULL REFERENCES openings,
            dismissed TEXT NOT NULL,
            why TEXT NOT NULL
        )""",
        """CREATE TABLE looked (
            opening_id TEXT PRIMARY KEY NOT NULL,
            title TEXT NOT NULL,
            first TEXT NOT NULL,
            last TEXT NOT NULL,
            times INTEGER NOT NULL CHECK (times > 0)
        )""",
        """CREATE TABLE events (
            event INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            room TEXT NOT NULL,
            what TEXT NOT NULL,
            subject TEXT NOT NULL,
            data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data))
        )""",
        "CREATE INDEX events_of_subject ON events (subject, event)",
        # What happened has happened.
        """CREATE TRIGGER events_stay BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
        """CREATE TRIGGER events_remain BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    ),
    (
        # What the user wants to see, in their own words.
        """CREATE TABLE follows (
            kind TEXT NOT NULL CHECK (kind IN ('query', 'method', 'author', 'category')),
            text TEXT NOT NULL,
            followed TEXT NOT NULL,
            PRIMARY KEY (kind, text)
        )""",
        # The title is kept, because the corpus can go; one that was never in it has no other text.
        """CREATE TABLE votes (
            paper_id TEXT PRIMARY KEY NOT NULL,
            sign TEXT NOT NULL CHECK (sign IN ('like', 'dislike')),
            at TEXT NOT NULL,
            source TEXT NOT NULL,
            title TEXT,
            year INTEGER
        )""",
        "CREATE INDEX votes_of_source ON votes (source)",
        """CREATE TABLE visits (
            visit INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            since TEXT NOT NULL,
            until TEXT NOT NULL,
            shown INTEGER NOT NULL,
            known BLOB
        )""",
    ),
    (
        # What was decided before a claim was run, and what came out; both are only ever added to.
        """CREATE TABLE protocols (
            claim_id TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number > 0),
            hash TEXT NOT NULL,
            at TEXT NOT NULL,
            record TEXT NOT NULL CHECK (json_valid(record)),
            PRIMARY KEY (claim_id, number)
        )""",
        """CREATE TRIGGER protocols_stay BEFORE UPDATE ON protocols
            BEGIN SELECT RAISE(ABORT, 'protocols are never changed'); END""",
        """CREATE TRIGGER protocols_remain BEFORE DELETE ON protocols
            BEGIN SELECT RAISE(ABORT, 'protocols are never deleted'); END""",
        """CREATE TABLE verdicts (
            verdict INTEGER PRIMARY KEY AUTOINCREMENT,
            claim_id TEXT NOT NULL,
            at TEXT NOT NULL,
            outcome TEXT NOT NULL,
            method TEXT,
            paper_id TEXT,
            folder TEXT NOT NULL,
            record TEXT NOT NULL CHECK (json_valid(record))
        )""",
        "CREATE INDEX verdicts_of_claim ON verdicts (claim_id, verdict)",
        """CREATE TRIGGER verdicts_stay BEFORE UPDATE ON verdicts
            BEGIN SELECT RAISE(ABORT, 'verdicts are never changed'); END""",
        """CREATE TRIGGER verdicts_remain BEFORE DELETE ON verdicts
            BEGIN SELECT RAISE(ABORT, 'verdicts are never deleted'); END""",
    ),
)

FORMAT = len(MIGRATIONS)
"""The journal's format that this program writes (``PRAGMA user_version``)."""
