"""How far a list has come, and what a page means for it: pure functions, no network, no disk.

OAI-PMH leads from page to page by tokens that die, the query API by offsets that shift and slices
that come back empty.  Here it is decided whether a page is kept, asked for again or given up, where a
list goes on when its token died, and from which day the next list begins.  Days and tokens are the
server's words; the clock of this machine only ever makes a list begin again, which costs time and
loses nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from inroad.sources import atom, oai
from inroad.sources.http import Validators

SLICE = 200
"""Papers asked for at once from the query API."""
UNREADABLE_TRIES = 3
EMPTY_TRIES = 5
FIRST_EMPTY_TRIES = 2
STUCK = 3
"""Restarts of a list without getting any further, before giving up."""

Protocol = Literal["oai", "api"]


# -- what is harvested --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """One list of one source: what a state file belongs to."""

    protocol: Protocol
    name: str | None
    """The set (None: everything) or the query."""

    @property
    def key(self) -> str:
        """Name of its state file, readable and different for different targets."""
        words = re.sub(r"[^A-Za-z0-9]+", "-", self.name or "everything").strip("-")[:40]
        exact = self.protocol == "oai" and re.fullmatch(r"[A-Za-z0-9:-]*", self.name or "")
        mark = "" if exact else "-" + hashlib.sha256((self.name or "").encode()).hexdigest()[:8]
        return f"arxiv-{self.protocol}-{words}{mark}"


@dataclass(frozen=True, slots=True)
class Listing:
    """How far one list has come.  Days and tokens are the server's words."""

    start: str | None = None
    """Day from which the list was asked for; None: from the beginning."""
    resume: str | None = None
    """Day from which it was asked for again after its token died."""
    response_date: str | None = None
    """The server's clock at the first page."""
    token: str | None = None
    token_until: str | None = None
    """When the token dies: the life the server gave it, counted on this machine's clock from its arrival."""
    offset: int = 0
    """Where the next slice begins (query API)."""
    total: int | None = None
    newest: str | None = None
    """Latest day of change seen."""
    ordered: bool = True
    """Whether all days of change came in ascending order so far, so that earlier ones are complete."""
    pages: int = 0
    in_corpus: int = 0
    complete: bool = False
    cut: bool = False
    """The query API holds more results than it gives."""
    restarts: int = 0
    """Times the list was restarted since it last got any further."""
    validators: Validators | None = None
    """Of the first page."""


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered between runs."""

    covered_since: str | None = None
    """Day back to which the target was harvested; None: all of it."""
    next_from: str | None = None
    """Day from which the next list begins; None: nothing was completed yet."""
    listing: Listing | None = None
    """The list being harvested."""
    seen: Validators | None = None
    """Of the last list that begins at ``next_from`` and has one page, to be told "unchanged"."""


# -- decisions ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a page."""

    act: Literal["keep", "skip", "again", "fail"]
    """Store it; go on without it; ask the same again; give up."""
    why: str = ""


def begun(state: State, since: str | None) -> State:
    """The state with a list to harvest: the one under way, else the next one.

    ``since`` only ever widens what is covered; a later day than before would leave a gap for good.
    """
    listing = state.listing
    if listing is not None and not _earlier(since, listing.start):
        return state
    if state.next_from is None and listing is None:
        return replace(state, covered_since=since, listing=Listing(start=since))
    if since is not None and _earlier(since, state.covered_since):
        return replace(state, covered_since=since, listing=_widened(listing, since), seen=None)
    return state if listing else replace(state, listing=Listing(start=state.next_from))


def _earlier(since: str | None, start: str | None) -> bool:
    return since is not None and start is not None and since < start


def _widened(listing: Listing | None, since: str) -> Listing:
    # Pages already in the spool stay valid, so their count goes on.
    return (
        Listing(start=since, pages=listing.pages, in_corpus=listing.in_corpus)
        if listing
        else Listing(start=since)
    )


def after_oai(listing: Listing, page: oai.Page, tries: int) -> tuple[Listing, Verdict]:
    """What a page of an OAI-PMH list means; ``tries`` counts how often it was asked for."""
    if page.error is None:
        return _kept_oai(listing, page)
    if page.error == oai.BAD_XML:
        return listing, _unreadable(page.message, tries)
    if listing.token is not None:
        # A dead token is told in as many ways as there are servers.
        return restarted(listing, page.message or page.error)
    if page.error == oai.NO_RECORDS:
        return replace(
            listing, complete=True, response_date=listing.response_date or page.response_date
        ), Verdict("skip")
    return listing, Verdict(
        "fail", f"the server refuses the list: {page.error}, {page.message or 'no reason given'}"
    )


def _kept_oai(listing: Listing, page: oai.Page) -> tuple[Listing, Verdict]:
    token = page.token.value if page.token else None
    if token is not None and token == listing.token:
        return restarted(listing, "the server gave the same token again")
    days = [stamp[:10] for stamp in page.datestamps]
    newest = max(filter(None, [listing.newest, *days]), default=None)
    ascending = all(a <= b for a, b in zip([listing.resume or "", *days], days, strict=False))
    further = newest != listing.newest
    return replace(
        listing,
        response_date=listing.response_date or page.response_date,
        token=token,
        total=(page.token.complete_size if page.token else None) or listing.total,
        newest=newest,
        ordered=listing.ordered and ascending and _joins(listing, days),
        pages=listing.pages + 1,
        complete=token is None,
        restarts=0 if further else listing.restarts,
    ), Verdict("keep")


