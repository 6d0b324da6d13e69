"""What the user follows, and which feeds they were shown."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator

from inroad.errors import NotFound
from inroad.journal import events
from inroad.journal.likes import votes
from inroad.journal.markdown import item, part, when
from inroad.journal.records import Event, moment, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Gone, Rows, Subject, Table
from inroad.types import Follow, Following, FollowKind, Visit

ROOM = "following"


def following(journal: Journal) -> Following:
    """All that was followed, liked and disliked; empty where there is no journal yet."""
    with journal.reading() as connection:
        return Following(_follows(connection), votes(connection), _last(connection))


def follow(journal: Journal, kind: FollowKind, text: str, now: dt.datetime) -> bool:
    """Follow something from now on; False if it was followed already."""
    with journal.writing(now) as connection:
        made = connection.execute(
            "INSERT INTO follows (kind, text, followed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (kind, storable(text), stamp(now)),
        )
        if made.rowcount:
            events.add(connection, Event(now, ROOM, "followed", f"{kind}:{storable(text)}"))
        return bool(made.rowcount)


def unfollow(journal: Journal, text: str, now: dt.datetime, kind: FollowKind | None = None) -> Follow:
    """Follow something no longer; case does not count.

    Raises:
        NotFound: it is not followed, or it is in several ways; carries what comes near.
    """
    found = following(journal).follows
    same = [each for each in found if each.text.casefold() == text.casefold() and kind in (None, each.kind)]
    if len(same) > 1:
        ways = " and ".join(f"as {each.kind}" for each in same)
        raise NotFound(f"{text!r} is followed {ways}", "say which one with --as")
    if not same:
        raise _not_followed(text, found)
    _remove(journal, same[0], now)
    return same[0]


def visited(journal: Journal, visit: Visit, known: bytes) -> None:
    """Remember that a feed was shown.

    Args:
        journal: where to.
        visit: what it covered.
        known: which late papers were in the corpus by then (see :mod:`inroad.following.news`).
    """
    with journal.writing(visit.at) as connection:
        # Only the last feed's are needed.
        connection.execute("UPDATE visits SET known = NULL WHERE known IS NOT NULL")
        connection.execute(
            "INSERT INTO visits (at, since, until, shown, known) VALUES (?, ?, ?, ?, ?)",
            (stamp(visit.at), visit.since.isoformat(), visit.until.isoformat(), visit.shown, known),
        )


def known_then(journal: Journal) -> bytes:
    """``known`` of the last feed; empty where there was none."""
    with journal.reading() as connection:
        row = connection.execute("SELECT known FROM visits ORDER BY visit DESC LIMIT 1").fetchone()
        return bytes(row[0]) if row and row[0] else b""


# -- rows -----------------------------------------------------------------------------------------


def _follows(connection: sqlite3.Connection) -> tuple[Follow, ...]:
    rows = connection.execute("SELECT * FROM follows ORDER BY followed, kind, text")
    return tuple(Follow(row["kind"], row["text"], moment(row["followed"])) for row in rows)


def _last(connection: sqlite3.Connection) -> Visit | None:
    row = connection.execute("SELECT * FROM visits ORDER BY visit DESC LIMIT 1").fetchone()
    if row is None:
        return None
    since, until = (dt.date.fromisoformat(row[name]) for name in ("since", "until"))
    return Visit(moment(row["at"]), since, until, row["shown"])


def _remove(journal: Journal, follow: Follow, now: dt.datetime) -> None:
    with journal.writing(now) as connection:
        connection.execute("DELETE FROM follows WHERE kind = ? AND text = ?", (follow.kind, follow.text))
        before = {"followed": stamp(follow.since)}
        subject = f"{follow.kind}:{follow.text}"
        events.add(connection, Event(now, ROOM, "unfollowed", subject, {"before": before}))


def _not_followed(text: str, follows: tuple[Follow, ...]) -> NotFound:
    from inroad.near import near

    names = near(text, [each.text for each in follows])
    return NotFound(f"{text!r} is not followed", "`inroad follow` shows what is", names)


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    yield from part(
        "Followed", (item(when(row["followed"]), row["kind"], row["text"]) for row in rows["follows"])
    )
    for sign in ("like", "dislike"):
        voted = (row for row in rows["votes"] if row["sign"] == sign)
        yield from part(
            f"{sign.capitalize()}d",
            (item(when(row["at"]), row["title"], row["paper_id"], row["source"]) for row in voted),
        )
    shown = (
        item(when(row["at"]), f"{row['since']} to {row['until']}", f"papers shown: {row['shown']}")
        for row in rows["visits"]
    )
    yield from part("Feeds", shown)


SUBJECT = Subject(
    "following",
    "Followed and liked",
    (
        Table(
            "follows",
            ("kind", "text"),
            time="followed",
            newer=True,
            gone=Gone(ROOM, ("unfollowed",), "{kind}:{text}"),
        ),
        Table("votes", ("paper_id",), time="at", gone=Gone(ROOM, ("unliked", "undisliked"), "{paper_id}")),
        # Only the last feed's papers are kept with it.
        Table("visits", ("id",), number="visit", time="at", aside=("known",)),
    ),
    _page,
)
