"""Tables at rest: hashed Parquet files behind one manifest that is replaced in a single step.

:class:`TableStore` is the part that any derived data can use (the corpus here, the atlas on its own
folder).  It promises:

- *a reader sees one whole generation.*  Files are never changed: a table's file name carries the hash of
  its content, and ``manifest.json`` names the files that count.  The manifest is replaced atomically.
- *a reader that is already running goes on.*  The files of the generation before stay until the next
  change (``manifest.previous.json`` names them).
- *a failed write changes nothing.*  Full disk, missing permission, Ctrl-C or a kill leave the last good
  generation in force; what was half written is swept up by the next writer.
- *the same tables give the same bytes*, manifest included: no clock, no history, fixed layout.
- *one writer at a time*; a second one is told so at once.
- *nothing that has changed on disk is believed*: files are compared with their digests before they are
  read, the manifest with its own (:mod:`inroad.corpus.digests`).

How to use it::

    store = TableStore(folder, format_version=1, holds="atlas")
    with store.lock():
        store.write({"names": names, "mentions": mentions}, keep=["vectors"], facts={"papers": 12})
    store.manifest().facts["papers"]
    store.scan("names")            # LazyFrame
    store.read("names")            # DataFrame; broken files become errors.Damaged

A writer with more data than memory calls :meth:`TableStore.stage` table by table and
:meth:`TableStore.publish` once at the end.

The corpus's own tables are the papers *as their sources state them*, one table a month, and ``links``,
which says what is the same paper; :func:`read` puts both together.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import polars as pl
from filelock import FileLock, Timeout
from polars.exceptions import PolarsError

from inroad.config import Config
from inroad.corpus import digests
from inroad.corpus.schema import PAPERS
from inroad.errors import Damaged, Locked, StoreError

Value = TypeVar("Value")
Fact = int | float | str | None

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_MANIFEST, _PREVIOUS, _LOCK = "manifest.json", "manifest.previous.json", ".lock"
_UNFINISHED = ".part"
ROW_GROUP = 32_768
_QUICK, _LASTING = (1, None), (9, 64 * 2**20)
"""Level of zstd, and bytes of a page (None: as Polars has it).  A page of a column is packed for itself: the
larger it is, the more of what stands in it has been there before."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One table's file."""

    file: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one generation consists of."""

    format_version: int
    tables: Mapping[str, Shard] = field(default_factory=lambda: MappingProxyType({}))
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))


class TableStore:
    """Named tables in one folder; see the module's text for what it promises.

    Args:
        path: the folder; made on the first write.
        format_version: meaning of the tables.  A folder written with a higher one is refused.
        holds: what is in it, for messages ("papers", "atlas").
        remake: what a user does to make it anew, for messages.
    """

    def __init__(
        self,
        path: Path,
        format_version: int,
        holds: str = "tables",
        remake: str = "delete the folder and build it again",
    ) -> None:
        self.path = path
        self.format_version = format_version
        self.holds = holds
        self.remake = remake
        self._lock = FileLock(path / _LOCK, timeout=0)

    # -- reading ----------------------------------------------------------------------------------

    def manifest(self) -> Manifest:
        """The generation in force; one without tables if nothing was written yet."""
        found = self._manifest(_MANIFEST)
        if found is None and (self.path / _PREVIOUS).exists():  # there was one before it, so it was there
            raise Damaged(f"{self.path / _MANIFEST} is gone", self.remake)
        return found or Manifest(self.format_version)

    def scan(self, *names: str) -> pl.LazyFrame:
        """The tables of these names, one after the other, read lazily from one generation."""
        # A change between reading the manifest and opening the files is harmless: the old files stay.
        tables = self.manifest().tables
        return self.scan_shards(tables[name] for name in names)

    def scan_shards(self, shards: Iterable[Shard]) -> pl.LazyFrame:
        """These files, one after the other: for a writer that has staged but not yet published."""
        return pl.scan_parquet([self._checked(shard) for shard in shards], glob=False)

    def read(self, name: str) -> pl.DataFrame:
        """One table, whole."""
        with self.guarded():
            return self.scan(name).collect()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Collect a scan inside this, so that a broken file is told as ``Damaged``."""
        try:
            yield
        except (PolarsError, OSError) as error:
            problem = f"the {self.holds} in {self.path} cannot be read ({_first_line(error)})"
            raise Damaged(problem, self.remake) from error

    def verify(self) -> tuple[str, ...]:
        """Names of the tables whose file is missing or is not what was written (reads every byte)."""
        return tuple(self.faults(self.manifest()))

    def faults(self, manifest: Manifest) -> dict[str, str]:
        """What is wrong with tables of a generation, by name (reads every byte)."""
        found = {name: self._fault(shard, anew=True) for name, shard in manifest.tables.items()}
        return {name: fault for name, fault in found.items() if fault}

    def previous(self) -> Manifest | None:
        """The generation before the one in force, if it is known."""
        return self._manifest(_PREVIOUS, lenient=True)

    # -- writing ----------------------------------------------------------------------------------

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer; :meth:`publish` and :meth:`write` take it themselves.  May be nested."""
        with self._failing("write to"):
            self.path.mkdir(parents=True, exist_ok=True)
        try:
            with self._failing("write to"):
                self._lock.acquire()
        except Timeout as error:
            raise Locked(
                f"another process is writing the {self.holds} in {self.path}",
                "wait until it has ended, then try again",
            ) from error
        try:
            yield
        finally:
            self._lock.release()

    def write(
        self,
        tables: Mapping[str, pl.DataFrame],
        keep: Iterable[str] = (),
        facts: Mapping[str, Fact] | None = None,
    ) -> Manifest:
        """Make a generation of ``tables`` and, unchanged, the tables named in ``keep``."""
        with self.lock():
            now = self.manifest().tables
            shards = {name: now[name] for name in keep}
            shards |= {name: self.stage(name, table) for name, table in tables.items()}
            return self.publish(shards, facts)

    def stage(
        self, name: str, table: pl.DataFrame | pl.LazyFrame, *, small: bool = False, lasting: bool = False
    ) -> Shard:
        """Put a table's file into the folder, not yet seen by any reader.  Needs :meth:`lock`.

        A ``small`` file takes the least room, but a hundred times as long to write; a ``lasting`` one a fifth
        less than others, and four times as long to write.  A lazy table is never in memory as a whole; one
        without lists gives the same bytes as if it were.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a table name: {name!r}")
        data = smallest(table.lazy().collect()) if small else _parquet(table, _LASTING if lasting else _QUICK)
        digest = hashlib.sha256(data).hexdigest()
        shard = Shard(f"{name}-{digest[:16]}.parquet", _height(table, data), len(data), digest)
        target = self.path / shard.file
        if self._fault(shard, anew=True):  # also one whose bytes have changed since
            self._replace(target, data)
        return shard

    def publish(self, tables: Mapping[str, Shard], facts: Mapping[str, Fact] | None = None) -> Manifest:
        """Make ``tables`` the generation in force, in one step, and sweep up what nobody reads any more."""
        with self.lock():
            made = Manifest(self.format_version, _frozen(tables), _frozen(facts or {}))
            old, new = self._bytes(_MANIFEST), _encode(made)
            if old != new:
                if old is not None:
                    self.manifest()  # refuses to overwrite what a newer version wrote
                    self._replace(self.path / _PREVIOUS, old)
                self._replace(self.path / _MANIFEST, new)
            self.sweep()
            return made

    def sweep(self) -> None:
        """Remove files of no generation: half-written ones and those two changes old.  Needs :meth:`lock`."""
        generations = (self._manifest(_MANIFEST), self._manifest(_PREVIOUS, lenient=True))
        wanted = {shard.file for each in generations if each for shard in each.tables.values()}
        with self._failing("clean up"):
            for file in self.path.iterdir():
                if file.name.endswith(_UNFINISHED) or (file.suffix == ".parquet" and file.name not in wanted):
                    file.unlink(missing_ok=True)

    def salvaged(self) -> dict[str, Shard]:
        """Tables as their files alone tell them, by name: whole ones, the latest of each name."""
        found: dict[str, Shard] = {}
        files = self.path.glob("*.parquet")
        for file in sorted(files, key=lambda each: (each.stat().st_mtime_ns, each.name)):
            name, _, short = file.stem.rpartition("-")
            sha256 = digests.digest(file)
            # The name carries the digest's beginning.
            if name and len(short) == 16 and sha256.startswith(short):
                rows = pl.scan_parquet(file, glob=False).select(pl.len()).collect().item()
                found[name] = Shard(file.name, rows, file.stat().st_size, sha256)
        return found

    def disown(self) -> None:
        """Put a manifest that cannot be read aside, and the one before in its place if that can be.

        Needs :meth:`lock`.  A manifest that can be read stays.
        """
        try:
            self.manifest()
        except Damaged:
            aside = self.path / f"{_MANIFEST}.damaged"
            with self._failing("write to"):
                with suppress(FileNotFoundError):
                    (self.path / _MANIFEST).replace(aside)
                if self.previous():
                    self._replace(self.path / _MANIFEST, (self.path / _PREVIOUS).read_bytes())

    # -- inside -----------------------------------------------------------------------------------

    def _manifest(self, file: str, lenient: bool = False) -> Manifest | None:
        data = self._bytes(file)
        if data is None:
            return None
        try:
            return self._decode(data)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            if lenient:
                return None
            raise Damaged(f"{self.path / file} is damaged ({_first_line(error)})", self.remake) from error

    def _decode(self, data: bytes) -> Manifest:
        raw = digests.loaded(data)
        version = int(raw["format"])
        if version > self.format_version:
            raise StoreError(
                f"the {self.holds} in {self.path} have format {version}, "
                f"this Inroad reads up to {self.format_version}",
                "update Inroad, or choose another home with --home",
            )
        digests.unsealed(raw)
        tables = {name: Shard(**shard) for name, shard in raw["tables"].items()}
        return Manifest(version, _frozen(tables), _frozen(raw["facts"]))

    def _bytes(self, file: str) -> bytes | None:
        with self._failing("read"):
            try:
                return (self.path / file).read_bytes()
            except FileNotFoundError:
                return None

    def _checked(self, shard: Shard) -> Path:
        fault = self._fault(shard)
        if fault:
            raise Damaged(f"{self.path / shard.file} {fault}", self.remake)
        return self.path / shard.file

    def _fault(self, shard: Shard, *, anew: bool = False) -> str | None:
        return digests.fault(self.path / shard.file, shard.bytes, shard.sha256, anew=anew)

    def _replace(self, target: Path, data: bytes) -> None:
        part = target.with_name(target.name + _UNFINISHED)
        with self._failing("write to"):
            try:
                with part.open("wb") as out:
                    out.write(data)
                    out.flush()
                    os.fsync(out.fileno())
                part.replace(target)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
            sync_folder(self.path)

    @contextmanager
    def _failing(self, act: str) -> Iterator[None]:
        try:
            yield
        except Timeout:
            raise
        except OSError as error:
            reason = error.strerror or _first_line(error)
            raise StoreError(
                f"cannot {act} {self.path} ({reason})",
                "free some space or give yourself access, then run it again; "
                "what was there before still answers",
            ) from error


