"""A folder on any path that Spark reads (local, s3a, hdfs ...), through Spark's own file systems."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from inroad.atlas.stored import FORMAT_VERSION
from inroad.corpus.store import TableStore

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MANIFEST, PREVIOUS = "manifest.json", "manifest.previous.json"
ADOPTION = "adoption"
"""How folders of counts begin, and the fact of a manifest that names its own."""


class Folder:
    """A folder that Spark's processes can reach.

    Args:
        running: the session.
        path: as Spark takes it, unchanged.
    """

    def __init__(self, running: SparkSession, path: str) -> None:
        self.session = running
        self.path = path.rstrip("/") or "/"
        self._java: Any = running._jvm
        self._context = running._jsc.hadoopConfiguration()
        self._system = self._at("").getFileSystem(self._context)
        self._system.setWriteChecksum(False)  # a checksum beside each local file would go stale

    def at(self, *names: str) -> str:
        """The path of something inside."""
        return "/".join([self.path, *names])

    def names(self, pattern: str) -> list[str]:
        """What is inside, as paths from here, by a pattern like ``readings/*/_SUCCESS``."""
        found = self._system.globStatus(self._at(pattern)) or ()
        depth = pattern.count("/") + 1
        paths = (status.getPath().toUri().getPath().split("/") for status in found)
        return sorted("/".join(parts[-depth:]) for parts in paths)

    def fetch(self, name: str, into: Path) -> None:
        """Copy a file or folder to this machine."""
        self._system.copyToLocalFile(False, self._at(name), self._local(into), True)

    def send(self, file: Path, name: str) -> None:
        """Put a file there under its name in one step, in place of what was there."""
        part = self._at(f"_{name}.part")
        self._system.copyFromLocalFile(False, True, self._local(file), part)
        rename = getattr(self._java.org.apache.hadoop.fs, "Options$Rename")
        over = self._java.java.lang.reflect.Array.newInstance(rename.OVERWRITE.getClass(), 1)
        over[0] = rename.OVERWRITE
        files = self._java.org.apache.hadoop.fs.FileContext.getFileContext(part.toUri(), self._context)
        files.rename(part, self._at(name), over)

    def send_new(self, here: Path, files: Iterable[str]) -> None:
        """Put files of a folder there; their names tell their content, so what is there is right."""
        there = set(self.names("*.parquet"))
        for file in sorted(set(files) - there):
            self.send(here / file, file)

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with all in it."""
        self._system.delete(self._at(name), True)

    def _at(self, name: str) -> Any:
        return self._java.org.apache.hadoop.fs.Path(self.at(name) if name else self.path)

    def _local(self, path: Path) -> Any:
        return self._java.org.apache.hadoop.fs.Path(path.absolute().as_uri())


@contextmanager
def mirrored(folder: Folder) -> Iterator[TableStore]:
    """The tables of a folder as a store on this machine, for as long as a build takes."""
    with TemporaryDirectory(prefix="inroad-spark-") as here:
        store = TableStore(Path(here), FORMAT_VERSION, "atlas", "run the same command again with --full")
        for name in (MANIFEST, PREVIOUS):
            if folder.names(name):
                folder.fetch(name, store.path / name)
        for shard in store.manifest().tables.values():
            if folder.names(shard.file):
                folder.fetch(shard.file, store.path / shard.file)
        yield store


def publish(store: TableStore, folder: Folder) -> None:
    """Make a generation whose tables are there that of the folder; the one before stays readable."""
    older = set(folder.names("*.parquet")) | set(folder.names(f"{ADOPTION}-*"))
    for name in (PREVIOUS, MANIFEST):
        if (store.path / name).exists():
            folder.send(store.path / name, name)
    for name in sorted(older - _wanted(store)) + folder.names("_*.part"):
        folder.remove(name)


def _wanted(store: TableStore) -> set[str]:
    """What this generation and the one before it name."""
    generations = [json.loads(path.read_bytes()) for path in store.path.glob("manifest*.json")]
    files = {table["file"] for each in generations for table in each["tables"].values()}
    return files | {str(each["facts"].get(ADOPTION)) for each in generations}
