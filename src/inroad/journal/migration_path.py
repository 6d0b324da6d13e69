"""The step that made room for profile, plan and portfolio (:mod:`inroad.journal.migrations`).

What the user says of themselves is one row a field, so that two copies of a journal are put together field by
field.  A link that was taken out stays, with the moment in ``undone``: a merge must not bring it back.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE about_me (
        field TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL CHECK (json_valid(value)),
        changed TEXT NOT NULL
    )""",
    """CREATE TABLE steps (
        step_id TEXT PRIMARY KEY NOT NULL,
        title TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'done', 'missed', 'dropped')),
        missed INTEGER NOT NULL DEFAULT 0 CHECK (missed >= 0),
        note TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        changed TEXT NOT NULL
    )""",
    """CREATE TABLE chosen_paths (
        path_id TEXT PRIMARY KEY NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('chosen', 'left')),
        at TEXT NOT NULL,
        changed TEXT NOT NULL
    )""",
    """CREATE TABLE links (
        id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(8)))),
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('writing', 'pull request', 'paper', 'demo', 'talk', 'code')),
        skill TEXT NOT NULL DEFAULT '',
        day TEXT NOT NULL,
        written TEXT NOT NULL,
        changed TEXT NOT NULL,
        undone TEXT
    )""",
    """CREATE TABLE shown_items (
        item TEXT PRIMARY KEY NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('shown', 'hidden')),
        at TEXT NOT NULL,
        changed TEXT NOT NULL
    )""",
)
