"""``inroad similar``: papers that are about the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Top

if TYPE_CHECKING:
    from inroad.search.vectors.own import OwnText
    from inroad.types import SimilarReport


def similar(
    ctx: typer.Context,
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|FILE...", help="Papers, or files with a text of your own; - is standard input."
        ),
    ],
    as_json: AsJson = False,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Show papers that are about the same as some others, or as a text of your own.

    Several are taken together: what is near to all of them comes first.  A text may be notes, Markdown, LaTeX
    or BibTeX; an idea of three sentences is enough.
    """
    from inroad.search.vectors.similar import similar as look

    show(look(ctx.obj, [_read(each) for each in given], as_of=as_of, top=top), as_json=as_json)


def _read(given: str) -> str | OwnText:
    """An id, or the text in a file."""
    from inroad.corpus.paper_ids import split_arxiv
    from inroad.search.vectors.own import STANDARD_INPUT, own_text

    if given != STANDARD_INPUT and (split_arxiv(given) or not Path(given).exists()):
        return given
    return own_text(given)


def show(report: SimilarReport, *, as_json: bool) -> None:
    """Print one report."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report.similar_text import similar as text

        terminal.show_report(text(report))