def _parquet(table: pl.DataFrame | pl.LazyFrame, how: tuple[int, int | None]) -> bytes:
    # One chunk and a fixed row-group size: the bytes depend on the rows alone, not on how they arrived.
    out = io.BytesIO()
    rows = table if isinstance(table, pl.LazyFrame) else table.rechunk().lazy()
    level, page = how
    rows.sink_parquet(
        out, compression="zstd", compression_level=level, row_group_size=ROW_GROUP, data_page_size=page
    )
    return out.getvalue()


def _height(table: pl.DataFrame | pl.LazyFrame, data: bytes) -> int:
    """Rows of a table, told from its file if it was not in memory."""
    if isinstance(table, pl.DataFrame):
        return table.height
    return int(pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item())


def smallest(table: pl.DataFrame) -> bytes:
    """A table as a Parquet file that takes the least room."""
    out = io.BytesIO()
    table.rechunk().write_parquet(out, compression="brotli", compression_level=11, statistics=False)
    return out.getvalue()


def _encode(manifest: Manifest) -> bytes:
    raw = {
        "format": manifest.format_version,
        "facts": dict(manifest.facts),
        "tables": {name: asdict(shard) for name, shard in manifest.tables.items()},
    }
    return json.dumps(digests.sealed(raw), indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def sync_folder(path: Path) -> None:
    """Make a replaced file's new name survive a loss of power."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _frozen(mapping: Mapping[str, Value]) -> Mapping[str, Value]:
    return MappingProxyType(dict(mapping))


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


# -- the corpus -----------------------------------------------------------------------------------

FORMAT_VERSION = 1
LINKS, UNDATED = "links", "undated"

_OWN_RULE = ("paper_id", "date", "date_quality", "updated", "version", "also")
STAMPED = tuple(name for name in PAPERS if name not in _OWN_RULE)
"""Fields of which the newest known value counts."""

RECORDS = pl.Schema([*PAPERS.items(), ("older", pl.Struct(dict.fromkeys(STAMPED, pl.Int64)))])
"""A month's table: the papers as sources state them.  ``older`` holds the age of values that were taken
over from an older record than the row's ``version`` and ``updated`` say (see :mod:`inroad.corpus.merge`)."""

FILLED = ("abstract", "authors", "doi", "venue", "code_url")

LINKS_SCHEMA = pl.Schema(
    [("paper_id", pl.String()), ("into", pl.String())] + [(name, PAPERS[name]) for name in ("also", *FILLED)]
)
"""``into``: the paper this row is folded into; if null, the paper takes over the other values."""


def papers_store(config: Config) -> TableStore:
    """Where the papers of a home are."""
    remake = "`inroad doctor --mend` keeps what is whole and says what to ingest or sync again"
    return TableStore(config.corpus, FORMAT_VERSION, "papers", remake)


def months(manifest: Manifest) -> list[str]:
    """Names of the month tables, oldest first, the undated one last."""
    names = (name for name in manifest.tables if name != LINKS)
    return sorted(names, key=lambda name: (name == UNDATED, name))


def month_table(date: str = "date") -> pl.Expr:
    """Name of the table in which a paper of this date is."""
    return pl.col(date).dt.strftime("%Y-%m").fill_null(UNDATED)


def read(config: Config, of: Collection[str] | None = None, manifest: Manifest | None = None) -> pl.LazyFrame:
    """All papers in the columns of ``schema.PAPERS``, sorted by date (unknown last) and paper_id.

    The same paper on arXiv and at a venue is one row.  A home without papers gives an empty table.

    Args:
        config: the home.
        of: only papers of these months (names as of :func:`month_table`); other files are not opened.
        manifest: the generation to read; the one in force if None.
    """
    store = papers_store(config)
    manifest = manifest or store.manifest()
    names = [name for name in months(manifest) if of is None or name in of]
    records = _records(store, manifest, names)
    if LINKS not in manifest.tables or not manifest.tables[LINKS].rows:
        return records.select(PAPERS.names())  # the join would take a fifth of the time of reading
    return linked(records, _links(store, manifest))


def link_digests(config: Config, manifest: Manifest) -> dict[str, str]:
    """Digest of the links of each month's papers; months without any are left out.

    A month's papers, as :func:`read` gives them, are the same as long as this and the month's file are.
    """
    store = papers_store(config)
    if LINKS not in manifest.tables or not manifest.tables[LINKS].rows:
        return {}
    rows = _records(store, manifest, months(manifest)).select("paper_id", month=month_table())
    with store.guarded():
        linked_rows = rows.join(_links(store, manifest), on="paper_id").sort("month", "paper_id").collect()
    parts = linked_rows.partition_by("month", as_dict=True, include_key=False)
    return {str(month): _digest(part) for (month,), part in parts.items()}


def _digest(table: pl.DataFrame) -> str:
    return hashlib.sha256(table.write_ndjson().encode()).hexdigest()


def _records(store: TableStore, manifest: Manifest, names: Collection[str]) -> pl.LazyFrame:
    shards = [manifest.tables[name] for name in names]
    return store.scan_shards(shards) if shards else RECORDS.to_frame(eager=False)


def _links(store: TableStore, manifest: Manifest) -> pl.LazyFrame:
    shard = manifest.tables.get(LINKS)
    return LINKS_SCHEMA.to_frame(eager=False) if shard is None else store.scan_shards([shard])


def linked(records: pl.LazyFrame, links: pl.LazyFrame) -> pl.LazyFrame:
    """Records with the links applied; keeps their order."""
    joined = records.join(links, on="paper_id", how="left", suffix="_linked", maintain_order="left")
    return joined.filter(pl.col("into").is_null()).select(
        pl.coalesce(name, f"{name}_linked")
        if name in FILLED
        else pl.coalesce("also_linked", "also").alias("also")
        if name == "also"
        else name
        for name in PAPERS
    )


def damage_check(config: Config) -> tuple[str, ...]:
    """Tables of the corpus that are not what was written."""
    return papers_store(config).verify()
