"""Papers from outside into the corpus: read, normalise, merge, link, publish; past observations beside it.

A run publishes once, at its end.  Until then every reader sees the corpus as it was, and whatever stops
the run (an error, Ctrl-C, a kill) leaves it so.  Running it again gives the same files to the byte.
Only months that receive something new are written.

``add`` takes papers that are already records (a harvest), ``ingest`` takes files.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from inroad.config import Config
from inroad.corpus import link
from inroad.corpus.batch import Batch, batches
from inroad.corpus.normalise import normalise
from inroad.corpus.rejects import reject_log
from inroad.corpus.schema import PAPERS
from inroad.corpus.settle import settle
from inroad.corpus.spool import spool
from inroad.corpus.store import LINKS, RECORDS, Manifest, Shard, TableStore, papers_store
from inroad.signals.batch import SeenBatch, at_noon
from inroad.signals.store import Added, Writer, writing
from inroad.types import Paper, Reject

_FACTS = ("papers", "linked", "ambiguous")


@dataclass(frozen=True, slots=True)
class FileFailure:
    """A file that could not be read to its end; what was read before counts."""

    path: str
    problem: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run did to the corpus."""

    read: int = 0
    """Records met, rejected ones included."""
    new: int = 0
    """Papers that were not there before."""
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    linked: int = 0
    """Rows of venues that the corpus now knows to be a paper it has from elsewhere."""
    ambiguous: int = 0
    """Rows of venues that point to two papers and were linked to none."""
    rejected: int = 0
    papers: int = 0
    """Papers in the corpus now."""
    reasons: dict[str, int] = field(default_factory=dict)
    """How many records were rejected for what."""
    rejects_file: Path | None = None
    failures: tuple[FileFailure, ...] = ()
    skipped: tuple[str, ...] = ()
    """Files in folders that hold something else."""
    observations: int = 0
    """Past observations that were not there before."""
    issues: int = 0
    """States of issues that were not there before."""
    notes: tuple[str, ...] = ()
    """What to know before believing the dates of observations."""


def add(
    config: Config,
    papers: Iterable[Paper],
    *,
    deleted: Iterable[str] = (),
    rejects: Iterable[Reject] = (),
    today: dt.date | None = None,
) -> Summary:
    """Merge ``papers`` into the corpus of ``config`` and publish the result in one step.

    ``deleted`` ids are taken out (they win over a paper of the same id in the same call); ``rejects``
    met by the caller are written beside those found here.  ``papers`` may be a generator: it is read
    once, in batches, while the corpus is locked for other writers.  If it raises, nothing is published
    and the exception passes through.

    Raises:
        errors.Locked: another process is writing to this home.
        errors.StoreError: the disk is full or the folder may not be written; the last state stays.
        errors.Damaged: what is already there cannot be read.
    """
    return add_batches(config, _with(batches(papers, "records"), deleted, rejects), today=today)


def ingest(
    config: Config,
    paths: Iterable[Path],
    *,
    progress: Callable[[str, int], None] = lambda source, records: None,
    today: dt.date | None = None,
    observed: dt.date | None = None,
    everything: bool = False,
    found: Container[Path] = (),
) -> Summary:
    """Read files and folders into the corpus, and past observations into the store of signals.

    A file that cannot be read is named in ``failures`` and the others go on; a file in a folder that
    holds something else is named in ``skipped``.  ``progress`` is told each source and how many of its
    records have been read.  ``observed`` is the day of observations where a file does not say it.
    ``everything`` takes works of OpenAlex on any subject, not only on machine learning.  Those of ``paths``
    in ``found`` count as files in folders.
    """
    from inroad.sources.files import Walk

    walk = Walk(tuple(paths), at_noon(observed) if observed else None, everything, found)
    with _Seen(config) as seen:
        papers = seen.divert(_told(walk, progress))
        # Only observations: then the corpus is left alone.
        first = next(papers, None)
        summary = (
            _as_it_is(config) if first is None else add_batches(config, chain([first], papers), today=today)
        )
    failures = tuple(FileFailure(path, str(error)) for path, error in walk.failures)
    return replace(
        summary,
        read=summary.read + seen.read,
        observations=seen.added.observations,
        issues=seen.added.issues,
        notes=tuple(seen.notes),
        failures=failures,
        skipped=tuple(walk.skipped),
    )


