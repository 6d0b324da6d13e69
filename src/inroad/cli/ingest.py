"""``inroad ingest``: papers and past observations from files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import indexing, terminal
from inroad.cli.indexing import NoIndex
from inroad.cli.options import AsJson, read_day

if TYPE_CHECKING:
    from inroad.corpus.ingest import Summary


SHOWN = 10
"""Files passed over that are named in the text."""


def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of files.")],
    observed: Annotated[
        dt.date | None,
        typer.Option(
            parser=read_day,
            metavar="DAY",
            help="When observations were made of which a file does not say it.",
        ),
    ] = None,
    all_subjects: Annotated[
        bool, typer.Option(help="Take works of OpenAlex on any subject, not only on machine learning.")
    ] = False,
    by_parts: Annotated[
        bool,
        typer.Option(help="Publish after each few files; cut short and run again, go on where it was."),
    ] = False,
    no_index: NoIndex = False,
    as_json: AsJson = False,
) -> None:
    """Read papers and past observations from files.

    Understands arXiv's metadata snapshot (JSON lines), works of an OpenAlex snapshot and its lists of merged
    works, Parquet tables of arXiv, venue and ACL papers, and saved OAI-PMH or Atom pages; also as gzip, bzip2
    or zip.  Reading a file again changes nothing.

    Past observations of use are kept beside those of `inroad sync signals`: Parquet tables of star counts,
    of papers featured by the Hugging Face Hub, of links from papers to code and of issues; saved issues of
    GitHub's API (JSON) and RSS feeds of issues.

    The search index follows the new papers at once.
    """
    from inroad.cli.progress import progress
    from inroad.corpus.ingest import ingest as read_at_once
    from inroad.corpus.parts import ingest_by_parts

    read = ingest_by_parts if by_parts else read_at_once
    with progress() as tell:
        summary = read(
            ctx.obj,
            paths,
            progress=lambda source, records: tell(f"reading {source}", records, None),
            observed=observed,
            everything=all_subjects,
        )
    if not no_index:
        indexing.follow(ctx.obj)
    show(summary, as_json=as_json)
    if summary.failures:
        raise typer.Exit(1)


def show(summary: Summary, *, as_json: bool) -> None:
    """Print one summary; files that failed are named on stderr."""
    for failure in summary.failures:
        terminal.complain(failure.problem)
    if as_json:
        print(dumps(summary))
    else:
        for line in lines(summary):
            terminal.show(line)


def lines(summary: Summary) -> list[str]:
    """A summary in words."""
    said = [
        f"{summary.read:,} records read: {summary.new:,} new papers, {summary.updated:,} updated, "
        f"{summary.unchanged:,} unchanged, {summary.rejected:,} rejected",
        f"{summary.papers:,} papers in the corpus; {summary.linked:,} venue rows linked to a paper, "
        f"{summary.ambiguous:,} left alone because they fit two",
    ]
    if summary.deleted:
        said.append(f"{summary.deleted:,} papers deleted, as their source says")
    if summary.observations or summary.issues:
        said.append(f"{summary.observations:,} observations and {summary.issues:,} states of issues are new")
    if summary.new or summary.updated or summary.deleted:
        said.append(indexing.READ_NEXT)
    said += [f"note: {note}" for note in summary.notes]
    said += [f"rejected: {count:,} because {reason}" for reason, count in summary.reasons.items()]
    if summary.rejects_file:
        said.append(f"the rejected records are in {summary.rejects_file}")
    said += [f"passed over, nothing to keep: {name}" for name in summary.skipped[:SHOWN]]
    if len(summary.skipped) > SHOWN:
        said.append(f"and {len(summary.skipped) - SHOWN} more files (--json names them all)")
    return said


def dumps(summary: Summary) -> str:
    """A summary as JSON."""
    import json
    from dataclasses import asdict

    value = {"schema": "inroad.ingest-summary", "version": 1, **asdict(summary)}
    # ASCII only: file names and reasons may hold characters that steer a terminal.
    return json.dumps(value, indent=2, default=str)
