"""What is new for this reader, what they follow and like, and saying so."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from inroad.following import reader
from inroad.following.window import Wish
from inroad.journal.follows import unfollow
from inroad.report import feed_words
from inroad.types import FeedReport, FollowKind, FollowsReport, Sign
from inroad.web.forms import Asking, Page, Table

router = APIRouter()
Back = Annotated[str, Form()]
Words = Annotated[str, Query(max_length=300, description="separated by commas")]


def _entries(report: FeedReport) -> Table:
    return Table(
        ("paper", "title", "date", "category", "score", "why"),
        (
            (each.paper_id, each.title, each.date, each.category, each.score, " ".join(feed_words.why(each)))
            for each in report.entries
        ),
    )


def _follows(report: FollowsReport) -> Table:
    return Table(
        ("kind", "what", "since", "papers lately", "days"),
        (
            (each.follow.kind, each.follow.text, each.follow.since.date(), each.brought, each.days)
            for each in report.followed
        ),
    )


FEED = Page("feed_page.html", tables={"papers": _entries})
FOLLOWS = Page("follows.html", tables={"follows": _follows})


@router.get("/feed")
def feed(
    asked: Asking,
    since: dt.date | None = None,
    only: Words = "",
    without: Words = "",
    field: Annotated[str | None, Query(max_length=300)] = None,
    catch_up: bool = False,
    top: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Response:
    """New papers, ranked; looking at them changes nothing."""
    desk = asked.desk
    if not desk.following.follows and not desk.following.votes:
        return follows(asked)
    if job := desk.indexing():
        return asked.wait(job)
    wish = Wish(since, top, _split(only), _split(without), field or None, None, catch_up)
    report = desk.value(("feed", wish), lambda: reader.new_papers(desk.stock, wish), personal=True)
    filters = {"since": since, "only": only, "without": without, "field": field, "catch_up": catch_up}
    return asked.give(report, FEED, personal=True, votes=desk.votes, filters=filters)


@router.post("/feed/seen")
def seen(asked: Asking, back: Back = "/feed") -> Response:
    """The next feed begins after what this one showed."""
    stock = asked.desk.stock
    reader.seen(stock, reader.new_papers(stock, Wish()), asked.desk.now())
    return asked.back(back, "Seen: the next feed shows what comes in from now on.")


@router.get("/follows")
def follows(asked: Asking) -> Response:
    """What is followed, liked and disliked."""
    desk = asked.desk
    if desk.following.follows and (job := desk.indexing()):
        return asked.wait(job)
    report = desk.value("follows", lambda: reader.all_followed(desk.stock), personal=True)
    return asked.give(report, FOLLOWS, personal=True, said_so=desk.following)


@router.post("/follow")
def follow(
    asked: Asking, text: Annotated[str, Form(max_length=300)], back: Back, kind: FollowKind | None = None
) -> Response:
    """Look out for something from now on."""
    report = reader.follow(asked.desk.stock, text, kind, asked.desk.now())
    return asked.back(back, f"You follow: {feed_words.followed(report.followed[0])}.")


@router.post("/unfollow")
def no_longer(
    asked: Asking,
    text: Annotated[str, Form(max_length=300)],
    back: Back,
    kind: Annotated[FollowKind | None, Form()] = None,
) -> Response:
    """Look out for something no longer."""
    gone = unfollow(asked.desk.journal, text, asked.desk.now(), kind)
    return asked.back(back, f"You no longer follow the {gone.kind} {gone.text}.")


@router.post("/vote")
def vote(
    asked: Asking,
    id: Annotated[str, Form(max_length=300)],
    sign: Annotated[Sign, Form()],
    back: Back,
    undo: Annotated[bool, Form()] = False,
) -> Response:
    """Like or dislike a paper, or take that back."""
    say = reader.unvote if undo else reader.vote
    report = say(asked.desk.stock, [id], sign, asked.desk.now())
    return asked.back(back, " ".join(feed_words.votes(report)))


def _split(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())
