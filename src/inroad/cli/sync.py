"""``inroad sync``: new papers from live sources into the corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, read_day
from inroad.config import Config

if TYPE_CHECKING:
    from inroad.sync import Outcome, Progress

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
    as_json: AsJson = False,
) -> None:
    """Bring your corpus up to date from arXiv, from where the last sync ended.

    arXiv allows one request in three seconds, so a first harvest of a whole subject area takes hours.  Stop
    it whenever you like: the same command goes on where it was.
    """
    show(_harvest(ctx.obj, set_spec, since, query), as_json=as_json)


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
    if outcome.next_from:
        said.append(f"the next sync begins with changes of {outcome.next_from}")
    return [*said, *(f"note: {warning}" for warning in outcome.warnings)]


def dumps(outcome: Outcome) -> str:
    """What one sync did, as JSON."""
    import json
    from dataclasses import asdict

    value = {"schema": "inroad.sync-summary", "version": 1, **asdict(outcome)}
    # ASCII only: a server's words may hold characters that steer a terminal.
    return json.dumps(value, indent=2)
