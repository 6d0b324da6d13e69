"""What a harvest writes down between two requests, so that it can be killed between any two bytes.

One JSON file a list, readable by people and replaced in one step; one lock, because arXiv asks for
one connection at a time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from inroad.corpus.digests import loaded, sealed, unsealed
from inroad.corpus.store import sync_folder
from inroad.errors import Damaged, Locked, StoreError
from inroad.sources.http import Validators
from inroad.sync.listing import Listing, State, Target

FORMAT = 1


def load_state(path: Path) -> State:
    """The state in ``path``; a new one where there is none."""
    try:
        raw = loaded(path.read_bytes())
        version = int(raw["format"])
        if version <= FORMAT:
            return _decoded(unsealed(raw))
    except FileNotFoundError:
        return State()
    except OSError as error:
        raise StoreError(f"cannot read {path} ({error.strerror})", "give yourself access to it") from error
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise Damaged(
            f"{path} is damaged ({error})", "delete it to harvest this list from its beginning"
        ) from error
    raise StoreError(f"{path} has format {version}, this Inroad reads up to {FORMAT}", "update Inroad")


def _decoded(raw: dict[str, Any]) -> State:
    def validators(words: dict[str, str] | None) -> Validators | None:
        return Validators(**words) if words else None

    listing = raw["listing"]
    if listing is not None:
        listing = Listing(**{**listing, "validators": validators(listing["validators"])})
    return State(raw["covered_since"], raw["next_from"], listing, validators(raw["seen"]))


def encode_state(state: State, target: Target) -> bytes:
    """The state as people read it."""
    what = {"format": FORMAT, "source": "arxiv", "protocol": target.protocol}
    what["set" if target.protocol == "oai" else "query"] = target.name or "everything"
    return _encoded({**what, **asdict(state)})


def restart(path: Path, state: State) -> None:
    """Put a state in the place of the one in ``path``, for the same list."""
    raw = loaded(path.read_bytes())
    what = {
        name: value for name, value in raw.items() if name in ("format", "source", "protocol", "set", "query")
    }
    replace_file(path, _encoded({**what, **asdict(state)}))


def _encoded(record: dict[str, Any]) -> bytes:
    return json.dumps(sealed(record), indent=2, ensure_ascii=False).encode() + b"\n"


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` under the name ``path`` in one step that outlives a power cut."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(exist_ok=True)
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(
            f"cannot write {path} ({error.strerror or error})",
            "free some space or give yourself access, then run the same command again; it goes on from here",
        ) from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One harvest at a time: arXiv asks for one connection."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise Locked(
            "another sync of this home is running", "wait until it has ended, then try again"
        ) from error
    except OSError as error:
        raise StoreError(
            f"cannot write to {folder} ({error.strerror})", "give yourself access to it"
        ) from error
    try:
        yield
    finally:
        lock.release()
