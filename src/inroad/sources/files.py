"""Files and folders as batches of papers, whatever format each file has.

One bad file does not stop the others: what went wrong is kept beside its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from inroad.corpus.batch import Batch, batches, tabled
from inroad.errors import InputError
from inroad.sources import arxiv_snapshot
from inroad.sources.opening import Member, Unrecognised, broken_files_named, document, lines, members


class Walk:
    """Iterating gives the batches of all files; afterwards it tells which ones failed or were skipped."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        self.failures: list[tuple[str, InputError]] = []
        self.skipped: list[str] = []

    def __iter__(self) -> Iterator[Batch]:
        for path in self._paths:
            walked = path.is_dir()
            for file in files_below(path) if walked else (path,):
                yield from self._read(file, walked)

    def _read(self, file: Path, walked: bool) -> Iterator[Batch]:
        try:
            yield from read(file)
        except Unrecognised as error:
            if walked:
                self.skipped.append(str(file))
            else:
                self.failures.append((str(file), error))
        except InputError as error:
            self.failures.append((str(file), error))


def files_below(folder: Path) -> list[Path]:
    """The regular files in a folder and its folders, hidden ones left out, in a fixed order."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in found if not _hidden(file.relative_to(folder)))


def _hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)


def read(file: Path) -> Iterator[Batch]:
    """One file's papers.

    Raises:
        InputError: it cannot be read; what was given before is good.
    """
    with broken_files_named(file):
        for member in members(file):
            yield from _batches(member, file)


def _batches(member: Member, file: Path) -> Iterator[Batch]:
    if member.format == "arxiv json":
        yield from batches(arxiv_snapshot.parse(lines(member.stream), member.name), member.name)
    elif member.format == "parquet":
        yield from _parquet(member, file)
    elif member.format == "oai":
        yield _oai(member)
    else:
        yield _atom(member)


def _parquet(member: Member, file: Path) -> Iterator[Batch]:
    from inroad.sources import parquet

    if not member.plain:
        raise InputError(f"{member.name} is Parquet inside an archive", "unpack it first")
    yield from parquet.read(file)


def _oai(member: Member) -> Batch:
    from inroad.sources import oai

    page = oai.parse(document(member), member.name)
    if page.error not in (None, oai.NO_RECORDS):
        raise InputError(f"{member.name} holds no records ({page.error}: {page.message})", "fetch it again")
    return Batch(tabled(page.papers), member.name, page.rejects, page.deleted)


def _atom(member: Member) -> Batch:
    from inroad.sources import atom

    page = atom.parse(document(member), member.name)
    if page.error is not None:
        raise InputError(f"{member.name} holds no papers ({page.message})", "fetch it again")
    return Batch(tabled(page.papers), member.name, page.rejects)
