"""What the user likes and dislikes: by hand, or with a library that was imported.

The last word counts.  What was said by hand is never altered by an import, whichever came first, and an
import can be taken back as a whole.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from inroad.errors import NotFound
from inroad.journal import events
from inroad.journal.records import Event, moment, stamp, storable
from inroad.journal.store import Journal
from inroad.types import BY_HAND, Sign, Vote

ROOM = "following"


def votes(connection: sqlite3.Connection) -> tuple[Vote, ...]:
    """All likes and dislikes, oldest first."""
    return tuple(map(_vote, connection.execute("SELECT * FROM votes ORDER BY at, paper_id")))


def vote(journal: Journal, given: Sequence[Vote], now: dt.datetime) -> dict[str, Sign | None]:
    """Like or dislike papers by hand; what was said of each before."""
    with journal.writing(now) as connection:
        before: dict[str, Sign | None] = {}
        for each in given:
            row = _row(connection, each.paper_id)
            before[each.paper_id] = row["sign"] if row else None
            _put(connection, each)
            data = {"title": each.title, "before": dict(row) if row else None}
            events.add(connection, Event(now, ROOM, f"{each.sign}d", storable(each.paper_id), data))
        return before


def unvote(journal: Journal, paper_ids: Iterable[str], sign: Sign, now: dt.datetime) -> tuple[Vote, ...]:
    """Take likes or dislikes back; those that there were.

    Raises:
        NotFound: none of them is liked, or disliked, as ``sign`` says.
    """
    wanted = list(dict.fromkeys(paper_ids))
    if not journal.exists:
        raise _nothing(wanted, sign)
    with journal.writing(now) as connection:
        rows = [row for each in wanted if (row := _row(connection, each)) and row["sign"] == sign]
        if not rows:
            raise _nothing(wanted, sign)
        for row in rows:
            connection.execute("DELETE FROM votes WHERE paper_id = ?", (row["paper_id"],))
            events.add(connection, Event(now, ROOM, f"un{sign}d", row["paper_id"], {"before": dict(row)}))
        return tuple(map(_vote, rows))


def take_in(
    journal: Journal, name: str, given: Sequence[Vote], facts: dict[str, Any], now: dt.datetime
) -> int:
    """Add what a library holds; papers of which something was said before stay as they are.

    Returns how many were added.  One event tells of all of them.
    """
    with journal.writing(now) as connection:
        said = {row[0] for row in connection.execute("SELECT paper_id FROM votes")}
        new = [each for each in given if storable(each.paper_id) not in said]
        for each in new:
            _put(connection, each)
        data = {**facts, "added": [storable(each.paper_id) for each in new]}
        events.add(connection, Event(now, ROOM, "imported", storable(name), data))
        return len(new)


def take_back(journal: Journal, name: str, now: dt.datetime) -> int:
    """Undo an import: everything that came with it and of which nothing was said by hand since.

    Raises:
        NotFound: nothing is there from an import of that name; carries near names.
    """
    with journal.reading() as connection:
        sources = [row[0] for row in connection.execute("SELECT DISTINCT source FROM votes ORDER BY 1")]
    imports = [each for each in sources if each != BY_HAND]
    if name not in imports:
        raise _no_import(name, imports)
    with journal.writing(now) as connection:
        rows = connection.execute(
            "SELECT * FROM votes WHERE source = ? ORDER BY paper_id", (name,)
        ).fetchall()
        connection.execute("DELETE FROM votes WHERE source = ?", (name,))
        events.add(
            connection, Event(now, ROOM, "import undone", name, {"before": [dict(row) for row in rows]})
        )
        return len(rows)


# -- rows -----------------------------------------------------------------------------------------


def _vote(row: sqlite3.Row) -> Vote:
    return Vote(row["paper_id"], row["sign"], moment(row["at"]), row["source"], row["title"], row["year"])


def _row(connection: sqlite3.Connection, paper_id: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = connection.execute(
        "SELECT * FROM votes WHERE paper_id = ?", (storable(paper_id),)
    ).fetchone()
    return found


def _put(connection: sqlite3.Connection, each: Vote) -> None:
    title = None if each.title is None else storable(each.title)
    connection.execute(
        "INSERT OR REPLACE INTO votes (paper_id, sign, at, source, title, year) VALUES (?, ?, ?, ?, ?, ?)",
        (storable(each.paper_id), each.sign, stamp(each.at), storable(each.source), title, each.year),
    )


def _nothing(wanted: Sequence[str], sign: Sign) -> NotFound:
    named = ", ".join(wanted[:3]) + (" ..." if len(wanted) > 3 else "")
    return NotFound(
        f"{named}: not {sign}d, so there is nothing to undo", "`inroad follow` shows how many are"
    )


def _no_import(name: str, imports: Sequence[str]) -> NotFound:
    from inroad.near import near

    known = f"imported were {', '.join(imports[:5])}" if imports else "nothing was imported yet"
    return NotFound(f"nothing is here from an import called {name!r}", known, near(name, imports))
