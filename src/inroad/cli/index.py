"""``inroad index``: make the index that `inroad search` asks, and show how it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson
from inroad.cli.progress import progress
from inroad.config import Config
from inroad.errors import NoAtlas


def build(
    ctx: typer.Context,
    full: Annotated[
        bool, typer.Option("--full", help="Index every paper again, not only what changed.")
    ] = False,
    words_only: Annotated[
        bool, typer.Option("--words-only", help="Leave out vectors, which tell what is near in meaning.")
    ] = False,
    with_map: Annotated[
        bool, typer.Option("--map", help="Lay all papers out as a map, too; takes some minutes, once.")
    ] = False,
) -> None:
    """Bring the search index up to date with your corpus and atlas.

    Two parts: the words of all papers, and vectors learnt from their titles and abstracts, by which `inroad
    similar` and `inroad search` tell what is near in meaning.  Searches go on with the index before until the
    new one is whole; interrupted, learning goes on where it was.  What `inroad openings` needs of a new atlas
    is worked out, too.  A map that is there already gets the new papers.
    """
    from inroad.atlas.open import open_atlas
    from inroad.cli.openings import prepare
    from inroad.path.register.opened import prepare as note_words
    from inroad.report import words
    from inroad.search.build import build as work

    with progress() as tell:
        built = work(ctx.obj, progress=tell, whole=full)
    indexed, papers = words.plural(built.added, "paper"), words.plural(built.papers, "paper")
    terminal.show(f"{indexed} indexed, {built.removed:,} taken out; the index holds {papers}")
    if not words_only:
        _learn(ctx.obj, full)
        _lay_out(ctx.obj, with_map, full)
    atlas = open_atlas(ctx.obj)
    with progress() as tell:
        tell("the atlas is laid out for quick answers (once after a build)", 0, None)
        _ = atlas.rows
        tell("every word of the papers is noted, for people and venues", 0, None)
        note_words(atlas)
    prepare(atlas)


def _learn(config: Config, full: bool) -> None:
    """Vectors, where there are abstracts to learn them from."""
    from inroad.report import words
    from inroad.search.vectors.build import build as work

    try:
        with progress() as tell:
            built = work(config, full=full, progress=tell)
    except NoAtlas as error:
        terminal.show(f"No vectors: {error}")
        return
    learnt = f"learnt from {words.plural(built.learnt_from, 'paper')}" if built.learnt_from else "as before"
    terminal.show(f"Vectors {learnt}; {words.plural(built.encoded, 'paper')} new or changed")


def _lay_out(config: Config, wanted: bool, full: bool) -> None:
    """The map, if it is wanted or there already."""
    from inroad.report import words
    from inroad.search.map.stored import has_map

    if not (wanted or has_map(config)):
        return
    from inroad.search.map.build import build as work

    with progress() as tell:
        built = work(config, full=full and wanted, progress=tell)
    done = "laid out" if built.laid_out else "brought up to date"
    new, areas = words.plural(built.placed, "new paper"), words.plural(built.areas, "area")
    terminal.show(f"Map {done}: {words.plural(built.papers, 'paper')}, {new}, {areas}")


def status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show what the search index holds and what it has not seen yet."""
    from inroad.search.status import index_status

    found = index_status(ctx.obj)
    if as_json:
        from inroad.report.json import dumps

        print(dumps(found))
    else:
        from inroad.report import search_text

        terminal.show_report(search_text.status(found))
