"""Where an index lies and what one generation of it consists of; read without any table library.

Every generation is a folder of its own, ``search/text/<name>/``: the files of tantivy, ``names.sqlite`` and
``papers.parquet``.  ``manifest.json`` names the one in force and is replaced in one step; the one before
stays for readers that run.  What is in neither was left half built and is swept up by the next writer.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from inroad.config import Config
from inroad.corpus import digests as digesting
from inroad.errors import Damaged, InroadError, StoreError
from inroad.search.alone import alone

FORMAT_VERSION = 1
"""Meaning of the fields and files."""
REMAKE = "run `inroad index build`"
NAMES_FILE, PAPERS_FILE = "names.sqlite", "papers.parquet"
MANIFEST = "manifest.json"
_LINKS = "links"


@dataclass(frozen=True, slots=True)
class Generation:
    """One index, as its manifest describes it."""

    format: int
    folder: str
    files: Mapping[str, int]
    """File name to bytes."""
    corpus: str
    """"home" or "starter"."""
    papers: int
    until: str | None
    """ISO day of the newest paper."""
    abstracts: bool
    unread: int
    methods: int
    deleted: int
    """Papers that were replaced or removed since it was last built whole."""
    tables: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Tables of the corpus that it was made of: hash and rows."""
    atlas: str = ""
    """What it knows of methods was made of this."""
    reading: str = ""
    """Versions of all that decides how a paper becomes terms."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """File name to SHA-256; empty for an index from before there were any."""
    previous: str | None = None
    """The generation before, kept for readers that still have it open."""


@dataclass(frozen=True, slots=True)
class Lag:
    """What the index has not seen."""

    missing: int = 0
    """Papers."""
    changed: int = 0
    """Months."""
    atlas: bool = False
    """The atlas was built again."""

    @property
    def current(self) -> bool:
        """Nothing."""
        return self == Lag()


def text_folder(config: Config) -> Path:
    """Where the text index of a home is."""
    return config.search / "text"


def has_vectors(config: Config) -> bool:
    """Whether vectors were learnt in this home; told without opening them, which would load NumPy."""
    return (config.search / "vectors" / "manifest.json").exists()


def read(config: Config) -> Generation | None:
    """The generation in force; None if there is none.

    Raises:
        Damaged: the manifest cannot be read.
        StoreError: a newer Inroad made it.
    """
    file = text_folder(config) / MANIFEST
    try:
        raw: dict[str, Any] = digesting.loaded(file.read_bytes())
        version = int(raw["format"])
        if version > FORMAT_VERSION:
            raise StoreError(
                f"the search index in {file.parent} has format {version}, "
                f"this Inroad reads up to {FORMAT_VERSION}",
                f"update Inroad, or delete {file.parent} and run `inroad index build`",
            )
        raw = digesting.unsealed(raw)
        tables = {name: (str(digest), int(rows)) for name, (digest, rows) in raw.pop("tables").items()}
        return Generation(**raw, tables=tables) if version == FORMAT_VERSION else None
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise Damaged(f"{file} is damaged ({type(error).__name__})", REMAKE) from error
    except OSError as error:
        raise StoreError(f"cannot read {file} ({error.strerror})", "look at its permissions") from error


def checked(config: Config, made: Generation) -> Path:
    """The folder of a generation, its files all there and as long as they were written.

    Raises:
        Damaged: one is not.
    """
    folder = text_folder(config)
    for name, fault in digesting.faults(folder, _files(made)).items():
        raise Damaged(f"{folder / name} of the search index {fault}", REMAKE)
    return folder / made.folder


def faults(config: Config, made: Generation) -> dict[str, str]:
    """What is wrong with the files of a generation, by name (reads every byte that has a digest)."""
    folder = text_folder(config)
    found = {
        name: digesting.fault(folder / name, size, sha256, anew=True)
        for name, (size, sha256) in _files(made).items()
    }
    return {name: fault for name, fault in found.items() if fault}


def _files(made: Generation) -> dict[str, tuple[int, str]]:
    """Size and digest of each file, by its name below the folder of all generations."""
    return {f"{made.folder}/{name}": (size, made.digests.get(name, "")) for name, size in made.files.items()}


def lag(config: Config, made: Generation) -> Lag:
    """How far corpus and atlas have gone on since an index was made."""
    now = tables(config.corpus) or {}
    if made.corpus == "starter":
        new = sum(rows for name, (_, rows) in now.items() if name != _LINKS)
        return Lag(new, 0, atlas_made_of(config) != made.atlas)
    changed = {name for name in {*now, *made.tables} if now.get(name) != made.tables.get(name)} - {_LINKS}
    missing = sum(max(0, now.get(name, ("", 0))[1] - made.tables.get(name, ("", 0))[1]) for name in changed)
    relinked = now.get(_LINKS) != made.tables.get(_LINKS)
    return Lag(missing, len(changed) or int(relinked), atlas_made_of(config) != made.atlas)


def tables(folder: Path) -> dict[str, tuple[str, int]] | None:
    """Hash and rows of the tables of a ``TableStore``; None where nothing can be read."""
    try:
        raw = digesting.loaded((folder / MANIFEST).read_bytes())["tables"]
        return {name: (shard["sha256"], shard["rows"]) for name, shard in raw.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def atlas_made_of(config: Config) -> str:
    """A digest of the tables that an index depends on: of the home's atlas, else of the starter."""
    made = tables(config.atlas) or {}
    if "mentions" not in made:
        made = tables(Path(str(files("inroad") / "data" / "starter"))) or {}
    return "-".join(
        made[name][0][:12] for name in ("aliases", "mentions", "methods", "papers") if name in made
    )


