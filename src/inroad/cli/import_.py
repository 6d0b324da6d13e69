"""``inroad import``: what you have elsewhere, taken in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson

if TYPE_CHECKING:
    from inroad.types import ImportedList, LibraryReport

NOW = dt.datetime.now


def library(
    ctx: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="Your library; with --undo the name of the import.")
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call this import; else the file's name.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what came with an import.")] = False,
    as_json: AsJson = False,
) -> None:
    """Like the papers of your library.

    Understands Zotero's database (zotero.sqlite, also while Zotero runs), Zotero RDF, Better BibTeX JSON,
    BibTeX, a list of ids or addresses and the export of an OpenReview profile.  Importing again adds what is
    new; what you said of a paper by hand stays.
    """
    from inroad.following.library import take_back, take_in
    from inroad.following.stock import open_stock
    from inroad.journal.store import open_journal

    now, journal = NOW(dt.UTC), open_journal(ctx.obj)
    if undo:
        report = take_back(journal, name or str(path), now)
    else:
        report = take_in(open_stock(ctx.obj, now.date()), journal, path, name, now)
    show(report, as_json=as_json)


def csrankings(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="csrankings.csv as you downloaded it.")],
    as_json: AsJson = False,
) -> None:
    """Keep a list of faculty, so that affiliations and homepages can be shown.

    The list is that of csrankings.org; it may not be passed on, so it does not come with Inroad.
    """
    from inroad.path.people.faculty import take_in

    _listed(take_in(ctx.obj, path, NOW(dt.UTC).date()), as_json=as_json)


def deadlines(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Lists of deadlines, YAML or Parquet.")
    ],
    as_json: AsJson = False,
) -> None:
    """Keep lists of deadlines, in the place of those kept before.

    Understands the YAML of ai-deadlines and of ccf-deadlines; a folder stands for all YAML files in it.
    """
    from inroad.path.venues.lists import take_in

    _listed(take_in(ctx.obj, paths, NOW(dt.UTC).date()), as_json=as_json)


def _listed(report: ImportedList, *, as_json: bool) -> None:
    from inroad.report.people_words import imported

    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        for line in imported(report):
            terminal.show(line)


def show(report: LibraryReport, *, as_json: bool) -> None:
    """Print what an import did."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report import feed_words

        for line in feed_words.library(report):
            terminal.show(line)


def journal(
    ctx: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of an export, or another journal's file.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would happen.")] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="In a conflict, let what is taken in hold; else yours does.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take in a journal that was exported, or the file of another one.

    Into an empty home it comes as it was.  Else both are put together: what is in both stays once, of two
    states the later one holds, what contradicts is told, and the journal is backed up first.
    """
    from inroad.journal.store import open_journal
    from inroad.journal.take_in import take_in
    from inroad.report.journal_words import imported

    found = take_in(open_journal(ctx.obj), path, NOW(dt.UTC), theirs=theirs, dry_run=dry_run)
    terminal.answer_lines(found, imported, as_json)
