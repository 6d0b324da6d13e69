"""Making the index: whole, or only the papers that changed.

Either way a new generation is made beside the one in force, which answers until the manifest names the new
one.  For a change, the files of the old generation are linked into the new folder: tantivy never alters a
file, it only adds and drops some.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import polars as pl
import tantivy

from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.errors import Damaged
from inroad.search import names, stored
from inroad.search.analysis import UNREAD, registered, schema
from inroad.search.documents import VERSION, Source
from inroad.search.stored import Generation

Tell = Callable[[str, int, int | None], None]

HEAP = 256 << 20
"""Bytes that tantivy gathers before it writes a segment: fewer segments answer faster."""
THREADS = 2
"""Of tantivy; a third prepares papers, so more would wait for it."""
_MOST_CHANGED = 0.25
"""Beyond this part of all papers, making the index whole is cheaper and leaves no gaps."""
_PAPERS = pl.Schema({"month": pl.String, "paper_id": pl.String, "digest": pl.UInt64})
_STEP = 2_000


@dataclass(frozen=True, slots=True)
class Built:
    """What one build did."""

    papers: int
    added: int
    removed: int
    whole: bool
    """Made anew, not from the one before."""


def build(
    config: Config,
    *,
    progress: Tell = lambda stage, done, total: None,
    whole: bool = False,
    atlas: Atlas | None = None,
) -> Built:
    """Bring the index of a home up to date with its corpus and atlas.

    Args:
        config: the home.
        progress: told stage, done and total.
        whole: index every paper again.
        atlas: what is known of methods, if not the home's or the starter's.

    Raises:
        Locked: another process builds.
        StoreError: it cannot be written, or a newer Inroad made it.
        Damaged: the corpus cannot be read.
    """
    with stored.writing(config) as folder:
        old = None if whole else _usable(config)
        if old and stored.lag(config, old).current:
            return Built(old.papers, 0, 0, False)
        return _Build(config, folder, old, progress, atlas or open_atlas(config)).run()


def _usable(config: Config) -> Generation | None:
    """The generation in force, if a new one can be made from it."""
    try:
        made = stored.read(config)
        if made:
            stored.checked(config, made)
    except Damaged:
        return None
    return made if made and made.reading == _reading() else None


def _in_force(config: Config) -> str | None:
    try:
        made = stored.read(config)
    except Damaged:
        return None
    return made.folder if made else None


def _reading() -> str:
    return f"{stored.FORMAT_VERSION} {VERSION} {version('tantivy')} {pl.__version__}"


class _Build:
    """One build; ``run`` reads like its steps."""

    def __init__(
        self, config: Config, folder: Path, old: Generation | None, tell: Tell, atlas: Atlas
    ) -> None:
        self.config, self.folder, self.tell = config, folder, tell
        self.source = Source(config, atlas)
        self.old = old if old and old.corpus == self.kind else None
        # Read before the papers: what is added meanwhile then counts as not yet seen.
        self.tables = stored.tables(config.corpus) or {}
        self.atlas = stored.atlas_made_of(config)
        self.fresh: Path | None = None
        """The folder that is being filled."""

    @cached_property
    def kind(self) -> str:
        """ "home" or "starter"."""
        return "home" if self.source.own else "starter"

    def run(self) -> Built:
        """Compare, write, publish; what was begun and came to no end goes away again."""
        try:
            with stored.filling(self.folder):
                return self._run()
        except BaseException:
            if self.fresh and _in_force(self.config) != self.fresh.name:
                shutil.rmtree(self.fresh, ignore_errors=True)  # on a full disk it would stand in the way
            raise

    def _run(self) -> Built:
        before = self._before()
        now = self._now(before) if self.old else None
        if now is not None and self.old:
            changed = now.join(before, on=["paper_id", "digest"], how="anti")
            gone = before.join(now, on=["paper_id", "digest"], how="anti")
            if changed.height + gone.height + self.old.deleted <= _MOST_CHANGED * max(now.height, 1):
                return self._changed(now, changed, gone)
        return self._whole()

    # -- what changed -------------------------------------------------------------------------------

    def _before(self) -> pl.DataFrame:
        if not self.old:
            return _PAPERS.to_frame()
        try:
            return pl.read_parquet(self.folder / self.old.folder / stored.PAPERS_FILE)
        except (pl.exceptions.PolarsError, OSError):
            self.old = None
            return _PAPERS.to_frame()

    def _now(self, before: pl.DataFrame) -> pl.DataFrame:
        """month, paper_id, digest as they should be; months that nothing touched are taken over."""
        months = self.source.months
        if self.old and self.atlas == self.old.atlas and self._table("links") == self.old.tables.get("links"):
            months = [name for name in months if self._table(name) != self.old.tables.get(name)]
        kept = before.filter(~pl.col("month").is_in(months), pl.col("month").is_in(self.source.months))
        told = (_summed(month, rows) for month, rows in self.source.documents(months))
        return pl.concat([kept, *self._counted("comparing papers", told, None)])

    def _table(self, name: str) -> tuple[str, int] | None:
        return self.tables.get(name)

    def _counted(
        self, stage: str, parts: Iterable[pl.DataFrame], total: int | None
    ) -> Iterator[pl.DataFrame]:
        done = 0
        for part in parts:
            yield part
            done += part.height
            self.tell(stage, done, total)

    # -- writing ------------------------------------------------------------------------------------

    def _whole(self) -> Built:
        folder = self._fresh()
        index = registered(tantivy.Index(schema(), path=str(folder)))
        found = self._write(index, self.source.months, None)
        self._finish(folder, pl.concat([_PAPERS.to_frame(), *found]), deleted=0)
        return Built(sum(part.height for part in found), sum(part.height for part in found), 0, True)

    def _changed(self, now: pl.DataFrame, changed: pl.DataFrame, gone: pl.DataFrame) -> Built:
        assert self.old
        folder = self._fresh()
        _link(self.folder / self.old.folder, folder)
        index = registered(tantivy.Index.open(str(folder)))
        self._write(index, changed["month"].unique().sort().to_list(), changed, gone["paper_id"].to_list())
        self._finish(folder, now, deleted=self.old.deleted + gone.height)
        return Built(now.height, changed.height, gone.height, False)

    def _fresh(self) -> Path:
        """A folder of its own, numbered on from those that are there."""
        taken = [int(each.name) for each in self.folder.iterdir() if each.name.isdigit()]
        folder = self.folder / f"{max(taken, default=0) + 1:06}"
        with stored.failing(self.folder):
            folder.mkdir()
        self.fresh = folder
        return folder

    def _write(
        self, index: tantivy.Index, months: list[str], only: pl.DataFrame | None, gone: Iterable[str] = ()
    ) -> list[pl.DataFrame]:
        writer = index.writer(HEAP, THREADS)
        try:
            found = self._fill(writer, months, only, gone)
        finally:
            # Its threads end here: one that goes on writing would keep what is swept away.
            writer.wait_merging_threads()
        return found

    def _fill(
        self, writer: tantivy.IndexWriter, months: list[str], only: pl.DataFrame | None, gone: Iterable[str]
    ) -> list[pl.DataFrame]:
        for paper_id in gone:
            writer.delete_documents_by_term("id", paper_id)
        found, total = [], only.height if only is not None else self._total()
        for month, rows in self._told(months, only, total):
            for row in rows.iter_rows():
                writer.add_document(document(*row))
            found.append(_summed(month, rows))
        self.tell("writing the index", 0, None)
        writer.commit()
        return found

    def _told(
        self, months: list[str], only: pl.DataFrame | None, total: int
    ) -> Iterator[tuple[str, pl.DataFrame]]:
        done = 0
        for month, rows in self.source.documents(months):
            if only is not None:
                rows = rows.filter(pl.col("ids").list.first().is_in(only["paper_id"].implode()))
            for part in rows.iter_slices(_STEP):
                yield month, part
                done += part.height
                self.tell("indexing papers", done, total)

    def _total(self) -> int:
        own = sum(rows for name, (_, rows) in self.tables.items() if name != "links")
        return own or self.source.atlas.papers.height

    def _names(self, folder: Path) -> int:
        """The file of names, taken over where the atlas is the same; how many methods it holds."""
        if self.old and self.old.atlas == self.atlas:
            _same(self.folder / self.old.folder / stored.NAMES_FILE, folder)
            return self.old.methods
        return names.write(folder / stored.NAMES_FILE, self.source.atlas)

    def _finish(self, folder: Path, papers: pl.DataFrame, deleted: int) -> None:
        known = self._names(folder)
        papers.sort("month", "paper_id").write_parquet(folder / stored.PAPERS_FILE)
        index = registered(tantivy.Index.open(str(folder)))
        files = stored.sizes(folder)
        made = Generation(
            format=stored.FORMAT_VERSION,
            folder=folder.name,
            files=files,
            digests=stored.digested(folder, files),
            corpus=self.kind,
            papers=papers.height,
            until=_newest(index),
            abstracts=self.source.own,
            unread=index.searcher().doc_freq("flag", UNREAD),
            methods=known,
            deleted=deleted,
            tables=self.tables,
            atlas=self.atlas,
            reading=_reading(),
            previous=_in_force(self.config),
        )
        stored.publish(self.config, made)


def document(
    ids: list[str],
    title: str,
    abstract: str | None,
    authors: list[str] | None,
    cats: list[str],
    venue: str | None,
    day: int | None,
    when: str | None,
    methods: list[str] | None,
    titled: list[str] | None,
    flags: list[str],
    signed: list[str],
    adopted: int | None,
    digest: int,
) -> tantivy.Document:
    """One row of DOCUMENTS for tantivy."""
    made = tantivy.Document(id=ids, title=title, word=title)
    if abstract:
        made.add_text("abstract", abstract)
    for name in authors or ():
        if name:
            made.add_text("author", name)
    several = {"cat": cats, "method": methods, "titled": titled, "flag": flags, "signed": signed}
    for field, values in several.items():
        for value in values or ():
            made.add_text(field, value)
    for field, text in (("venue", venue), ("when", when)):
        if text:
            made.add_text(field, text)
    if day is not None:
        made.add_integer("day", day)
    made.add_integer("adopted", adopted or 0)
    return made


def _summed(month: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(month=pl.lit(month), paper_id=pl.col("ids").list.first(), digest="digest")


def _newest(index: tantivy.Index) -> str | None:
    found = index.searcher().search(tantivy.Query.all_query(), 1, count=False, order_by_field="day").hits
    day = index.searcher().doc(found[0][1]).get_first("day") if found else None
    return str(pl.select(pl.lit(day).cast(pl.Date)).item()) if day is not None else None


def _link(old: Path, new: Path) -> None:
    """The files of an index in a second folder; linked where the disk can, else copied."""
    ours = {stored.NAMES_FILE, stored.PAPERS_FILE}
    for file in old.iterdir():
        if file.name in ours or file.name.startswith(".tantivy"):
            continue
        _same(file, new)


def _same(file: Path, folder: Path) -> None:
    try:
        os.link(file, folder / file.name)
    except OSError:
        with stored.failing(folder):
            shutil.copy2(file, folder / file.name)
