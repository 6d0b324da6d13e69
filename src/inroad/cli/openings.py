"""``inroad openings``: what could be taken up in a field, and what the user makes of it."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Html, Top, one_form
from inroad.cli.progress import progress
from inroad.config import Config
from inroad.errors import InputError, InroadError, StoreError
from inroad.openings.profile import MACHINES, ME, MOST_HOURS, PROFILES, USUAL, adapted, from_toml, named

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas
    from inroad.types import (
        Choices,
        Newcomer,
        Opening,
        OpeningKind,
        OpeningReport,
        OpeningsReport,
    )

T = TypeVar("T")

KindOption = StrEnum("KindOption", ["underplayed", "transfer", "reproduction", "stated", "issue"])


class MachineOption(StrEnum):
    """Machines in the order of ``profile.MACHINES``."""

    LAPTOP = "laptop"
    ONE = "one GPU"
    SEVERAL = "several GPUs"
    CLUSTER = "cluster"


Identity = Annotated[str, typer.Argument(metavar="ID", help="An opening, as a report names it.")]
NOW = dt.datetime.now


def find(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="A field, in your own words.")],
    kind: Annotated[
        KindOption | None, typer.Option(metavar="KIND", help=f"Only one of {', '.join(KindOption)}.")
    ] = None,
    profile: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="PROFILE",
            help=f"me (your own, `inroad profile`), {', '.join(PROFILES)}, or the path of a TOML file; "
            f"else you, "
            f"if you said who you are, else {USUAL}.",
        ),
    ] = "",
    machine: Annotated[
        MachineOption | None,
        typer.Option(
            metavar="MACHINE",
            help=f"{', '.join(MachineOption)}: the largest you can use; else your profile's.",
        ),
    ] = None,
    hours: Annotated[
        float | None,
        typer.Option(
            min=0.5, max=MOST_HOURS, metavar="H", help="Hours you have a week; else your profile's."
        ),
    ] = None,
    as_json: AsJson = False,
    html: Html = None,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Show what you could take up in a field now: why, what is in the way, what to do first.

    Ranked for your machine, your hours and what you took and dismissed before.  Forecasts come with the
    record of how often such forecasts were right.  Transfers need what is worked out once after a build, by
    `inroad index build` or in some seconds by the first question: on a terminal they are shown after the
    others then, else --kind transfer waits for them.
    """
    one_form(as_json, html)
    newcomer = adapted(
        _profile(ctx.obj, profile), MACHINES[list(MachineOption).index(machine)] if machine else None, hours
    )
    choices, warnings = _choices(ctx.obj)
    ask = partial(_ask, ctx.obj, " ".join(query), newcomer, choices, as_of=as_of, top=top)
    report = ask(kind)
    report = replace(report, warnings=(*warnings, *report.warnings))
    _keep(ctx.obj, report)
    show_report(report, as_json=as_json, html=html, top=top)
    if not as_json and html is None and sys.stdout.isatty() and _is_partial(report):
        report = ask(KindOption("transfer"))
        _keep(ctx.obj, report)
        show_report(report, as_json=False, html=None, top=top)


def show(ctx: typer.Context, opening_id: Identity, as_json: AsJson = False, html: Html = None) -> None:
    """Show one opening with all its evidence, its first three steps and what would prove it wrong."""
    one_form(as_json, html)
    from inroad.journal.openings import look
    from inroad.journal.store import open_journal

    report = _report(ctx.obj, opening_id)
    show_one(report, as_json=as_json, html=html)
    try:
        look(open_journal(ctx.obj), report.opening, NOW(dt.UTC))
    except StoreError as error:
        # Looking is worth its answer also where nothing can be written down.
        terminal.complain(f"this look is not remembered: {error}")


def take(
    ctx: typer.Context,
    opening_id: Identity,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What you want to remember of it.")] = "",
) -> None:
    """Take an opening into your plan."""
    from inroad.journal.openings import take as keep
    from inroad.journal.store import open_journal

    opening = _opening(ctx.obj, opening_id)
    keep(open_journal(ctx.obj), opening, NOW(dt.UTC), note)
    terminal.show(f"In your plan: {opening.title}. First step: {opening.steps[0]}")
    terminal.show(f"Undo it with: inroad openings restore {opening.opening_id}")


def dismiss(
    ctx: typer.Context,
    opening_id: Identity,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why it is nothing for you.")],
) -> None:
    """Do not show an opening again, unless there is news of it.

    What you dismiss teaches the ranking which openings are not for you.
    """
    from inroad.journal.openings import dismiss as put_away
    from inroad.journal.store import open_journal

    if not why.strip():
        raise InputError("a dismissal needs its reason", "say it with --why, in a few words")
    opening = _opening(ctx.obj, opening_id)
    put_away(open_journal(ctx.obj), opening, NOW(dt.UTC), why.strip())
    terminal.show(f"Dismissed: {opening.title}.")
    terminal.show(f"Undo it with: inroad openings restore {opening.opening_id}")


