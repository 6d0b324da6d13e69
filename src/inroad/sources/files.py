"""Files and folders as batches of papers or of past observations, whatever format each file has.

One bad file does not stop the others: what went wrong is kept beside its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TypeAlias

from inroad.corpus.batch import Batch, batches, tabled
from inroad.corpus.schema import PAPERS
from inroad.errors import InputError
from inroad.signals.batch import SeenBatch
from inroad.sources import arxiv_snapshot
from inroad.sources.opening import Member, Unrecognised, broken_files_named, document, lines, members

AnyBatch: TypeAlias = Batch | SeenBatch


class Walk:
    """Iterating gives the batches of all files; afterwards it tells which ones failed or were skipped.

    Args:
        paths: files and folders.
        observed: when observations were made of which a file itself does not say it.
        everything: take works of OpenAlex on any subject, not only on machine learning.
        found: files among ``paths`` that somebody found in a folder; one of no known format is skipped.
    """

    def __init__(
        self,
        paths: tuple[Path, ...],
        observed: dt.datetime | None = None,
        everything: bool = False,
        found: Container[Path] = (),
    ) -> None:
        self._paths = paths
        self._observed = observed
        self._everything = everything
        self._found = found
        self.failures: list[tuple[str, InputError]] = []
        self.skipped: list[str] = []

    def __iter__(self) -> Iterator[AnyBatch]:
        for path in self._paths:
            walked = path.is_dir()
            for file in files_below(path) if walked else (path,):
                yield from self._read(file, walked or path in self._found)

    def _read(self, file: Path, walked: bool) -> Iterator[AnyBatch]:
        try:
            yield from read(file, self._observed, self._everything)
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


def read(file: Path, observed: dt.datetime | None = None, everything: bool = False) -> Iterator[AnyBatch]:
    """One file's papers or observations.

    Raises:
        InputError: it cannot be read; what was given before is good.
    """
    with broken_files_named(file):
        for member in members(file):
            if member.format in ("issues", "issue page", "rss"):
                yield from _issues(member, observed)
            elif member.format == "parquet":
                yield from _parquet(member, file, observed)
            else:
                yield from _papers(member, everything)


def _papers(member: Member, everything: bool) -> Iterator[Batch]:
    if member.format == "openalex":
        yield from _works(member, everything)
    elif member.format == "openalex merges":
        yield _merges(member)
    elif member.format == "arxiv json":
        yield from batches(arxiv_snapshot.parse(lines(member.stream), member.name), member.name)
    elif member.format == "oai":
        yield _oai(member)
    else:
        yield _atom(member)


def _works(member: Member, everything: bool) -> Iterator[Batch]:
    from inroad.sources import openalex_works

    works = openalex_works.parse(lines(member.stream), member.name, everything=everything)
    yield from batches(works, member.name)


def _merges(member: Member) -> Batch:
    from inroad.sources import openalex_works

    return Batch(PAPERS.to_frame(), member.name, deleted=openalex_works.merged(document(member)))


def _issues(member: Member, observed: dt.datetime | None) -> Iterator[SeenBatch]:
    from inroad.sources import seen_files

    if member.format == "issues":
        yield from seen_files.saved_issues(lines(member.stream), member.name, observed)
    elif member.format == "issue page":
        yield seen_files.saved_page(document(member), member.name, observed)
    else:
        yield seen_files.feed(document(member), member.name, observed)


def _parquet(member: Member, file: Path, observed: dt.datetime | None) -> Iterator[AnyBatch]:
    from inroad.sources import parquet

    if not member.plain:
        raise InputError(f"{member.name} is Parquet inside an archive", "unpack it first")
    yield from parquet.read_any(file, observed)


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
