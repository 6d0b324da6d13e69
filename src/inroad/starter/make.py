"""Make the starter atlas: one command, the same bytes from the same papers.

What is left out, and what that means for answers, is told in :mod:`inroad.starter.cut` and counted in the
facts of the manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import polars as pl

from inroad.atlas.build import build as build_atlas
from inroad.atlas.open import open_atlas
from inroad.atlas.stored import TABLES
from inroad.config import Config
from inroad.corpus.ingest import ingest
from inroad.corpus.store import Fact, Manifest, TableStore
from inroad.errors import NoAtlas
from inroad.starter.cut import cut
from inroad.starter.tables import WAYS
from inroad.starter.unpack import Read, beside_store, starter_store

Progress = Callable[[str, int, int | None], None]


def build(paths: Iterable[Path], out: Path, *, progress: Progress = lambda *_: None) -> Manifest:
    """Read papers, build their atlas in a temporary home, and write the starter of it to ``out``.

    The same papers give the same bytes.
    """
    with TemporaryDirectory(prefix="inroad-starter-") as folder:
        config = Config(Path(folder))
        ingest(config, paths, progress=lambda source, records: progress(f"reading {source}", records, None))
        build_atlas(config, progress=progress)
        return pack(open_atlas(config).read, out, progress=progress)


def build_from_home(
    config: Config,
    out: Path,
    *,
    beside: Mapping[str, pl.DataFrame] = MappingProxyType({}),
    progress: Progress = lambda *_: None,
) -> Manifest:
    """Write the starter of a home's atlas, as it was last built, to ``out``.

    Args:
        config: the home.
        out: the folder.
        beside: tables that a starter can do without, by name (``map_parts.TABLES``).
        progress: told how far it is.

    Raises:
        NoAtlas: none was built in this home.
    """
    atlas = open_atlas(config)
    if atlas.name != "home":
        raise NoAtlas(
            f"no atlas was built in {config.home}", "run `inroad atlas build`, or name files with papers"
        )
    return pack(atlas.read, out, beside=beside, progress=progress)


def pack(
    read: Read,
    out: Path,
    *,
    beside: Mapping[str, pl.DataFrame] = MappingProxyType({}),
    progress: Progress = lambda *_: None,
) -> Manifest:
    """Write the starter of an atlas, whose tables ``read`` gives by name, to the folder ``out``.

    What is ``beside`` goes to a folder of its own (:func:`beside_store`): a starter is whole without it.
    """
    kept = cut(read)
    tables = {name: kept.tables[name] for name in TABLES}
    manifest = _write(starter_store(out), tables, kept.facts, progress)
    if beside:
        _write(beside_store(out), beside, kept.facts, progress)
    return manifest


def _write(
    store: TableStore, tables: Mapping[str, pl.DataFrame], facts: Mapping[str, Fact], progress: Progress
) -> Manifest:
    with store.lock():
        shards = {}
        for done, (name, table) in enumerate(tables.items()):
            progress("pack", done, len(tables))
            parts = WAYS[name][0](table, tables.__getitem__)
            row = pl.DataFrame({part: [data] for part, data in parts.items()})
            shards[name] = store.stage(name, row, small=True)
        manifest = store.publish(shards, facts)
        _only_this_generation(store)
    (store.path / ".lock").unlink(missing_ok=True)
    return manifest


def _only_this_generation(store: TableStore) -> None:
    """A bundle has no reader that is still at the generation before, and must not carry its files."""
    (store.path / "manifest.previous.json").unlink(missing_ok=True)
    store.sweep()
