"""Papers from outside into the corpus: read, normalise, merge, link, publish.

A run publishes once, at its end.  Until then every reader sees the corpus as it was, and whatever stops
the run (an error, Ctrl-C, a kill) leaves it so.  Running it again gives the same files to the byte.
Only months that receive something new are written.

``add`` takes papers that are already records (a harvest), ``ingest`` takes files.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
from inroad.types import Paper, Reject


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
) -> Summary:
    """Read files and folders into the corpus.

    A file that cannot be read is named in ``failures`` and the others go on; a file in a folder that
    holds something else is named in ``skipped``.  ``progress`` is told each source and how many of its
    records have been read.
    """
    from inroad.sources.files import Walk

    walk = Walk(tuple(paths))
    summary = add_batches(config, _told(walk, progress), today=today)
    failures = tuple(FileFailure(path, str(error)) for path, error in walk.failures)
    return replace(summary, failures=failures, skipped=tuple(walk.skipped))


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
    papers, linked, ambiguous = (int(manifest.facts[name] or 0) for name in ("papers", "linked", "ambiguous"))
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
    if before.tables and {**before.tables, LINKS: None} == {**tables, LINKS: None}:
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


def _told(parts: Iterable[Batch], progress: Callable[[str, int], None]) -> Iterator[Batch]:
    read = Counter[str]()
    for batch in parts:
        read[batch.source] += batch.table.height + len(batch.rejects)
        progress(batch.source, read[batch.source])
        yield batch
