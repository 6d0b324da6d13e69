"""The journal's tables, as the steps by which they came about.

Each step is a tuple of single statements; a journal of format N has had the first N steps.  A step that has
been released is never changed: what is to be different goes into a new one.  All steps that a journal lacks
run in one transaction, after a backup.  Steps may call ``digest(...)``, an id made of its arguments alone.

A row that no name of its own tells apart has an ``id``; what is exported, and how two journals are put
together, say the subjects (:mod:`inroad.journal.subjects`).

Times are ISO 8601 in UTC with a ``Z``, so that their order is that of the text.  Records of
:mod:`inroad.types` are kept as JSON, as they were shown (:mod:`inroad.plain`): a later build of the atlas may
say something else or nothing at all of the same subject.
"""

from __future__ import annotations

APPLICATION = 0x494E5244
"""``PRAGMA application_id``: "INRD", which tells a journal from other SQLite files."""

_NEW_ID = "(lower(hex(randomblob(8))))"
"""What a row is called for ever: as short as can be typed, as long as never meets another."""

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
    (
        # What was told by its place in one file gets an id that stays the same in every copy, so that two
        # journals can be put together.  For what is there already it is a digest, the same in every copy.
        "DROP TRIGGER events_stay",
        "DROP TRIGGER events_remain",
        "ALTER TABLE events RENAME TO events_before",
        f"""CREATE TABLE events (
            event INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE DEFAULT {_NEW_ID},
            at TEXT NOT NULL,
            room TEXT NOT NULL,
            what TEXT NOT NULL,
            subject TEXT NOT NULL,
            data TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(data))
        )""",
        """INSERT INTO events (event, id, at, room, what, subject, data)
            SELECT event, digest('events', event, at, room, what, subject, data), at, room, what, subject,
            data FROM events_before ORDER BY event""",
        "DROP TABLE events_before",
        "CREATE INDEX events_of_subject ON events (subject, event)",
        """CREATE TRIGGER events_stay BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
        """CREATE TRIGGER events_remain BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
        "ALTER TABLE visits RENAME TO visits_before",
        f"""CREATE TABLE visits (
            visit INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE DEFAULT {_NEW_ID},
            at TEXT NOT NULL,
            since TEXT NOT NULL,
            until TEXT NOT NULL,
            shown INTEGER NOT NULL,
            known BLOB
        )""",
        """INSERT INTO visits (visit, id, at, since, until, shown, known)
            SELECT visit, digest('visits', visit, at, since, until, shown), at, since, until, shown, known
            FROM visits_before ORDER BY visit""",
        "DROP TABLE visits_before",
        "DROP TRIGGER verdicts_stay",
        "DROP TRIGGER verdicts_remain",
        "ALTER TABLE verdicts RENAME TO verdicts_before",
        f"""CREATE TABLE verdicts (
            verdict INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE DEFAULT {_NEW_ID},
            claim_id TEXT NOT NULL,
            at TEXT NOT NULL,
            outcome TEXT NOT NULL,
            method TEXT,
            paper_id TEXT,
            folder TEXT NOT NULL,
            record TEXT NOT NULL CHECK (json_valid(record))
        )""",
        """INSERT INTO verdicts (verdict, id, claim_id, at, outcome, method, paper_id, folder, record)
            SELECT verdict, digest('verdicts', verdict, claim_id, at, record), claim_id, at, outcome, method,
            paper_id, folder, record FROM verdicts_before ORDER BY verdict""",
        "DROP TABLE verdicts_before",
        "CREATE INDEX verdicts_of_claim ON verdicts (claim_id, verdict)",
        """CREATE TRIGGER verdicts_stay BEFORE UPDATE ON verdicts
            BEGIN SELECT RAISE(ABORT, 'verdicts are never changed'); END""",
        """CREATE TRIGGER verdicts_remain BEFORE DELETE ON verdicts
            BEGIN SELECT RAISE(ABORT, 'verdicts are never deleted'); END""",
        # Time spent.  ``began`` and ``ended`` are the timer's; without them the user said how long it was.
        # What is taken back stays, with the moment in ``undone``: a merge must not bring it back.
        f"""CREATE TABLE hours (
            id TEXT PRIMARY KEY NOT NULL DEFAULT {_NEW_ID},
            day TEXT NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            kind TEXT NOT NULL CHECK (kind IN ('intense', 'moderate', 'passive')),
            skill TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            about TEXT NOT NULL DEFAULT '',
            began TEXT,
            ended TEXT,
            written TEXT NOT NULL,
            changed TEXT NOT NULL,
            undone TEXT
        )""",
        "CREATE INDEX hours_of_day ON hours (day)",
        # One clock for one person; in the file, so that it outlives every process.
        """CREATE TABLE timer (
            one INTEGER PRIMARY KEY NOT NULL DEFAULT 1 CHECK (one = 1),
            started TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('intense', 'moderate', 'passive')),
            skill TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            about TEXT NOT NULL DEFAULT ''
        )""",
        f"""CREATE TABLE helped (
            id TEXT PRIMARY KEY NOT NULL DEFAULT {_NEW_ID},
            day TEXT NOT NULL,
            whom TEXT NOT NULL,
            what TEXT NOT NULL,
            topic TEXT NOT NULL DEFAULT '',
            minutes INTEGER CHECK (minutes > 0),
            written TEXT NOT NULL,
            changed TEXT NOT NULL,
            undone TEXT
        )""",
        f"""CREATE TABLE came_back (
            id TEXT PRIMARY KEY NOT NULL DEFAULT {_NEW_ID},
            helped_id TEXT NOT NULL REFERENCES helped (id),
            day TEXT NOT NULL,
            what TEXT NOT NULL,
            written TEXT NOT NULL,
            changed TEXT NOT NULL,
            undone TEXT
        )""",
    ),
    (
        # People whom the user writes to.  What is taken back stays, with the moment in ``undone``.
        f"""CREATE TABLE contacts (
            id TEXT PRIMARY KEY NOT NULL DEFAULT {_NEW_ID},
            name TEXT NOT NULL,
            email TEXT NOT NULL DEFAULT '',
            why TEXT NOT NULL DEFAULT '',
            written TEXT NOT NULL,
            changed TEXT NOT NULL,
            undone TEXT
        )""",
        f"""CREATE TABLE contacted (
            id TEXT PRIMARY KEY NOT NULL DEFAULT {_NEW_ID},
            contact_id TEXT NOT NULL REFERENCES contacts (id),
            what TEXT NOT NULL CHECK (what IN ('sent', 'replied', 'closed')),
            day TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT '',
            written TEXT NOT NULL,
            changed TEXT NOT NULL,
            undone TEXT
        )""",
        # The letter that is being written to somebody; each state replaces the one before.
        """CREATE TABLE letters (
            contact_id TEXT PRIMARY KEY NOT NULL REFERENCES contacts (id),
            subject TEXT NOT NULL DEFAULT '',
            body TEXT NOT NULL DEFAULT '',
            changed TEXT NOT NULL
        )""",
    ),
)

FORMAT = len(MIGRATIONS)
"""The journal's format that this program writes (``PRAGMA user_version``)."""
