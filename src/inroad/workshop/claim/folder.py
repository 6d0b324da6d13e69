"""A claim's folder: it stands alone, and everything about one claim but what the journal keeps lies in it.

``claim.toml`` says what is claimed and how it is decided, ``run.py`` has ``run(seed, variant)``,
``README.md`` tells a stranger what to do, ``runs.jsonl`` holds what came out (only ever added to),
``environment.lock`` what it ran on.  A claim that comes with Inroad has its ``verdict.json`` beside it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from inroad.config import Config
from inroad.errors import InputError, NotFound
from inroad.types import Claim, ClaimNotes, Protocol
from inroad.workshop.claim.manifest import claim_of, notes_of, parse
from inroad.workshop.claim.protocol import protocol_of

MANIFEST, RUNS, LOCK, VERDICT = "claim.toml", "runs.jsonl", "environment.lock", "verdict.json"
COMMON = "common"
"""Among the claims that come with Inroad: programs that several of them import."""
_OUTCOME = {RUNS, LOCK, VERDICT, "runs.jsonl.lock"}
LARGEST = 100_000_000
"""Bytes of a file that results depend on; larger things are data, to be named in the README."""


class Folder:
    """One claim's folder.

    Args:
        path: it; need not exist until something is asked of it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.runs, self.lock, self.kept_verdict = path / RUNS, path / LOCK, path / VERDICT

    @property
    def manifest(self) -> str:
        """The text of claim.toml.

        Raises:
            InputError: it cannot be read.
        """
        file = self.path / MANIFEST
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise InputError(f"cannot read {file} ({reason})", "`inroad claim new` makes one") from None

    @manifest.setter
    def manifest(self, text: str) -> None:
        file, part = self.path / MANIFEST, self.path / f"{MANIFEST}.part"
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(file)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise InputError(f"cannot write {file} ({reason})", "it is as it was") from None

    @property
    def claim(self) -> Claim:
        """What the folder claims.

        Raises:
            InputError: claim.toml cannot be used; says everything that is wrong with it.
        """
        return claim_of(parse(self.manifest, str(self.path / MANIFEST)), str(self.path / MANIFEST))

    @property
    def notes(self) -> ClaimNotes:
        """What the person who did it tells."""
        return notes_of(parse(self.manifest, str(self.path / MANIFEST)))

    @property
    def protocol(self) -> Protocol:
        """The protocol as the folder has it now.

        Raises:
            InputError: claim.toml cannot be used, or a file that it names is not there.
        """
        claim = self.claim
        places = self.programs | {name: self.path / name for name in claim.files}
        places |= {claim.file: self.path / claim.file} if claim.file else {}
        return protocol_of(self.manifest, {name: _content(place) for name, place in sorted(places.items())})

    @property
    def programs(self) -> dict[str, Path]:
        """Python files by name; claims that come with Inroad share one, and a copy of them has it, too."""
        own = {file.name: file for file in self.path.glob("*.py")}
        if not is_shipped(self):
            return own
        text = "\n".join(file.read_text(encoding="utf-8") for file in own.values())
        common = (file for file in (shipped() / COMMON).glob("*.py") if _imports(text, file.stem))
        return {file.name: file for file in common} | own


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise InputError(f"{file} is too large for a program", "name data in the README instead")
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot read {file} ({reason})", "claim.toml needs it") from None


def _imports(text: str, module: str) -> bool:
    return re.search(rf"^\s*(?:import|from)\s+{re.escape(module)}\b", text, re.M) is not None


def shipped() -> Path:
    """Where the claims lie that come with Inroad."""
    return Path(str(files("inroad") / "data" / "claims"))


def folders(place: Path) -> Iterator[Folder]:
    """The claims' folders in a place, in order of name."""
    for manifest in sorted(place.glob(f"*/{MANIFEST}")):
        yield Folder(manifest.parent)


def own(config: Config) -> Path:
    """Where a home keeps its claims."""
    return config.home / "claims"


def find(config: Config, name: str) -> Folder:
    """The folder that somebody means: a path, else a claim of the home, else one that comes with Inroad.

    Raises:
        NotFound: there is none; carries near names.
    """
    as_path = Path(name).expanduser()
    if as_path.name == MANIFEST and as_path.is_file():
        return Folder(as_path.parent)
    plain = "/" not in name and "\\" not in name and name not in ("", ".", "..")
    places = [as_path, *([own(config) / name, shipped() / name] if plain else [])]
    for place in places:
        if (place / MANIFEST).is_file():
            return Folder(place)
    from inroad.near import near

    known = [each.path.name for place in (own(config), shipped()) for each in folders(place)]
    raise NotFound(f"there is no claim {name!r}", "`inroad claim list` shows them", near(name, known))


def is_shipped(folder: Folder) -> bool:
    """Whether a folder belongs to Inroad and is not to be written to."""
    return folder.path.resolve().parent == shipped().resolve()


def workable(config: Config, folder: Folder) -> Folder:
    """The folder itself, or the home's copy of one that comes with Inroad, without its outcome.

    Raises:
        InputError: it cannot be copied.
    """
    if not is_shipped(folder):
        return folder
    goal = own(config) / folder.path.name
    if not (goal / MANIFEST).is_file():
        copy(folder, goal)
    return Folder(goal)


def copy(folder: Folder, goal: Path) -> None:
    """What is needed to run a claim, without what came out.

    Raises:
        InputError: something is there already, or nothing can be written there.
    """
    try:
        shutil.copytree(
            folder.path,
            goal,
            ignore=lambda _, names: {n for n in names if n in _OUTCOME or n == "__pycache__"},
        )
        for name, place in folder.programs.items():
            if not (goal / name).exists():
                shutil.copy(place, goal / name)
    except FileExistsError:
        raise InputError(f"{goal} is there already", "choose another folder") from None
    except OSError as error:
        raise InputError(f"cannot write {goal} ({error})", "choose a folder that you may write") from None
