"""The atlas as others use it: its tables, read when first needed, as of any date, with what it covers."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol, TypeVar

import polars as pl

from inroad.atlas.growth import Covered, coverage, covering
from inroad.atlas.kept import Kept
from inroad.atlas.mapped import Mapped, generation
from inroad.atlas.phrases import phrase_counts
from inroad.atlas.rows import Rows, rows_in
from inroad.atlas.schema import METHODS
from inroad.atlas.stored import atlas_store, stored
from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.corpus.store import TableStore
from inroad.errors import InputError, NoAtlas
from inroad.starter.unpack import starter_store, unpacked
from inroad.types import Coverage

Value = TypeVar("Value")

TEXTS = pl.Schema({"paper_id": pl.String, "title": pl.String, "abstract": pl.String})


class Texts(Protocol):
    """Gives TEXTS."""

    def __call__(self, of: Collection[str] | None = None, /) -> pl.LazyFrame:
        """Of all papers, or only of those of some months."""


class Saying(Protocol):
    """Finds texts without reading all."""

    def __call__(self, phrases: Collection[str], ids: Collection[str], /) -> pl.DataFrame | None:
        """TEXTS of all papers that may say one of the phrases, perhaps of others too, and of some ids.

        None if it cannot tell.
        """

    def alike(
        self, asked: Sequence[str], since: dt.date, most: int, until: dt.date | None, /
    ) -> dict[str, list[tuple[str, float]]]:
        """Of each paper that has a vector the papers of some days most like it, and their cosines."""


@dataclass(frozen=True)
class Atlas:
    """One atlas, up to ``as_of`` if that is given.  Tables are those of :mod:`inroad.atlas.schema`."""

    name: str
    """"starter" or "home"."""
    read: Callable[[str], pl.DataFrame]
    """Gives a whole table by name."""
    texts: Texts | None = None
    """paper_id, title, abstract of all papers, or of some months; if this atlas has its corpus at hand."""
    said: Saying | None = None
    """Finds texts quickly where there is an index of them; None: all are read."""
    as_of: dt.date | None = None
    keep: Kept | None = None
    """Where things that follow from this atlas alone may be kept; None: nowhere."""
    mapped: Mapped | None = None
    """Where arrays that follow from it may be kept; None: nowhere."""
    lay_out: Callable[[], Rows | None] | None = None
    """Opens it laid out for reading parts (see :mod:`inroad.atlas.parts`); None: whole tables are read."""
    _read: list[pl.DataFrame] = field(
        default_factory=lambda: [TEXTS.to_frame()], init=False, repr=False, compare=False
    )
    """TEXTS read so far, in a box: all else of an atlas never changes."""
    _reading: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)
    """Finders run side by side: none may lose what another one read."""

    def until(self, as_of: dt.date | None) -> Atlas:
        """This atlas as it was at the end of a day.

        Raises:
            InputError: nothing of the corpus is as old as that.
        """
        if as_of is None:
            return self
        first, _ = self._days
        if first is None or as_of < first:
            raise InputError(
                f"no paper of this corpus is from {as_of} or before", f"choose a date from {first!s} on"
            )
        return replace(self, as_of=as_of)

    @cached_property
    def last_day(self) -> dt.date:
        """Today, as far as the corpus goes; there must be papers."""
        assert self._end is not None
        return self._end

    @cached_property
    def _end(self) -> dt.date | None:
        """The last day that is told of: of those after the last paper nothing is known."""
        _, last = self._days
        return last if last is None or self.as_of is None else min(self.as_of, last)

    @cached_property
    def _days(self) -> tuple[dt.date | None, dt.date | None]:
        """Of the first paper and of the last, whatever day it is asked for."""
        if self._rows is not None:
            return self._rows.days
        dates = self.read("papers")["date"]
        first, last = dates.min(), dates.max()
        assert isinstance(first, dt.date | None)
        assert isinstance(last, dt.date | None)
        return first, last

    # -- parts ----------------------------------------------------------------------------------------

    @property
    def rows(self) -> Rows | None:
        """Where parts of it are read without the rest; None where that cannot be, and as of a day."""
        return self._rows if self.as_of is None else None

    @cached_property
    def _rows(self) -> Rows | None:
        return None if self.lay_out is None else self.lay_out()

    @property
    def size(self) -> int:
        """Papers."""
        return self.papers.height if self.rows is None else self.rows.papers

    # -- tables ---------------------------------------------------------------------------------------

    @cached_property
    def papers(self) -> pl.DataFrame:
        """PAPERS; numbers are positions, so the papers of an earlier day are a slice."""
        papers = self.read("papers")
        return papers if self.as_of is None else papers.filter(pl.col("date") <= self.as_of)

    @cached_property
    def methods(self) -> pl.DataFrame:
        """METHODS known by then, looking as they did then."""
        methods = self.read("methods")
        if self.as_of is None:
            return methods
        looks = self.read("looks").filter(pl.col("since") <= self.as_of)
        last = looks.sort("method", "since").unique("method", keep="last", maintain_order=True).drop("since")
        known = methods.filter(pl.col("known") <= self.as_of)
        then = known.join(last, on="method", how="left", suffix="_then", maintain_order="left")
        seen = pl.col("name_then").is_not_null()
        columns = [
            pl.when(seen).then(f"{name}_then").otherwise(name).alias(name)
            for name in ("name", "kind", "long_form")
        ]
        return then.with_columns(columns).select(METHODS.names())

    @cached_property
    def aliases(self) -> pl.DataFrame:
        """ALIASES."""
        aliases = self.read("aliases")
        return (
            aliases
            if self.as_of is None
            else self._known(aliases.filter(pl.col("since") <= self.as_of), "method")
        )

    @cached_property
    def mentions(self) -> pl.DataFrame:
        """MENTIONS."""
        mentions = self.read("mentions")
        return mentions if self.as_of is None else self._known(self._of_papers(mentions), "method")

    @cached_property
    def related(self) -> pl.DataFrame:
        """RELATED."""
        related = self.read("related")
        return related if self.as_of is None else self._known(self._of_papers(related), "parent", "child")

    @cached_property
    def phrases(self) -> pl.DataFrame:
        """PHRASES of all titles; those of an earlier day are counted anew, so that nothing later shows."""
        return self.read("phrases") if self.as_of is None else phrase_counts(self.papers["title"])

    @cached_property
    def authors(self) -> pl.DataFrame:
        """AUTHORS."""
        return self.read("authors")

    @cached_property
    def stated(self) -> pl.DataFrame | None:
        """STATED; None where none was made: in the starter, and in an atlas of an earlier version."""
        try:
            stated = self.read("stated")
        except KeyError:
            return None
        return stated if self.as_of is None else self._of_papers(stated)

    def texts_of(self, ids: pl.Series) -> pl.DataFrame:
        """TEXTS of some papers, in order of time; none where there is no corpus at hand.

        What was read once is kept: opening a month costs the same for one paper as for all.
        """
        if self.texts is None:
            return TEXTS.to_frame()
        rows = self._dated(ids.unique())
        lacking = rows.join(self._read[0], on="paper_id", how="anti")
        told = self.said((), lacking["paper_id"].to_list()) if self.said and lacking.height else None
        if told is not None:
            self.remember(told)
        elif lacking.height:
            few = pl.col("paper_id").is_in(lacking["paper_id"].implode())
            months = set(lacking.select(month=corpus.month_table())["month"])
            self.remember(self.texts(months).filter(few).collect())
        return rows.select("paper_id").join(self._read[0], on="paper_id", maintain_order="left")

    def _dated(self, ids: pl.Series) -> pl.DataFrame:
        """paper_id and date of the papers with some ids, in order of time."""
        if self.rows is not None:
            numbers = self.rows.numbered(ids.to_list())["paper"]
            return self.rows.at("papers", numbers, ("paper_id", "date"))
        return self.papers.select("paper_id", "date").filter(pl.col("paper_id").is_in(ids.implode()))

    def remember(self, texts: pl.DataFrame) -> None:
        """Keep TEXTS that somebody has read already, for :meth:`texts_of`."""
        with self._reading:
            new = texts.join(self._read[0], on="paper_id", how="anti")
            self._read[0] = pl.concat([self._read[0], new])

    def _of_papers(self, table: pl.DataFrame) -> pl.DataFrame:
        return table.filter(pl.col("paper") < self.papers.height)

    def _known(self, table: pl.DataFrame, *columns: str) -> pl.DataFrame:
        """Rows on methods that were listed by then: a name may be used for long before that."""
        numbers = self.methods["method"].implode()
        return table.filter(
            pl.all_horizontal(pl.col(c).is_null() | pl.col(c).is_in(numbers) for c in columns)
        )

    def kept(self, name: str, make: Callable[[], bytes], read: Callable[[bytes], Value]) -> Value:
        """What follows from this atlas, worked out once; see :meth:`inroad.atlas.kept.Kept.get`."""
        if self.keep is None:
            return read(make())
        return self.keep.get(self._of_day(name), make, read)

    def derived(self, name: str, make: Callable[[], Value]) -> Value:
        """What follows from this atlas alone, worked out once while it is open; for those who ask often.

        Two that ask at once may both work it out; both get the same.
        """
        if name not in self._derived:
            self._derived[name] = make()
        value: Value = self._derived[name]
        return value

    @cached_property
    def _derived(self) -> dict[str, Any]:
        return {}

    def has_kept(self, name: str) -> bool:
        """Whether :meth:`kept` has it at hand, or could not keep it anyway."""
        return self.keep is None or self.keep.has(self._of_day(name))

    def _of_day(self, name: str) -> str:
        return f"{name}-{self.as_of}" if self.as_of else name

    # -- what it covers ---------------------------------------------------------------------------------

    @cached_property
    def covered(self) -> Covered:
        """Papers a month, and since when evenly."""
        return coverage(self.papers) if self.rows is None else covering(self.rows.months, self.rows.days[1])

    def coverage(self) -> Coverage:
        """Which corpus an answer from this atlas speaks of."""
        since, _ = self._days
        told = self.covered.dense_since
        return Coverage(self.name, self.size, since, self._end, told, self.texts is not None)


def open_atlas(config: Config) -> Atlas:
    """The atlas of a home; the bundled starter where none was built.

    Raises:
        NoAtlas: not even the starter is there.
    """
    store = atlas_store(config)
    if stored(store):
        read, (keep, mapped) = _reader(store), _keeping(config, store)
        lay_out = _once(lambda: rows_in(mapped, read))
        texts = lambda of=None: corpus.read(config, of).select(*TEXTS.names())  # noqa: E731
        return Atlas("home", read, texts, keep=keep, mapped=mapped, lay_out=lay_out)
    starter = starter_store(Path(str(files("inroad") / "data" / "starter")))
    if stored(starter):
        keep, mapped = _keeping(config, starter)
        return Atlas("starter", unpacked(starter), keep=keep, mapped=mapped)
    raise NoAtlas(
        "there is no atlas here, and the starter is missing from this installation",
        "run `inroad ingest PATH`, then `inroad atlas build`",
    )


def _keeping(config: Config, store: TableStore) -> tuple[Kept, Mapped]:
    """Where things that follow from the tables of a store are kept."""
    made = generation({name: shard.sha256 for name, shard in store.manifest().tables.items()})
    return Kept(config.kept, made), Mapped(config.mapped, made)


def _once(make: Callable[[], Value]) -> Callable[[], Value]:
    """What is made, made once, also where several threads ask."""
    lock, made = threading.Lock(), list[Value]()

    def given() -> Value:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return given


def _reader(store: TableStore) -> Callable[[str], pl.DataFrame]:
    """Whole tables of one generation, each read once."""
    shards = store.manifest().tables
    kept: dict[str, pl.DataFrame] = {}

    def read(name: str) -> pl.DataFrame:
        if name not in kept:
            with store.guarded():
                kept[name] = store.scan_shards([shards[name]]).collect()
        return kept[name]

    return read
