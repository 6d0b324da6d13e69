"""The atlas that comes with the program: made by one command, read as if it were the home's own.

It holds facts only: ids, titles, dates, categories, names, labels, counts and edges; no abstract and no
sentence of anybody's.  What is left out, and what that means for answers, is told in
:mod:`inroad.starter.cut` and counted in the facts of its manifest.

Each table is a file of named parts (:mod:`inroad.starter.tables`), unpacked when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from inroad.atlas.stored import FORMAT_VERSION, TABLES
from inroad.corpus.store import Manifest, TableStore
from inroad.errors import Damaged
from inroad.starter.cut import cut
from inroad.starter.tables import WAYS, Parts

Progress = Callable[[str, int, int | None], None]
Read = Callable[[str], pl.DataFrame]

_REMAKE = "install inroad again"


def starter_store(path: Path) -> TableStore:
    """A folder with a starter atlas."""
    return TableStore(path, FORMAT_VERSION, "starter atlas", _REMAKE)


def build(paths: Iterable[Path], out: Path, *, progress: Progress = lambda *_: None) -> Manifest:
    """Read papers, build their atlas in a temporary home, and write the starter of it to ``out``.

    The same papers give the same bytes.
    """
    from inroad.atlas.build import build as build_atlas
    from inroad.atlas.open import open_atlas
    from inroad.config import Config
    from inroad.corpus.ingest import ingest

    with TemporaryDirectory(prefix="inroad-starter-") as folder:
        config = Config(Path(folder))
        ingest(config, paths, progress=lambda source, records: progress(f"reading {source}", records, None))
        build_atlas(config, progress=progress)
        return pack(open_atlas(config).read, out, progress=progress)


def pack(read: Read, out: Path, *, progress: Progress = lambda *_: None) -> Manifest:
    """Write the starter of an atlas, whose tables ``read`` gives by name, to the folder ``out``."""
    kept = cut(read)
    store = starter_store(out)
    with store.lock():
        shards = {}
        for done, name in enumerate(TABLES):
            progress("pack", done, len(TABLES))
            parts = WAYS[name][0](kept.tables[name], kept.tables.__getitem__)
            table = pl.DataFrame({"part": list(parts), "data": list(parts.values())})
            shards[name] = store.stage(name, table)
        manifest = store.publish(shards, kept.facts)
        _only_this_generation(store)
    (out / ".lock").unlink(missing_ok=True)
    return manifest


def _only_this_generation(store: TableStore) -> None:
    """A bundle has no reader that is still at the generation before, and must not carry its files."""
    (store.path / "manifest.previous.json").unlink(missing_ok=True)
    store.sweep()


def unpacked(store: TableStore) -> Read:
    """Gives the tables of a starter by name, each unpacked once, when first asked for."""
    kept: dict[str, pl.DataFrame] = {}

    def read(name: str) -> pl.DataFrame:
        if name not in kept:
            kept[name] = _unpacked(_parts(store, name), name, read, store)
        return kept[name]

    return read


def _parts(store: TableStore, name: str) -> Parts:
    return dict(store.read(name).select("part", "data").iter_rows())


def _unpacked(parts: Parts, name: str, read: Read, store: TableStore) -> pl.DataFrame:
    import lzma

    try:
        return WAYS[name][1](parts, read)
    except (lzma.LZMAError, KeyError, ValueError, IndexError) as error:
        problem = f"{name} of the starter atlas in {store.path} cannot be unpacked ({error})"
        raise Damaged(problem, _REMAKE) from error
