"""Arrays at rest, with the promises of :class:`inroad.corpus.store.TableStore`, opened as memory maps.

Files are never changed and carry the hash of their content in their name; a manifest that is replaced in
one step says which count.  A reader sees one whole generation; one that is running goes on, because the
files of the generation before stay until the next change; a writer that fails leaves the last good one.
Polars is not loaded here: a search must not wait for it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from inroad.corpus import digests
from inroad.errors import Damaged, StoreError
from inroad.search.alone import LOCK, alone

Array = NDArray[Any]
Fact = int | float | str

_MANIFEST, _PREVIOUS = "manifest.json", "manifest.previous.json"
_UNFINISHED, _SUFFIX = ".part", ".npy"


@dataclass(frozen=True, slots=True)
class Stored:
    """One array's file."""

    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files count, and facts that go with them."""

    arrays: Mapping[str, Stored] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArrayStore:
    """A folder of arrays.

    Args:
        path: the folder; made when first written.
        format_version: meaning of the arrays.  A folder written with a higher one is refused.
        holds: what is in it, for messages.
        remake: what a user does to make it anew, for messages.
    """

    path: Path
    format_version: int
    holds: str
    remake: str

    def manifest(self) -> Manifest:
        """The generation in force; one without arrays if nothing was written yet, or by an older Inroad."""
        return self._manifest(_MANIFEST)

    def open(self, stored: Stored) -> Array:
        """One array, read-only and not yet read from disk.

        Raises:
            Damaged: the file is missing or is not what was written.
        """
        file = self.path / stored.file
        for fault in digests.faults(self.path, {stored.file: (stored.bytes, stored.sha256)}).values():
            raise Damaged(f"{file} {fault}", self.remake)
        try:
            return cast("Array", np.load(file, mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError) as error:
            raise Damaged(f"{file} cannot be read ({_reason(error)})", self.remake) from error

    def verify(self) -> tuple[str, ...]:
        """Names of the arrays whose file is not what was written (reads every byte)."""
        return tuple(self.faults(self.manifest()))

    def faults(self, manifest: Manifest) -> dict[str, str]:
        """What is wrong with arrays of a generation, by name (reads every byte)."""
        found = {name: self._fault(each) for name, each in manifest.arrays.items()}
        return {name: fault for name, fault in found.items() if fault}

    def disown(self) -> None:
        """Forget which arrays count: the next :meth:`write` begins anew.  Needs :meth:`lock`."""
        with self._failing("write to"):
            for name in (_MANIFEST, _PREVIOUS):
                (self.path / name).unlink(missing_ok=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer."""
        with ExitStack() as held:
            with self._failing("write to"):
                held.enter_context(alone(self.path, f"writing the {self.holds}"))
            yield

    def write(self, arrays: Mapping[str, Array], facts: Mapping[str, Fact]) -> Manifest:
        """Make ``arrays`` the generation in force, in one step.  Needs :meth:`lock`."""
        made = Manifest({name: self._stage(name, each) for name, each in arrays.items()}, dict(facts))
        with self._failing("write to"):
            old, new = self._bytes(_MANIFEST), self._encode(made)
            if old is not None and old != new:
                self._replace(_PREVIOUS, old)
            if old != new:
                self._replace(_MANIFEST, new)
            self._sweep()
            digests.remember(self.path, {each.file: each.sha256 for each in made.arrays.values()})
        return made

    def keep(self, name: str, content: bytes) -> None:
        """A file beside the arrays that the next :meth:`write` removes: work that is not done."""
        with self._failing("write to"):
            self._replace(name, content)

    def kept(self, name: str) -> bytes | None:
        """What :meth:`keep` kept."""
        return self._bytes(name)

    # -- inside ---------------------------------------------------------------------------------------

    def _stage(self, name: str, array: Array) -> Stored:
        import io

        out = io.BytesIO()
        np.save(out, np.ascontiguousarray(array), allow_pickle=False)
        content = out.getbuffer()
        digest = hashlib.sha256(content).hexdigest()
        stored = Stored(f"{name}-{digest[:16]}{_SUFFIX}", len(content), digest)
        if self._fault(stored):  # also one whose bytes have changed since
            with self._failing("write to"):
                self._replace(stored.file, content)
        return stored

    def _sweep(self) -> None:
        wanted = {_MANIFEST, _PREVIOUS, LOCK, digests.NOTE}
        for file in (_MANIFEST, _PREVIOUS):
            try:
                wanted |= {each.file for each in self._manifest(file).arrays.values()}
            except StoreError:
                continue  # of a generation that cannot be read nothing is needed
        for path in self.path.iterdir():
            if path.name not in wanted and path.is_file():
                path.unlink(missing_ok=True)

    def _manifest(self, file: str) -> Manifest:
        content = self._bytes(file)
        if content is None:
            return Manifest()
        try:
            raw: dict[str, Any] = digests.loaded(content)
            version = int(raw["format"])
            if version < self.format_version:
                return Manifest()
            if version == self.format_version:
                digests.unsealed(raw)
                arrays = {name: Stored(**each) for name, each in raw["arrays"].items()}
                return Manifest(arrays, dict(raw["facts"]))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise Damaged(f"{self.path / file} is damaged ({_reason(error)})", self.remake) from error
        raise StoreError(
            f"the {self.holds} in {self.path} have format {version}, "
            f"this Inroad reads up to {self.format_version}",
            "update Inroad, or choose another home with --home",
        )

    def _encode(self, manifest: Manifest) -> bytes:
        raw = {
            "format": self.format_version,
            "facts": dict(manifest.facts),
            "arrays": {name: asdict(each) for name, each in manifest.arrays.items()},
        }
        return json.dumps(digests.sealed(raw), indent=1, sort_keys=True).encode() + b"\n"

    def _fault(self, stored: Stored) -> str | None:
        return digests.fault(self.path / stored.file, stored.bytes, stored.sha256, anew=True)

    def _bytes(self, file: str) -> bytes | None:
        with self._failing("read"):
            try:
                return (self.path / file).read_bytes()
            except FileNotFoundError:
                return None

    def _replace(self, name: str, content: bytes | memoryview) -> None:
        part = self.path / (name + _UNFINISHED)
        try:
            with part.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            part.replace(self.path / name)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    @contextmanager
    def _failing(self, act: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"cannot {act} {self.path} ({_reason(error)})",
                "free some space or give yourself access, then run it again; "
                "what was there before still answers",
            ) from error


def _reason(error: BaseException) -> str:
    said = getattr(error, "strerror", None) or str(error).strip()
    return (said.splitlines() or [type(error).__name__])[0]
