"""The folder of a new claim: what the corpus knows is written in, what only a reader knows is left open."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from inroad.config import Config
from inroad.errors import InputError, InroadError, NotFound
from inroad.journal.claims import protocols
from inroad.journal.store import open_journal
from inroad.workshop.claim import folder as folders
from inroad.workshop.claim.editing import renamed
from inroad.workshop.claim.figures import stated
from inroad.workshop.claim.folder import Folder
from inroad.workshop.claim.manifest import FILL, flat, parse

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas

TEMPLATE = Path(str(files("inroad") / "data" / "claim_template"))
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
MOST_STATED = 5
"""Sentences with figures that are taken over."""


@dataclass(frozen=True, slots=True)
class Made:
    """A folder that was made."""

    folder: Path
    called: str
    """How other commands name it."""
    known: tuple[str, ...]
    to_fill: tuple[str, ...]
    """Fields of claim.toml that wait for a reader of the paper."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the corpus knows of a claim to be made."""

    paper_id: str = ""
    title: str = ""
    method: str = ""
    figures: tuple[str, ...] = ()
    """Sentences of the abstract that state figures, only where the user's own corpus holds it."""
    notes: tuple[str, ...] = field(default=())


def make(
    config: Config,
    name: str,
    into: Path | None,
    *,
    paper: str | None = None,
    method: str | None = None,
    opening: str | None = None,
    like: str | None = None,
) -> Made:
    """Make a folder.

    Raises:
        InputError: the name cannot be used, or something is there already.
        NotFound: the paper, method, opening or claim is not known.
    """
    _check(config, name)
    goal = (into or folders.own(config) / name).expanduser()
    if goal.exists():
        raise InputError(f"{goal} is there already", "choose another name or folder")
    if like is not None:
        return _copied(config, name, goal, like, into)
    known = _known(config, paper, method, opening)
    try:
        _write(goal, name, known)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot write {goal} ({reason})", "choose a folder that you may write") from None
    return _made(goal, name, into, known)


def _check(config: Config, name: str) -> None:
    if not _ID.fullmatch(name):
        raise InputError(f"{name!r} cannot name a claim", "use a-z, 0-9, '.', '_' and '-'")
    if protocols(open_journal(config), name):
        raise InputError(f"the journal has a protocol for a claim {name!r} already", "choose another name")


def _copied(config: Config, name: str, goal: Path, like: str, into: Path | None) -> Made:
    folders.copy(folders.find(config, like), goal)
    manifest = goal / folders.MANIFEST
    manifest.write_text(renamed(manifest.read_text(encoding="utf-8"), name), encoding="utf-8")
    return _made(goal, name, into, Known(notes=(f"a copy of {like}, without its runs",)))


def _made(goal: Path, name: str, into: Path | None, known: Known) -> Made:
    fields = flat(parse(Folder(goal).manifest))
    to_fill = tuple(key for key, value in fields.items() if FILL in value and not key.startswith("notes."))
    told = [f"paper: {known.title} ({known.paper_id})"] if known.paper_id else []
    told += [f"method: {known.method}"] if known.method else []
    told += [f"stated: {each}" for each in known.figures]
    return Made(goal, str(goal) if into else name, (*told, *known.notes), to_fill)


def _write(goal: Path, name: str, known: Known) -> None:
    goal.mkdir(parents=True)
    values = {
        "ID": json.dumps(name),
        "PAPER": _toml(known.paper_id),
        "TITLE": _toml(known.title),
        "METHOD": _toml(known.method),
        "STATED": "".join(f"#   {each}\n" for each in known.figures)
        or "#   (none was found in the abstract)\n",
    }
    for file in sorted(TEMPLATE.iterdir()):
        if file.suffix in (".toml", ".py", ".md"):
            text = file.read_text(encoding="utf-8")
            for key, value in values.items():
                text = text.replace(f"@{key}@", value)
            (goal / file.name).write_text(text.replace("@NAME@", name), encoding="utf-8")


def _toml(text: str) -> str:
    """A text as TOML writes it; JSON's escapes are TOML's."""
    return json.dumps(text)


# -- what is known ----------------------------------------------------------------------------------


def _known(config: Config, paper: str | None, method: str | None, opening: str | None) -> Known:
    if paper is None and method is None and opening is None:
        return Known()
    from inroad.atlas.open import open_atlas

    atlas = open_atlas(config)
    if opening is not None:
        return _of_opening(config, atlas, opening)
    return _of_method(atlas, method) if method is not None else _of_paper(atlas, str(paper), "")


def _of_opening(config: Config, atlas: Atlas, opening_id: str) -> Known:
    from inroad import shown
    from inroad.journal.openings import choices

    found = shown.find(config, opening_id)
    taken = (each.opening for each in choices(open_journal(config)).taken)
    opening = found.opening if found else next((o for o in taken if o.opening_id == opening_id), None)
    if opening is None:
        raise shown.not_found(config, opening_id)
    name = _name_of(atlas, opening.method) if opening.method else ""
    known = Known(method=name, notes=(f"opening: {opening.title}",))
    if opening.paper_id:
        known = _of_paper(atlas, opening.paper_id, name)
    elif name:
        known = _of_method(atlas, name)
    return Known(known.paper_id, known.title, known.method, known.figures, (f"opening: {opening.title}",))


def _of_method(atlas: Atlas, name: str) -> Known:
    from inroad.scout import method as look

    found = look(atlas, name, top=1).method
    if found.introduced_by is None:
        return Known(method=found.name, notes=("which paper introduced it is not known: fill in paper.id",))
    return _of_paper(atlas, found.introduced_by, found.name)


def _name_of(atlas: Atlas, method_id: str) -> str:
    try:
        return _of_method(atlas, method_id).method
    except InroadError:
        return method_id.partition("@")[0]


def _of_paper(atlas: Atlas, paper_id: str, method: str) -> Known:
    import polars as pl

    wanted = re.sub(r"^(?i:arxiv:)", "", paper_id.strip())
    wanted = re.sub(r"v\d+$", "", wanted) if re.match(r"\d{4}\.\d{4,5}v\d+$", wanted) else wanted
    row = atlas.papers.filter(pl.col("paper_id") == wanted)
    if row.is_empty():
        raise NotFound(
            f"no paper {wanted!r} in this corpus", "`inroad search` finds ids; `inroad sync` brings more"
        )
    title = str(row["title"][0] or "")
    abstract = _abstract(atlas, row["paper_id"])
    return Known(wanted, title, method, tuple(stated(abstract)[:MOST_STATED]))


def _abstract(atlas: Atlas, ids: object) -> str:
    texts = atlas.texts_of(ids)  # type: ignore[arg-type]
    return str(texts["abstract"][0] or "") if len(texts) and "abstract" in texts.columns else ""
