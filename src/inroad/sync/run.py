"""One run of looks: select what is due, ask, read, keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from inroad.config import Config
from inroad.errors import SourceError
from inroad.signals import identity
from inroad.signals.rows import Place, Row, of_issues, table
from inroad.signals.schema import STATUS
from inroad.signals.seen import Signals
from inroad.signals.store import VALIDATORS, Writer, open_signals, validators
from inroad.signals.subjects import name_of, paper
from inroad.sources import github
from inroad.sources.answers import Unreadable
from inroad.sources.github_issues import Issue, Thread
from inroad.sources.http import Reply, Validators
from inroad.sync import targets
from inroad.sync.asking import DAY, Asker
from inroad.sync.issues import IssueReader
from inroad.sync.looks import ISSUES, LOOKS, PAPER, REPOSITORY, Look
from inroad.sync.services import SERVICES

DAYS = 7
"""Lists of featured papers that are looked at, if all fields are."""
BATCH = 10
"""Looks that go to disk together."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Told after every look."""

    stage: str
    done: int
    total: int
    note: str = ""


@dataclass(slots=True)
class Run:
    """One run: what is known, what is found, and what waits to be written."""

    config: Config
    writer: Writer
    asker: Asker
    again_after: dt.timedelta
    report: Callable[[Progress], None]
    known: Signals = field(init=False)
    said: dict[tuple[str, str], Validators] = field(init=False)
    gone: set[str] = field(init=False)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*STATUS, "fresh", "left"), 0))
    waiting: list[Row] = field(default_factory=list)
    waiting_issues: list[pl.DataFrame] = field(default_factory=list)
    looks: int = 0

    # -- the run ----------------------------------------------------------------------------------

    def run(self, chosen: list[targets.Introduced], *, everything: bool, most: int) -> dict[str, int]:
        """Ask all there is to ask, and keep what is answered, however this ends; how many subjects."""
        self._open()
        papers = list(dict.fromkeys(method.paper_id for method in chosen))
        subjects = {"paper": [paper(each) for each in papers], "package": targets.packages(chosen)}
        subjects["day"] = self._days() if everything else []
        try:
            self._tell_repositories(papers)
            for look in LOOKS:
                if look is PAPER:
                    self._catch_up()  # a list of a day has told of some papers
                if look.of == "repo" and "repo" not in subjects:
                    subjects["repo"] = self._repositories(papers, everything, most)
                if self.asker.can_ask(look.service):
                    self._ask_all(look, subjects[look.of])
        finally:
            self._flush()
        return {kind: len(found) for kind, found in subjects.items()}

    def _open(self) -> None:
        self.known = open_signals(self.config)
        rows = validators(self.config).iter_rows()
        self.said = {(subject, look): Validators(etag, changed) for subject, look, etag, changed in rows}
        mine = self.known.observations.filter(pl.col("what") == "stars", pl.col("source") == "github")
        told = mine.filter(pl.col("status") != STATUS.index("unknown")).unique("subject", keep="last")
        self.gone = set(told.filter(pl.col("status") == STATUS.index("absent"))["subject"])
        self._warn_of_the_future()

    def _warn_of_the_future(self) -> None:
        days = self.known.observations["observed"]
        later = days.filter(days > self.asker.time() + DAY)
        last = later.max()
        if isinstance(last, dt.datetime):
            said = f"{len(later):,} observations are dated after today, up to {last:%Y-%m-%d}"
            self.asker.warn(f"{said}: a clock was wrong then, or is now")

    def _tell_repositories(self, papers: list[str]) -> None:
        """Keep the links that the corpus itself holds."""
        told = targets.told_repositories(self.config, papers, Place("", self.asker.time(), "corpus"))
        self.waiting += targets.not_yet_told(told, self.known)

    def _catch_up(self) -> None:
        """Know what this run has seen so far."""
        self._flush()
        self.known = open_signals(self.config)

    def _days(self) -> list[str]:
        today = self.asker.time().date()
        return [f"day:{today - dt.timedelta(days=back)}" for back in range(1, DAYS + 1)]

    def _repositories(self, papers: list[str], everything: bool, most: int) -> list[str]:
        self._catch_up()
        linked = targets.linked_repositories(self.known, papers)
        known = targets.known_repositories(self.known) if everything else []
        return list(dict.fromkeys([*linked, *known]))[: max(most, len(linked))]

    # -- one kind of look -------------------------------------------------------------------------

    def _ask_all(self, look: Look, subjects: list[str]) -> None:
        if look.of == "repo" and look is not REPOSITORY:
            subjects = [subject for subject in subjects if subject not in self.gone]
        due = self._due(look, subjects)
        self.counts["fresh"] += len(subjects) - len(due)
        for done, subject in enumerate(due):
            if self.asker.closed(look.service):
                self.counts["left"] += len(due) - done
                return
            self._ask(look, subject)
            self.report(Progress(f"{SERVICES[look.service].title}: {look.name}", done + 1, len(due)))

    def _due(self, look: Look, subjects: list[str]) -> list[str]:
        """Subjects not looked at lately: those never looked at first, then those longest ago."""
        told = self.known.observations.filter(
            pl.col("what") == look.shows[0],
            pl.col("source") == look.service,
            pl.col("status") != STATUS.index("unknown"),
            pl.col("subject").is_in(subjects),
        )
        last = dict(told.group_by("subject").agg(pl.col("observed").max()).iter_rows())
        now = self.asker.time()
        # A look from the future is one with a wrong clock, and tells nothing about how old it is.
        due = [s for s in subjects if s not in last or not -DAY <= now - last[s] < self.again_after]
        return sorted(
            due, key=lambda subject: last[subject].timestamp() if subject in last else float("-inf")
        )

    def _ask(self, look: Look, subject: str) -> None:
        """One look, whatever becomes of it."""
        try:
            rows = self._looked(look, subject)
        except SourceError as error:
            self.asker.failed(look.service, error)
            rows = [self._place(look, subject).unknown(look.shows[0], error.problem)]
        self._keep(rows)

    def _looked(self, look: Look, subject: str) -> list[Row]:
        replies = self._pages(look, subject)
        first, place = replies[0], self._place(look, subject)
        if first.unchanged:
            return self._again(look, place)
        if first.status in (404, 410, 451):
            return self._not_found(look, place)
        if first.status not in (200, 204):
            return [place.unknown(look.shows[0], f"it answers with status {first.status}")]
        rows = self._read(look, replies, place)
        if look.cached and subject not in self.gone and first.validators.headers():
            self.said[subject, look.label] = first.validators
        return rows or [place.unknown(look.shows[0], "the answer does not say")]

    def _pages(self, look: Look, subject: str) -> list[Reply]:
        name = name_of(subject)
        params, most = look.params(name), look.pages
        if look is ISSUES:
            params, most = IssueReader(self.known).request(name)
        same = self.said.get((subject, look.label)) if look.cached else None
        asker, path = self.asker, look.path(name)
        replies = [asker.get(look.service, path, params, same, look.headers, look.enough)]
        while len(replies) < most and (after := asker.after(look.service, replies[-1])):
            replies.append(asker.get(look.service, after, headers=look.headers))
        return replies

    def _place(self, look: Look, subject: str) -> Place:
        return Place(subject, self.asker.time(), look.service)

    # -- reading ----------------------------------------------------------------------------------

    def _read(self, look: Look, replies: list[Reply], place: Place) -> list[Row]:
        if look is REPOSITORY:
            return self._repository(replies[0], place)
        if look is ISSUES:
            return self._issues(replies, place)
        assert look.read is not None
        return look.read(replies, place)

    def _again(self, look: Look, place: Place) -> list[Row]:
        """The last answer once more: the server says that it still holds."""
        table = self.known.observations.filter(
            pl.col("subject") == place.subject,
            pl.col("source") == look.service,
            pl.col("what").is_in(look.shows),
        )
        told = table.filter(pl.col("what") == look.shows[0], pl.col("status") != STATUS.index("unknown"))
        last = table.filter(pl.col("observed") == told["observed"].max())
        rows = [(*row[:5], place.observed, row[6]) for row in last.iter_rows()]
        return rows or [place.unknown(look.shows[0], "it is unchanged, but the last answer is not known")]

    def _not_found(self, look: Look, place: Place) -> list[Row]:
        if look is REPOSITORY:
            return self._no_repository(place)
        if not look.missing:
            return [place.unknown(look.shows[0], "it answers with status 404")]
        return [place.absent(what, look.why) for what in look.missing]

    def _no_repository(self, place: Place) -> list[Row]:
        self.gone.add(place.subject)
        why = "there is none, or it is private"
        if self._first_seen(place.subject):
            why = "deleted or made private since it was seen"
            self.asker.warn(f"{name_of(place.subject)}: {why}")
        return [place.absent(what, why) for what in identity.GONE]

    def _repository(self, reply: Reply, place: Place) -> list[Row]:
        found, asked = github.parse_repository(reply.body), name_of(place.subject)
        if not found.name:
            raise Unreadable("it names no repository")
        before = self.known.latest([place.subject]).get(place.subject, {})
        who = identity.identity(found, before, self._first_seen(place.subject))
        self.gone.discard(place.subject)
        if who == "another's":
            self.gone.add(place.subject)
            self.asker.warn(f"{asked}: another repository has this name now; it is kept apart")
        elif found.name != asked:
            self.asker.warn(f"{asked} is called {found.name} now")
        return identity.rows(found, who, asked, place)

    def _first_seen(self, subject: str) -> dt.datetime | None:
        mine = self.known.observations.filter(
            pl.col("subject") == subject,
            pl.col("what").is_in(["stars", "forks"]),
            pl.col("status") == STATUS.index("seen"),
        )
        first = mine["observed"].min()
        assert isinstance(first, dt.datetime | None)
        return first

    def _issues(self, replies: list[Reply], place: Place) -> list[Row]:
        reader = IssueReader(self.known)
        found = [issue for reply in replies for issue in reader.read(reply.body)]
        threads = reader.known_threads(found) | self._threads(reader, found, place)
        self.waiting_issues.append(of_issues(found, threads, place.observed, place.source))
        return [place.seen("issues", len(found))]

    def _threads(
        self, reader: IssueReader, found: list[Issue], place: Place
    ) -> dict[tuple[str, int], Thread]:
        """What became of the issues; if the service stops answering, the issues themselves are kept."""
        threads = {}
        path = ISSUES.path(name_of(place.subject))
        for issue in reader.to_ask(found):
            try:
                params = {"per_page": "100"}
                answer = self.asker.get(
                    ISSUES.service, f"{path}/{issue.number}/timeline", params, None, ISSUES.headers
                )
            except SourceError as error:
                self.asker.failed(ISSUES.service, error)
                break
            if thread := reader.thread(answer, issue):
                threads[issue.repo, issue.number] = thread
        return threads

    # -- keeping ----------------------------------------------------------------------------------

    def _keep(self, rows: list[Row]) -> None:
        best = min(row[4] for row in rows)
        self.counts[STATUS[best]] += 1
        self.waiting += rows
        self.looks += 1
        if self.looks % BATCH == 0:
            self._flush()

    def _flush(self) -> None:
        """Write down what waits: observations, and what servers said about the answers, in one step."""
        if not (self.waiting or self.waiting_issues):
            return
        issues = pl.concat(self.waiting_issues) if self.waiting_issues else None
        rows = [(*key, said.etag, said.modified) for key, said in sorted(self.said.items())]
        self.writer.add(table(self.waiting), issues, pl.DataFrame(rows, schema=VALIDATORS, orient="row"))
        self.waiting, self.waiting_issues = [], []
