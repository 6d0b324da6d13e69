"""The bench: folder, journal, runs and rules strung together; disk and clock are touched here alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from inroad.config import Config
from inroad.errors import InputError, InroadError
from inroad.journal import claims as journal_claims
from inroad.journal.store import Journal, open_journal
from inroad.plain import from_json, to_json
from inroad.types import (
    Claim,
    ClaimEntry,
    ClaimPlan,
    ClaimReport,
    ClaimRun,
    ClaimsReport,
    ClaimVerdict,
    ExploreReport,
    FigureReading,
    Protocol,
)
from inroad.workshop.claim import folder as folders
from inroad.workshop.claim import planning, runner, runs
from inroad.workshop.claim.editing import with_figure
from inroad.workshop.claim.explore import explore
from inroad.workshop.claim.folder import Folder
from inroad.workshop.claim.ruling import verdict_on
from inroad.workshop.claim.runner import Tell
from inroad.workshop.claim.samples import counting, planned

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of one ``claim run``."""

    folder: Path
    made: int
    failed: int
    planned: int
    left: int
    """Planned runs that have no result yet, failed ones included."""
    froze: bool
    """The protocol was written down, or a change of it was."""
    changed: bool
    """It was a change."""


class Bench:
    """Claims of one home.

    Args:
        config: the home.
        now: the clock.
    """

    def __init__(self, config: Config, now: Clock) -> None:
        self.config, self.now = config, now

    @property
    def journal(self) -> Journal:
        """The home's journal."""
        return open_journal(self.config)

    def find(self, name: str) -> Folder:
        """The folder of a claim: a path or a name."""
        return folders.find(self.config, name)

    def run(self, name: str, *, jobs: int, retry: bool, tell: Tell, pilot: int = 0) -> Ran:
        """Freeze the protocol, then make the runs that are missing.

        Raises:
            InputError: the folder cannot be used.
            Locked: another process is running the claim.
        """
        folder = folders.workable(self.config, self.find(name))
        claim, protocol = folder.claim, folder.protocol
        with runs.writing(folder.runs) as log:
            before = runs.read(folder.runs).runs
            if pilot:
                froze, todo = False, runner.pilot_tasks(claim, before, protocol.code, pilot)
            else:
                froze = journal_claims.freeze(self.journal, protocol, _results(before), self.now())
                todo = runner.tasks(claim, before, protocol.code, retry=retry)
            try:
                failed = runner.run_all(
                    folder.path, claim, protocol.code, todo, log, jobs=jobs, now=self.now, tell=tell
                )
            finally:
                self._after(folder, claim.claim_id, pilot)
        ok = counting(runs.read(folder.runs).runs, protocol.code)
        left = sum(key not in ok or ok[key].status == "failed" for key in planned(claim))
        several = len(journal_claims.protocols(self.journal, claim.claim_id)) > 1
        return Ran(folder.path, len(todo), failed, len(planned(claim)), left, froze, froze and several)

    def verdict(self, name: str) -> ClaimVerdict:
        """What became of a claim, kept in the journal if there is anything to keep.

        A claim that comes with Inroad and was never run here is told from the runs that it came with.
        """
        return self.report(name).verdict

    def report(self, name: str) -> ClaimReport:
        """All there is to tell of a claim; the journal keeps the verdict, and changes of the protocol."""
        folder = self.find(name)
        if folders.is_shipped(folder):
            return _told_shipped(folder)
        protocol, held = folder.protocol, runs.read(folder.runs)
        if journal_claims.protocols(self.journal, protocol.claim_id):
            # A change counts from the moment in which somebody looks at the outcome with it.
            journal_claims.freeze(self.journal, protocol, _results(held.runs), self.now())
        told = self.look(folder)
        at = self.now().replace(microsecond=0)
        told = replace(told, verdict=replace(told.verdict, at=at))
        if told.verdict.outcome != "not attempted":
            journal_claims.decide(self.journal, told.claim, told.verdict, str(folder.path.resolve()), at)
        return told

    def look(self, folder: Folder) -> ClaimReport:
        """The same, with nothing written down."""
        if folders.is_shipped(folder):
            return _told_shipped(folder)
        protocol, held = folder.protocol, runs.read(folder.runs)
        known = journal_claims.protocols(self.journal, protocol.claim_id)
        if known and known[-1].hash != protocol.hash:
            known = (*known, replace(protocol, results=_results(held.runs)))
        return _told(folder, protocol, verdict_on(protocol, known, held), held)

    def read_off(self, folder: Folder, reading: FigureReading, where: str) -> None:
        """Keep a figure that was read off a picture in the claim that it is for.

        Raises:
            InputError: the claim is not the user's own, or nothing was read.
            NotFound: the claim has no such part.
        """
        if folders.is_shipped(folder):
            remedy = f"make one of your own: inroad claim new NAME --like {reading.claim_id}"
            raise InputError("a claim that comes with Inroad stays as it is", remedy)
        if reading.difference is None or reading.pixel is None:
            raise InputError("nothing was read off yet", "click the ticks and the values first")
        source = f"{where.strip() or 'a figure'}, a pixel is {reading.pixel:.2g}"
        folder.manifest = with_figure(folder.manifest, reading.part, reading.difference, source)

    def plan(self, name: str, wanted: float) -> ClaimPlan:
        """How many seeds a claim needs, from its pilot, else from what was run."""
        folder = self.find(name)
        return planning.plan(folder.claim, folder.protocol.code, runs.read(folder.runs).runs, wanted)

    def explore(self, name: str) -> ExploreReport:
        """What else the runs of a claim hint at."""
        folder = self.find(name)
        return explore(folder.claim, counting(runs.read(folder.runs).runs, folder.protocol.code))

    def entries(self) -> ClaimsReport:
        """Claims of the home, then those that come with Inroad; what cannot be read is told."""
        decided = {each.verdict.claim_id: each for each in journal_claims.verdicts(self.journal)}
        home = list(folders.folders(folders.own(self.config)))
        elsewhere = [Folder(Path(each.folder)) for each in decided.values() if each.folder]
        known = {folder.path.resolve() for folder in home}
        away = [
            each for each in elsewhere if each.path not in known and (each.path / folders.MANIFEST).is_file()
        ]
        own, bad_own = _entries([*home, *away], decided)
        theirs, bad = _entries(folders.folders(folders.shipped()), None)
        return ClaimsReport((*own, *theirs), (*bad_own, *bad))

    def _after(self, folder: Folder, claim_id: str, pilot: int) -> None:
        """What is left behind by runs, also by those that were cut short."""
        held = runs.read(folder.runs)
        if not pilot:
            failed = sum(run.status == "failed" for run in held.runs)
            journal_claims.ran(self.journal, claim_id, _results(held.runs), failed, self.now())
        with suppress(OSError):
            folder.lock.write_text(lock_text(held), encoding="utf-8")