def _as_it_is(config: Config) -> Summary:
    facts = papers_store(config).manifest().facts
    papers, linked, ambiguous = (int(facts.get(name) or 0) for name in _FACTS)
    return Summary(papers=papers, linked=linked, ambiguous=ambiguous)


class _Seen:
    """Takes observations out of a stream of batches and keeps them; their rejects go on with the papers."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._stack = ExitStack()
        self._writer: Writer | None = None
        self.added = Added()
        self.read = 0
        self.notes: list[str] = []

    def __enter__(self) -> _Seen:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def divert(self, parts: Iterable[Batch | SeenBatch]) -> Iterator[Batch]:
        for part in parts:
            if isinstance(part, Batch):
                yield part
                continue
            self._keep(part)
            if part.rejects:
                yield Batch(PAPERS.to_frame(), part.source, part.rejects)

    def _keep(self, part: SeenBatch) -> None:
        if part.note:
            self.notes.append(part.note)
        self.read += part.rows - len(part.rejects)
        if part.observations.height or part.issues.height:
            self._writer = self._writer or self._stack.enter_context(writing(self._config))
            self.added += self._writer.add(part.observations, part.issues)


def add_batches(config: Config, incoming: Iterable[Batch], *, today: dt.date | None = None) -> Summary:
    """Merge batches of any sources into the corpus and publish the result in one step; see :func:`add`."""
    store, today = papers_store(config), today or dt.datetime.now(dt.UTC).date()
    read, deleted = 0, set[str]()
    with store.lock(), spool(store.path) as spooled, reject_log(config.rejects) as log:
        for batch in incoming:
            usable, unusable = normalise(batch.table, batch.source, today)
            spooled.put(usable)
            log.add([*batch.rejects, *unusable])
            deleted.update(batch.deleted)
            read += batch.table.height + len(batch.rejects)
        merged = settle(store, spooled, deleted)
        rejects_file = log.finish()
        manifest = publish(store, merged.tables)
    papers, linked, ambiguous = (int(manifest.facts.get(name) or 0) for name in _FACTS)
    return Summary(
        read=read,
        new=merged.new,
        updated=merged.updated,
        unchanged=merged.unchanged,
        deleted=merged.deleted,
        linked=linked,
        ambiguous=ambiguous,
        rejected=log.reasons.total(),
        papers=papers,
        reasons=dict(sorted(log.reasons.items())),
        rejects_file=rejects_file,
    )


def publish(store: TableStore, tables: Mapping[str, Shard]) -> Manifest:
    """Link the records in ``tables`` and make both the generation in force."""
    before = store.manifest()
    if not before.tables and not tables:
        return before
    if LINKS in before.tables and {**before.tables, LINKS: None} == {**tables, LINKS: None}:
        return before
    with store.guarded():
        records = store.scan_shards(tables.values()) if tables else RECORDS.to_frame(eager=False)
        pairs = link.find(records)
        links = link.links(records, pairs)
    rows = sum(shard.rows for shard in tables.values())
    folded, ambiguous = pairs.table.height, len(pairs.undecided)
    facts = {"records": rows, "papers": rows - folded, "linked": folded, "ambiguous": ambiguous}
    return store.publish({**tables, LINKS: store.stage(LINKS, links)}, facts)


def _with(parts: Iterator[Batch], deleted: Iterable[str], rejects: Iterable[Reject]) -> Iterator[Batch]:
    yield from parts
    yield Batch(PAPERS.to_frame(), "records", tuple(rejects), tuple(deleted))


def _told(
    parts: Iterable[Batch | SeenBatch], progress: Callable[[str, int], None]
) -> Iterator[Batch | SeenBatch]:
    read = Counter[str]()
    for batch in parts:
        new = batch.rows if isinstance(batch, SeenBatch) else batch.table.height + len(batch.rejects)
        read[batch.source] += new
        progress(batch.source, read[batch.source])
        yield batch
