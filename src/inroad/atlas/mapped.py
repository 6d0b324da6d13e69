"""Named arrays that follow from one atlas, in files that are mapped into memory: read where they lie.

A thing is two files, its arrays one after the other and what they are called.  They are believed once their
bytes were read (:mod:`inroad.corpus.digests`); what is missing, damaged or of another atlas is made anew.  No
table library is loaded.

Files are replaced, never written to, so a mapping stays whole as long as only Inroad changes the home.  If
another program cuts a file in place while it is open, the system ends the process (SIGBUS) at the next byte
that is gone: nothing here can prevent that (``docs/security.md``).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inroad.corpus import digests

Array = npt.NDArray[Any]
Facts = dict[str, Any]
Found = tuple[dict[str, Array], Facts]
_ALIGNED = 64
_ARRAYS, _TOLD = ".arrays", ".json"


def generation(tables: Mapping[str, str]) -> str:
    """A short name of tables as they are, told by their digests."""
    return hashlib.sha256(repr(sorted(tables.items())).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What follows from one generation of tables."""

    folder: Path
    generation: str

    def only(self, name: str) -> Found | None:
        """The arrays and facts of a name; None where there are none, or not what was written.

        The arrays cannot be written to.
        """
        with suppress(OSError, ValueError, KeyError, TypeError):
            return _opened(self.folder, self._of(name))
        return None

    def get(self, name: str, make: Callable[[], tuple[Mapping[str, Array], Facts]]) -> Found | None:
        """The same, made now where it is not there; None where it cannot be kept.

        Args:
            name: what it is and, behind a hyphen, of which version: of each thing one version stays.
            make: gives arrays of one dimension and facts that JSON can hold.
        """
        found = self.only(name)
        if found is None:
            with suppress(OSError):
                _write(self.folder, self._of(name), make)
                found = self.only(name)
        return found

    def _of(self, name: str) -> str:
        return f"{name}-{self.generation}"


def damaged(folder: Path) -> list[Path]:
    """Files that are not what was written; reads every byte."""
    bad = list[Path]()
    for told in sorted(folder.glob(f"*-*{_TOLD}")):
        arrays = told.with_suffix(_ARRAYS)
        try:
            seal = digests.unsealed(digests.loaded(told.read_bytes()))
            if digests.fault(arrays, seal["bytes"], seal["sha256 of arrays"], anew=True):
                bad.append(arrays)
        except (OSError, ValueError, KeyError, TypeError):
            bad.append(told)
    return bad


def _opened(folder: Path, name: str) -> Found:
    """What was written under a name.

    Raises:
        ValueError: it is not what was written.
        OSError: it cannot be read.
    """
    told = digests.unsealed(digests.loaded((folder / (name + _TOLD)).read_bytes()))
    file = folder / (name + _ARRAYS)
    if digests.faults(folder, {file.name: (told["bytes"], told["sha256 of arrays"])}):
        raise ValueError("it is not what was written")
    data = np.memmap(file, dtype=np.uint8, mode="r") if told["bytes"] else np.empty(0, np.uint8)
    if len(data) != told["bytes"]:  # cut since it was looked at
        raise ValueError("it is not what was written")
    return {each: _array(data, *place) for each, place in told["arrays"].items()}, told["facts"]


def _array(data: Array, kind: str, start: int, length: int) -> Array:
    dtype = np.dtype(kind)
    return data[start : start + length * dtype.itemsize].view(np.ndarray).view(dtype)


def _write(folder: Path, name: str, make: Callable[[], tuple[Mapping[str, Array], Facts]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{name}.{os.getpid()}.part"
    digest, places, at = hashlib.sha256(), dict[str, tuple[str, int, int]](), 0
    try:
        with part.open("wb") as out:  # before anything is made: where nothing can be kept, nothing is
            arrays, facts = make()
            for each, array in sorted(arrays.items()):
                places[each] = (array.dtype.str, at, len(array))
                data = array.tobytes()
                padded = data + b"\0" * (-len(data) % _ALIGNED)
                digest.update(padded)
                at += out.write(padded)
        part.replace(folder / (name + _ARRAYS))
        told = {"arrays": places, "facts": facts, "bytes": at, "sha256 of arrays": digest.hexdigest()}
        part.write_text(json.dumps(digests.sealed(told)), encoding="utf-8")
        part.replace(folder / (name + _TOLD))
    finally:
        part.unlink(missing_ok=True)
    digests.remember(folder, {name + _ARRAYS: digest.hexdigest()})
    for old in folder.glob(f"{name.partition('-')[0]}-*"):
        if not old.name.startswith(name):
            old.unlink(missing_ok=True)
