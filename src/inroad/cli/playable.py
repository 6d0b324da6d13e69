"""``inroad playable``: how easily a stranger can use a repository."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson
from inroad.cli.progress import progress

NOW = dt.datetime.now


def playable(
    where: Annotated[
        str,
        typer.Argument(
            metavar="PATH|URL",
            help="A folder, a .zip or .tar.gz, or an address such as https://github.com/A/B.",
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Read a research repository and say how easily a stranger can use it, and what to mend first.

    Nothing of it is run, imported, unpacked to disk or written.
    """
    from inroad.report.playable_text import scanned
    from inroad.workshop.playable.scan import scan_named

    with progress() as tell:
        report = scan_named(where, NOW(dt.UTC).date(), tell)
    terminal.answer(report, scanned, as_json)
