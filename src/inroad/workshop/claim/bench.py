"""The bench: folder, journal, runs and rules strung together; disk and clock are touched here alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from inroad.config import Config
from inroad.errors import InroadError
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
    Protocol,
)
from inroad.workshop.claim import folder as folders
from inroad.workshop.claim import planning, runner, runs
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
        """All there is to tell of a claim."""
        folder = self.find(name)
        claim, now_protocol, held = folder.claim, folder.protocol, runs.read(folder.runs)
        if folders.is_shipped(folder):
            kept = shipped_verdict(folder)
            first = replace(now_protocol, at=kept.frozen if kept else None)
            verdict = verdict_on(now_protocol, (first,), held)
            verdict = replace(verdict, at=kept.at if kept else None)
            return ClaimReport(claim, verdict, folder.notes, _counting(claim, now_protocol, held))
        known = journal_claims.protocols(self.journal, claim.claim_id)
        if known and known[-1].hash != now_protocol.hash:
            # A change counts from the moment in which somebody looks at the outcome with it.
            journal_claims.freeze(self.journal, now_protocol, _results(held.runs), self.now())
            known = journal_claims.protocols(self.journal, claim.claim_id)
        at = self.now().replace(microsecond=0)
        verdict = replace(verdict_on(now_protocol, known, held), at=at)
        if verdict.outcome != "not attempted":
            journal_claims.decide(self.journal, claim, verdict, str(folder.path.resolve()), at)
        return ClaimReport(claim, verdict, folder.notes, _counting(claim, now_protocol, held))

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


def _counting(claim: Claim, protocol: Protocol, held: runs.Runs) -> tuple[ClaimRun, ...]:
    found = counting(held.runs, protocol.code)
    return tuple(found[key] for key in planned(claim) if key in found)


def _results(held: tuple[ClaimRun, ...]) -> int:
    return sum(run.status == "ok" and run.role == "main" for run in held)