# -- writing --------------------------------------------------------------------------------------


@contextmanager
def writing(config: Config) -> Iterator[Path]:
    """Be the only one who builds; gives the folder of generations.

    Raises:
        Locked: another process builds.
        StoreError: the folder cannot be written.
    """
    folder = text_folder(config)
    with ExitStack() as held:
        with failing(folder):
            held.enter_context(alone(folder, "building the search index"))
        yield folder


def publish(config: Config, made: Generation) -> None:
    """Put a generation in force, in one step, and sweep up what nobody reads."""
    folder = text_folder(config)
    part = folder / (MANIFEST + ".part")
    with failing(folder):
        with part.open("wb") as out:
            out.write(json.dumps(digesting.sealed(asdict(made)), indent=1, sort_keys=True).encode())
            out.flush()
            os.fsync(out.fileno())
        part.replace(folder / MANIFEST)
    sweep(folder, {made.folder, made.previous or ""})
    digesting.remember(folder, {name: sha256 for name, (_, sha256) in _files(made).items() if sha256})


def sweep(folder: Path, kept: set[str]) -> None:
    """Remove generations that are not named; one that cannot be removed now is left for another time."""
    for each in folder.iterdir():
        if each.is_dir() and each.name not in kept:
            shutil.rmtree(each, ignore_errors=True)


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of the files that count; locks do not."""
    return {
        file.name: file.stat().st_size
        for file in sorted(folder.iterdir())
        if not file.name.startswith(".tantivy")
    }


def digested(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of some files of a folder."""
    return {name: digesting.digest(folder / name) for name in names}


@contextmanager
def failing(folder: Path) -> Iterator[None]:
    """What the operating system refuses, as a ``StoreError``."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"cannot write the search index in {folder} ({reason})", "make room or look at its permissions"
        ) from error


@contextmanager
def filling(folder: Path) -> Iterator[None]:
    """The same for what the libraries say that write there: of them only these words tell a full disk."""
    try:
        with failing(folder):
            yield
    except (ValueError, RuntimeError, sqlite3.Error) as error:
        said = str(error)
        if not any(words in said for words in _REFUSALS):
            raise
        full = "No space left" in said or "disk is full" in said or "disk I/O" in said
        reason = "No space left on device" if full else "Permission denied"
        raise StoreError(
            f"cannot write the search index in {folder} ({reason})", "make room or look at its permissions"
        ) from error


_REFUSALS = ("os error", "No space left", "disk is full", "disk I/O", "readonly database", "unable to open")


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """What goes wrong inside the index, as ``Damaged``."""
    try:
        yield
    except InroadError:
        raise
    except (ValueError, OSError, RuntimeError, sqlite3.Error) as error:
        raise _damaged(folder, error) from error
    except BaseException as error:
        # A panic of the Rust library is no Exception; it means that a file is not what it should be.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(folder, error) from None


def _damaged(folder: Path, error: BaseException) -> Damaged:
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    return Damaged(f"the search index in {folder} cannot be read ({reason})", REMAKE)
