"""Live harvests that may be stopped at any moment and lose nothing.

A subject area is hundreds of slow pages, so being cut off is the normal case.  The harvest promises:

- every page lies durably in the spool, and the state that leads to the next one is written after it,
  before the next is asked: whatever kills the program, the same command goes on where it was;
- pages reach the corpus in batches whose borders do not depend on kills, and a batch that arrives
  twice changes nothing: the corpus ends byte for byte as without the interruption;
- what to ask next comes from the server's datestamps, never from the clock of this machine.

It reads as select, ask, judge, keep, store, report; what a page means is decided in ``listing``.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from inroad.config import Config
from inroad.corpus import ingest
from inroad.corpus.store import papers_store
from inroad.errors import Damaged, InputError, SourceError
from inroad.sources import atom, oai
from inroad.sources.http import Client, Reply
from inroad.sync.ledger import alone, encode_state, load_state, replace_file
from inroad.sync.listing import (
    EMPTY_TRIES,
    SLICE,
    Listing,
    State,
    Target,
    Verdict,
    after_atom,
    after_oai,
    begun,
    finished,
    restarted,
    token_died,
    with_token_life,
)
from inroad.types import Paper, Reject

BATCH = 20
"""Pages that go to the corpus together."""


@dataclass(frozen=True, slots=True)
class Places:
    """Base addresses; change them for a mirror."""

    oai: str = oai.BASE_URL
    api: str = atom.BASE_URL

    @classmethod
    def from_environment(cls) -> Places:
        """``INROAD_ARXIV_OAI`` and ``INROAD_ARXIV_API``, else arXiv's own."""
        return cls(
            os.environ.get("INROAD_ARXIV_OAI") or oai.BASE_URL,
            os.environ.get("INROAD_ARXIV_API") or atom.BASE_URL,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """Told after every page."""

    pages: int
    papers: int
    total: int | None
    """Papers of the whole list, where the server says so."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run did."""

    target: str
    pages: int = 0
    papers: int = 0
    """Records read; ``new`` and the others say what became of them."""
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    rejected: int = 0
    corpus: int | None = None
    """Papers of the whole corpus; None where nothing was stored."""
    next_from: str | None = None
    warnings: tuple[str, ...] = ()


def arxiv(
    config: Config,
    client: Client,
    *,
    set_spec: str | None = None,
    query: str | None = None,
    since: dt.date | None = None,
    places: Places | None = None,
    batch: int = BATCH,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    report: Callable[[Progress], None] = lambda progress: None,
) -> Outcome:
    """Bring the corpus up to date with a set (OAI-PMH) or a query (query API) of arXiv.

    Args:
        config: whose corpus and state.
        client: how to ask; its manners hold the rates.
        set_spec: ``cs``, ``cs:cs:LG`` ...; None with no query means everything.
        query: a search in arXiv's own language, ``cat:cs.LG AND abs:adapters``.
        since: go back to this day of change on a first harvest, or further back on a later one.
        places: base addresses, else those of the environment.
        batch: pages that go to the corpus together.
        now: the time of day, to tell when a token died.
        report: told after every page.

    Raises:
        errors.Throttled, errors.SourceError: the source stopped the harvest; what was got is in the corpus.
        errors.Locked: another sync of this home is running.
        errors.StoreError: state or corpus cannot be read or written; nothing is lost.
        errors.InputError: the set or the query cannot be one.
    """
    target = _target(set_spec, query)
    with alone(config.sync):
        harvest = _Harvest(config, client, target, places or Places.from_environment(), batch, now, report)
        return harvest.run(since)


def _target(set_spec: str | None, query: str | None) -> Target:
    if query is not None:
        if set_spec is not None:
            raise InputError("a set and a query cannot be harvested together", "leave one of them out")
        if not query.strip():
            raise InputError("the query is empty", "write one, for example 'cat:cs.LG AND abs:adapters'")
        return Target("api", " ".join(query.split()))
    if set_spec is not None and not re.fullmatch(r"[A-Za-z0-9_.!~*'()-]+(:[A-Za-z0-9_.!~*'()-]+)*", set_spec):
        raise InputError(f"{set_spec[:80]!r} is no set", "take one like 'cs', 'stat' or 'cs:cs:LG'")
    return Target("oai", set_spec)


@dataclass(slots=True)
class _Harvest:
    """One run over one target: the state it is in, and the phases that move it on."""

    config: Config
    client: Client
    target: Target
    places: Places
    batch: int
    now: Callable[[], dt.datetime]
    report: Callable[[Progress], None]
    state: State = field(default_factory=State)
    outcome: Outcome = field(init=False)

    def __post_init__(self) -> None:
        self.outcome = Outcome(self.target.key)

    def run(self, since: dt.date | None) -> Outcome:
        """Select, then page by page until the list is complete, then store the rest."""
        self._select(since)
        try:
            while not self._listing.complete:
                # Before asking, so that a run that was killed here stores the same pages together.
                if self._listing.pages % self.batch == 0:
                    self._store()
                self._page()
        except SourceError:
            self._store()
            raise
        self._store()
        self._finish()
        return self.outcome

    # -- select -----------------------------------------------------------------------------------

    def _select(self, since: dt.date | None) -> None:
        state = load_state(self._state_file)
        self._move(begun(state, since.isoformat() if since else None))
        with suppress(FileNotFoundError):
            self.client.rest(self.now().timestamp() - self._last_asked.stat().st_mtime)

    @property
    def _last_asked(self) -> Path:
        """A file whose age tells when any sync of this home last asked anything."""
        return self.config.sync / ".asked"

    @property
    def _listing(self) -> Listing:
        if self.state.listing is None:
            raise AssertionError("no list was selected")
        return self.state.listing

    @property
    def _state_file(self) -> Path:
        return self.config.sync / f"{self.target.key}.json"

    def _spooled(self, number: int) -> Path:
        return self.config.sync / self.target.key / f"{number:06d}.xml"

    def _move(self, state: State) -> None:
        """Be in ``state``, now and after a crash."""
        if state != self.state or not self._state_file.exists():
            replace_file(self._state_file, encode_state(state, self.target))
            self.state = state

    # -- ask, judge, keep -------------------------------------------------------------------------

    def _page(self) -> None:
        """One page of the list, asked for until it can be judged."""
        if token_died(self._listing, self.now()):
            self._apply(*restarted(self._listing, "its token died meanwhile"))
            return
        for tries in range(1, EMPTY_TRIES + 1):
            reply = self._ask()
            listing, verdict, records = self._judge(reply, tries)
            if verdict.act != "again":
                break
            self._tell(verdict.why)
        if verdict.act == "keep":
            replace_file(self._spooled(listing.pages), reply.body)
            listing = replace(listing, validators=listing.validators or reply.validators)
            self.outcome = replace(
                self.outcome, pages=self.outcome.pages + 1, papers=self.outcome.papers + records
            )
        self._apply(listing, verdict)

    def _ask(self) -> Reply:
        first = self._listing.pages == 0 and self._listing.restarts == 0
        self._last_asked.touch()
        return self.client.get(self._base, self._parameters(), self.state.seen if first else None)

    @property
    def _base(self) -> str:
        return self.places.oai if self.target.protocol == "oai" else self.places.api

    def _parameters(self) -> dict[str, str]:
        listing = self._listing
        if self.target.protocol == "api":
            return atom.query_request(self.target.name or "", start=listing.offset, max_results=SLICE)
        return oai.list_request(self.target.name, listing.resume or listing.start, token=listing.token)

    def _judge(self, reply: Reply, tries: int) -> tuple[Listing, Verdict, int]:
        if reply.unchanged:
            return replace(self._listing, complete=True), Verdict("skip", "nothing changed"), 0
        if self.target.protocol == "api":
            found = atom.parse(reply.body, self._base)
            self._refuse_status(reply, found.error)
            return *after_atom(self._listing, found, tries), found.entries
        page = oai.parse(reply.body, self._base)
        if 400 <= reply.status < 500 and self._listing.token:
            page = oai.Page(error=oai.BAD_TOKEN, message=f"status {reply.status}")
        self._refuse_status(reply, page.error)
        listing, verdict = after_oai(self._listing, page, tries)
        if verdict.act == "keep":
            listing = with_token_life(listing, page, self.now())
        return listing, verdict, len(page.papers) + len(page.rejects) + len(page.deleted)

    def _refuse_status(self, reply: Reply, error: str | None) -> None:
        """Raise where the status says that this is no page, and the body does not say more."""
        if reply.status != 200 and error in (None, oai.BAD_XML):
            raise SourceError(
                f"{self._base} answers with status {reply.status}", "check the base address, or try later"
            )

    def _apply(self, listing: Listing, verdict: Verdict) -> None:
        if verdict.act in ("fail", "again"):
            raise SourceError(verdict.why, "what was got is kept; run the same command again later")
        self._move(replace(self.state, listing=listing))
        if verdict.why:
            self.outcome = replace(self.outcome, warnings=(*self.outcome.warnings, verdict.why))
        self._tell(verdict.why)

    def _tell(self, note: str) -> None:
        self.report(Progress(self.outcome.pages, self.outcome.papers, self._listing.total, note))

    # -- store ------------------------------------------------------------------------------------

    def _store(self) -> None:
        """Put the spooled pages into the corpus; twice the same is as good as once."""
        listing = self._listing
        if listing.pages == listing.in_corpus:
            return
        papers, deleted, rejects = self._waiting(range(listing.in_corpus + 1, listing.pages + 1))
        done = ingest.add(self.config, papers, deleted=deleted, rejects=rejects)
        self._move(replace(self.state, listing=replace(listing, in_corpus=listing.pages)))
        for number in range(listing.in_corpus + 1, listing.pages + 1):
            self._spooled(number).unlink(missing_ok=True)
        self._count(done)

    def _waiting(self, numbers: range) -> tuple[list[Paper], list[str], list[Reject]]:
        """What the pages say in the end: of a record that comes twice the later word counts."""
        last: dict[str, Paper | None] = {}
        rejects: list[Reject] = []
        for number in numbers:
            papers, deleted, bad = self._read(number)
            last.update((paper.paper_id, paper) for paper in papers)
            last.update((paper_id, None) for paper_id in deleted)
            rejects += bad
        kept = [paper for paper in last.values() if paper]
        return kept, [paper_id for paper_id, paper in last.items() if paper is None], rejects

    def _read(self, number: int) -> tuple[tuple[Paper, ...], tuple[str, ...], tuple[Reject, ...]]:
        try:
            data = self._spooled(number).read_bytes()
        except OSError as error:
            raise Damaged(
                f"the harvested page {self._spooled(number)} cannot be read ({error.strerror})",
                f"delete {self._state_file} to harvest this list from its beginning",
            ) from error
        source = f"{self._base} ({self.target.key}, page {number})"
        if self.target.protocol == "api":
            found = atom.parse(data, source)
            return found.papers, (), found.rejects
        page = oai.parse(data, source)
        return page.papers, page.deleted, page.rejects

    def _count(self, done: ingest.Summary) -> None:
        was = self.outcome
        self.outcome = replace(
            was,
            new=was.new + done.new,
            updated=was.updated + done.updated,
            unchanged=was.unchanged + done.unchanged,
            deleted=was.deleted + done.deleted,
            rejected=was.rejected + done.rejected,
            corpus=done.papers,
        )

    # -- finish -----------------------------------------------------------------------------------

    def _finish(self) -> None:
        listing = self._listing
        if listing.cut:
            said = (
                f"arXiv gives only the first {atom.LAST_RESULT:,} of {listing.total:,} papers of this query"
            )
            more = f"{said}: older ones are missing; narrow the query, or harvest a set"
            self.outcome = replace(self.outcome, warnings=(*self.outcome.warnings, more))
        if listing.in_corpus:
            self._tidy()
        self._move(finished(self.state))
        shutil.rmtree(self.config.sync / self.target.key, ignore_errors=True)
        self.outcome = replace(self.outcome, next_from=self.state.next_from)

    def _tidy(self) -> None:
        """Remove what a killed batch left behind; storing the batch again changed nothing, so nobody did."""
        corpus = papers_store(self.config)
        with corpus.lock():
            corpus.sweep()