def lock_text(held: runs.Runs) -> str:
    """Which versions the runs were made with, as requirements that pip reads."""
    parts = ["# Written by `inroad claim run`: what the runs were made with.\n"]
    for each in held.environments:
        parts.append(f"\n# {each.environment}: Python {each.python}, {each.platform}\n")
        parts += [f"{name}=={version}\n" for name, version in each.packages]
    return "".join(parts)


def shipped_verdict(folder: Folder) -> ClaimVerdict | None:
    """The verdict that came with a claim; None if it has none."""
    try:
        return from_json(ClaimVerdict, folder.kept_verdict.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, InroadError):
        return None


def keep_verdict(folder: Folder, verdict: ClaimVerdict) -> None:
    """Lay a verdict beside its claim, for those who ship it."""
    text = json.dumps(json.loads(to_json(verdict)), indent=1)
    folder.kept_verdict.write_text(text + "\n", encoding="utf-8")


def _entries(
    found: Iterable[Folder], decided: Mapping[str, journal_claims.Kept] | None
) -> tuple[list[ClaimEntry], list[str]]:
    """Claims of some folders, and what is wrong with those that cannot be read; None: they are shipped."""
    entries, bad = [], []
    for folder in found:
        try:
            entries.append(_entry(folder, decided))
        except InroadError as error:
            bad.append(str(error))
    return entries, bad


def _entry(folder: Folder, decided: Mapping[str, journal_claims.Kept] | None) -> ClaimEntry:
    claim = folder.claim
    if decided is None:
        verdict = shipped_verdict(folder)
    else:
        verdict = decided[claim.claim_id].verdict if claim.claim_id in decided else None
    return ClaimEntry(
        claim.claim_id,
        claim.statement,
        str(folder.path),
        claim.method,
        claim.paper_id,
        decided is None,
        verdict.outcome if verdict else "not attempted",
        verdict.reason if verdict else "no runs",
        verdict.at if verdict else None,
        verdict.seconds if verdict else None,
    )


def _told_shipped(folder: Folder) -> ClaimReport:
    """A claim that comes with Inroad, from the runs and the day it came with."""
    protocol, held, kept = folder.protocol, runs.read(folder.runs), shipped_verdict(folder)
    first = replace(protocol, at=kept.frozen if kept else None)
    verdict = replace(verdict_on(protocol, (first,), held), at=kept.at if kept else None)
    return _told(folder, protocol, verdict, held)


def _told(folder: Folder, protocol: Protocol, verdict: ClaimVerdict, held: runs.Runs) -> ClaimReport:
    claim = folder.claim
    return ClaimReport(claim, verdict, folder.notes, _counting(claim, protocol, held))


def _counting(claim: Claim, protocol: Protocol, held: runs.Runs) -> tuple[ClaimRun, ...]:
    found = counting(held.runs, protocol.code)
    return tuple(found[key] for key in planned(claim) if key in found)


def _results(held: tuple[ClaimRun, ...]) -> int:
    return sum(run.status == "ok" and run.role == "main" for run in held)
