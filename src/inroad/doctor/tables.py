"""Places made of tables: papers, atlas, observations, lists, and the starter that comes with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from inroad.config import Config
from inroad.corpus.store import LINKS, Manifest, Shard, TableStore, papers_store
from inroad.doctor.place import MEND, Sight, damaged, fine
from inroad.errors import Damaged
from inroad.types import Finding

Tell = Callable[[str, int, int | None], None]


# -- looking --------------------------------------------------------------------------------------


def look_at_papers(sight: Sight) -> Iterator[Finding]:
    """The corpus."""
    means = "the papers in it are not read, and what needs all papers refuses to answer"
    remedy = f"{MEND} keeps all months that are whole, and says what to ingest or sync again"
    yield from _looked(papers_store(sight.config), "papers", "papers", means, remedy)


def look_at_atlas(sight: Sight) -> Iterator[Finding]:
    """What papers say."""
    from inroad.atlas.stored import atlas_store

    means = "scout, method and openings refuse to answer from it"
    yield from _looked(atlas_store(sight.config), "atlas", "", means, f"{MEND} makes it anew of your papers")


def look_at_signals(sight: Sight) -> Iterator[Finding]:
    """What was observed."""
    from inroad.signals.store import signals_store

    means = "what was observed in it cannot be observed again; openings refuse to answer"
    remedy = f"put the file back from a copy, or {MEND} keeps what is whole and the file beside it"
    yield from _looked(signals_store(sight.config), "observations", "observations", means, remedy)


def look_at_lists(sight: Sight) -> Iterator[Finding]:
    """Lists that the user took in."""
    for name, again in _LISTS.items():
        means = f"what a list of {name} tells is left out or refused"
        store = _list(sight.config, name)
        if store.path.exists():
            yield from _looked(store, "lists", "", means, f"{MEND} takes the list before it, else {again}")


def look_at_starter(sight: Sight) -> Iterator[Finding]:
    """The bundled atlas, which answers where there are no papers yet."""
    from inroad.starter.unpack import beside_store, starter_store

    path = Path(str(files("inroad") / "data" / "starter"))
    found = {
        store.path / store.manifest().tables[name].file: fault
        for store in (starter_store(path), beside_store(path))
        for name, fault in store.faults(store.manifest()).items()
    }
    for file, fault in found.items():
        means = "a home without papers of its own has no atlas"
        yield damaged("starter", f"{file} {fault}", means, "install inroad again", mends=False)
    if not found:
        yield fine("starter", "the bundled atlas is whole")


def _looked(store: TableStore, subject: str, count: str, means: str, remedy: str) -> Iterator[Finding]:
    """One store: its manifest, and every byte of its tables."""
    try:
        made = store.manifest()
    except Damaged as error:
        yield damaged(subject, error.problem, means, remedy)
        return
    if not made.tables:
        yield fine(subject, "nothing is there yet")
        return
    faults = store.faults(made)
    for name, fault in faults.items():
        yield damaged(subject, f"{store.path / made.tables[name].file} {fault}", means, remedy)
    if not faults:
        rows = made.facts.get(count) if count else None
        told = f"{rows:,} {count} in " if isinstance(rows, int) else ""
        tables = len(made.tables)
        yield fine(subject, f"{told}{tables:,} {'table' if tables == 1 else 'tables'}, all whole")


# -- mending --------------------------------------------------------------------------------------


def mend_papers(sight: Sight, tell: Tell) -> Iterator[str]:
    """Keep every month that is whole, as it was before where it was changed last; say what is lost."""
    from inroad.corpus.ingest import publish

    store = papers_store(sight.config)
    with store.lock():
        now = _told(store)
        lost, older = _lost(store, now)
        kept = {name: each for name, each in {**now.tables, **older}.items() if name not in lost}
        kept.pop(LINKS, None)
        for name in lost - {LINKS}:
            _put_aside(store.path / now.tables[name].file)
        store.publish(kept)
        publish(store, kept)
    for name in sorted(set(older) - {LINKS}):
        gone = now.tables[name].rows - older[name].rows
        yield f"{name} is again as it was before the last change{f', {gone} papers fewer' if gone else ''}"
    for name in sorted(lost - {LINKS}):
        yield (
            f"{now.tables[name].rows:,} papers of {name} are lost: ingest their files again"
            f"{'' if name == 'undated' else f', or run `inroad sync arxiv --since {name}-01`'}"
        )
    yield f"the other {len(kept):,} months are whole, and linked anew"


def mend_signals(sight: Sight, tell: Tell) -> Iterator[str]:
    """Keep what is whole, of the generation before too; the damaged file stays beside it."""
    from inroad.signals.store import KINDS, parts, writing

    with writing(sight.config) as writer:
        store = writer.store
        now = _told(store)
        lost, _ = _lost(store, now, older=False)
        before = _whole(store, store.previous())
        for name in sorted(lost):
            _put_aside(store.path / now.tables[name].file)
        store.publish({name: each for name, each in now.tables.items() if name not in lost})
        for kind in KINDS:
            for name in parts({name: each for name, each in before.items() if name not in now.tables}, kind):
                writer.add(**{kind: store.scan_shards([before[name]]).collect()})
        back = writer.added.observations + writer.added.issues
        writer.add()  # counts anew
        rows = sum(now.tables[name].rows for name in lost if name.partition("-")[0] in KINDS) - back
    for name in sorted(lost):
        yield f"{now.tables[name].file} is kept beside the others as {now.tables[name].file}.damaged"
    if rows > 0:
        yield f"about {rows:,} observations are lost with it"
    yield "all other observations are in force again"


def mend_atlas(sight: Sight, tell: Tell) -> Iterator[str]:
    """Make it anew of the papers; what was read of them and is whole need not be read again."""
    from inroad.atlas.build import build
    from inroad.atlas.months import READINGS
    from inroad.atlas.stored import atlas_store

    store = atlas_store(sight.config)
    with store.lock():
        store.disown()
        now = store.manifest()
        if not papers_store(sight.config).manifest().tables:
            yield from _put_back(store, now, "there are no papers to make it anew of")
            return
        whole = _whole(store, now)
        store.publish({name: each for name, each in whole.items() if name.startswith(READINGS)})
    built = build(sight.config, progress=tell)
    yield f"made anew of {built.papers:,} papers, of which {built.read:,} were read again"


def mend_lists(sight: Sight, tell: Tell) -> Iterator[str]:
    """Take the list before; without one it has to be imported again."""
    for name, again in _LISTS.items():
        store = _list(sight.config, name)
        if not store.path.exists():
            continue
        with store.lock():
            store.disown()
            now = store.manifest()
            if store.faults(now):
                yield from _put_back(store, now, again)


def _told(store: TableStore) -> Manifest:
    """The generation in force; if nothing tells it any more, what the files themselves tell."""
    try:
        return store.manifest()
    except Damaged:
        tables = store.salvaged()
        store.disown()
        return Manifest(store.format_version, tables)


def _put_back(store: TableStore, now: Manifest, else_: str) -> Iterator[str]:
    """The generation before, if all of it is whole; else nothing is in force."""
    before = store.previous()
    if not store.faults(now) and now.tables:
        yield "it is again as it was before the last change"
    elif before and before.tables and not store.faults(before):
        store.publish(before.tables, before.facts)
        yield "it is again as it was before the last change"
    else:
        for name in store.faults(now):
            _put_aside(store.path / now.tables[name].file)
        store.publish({})
        yield f"it is set aside: {else_}"


def _lost(store: TableStore, now: Manifest, *, older: bool = True) -> tuple[set[str], dict[str, Shard]]:
    """Names of tables that cannot be read, and those of them that the generation before still has whole."""
    bad = set(store.faults(now))
    before = _whole(store, store.previous()) if older else {}
    found = {name: before[name] for name in bad if name in before}
    return bad - set(found), found


def _whole(store: TableStore, made: Manifest | None) -> Mapping[str, Shard]:
    """The tables of a generation that are what was written."""
    if made is None:
        return {}
    bad = store.faults(made)
    return {name: each for name, each in made.tables.items() if name not in bad}


def _put_aside(file: Path) -> None:
    if file.exists():
        file.replace(file.with_name(f"{file.name}.damaged"))


_LISTS = {
    "deadlines": "import it again with `inroad import deadlines FILE`",
    "csrankings": "import it again with `inroad import csrankings FILE`",
}


def _list(config: Config, name: str) -> TableStore:
    return TableStore(config.lists / name, 1, f"lists of {name}", _LISTS[name])