def restore(ctx: typer.Context, opening_id: Identity) -> None:
    """Undo a take or a dismissal: the opening is undecided again."""
    from inroad.journal.openings import restore as undo
    from inroad.journal.store import open_journal

    was = undo(open_journal(ctx.obj), opening_id, NOW(dt.UTC))
    terminal.show(f"{opening_id} is no longer {was}.")


def list_(
    ctx: typer.Context,
    looked: Annotated[bool, typer.Option("--looked", help="Also those you only looked at.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show which openings you took and which you dismissed."""
    from inroad.journal.openings import choices
    from inroad.journal.store import open_journal

    found = choices(open_journal(ctx.obj))
    if as_json:
        from inroad.report.json import dumps

        print(dumps(found))
    else:
        from inroad.report.openings_text import choices as text

        terminal.show_report(text(found, looked=looked))


# -- asking ---------------------------------------------------------------------------------------


def _ask(
    config: Config,
    query: str,
    newcomer: Newcomer,
    choices: Choices,
    kind: KindOption | None,
    *,
    as_of: dt.date | None,
    top: int,
) -> OpeningsReport:
    """All kinds that can be told at once; of one kind, also what takes longer."""
    from inroad.atlas.field import find_field
    from inroad.atlas.open import open_atlas
    from inroad.openings.find import openings
    from inroad.openings.rank import KINDS
    from inroad.openings.transfer.latest import at_hand
    from inroad.search.said import quick
    from inroad.signals.store import open_signals

    wanted = KINDS[KINDS.index(kind.value)] if kind else None
    atlas = quick(config, open_atlas(config))
    view = atlas.until(as_of)
    if wanted == "transfer" and not at_hand(view):
        find_field(view, query)  # nobody should wait to hear that there is no such field
        prepare(view)
    return openings(
        atlas,
        open_signals(config, as_of),
        query,
        newcomer,
        choices,
        kind=wanted,
        as_of=as_of,
        top=top,
        at_once=wanted is None,
    )


def _is_partial(report: OpeningsReport) -> bool:
    """Whether transfers were left out because they take longer."""
    from inroad.openings.find import NOT_YET

    return any(each.note == NOT_YET for each in report.kinds)


def prepare(atlas: Atlas) -> None:
    """Work out, once an atlas, what does not depend on the question; what goes wrong there is told later."""
    from inroad.openings.beforehand import work_out

    with progress() as tell, suppress(InroadError):
        for what in work_out(atlas):
            tell(f"{what} (once after a build)", 0, None)


def _choices(config: Config) -> tuple[Choices, tuple[str, ...]]:
    from inroad.journal.store import open_journal
    from inroad.openings.asking import chosen

    return chosen(open_journal(config))


def _profile(config: Config, name: str) -> Newcomer:
    if name in ("", ME):
        from inroad.path.profile import asking

        return asking(config, NOW(dt.UTC), wanted=name == ME) or named(USUAL)
    path = Path(name).expanduser()
    if path.suffix != ".toml" and not path.is_file():
        return named(name)
    try:
        return from_toml(path.read_text(encoding="utf-8"), path.stem)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot read the profile {path} ({reason})", "give a TOML file or a name") from None


def _keep(config: Config, report: OpeningsReport) -> None:
    from inroad.openings.asking import kept

    failed = kept(config, report)
    if failed:
        terminal.complain(failed)


# -- one opening ----------------------------------------------------------------------------------


def _report(config: Config, opening_id: str) -> OpeningReport:
    """An opening as it was shown last, else asked for anew."""
    from inroad.openings.asking import ANYBODY, MOST_AGAIN, one
    from inroad.types import Choices

    choices, warnings = _choices(config)
    for warning in warnings:
        terminal.complain(warning)

    def ask(query: str, kind: OpeningKind) -> OpeningsReport:
        return _ask(config, query, ANYBODY, Choices(), KindOption(kind), as_of=None, top=MOST_AGAIN)

    return one(config, opening_id, choices, ask)


def _opening(config: Config, opening_id: str) -> Opening:
    """The same for what is going to be written into the journal, which then complains by itself."""
    from inroad import shown

    found = shown.find(config, opening_id)
    return found.opening if found else _report(config, opening_id).opening


# -- showing --------------------------------------------------------------------------------------


def show_report(report: OpeningsReport, *, as_json: bool, html: Path | None, top: int) -> None:
    """Print or write one report."""
    if html is not None:
        from inroad.cli.files import write_page
        from inroad.report.html import openings as page

        write_page(html, page(report, top))
    elif as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report.openings_text import openings as text

        terminal.show_report(text(report, top))


def show_one(report: OpeningReport, *, as_json: bool, html: Path | None) -> None:
    """Print or write one opening."""
    if html is not None:
        from inroad.cli.files import write_page
        from inroad.report.html import opening as page

        write_page(html, page(report))
    elif as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report.openings_text import opening as text

        terminal.show_report(text(report))