def _joins(listing: Listing, days: list[str]) -> bool:
    """Whether a page goes on after what was seen, or is the first after a restart."""
    return not days or listing.token is None or listing.newest is None or listing.newest <= days[0]


def restarted(listing: Listing, why: str) -> tuple[Listing, Verdict]:
    """The list from the last day that may be incomplete; all before it is safe if days came in order."""
    # A day in the server's own future is a slip of some record, and would skip all that follows.
    sane = listing.newest is not None and listing.newest <= (listing.response_date or "")[:10]
    safe = listing.newest if listing.ordered and sane else listing.start
    if listing.restarts >= STUCK:
        return listing, Verdict(
            "fail", f"the list was begun {STUCK} times again without getting further ({why})"
        )
    fresh = replace(listing, resume=safe, token=None, token_until=None, restarts=listing.restarts + 1)
    return fresh, Verdict("skip", f"the list is taken up again from {safe or 'its beginning'}: {why}")


def token_died(listing: Listing, now: dt.datetime) -> bool:
    """Whether the token is past the life the server gave it."""
    return listing.token_until is not None and now >= dt.datetime.fromisoformat(listing.token_until)


def with_token_life(listing: Listing, page: oai.Page, now: dt.datetime) -> Listing:
    """The listing with the time its token dies.

    A cache between may hand out a page, its clock and its token a day late, so the life is taken as a
    length of time; a wrong clock here does no harm either.
    """
    made, dies = _moment(page.response_date), _moment(page.token.expires if page.token else None)
    if made is None or dies is None or dies <= made:
        return replace(listing, token_until=None)
    return replace(listing, token_until=(now + (dies - made)).isoformat(timespec="seconds"))


def _moment(words: str | None) -> dt.datetime | None:
    with suppress(ValueError):
        moment = dt.datetime.fromisoformat(words or "")
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return None


def after_atom(listing: Listing, page: atom.Page, tries: int) -> tuple[Listing, Verdict]:
    """What a slice of a query means; newest changes come first."""
    if page.error == atom.BAD_XML:
        return listing, _unreadable(page.message, tries)
    if page.error is not None:
        return listing, Verdict("fail", f"arXiv refuses the query: {page.message}")
    return _after_empty(listing, page, tries) if page.empty else _kept_atom(listing, page)


def _after_empty(listing: Listing, page: atom.Page, tries: int) -> tuple[Listing, Verdict]:
    """The API now and then sends nothing, even a total of zero, where there is something."""
    ended = replace(listing, complete=True, response_date=listing.response_date or page.response_date)
    if listing.offset == 0 and not page.total:
        return (
            (listing, Verdict("again", "an empty answer"))
            if tries < FIRST_EMPTY_TRIES
            else (ended, Verdict("skip"))
        )
    if page.total and page.total <= listing.offset:
        return ended, Verdict("skip")
    why = f"an empty answer at {listing.offset} of {page.total or listing.total}"
    return listing, Verdict("again" if tries < EMPTY_TRIES else "fail", why)


def _kept_atom(listing: Listing, page: atom.Page) -> tuple[Listing, Verdict]:
    # By what came, not by what was asked: a short slice in the middle then costs nothing.
    offset = listing.offset + page.entries
    total = page.total or listing.total
    days = [day.isoformat() for day in page.updated]
    reached = bool(days) and listing.start is not None and min(days) < listing.start
    cut = not reached and total is not None and total > offset >= atom.LAST_RESULT
    ended = offset >= total if total is not None else page.entries < SLICE
    return replace(
        listing,
        response_date=listing.response_date or page.response_date,
        offset=offset,
        total=total,
        newest=max(days, default=None) if listing.offset == 0 else listing.newest,
        pages=listing.pages + 1,
        complete=reached or cut or ended,
        cut=cut,
    ), Verdict("keep")


def _unreadable(message: str | None, tries: int) -> Verdict:
    why = f"the page cannot be read: {message}"
    return Verdict("again" if tries < UNREADABLE_TRIES else "fail", why)


def finished(state: State) -> State:
    """The state after a whole list: where the next one begins, by the server's days alone."""
    listing = state.listing or Listing()
    told = [day[:10] for day in (listing.newest, listing.response_date) if day]
    # A day may still grow after it was harvested, so the next list begins with the newest day itself.
    next_from = min(told) if listing.newest else state.next_from or listing.start
    if state.next_from and next_from:
        next_from = max(next_from, state.next_from)
    one_page = listing.pages <= 1 and next_from == (listing.resume or listing.start)
    same = listing.validators if one_page and listing.validators and listing.validators.headers() else None
    return replace(state, next_from=next_from, listing=None, seen=same)
