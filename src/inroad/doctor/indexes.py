"""Places made by `inroad index build`: the text index, the vectors, the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from inroad.doctor.place import MEND, Sight, damaged, fine, noted
from inroad.errors import Damaged
from inroad.types import Finding

if TYPE_CHECKING:
    from inroad.search.vectors.arrays import ArrayStore

Tell = Callable[[str, int, int | None], None]
_ANEW = f"{MEND} makes it anew of your papers"


def look_at_text(sight: Sight) -> Iterator[Finding]:
    """The words of all papers."""
    from inroad.search import stored

    means = "search refuses to answer"
    try:
        made = stored.read(sight.config)
    except Damaged as error:
        yield damaged("text index", error.problem, means, _ANEW)
        return
    if made is None:
        yield fine("text index", "nothing is there yet")
        return
    faults = stored.faults(sight.config, made)
    for name, fault in faults.items():
        file = stored.text_folder(sight.config) / name
        yield damaged("text index", f"{file} {fault}", means, _ANEW)
    if not faults:
        yield fine("text index", f"{made.papers:,} papers in {len(made.files):,} files, all whole")
    if not made.digests:
        said = "it was made before there were digests, so only the lengths of its files are known"
        yield noted("text index", said, "`inroad index build --full` makes it with them")


def look_at_vectors(sight: Sight) -> Iterator[Finding]:
    """What tells nearness."""
    from inroad.search.vectors.ask import vector_store

    yield from _looked(vector_store(sight.config), "vectors", "similar and search refuse to answer")


def look_at_map(sight: Sight) -> Iterator[Finding]:
    """Where papers lie."""
    from inroad.search.map.stored import map_store

    yield from _looked(map_store(sight.config), "map", "the page of the map refuses to answer")


def _looked(store: ArrayStore, subject: str, means: str) -> Iterator[Finding]:
    try:
        made = store.manifest()
    except Damaged as error:
        yield damaged(subject, error.problem, means, _ANEW)
        return
    faults = store.faults(made)
    for name, fault in faults.items():
        yield damaged(subject, f"{store.path / made.arrays[name].file} {fault}", means, _ANEW)
    if not made.arrays:
        yield fine(subject, "nothing is there yet")
    elif not faults:
        yield fine(subject, f"{made.facts.get('papers', 0):,} papers in {len(made.arrays)} arrays, all whole")


# -- mending --------------------------------------------------------------------------------------


def mend_text(sight: Sight, tell: Tell) -> Iterator[str]:
    """Index every paper again."""
    from inroad.search import stored
    from inroad.search.build import build

    with stored.writing(sight.config) as folder, suppress(FileNotFoundError):
        (folder / stored.MANIFEST).unlink()
    built = build(sight.config, progress=tell, whole=True)
    yield f"made anew of {built.papers:,} papers"


def mend_vectors(sight: Sight, tell: Tell) -> Iterator[str]:
    """Learn them again."""
    from inroad.search.vectors.ask import vector_store
    from inroad.search.vectors.build import build

    _disown(vector_store(sight.config))
    built = build(sight.config, full=True, progress=tell)
    yield f"learnt anew from {built.learnt_from:,} papers"


def mend_map(sight: Sight, tell: Tell) -> Iterator[str]:
    """Lay all papers out again."""
    from inroad.search.map.build import build
    from inroad.search.map.stored import map_store

    _disown(map_store(sight.config))
    built = build(sight.config, full=True, progress=tell)
    yield f"{built.papers:,} papers laid out anew"


def _disown(store: ArrayStore) -> None:
    """Make a build begin from nothing."""
    with store.lock():
        store.disown()
