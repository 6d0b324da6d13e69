"""Looking at the world's use of methods, politely, and keeping every look.

A run asks one question after the other and writes the answers down in small batches, so it may be killed
anywhere: what was looked at within the last day is not asked again, and the rest is.  It promises:

- *seen*, *absent* and *could not look* are never mixed up: only "not found" is absent; a limit, a refusal,
  a failing server or an answer that cannot be read is unknown, with the reason;
- one service that fails or is used up does not stop the others; the outcome says what was left out;
- a repository is the same as long as its number is: a new name is followed and noted, a stranger's
  repository under an old name is noticed and kept apart;
- observations are stamped by this machine's clock, or by the server's where both are more than a day apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from inroad.atlas.open import open_atlas
from inroad.config import Config
from inroad.errors import InputError
from inroad.signals.store import writing
from inroad.sources.http import Manners
from inroad.sync import targets
from inroad.sync.asking import Asker
from inroad.sync.ledger import alone
from inroad.sync.run import Progress, Run
from inroad.sync.services import SERVICES, Service

__all__ = ["AGAIN_AFTER", "MANNERS", "Outcome", "Progress", "signals"]

MANNERS = Manners(interval=1.0, attempts=3, backoff=2.0, patience=60.0, silence=30.0, page_seconds=60.0)
"""A second between two requests keeps below every limit for one connection that these services name."""
AGAIN_AFTER = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run saw of the world."""

    papers: int = 0
    repositories: int = 0
    packages: int = 0
    seen: int = 0
    """Looks that found something."""
    absent: int = 0
    """Looks that found that there is nothing."""
    unknown: int = 0
    """Looks that failed; each is kept with its reason."""
    fresh: int = 0
    """Looks left out because the last one is recent."""
    left: int = 0
    """Looks that were not tried because their service was used up or did not answer."""
    observations: int = 0
    """Rows added."""
    issues: int = 0
    limits: tuple[str, ...] = ()
    """How many more requests each service allows."""
    skipped: tuple[str, ...] = ()
    """Services that could not be asked at all, and why."""
    warnings: tuple[str, ...] = ()

    @property
    def partial(self) -> bool:
        """Something could not be looked at; the same command goes on with it."""
        return bool(self.unknown or self.left)


def signals(
    config: Config,
    query: str | None = None,
    *,
    only: Iterable[str] = (),
    most: int = targets.MOST,
    months: int = targets.MONTHS,
    again_after: dt.timedelta = AGAIN_AFTER,
    manners: Manners = MANNERS,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    report: Callable[[Progress], None] = lambda progress: None,
    on_wait: Callable[[float, str], None] = lambda seconds, why: None,
) -> Outcome:
    """Look at papers, repositories and packages behind the young methods of a field, or of all fields.

    Args:
        config: whose atlas says what to look at, and who keeps the observations.
        query: a field; None: the methods of every field.
        only: names of services; empty: all.
        most: papers to look at.
        months: how far back a method counts as young.
        again_after: what was looked at since then is not looked at again.
        manners: rates and bounds of every client.
        now: the time of day.
        report: told after every look.
        on_wait: told before every wait longer than the usual pause.

    Raises:
        errors.InputError: no service of such a name; nothing matches the query; a key that cannot be one.
        errors.Locked: another sync or ingest of this home is running.
        errors.StoreError: observations cannot be written; all that was there stays.
    """
    services = _chosen(only)
    chosen = targets.introduced(open_atlas(config), query, months, most)
    warnings: list[str] = []

    def warn(words: str) -> None:
        warnings.append(words)
        report(Progress("", 0, 0, words))

    with (
        alone(config.sync),
        writing(config) as writer,
        Asker(services, manners, now, on_wait, warn) as asker,
    ):
        run = Run(config, writer, asker, again_after, report)
        sizes = run.run(chosen, everything=query is None, most=most)
    return _outcome(run, sizes, warnings)


def _chosen(only: Iterable[str]) -> list[Service]:
    names = [name.replace("-", " ") for name in only]
    unknown = [name for name in names if name not in SERVICES]
    if unknown:
        raise InputError(f"there is no service {unknown[0]!r}", f"choose from {', '.join(SERVICES)}")
    return [service for name, service in SERVICES.items() if not names or name in names]


def _outcome(run: Run, sizes: dict[str, int], warnings: list[str]) -> Outcome:
    return Outcome(
        papers=sizes["paper"],
        repositories=sizes["repo"],
        packages=sizes["package"],
        **run.counts,
        observations=run.writer.added.observations,
        issues=run.writer.added.issues,
        limits=run.asker.limits_told(),
        skipped=tuple(run.asker.skipped),
        warnings=tuple(dict.fromkeys(warnings)),
    )
