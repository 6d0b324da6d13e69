"""``inroad sync``: new papers, and what is seen of their use, from live sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import indexing, terminal
from inroad.cli.indexing import NoIndex
from inroad.cli.options import AsJson, read_day
from inroad.config import Config

if TYPE_CHECKING:
    from inroad.sync import Outcome, Progress
    from inroad.sync import signals as looking

USUAL_SET = "cs"


def arxiv(
    ctx: typer.Context,
    set_spec: Annotated[
        str | None,
        typer.Option("--set", metavar="SET", help=f"Subject area: cs, stat, cs:cs:LG ...; else {USUAL_SET}."),
    ] = None,
    since: Annotated[
        dt.date | None,
        typer.Option(parser=read_day, metavar="DATE", help="Go back to papers changed on this day or later."),
    ] = None,
    query: Annotated[
        str | None,
        typer.Option(metavar="QUERY", help="Harvest a search, not a set: 'cat:cs.LG AND abs:adapters'."),
    ] = None,
    no_index: NoIndex = False,
    as_json: AsJson = False,
) -> None:
    """Bring your corpus up to date from arXiv, from where the last sync ended.

    arXiv allows one request in three seconds, so a first harvest of a whole subject area takes hours.  Stop
    it whenever you like: the same command goes on where it was.  The search index follows at the end.
    """
    outcome = _harvest(ctx.obj, set_spec, since, query)
    if not no_index:
        indexing.follow(ctx.obj)
    show(outcome, as_json=as_json)


def _harvest(config: Config, set_spec: str | None, since: dt.date | None, query: str | None) -> Outcome:
    from inroad import sync
    from inroad.sources.http import Client

    area = USUAL_SET if set_spec is None and query is None else set_spec
    with _told() as (report, on_wait), Client(on_wait=on_wait) as client:
        return sync.arxiv(config, client, set_spec=area, query=query, since=since, report=report)


@contextmanager
def _told() -> Iterator[tuple[Callable[[Progress], None], Callable[[float, str], None]]]:
    """What shows a page and a wait on stderr."""
    from inroad.cli.progress import progress

    with progress() as tell:

        def report(page: Progress) -> None:
            tell("harvesting arXiv", page.papers, page.total)
            if page.note:
                terminal.complain(page.note)

        def on_wait(seconds: float, why: str) -> None:
            terminal.complain(f"waiting {seconds:.0f} s because {why}")

        yield report, on_wait


def signals(
    ctx: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="A field; without one, the methods of all fields.")
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(metavar="NAMES", help="Ask only these: hub,github,pypi,openalex,semantic-scholar."),
    ] = None,
    most: Annotated[
        int, typer.Option(min=1, max=100_000, metavar="N", help="Papers to look at, the most named first.")
    ] = 100,
    months: Annotated[
        int, typer.Option(min=1, max=600, metavar="N", help="How far back a method counts as young.")
    ] = 12,
    again_after: Annotated[
        float,
        typer.Option(min=0, metavar="HOURS", help="Leave out what was looked at within so many hours."),
    ] = 24.0,
    as_json: AsJson = False,
) -> None:
    """Look at how young methods are used: code, models, demos, packages, citations, open issues.

    Every look is kept with its date.  Services that need a key are asked when it is given: GITHUB_TOKEN,
    HF_TOKEN, OPENALEX_API_KEY, S2_API_KEY, from the environment or the system's keyring (service inroad).
    GitHub allows 60 requests an hour without a key.  INROAD_PYPI is the address of a package index.

    Stop it whenever you like: the same command goes on where it was.
    """
    show_looks(_look(ctx.obj, query, only, most, months, again_after), as_json=as_json)


def _look(
    config: Config, query: str | None, only: str | None, most: int, months: int, again_after: float
) -> looking.Outcome:
    from inroad.cli.progress import progress
    from inroad.sync import signals as looking

    names = [name.strip() for name in (only or "").split(",") if name.strip()]
    with progress() as tell:

        def report(look: looking.Progress) -> None:
            if look.note:
                terminal.complain(look.note)
            else:
                tell(look.stage, look.done, look.total)

        return looking.signals(
            config,
            query,
            only=names,
            most=most,
            months=months,
            again_after=dt.timedelta(hours=again_after),
            report=report,
            on_wait=lambda seconds, why: terminal.complain(f"waiting {seconds:.0f} s because {why}"),
        )


def show_looks(outcome: looking.Outcome, *, as_json: bool) -> None:
    """Print what one run saw."""
    if as_json:
        print(dumps(outcome, "inroad.signals-summary", partial=outcome.partial))
    else:
        for line in look_lines(outcome):
            terminal.show(line)


def look_lines(outcome: looking.Outcome) -> list[str]:
    """What one run saw, in words."""
    asked = outcome.seen + outcome.absent + outcome.unknown
    said = [
        f"looked at {outcome.papers:,} papers, {outcome.repositories:,} repositories and "
        f"{outcome.packages:,} package names",
        f"{asked:,} looks: {outcome.seen:,} seen, {outcome.absent:,} absent, {outcome.unknown:,} could not "
        f"be looked up; {outcome.fresh:,} more are recent",
        f"{outcome.observations:,} observations and {outcome.issues:,} states of issues added",
        *outcome.limits,
        *(f"not asked: {skipped}" for skipped in outcome.skipped),
    ]
    if outcome.partial:
        said.append(f"partial: {outcome.left + outcome.unknown:,} looks are left; run it again to go on")
    return [*said, *(f"note: {warning}" for warning in outcome.warnings)]


def show(outcome: Outcome, *, as_json: bool) -> None:
    """Print what one sync did."""
    if as_json:
        print(dumps(outcome))
    else:
        for line in lines(outcome):
            terminal.show(line)


def lines(outcome: Outcome) -> list[str]:
    """What one sync did, in words."""
    said = [
        f"{outcome.papers:,} records on {outcome.pages:,} pages: {outcome.new:,} new papers, "
        f"{outcome.updated:,} updated, {outcome.unchanged:,} unchanged, {outcome.deleted:,} deleted, "
        f"{outcome.rejected:,} rejected"
    ]
    if outcome.corpus is not None:
        said.append(f"{outcome.corpus:,} papers in the corpus")
    if outcome.new or outcome.updated or outcome.deleted:
        said.append(indexing.READ_NEXT)
    if outcome.next_from:
        said.append(f"the next sync begins with changes of {outcome.next_from}")
    return [*said, *(f"note: {warning}" for warning in outcome.warnings)]


def dumps(outcome: Outcome | looking.Outcome, schema: str = "inroad.sync-summary", **more: bool) -> str:
    """What one sync did, as JSON."""
    import json
    from dataclasses import asdict

    value = {"schema": schema, "version": 1, **asdict(outcome), **more}
    # ASCII only: a server's words may hold characters that steer a terminal.
    return json.dumps(value, indent=2)
