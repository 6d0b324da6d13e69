from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import polars as pl
import pytest

from inroad.config import Config
from inroad.corpus import store as corpus_store
from inroad.corpus.schema import PAPERS
from inroad.corpus.store import TableStore
from inroad.errors import Damaged, InroadError, Locked, StoreError

A, B = pl.DataFrame({"x": [1, 2]}), pl.DataFrame({"x": [3]})


@pytest.fixture
def store(tmp_path: Path) -> TableStore:
    return TableStore(tmp_path / "tables", format_version=2, holds="tables")


def files(store: TableStore) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in store.path.iterdir() if f.suffix in (".parquet", ".json")}


def python(code: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, args)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_what_is_written_is_read(store: TableStore) -> None:
    store.write({"a": A, "b": B}, facts={"papers": 3})
    assert store.read("a").equals(A)
    assert store.scan("a", "b").collect()["x"].to_list() == [1, 2, 3]
    assert store.manifest().facts == {"papers": 3}
    assert store.manifest().tables["b"].rows == 1
    assert store.verify() == ()


def test_nothing_written_yet(store: TableStore) -> None:
    assert not store.manifest().tables
    assert not store.path.exists()


def test_keep_leaves_files_alone(store: TableStore) -> None:
    store.write({"a": A, "b": B})
    before = (store.path / store.manifest().tables["a"].file).stat()
    store.write({"b": A}, keep=["a"])
    after = (store.path / store.manifest().tables["a"].file).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert set(store.manifest().tables) == {"a", "b"}


def test_same_tables_same_bytes(tmp_path: Path, store: TableStore) -> None:
    other = TableStore(tmp_path / "other", 2)
    whole = pl.DataFrame({"x": range(1000), "y": [str(n % 7) for n in range(1000)]})
    store.write({"a": whole, "b": B})
    other.write({"b": A})
    other.write({"b": B, "a": pl.concat([whole[:10], whole[10:]], rechunk=False)})
    for name in ("manifest.json", store.manifest().tables["a"].file):
        assert files(store)[name] == files(other)[name]


def test_a_running_reader_survives_one_change(store: TableStore) -> None:
    store.write({"a": A})
    reader, old = store.scan("a"), store.manifest().tables["a"].file
    store.write({"a": B})
    assert reader.collect().equals(A)
    store.write({"a": B})  # the same again is no change
    assert reader.collect().equals(A)
    store.write({"b": B})
    assert old not in files(store)


def test_half_written_files_are_swept_up(store: TableStore) -> None:
    store.write({"a": A})
    with store.lock():
        store.stage("b", B)  # and then the process dies
    (store.path / "c-0.parquet.part").write_bytes(b"half")
    store.write({"a": A})
    assert len(files(store)) == 2
    assert not list(store.path.glob("*.part"))


def test_not_a_table_name(store: TableStore) -> None:
    with pytest.raises(ValueError, match="not a table name"):
        store.stage("../a", A)


# -- what can go wrong ----------------------------------------------------------------------------


def test_second_writer_is_told(store: TableStore) -> None:
    store.write({"a": A})
    holder = python(
        """
        import sys; from pathlib import Path; from inroad.corpus.store import TableStore
        with TableStore(Path(sys.argv[1]), 2).lock():
            print("held", flush=True); sys.stdin.read()
        """,
        store.path,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Locked, match="another process is writing the tables"):
        store.write({"a": B})
    assert store.read("a").equals(A)
    holder.communicate("")
    store.write({"a": B})


FULL_DISK = """
import resource, sys; from pathlib import Path; import polars as pl
from inroad.corpus.store import TableStore; from inroad.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    large = pl.DataFrame({"x": range(100_000)}).sample(fraction=1.0, shuffle=True)
    TableStore(Path(sys.argv[1]), 2).write({"a": large})
except StoreError as error:
    print(error)
"""


def test_full_disk(store: TableStore) -> None:
    store.write({"a": A})
    told, _ = python(FULL_DISK, store.path).communicate()
    assert told.startswith(f"cannot write to {store.path} (File too large)")
    assert "free some space" in told
    assert store.read("a").equals(A)
    assert not list(store.path.glob("*.part"))


def test_folder_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot write to") as caught:
        TableStore(tmp_path / "file" / "tables", 2).write({"a": A})
    assert "give yourself access" in caught.value.remedy


def test_newer_format_is_refused_and_not_overwritten(store: TableStore) -> None:
    store.write({"a": A})
    older = TableStore(store.path, format_version=1)
    for act in (older.manifest, lambda: older.write({"a": B}), lambda: older.publish({})):
        with pytest.raises(StoreError, match="have format 2, this Inroad reads up to 1") as caught:
            act()
        assert "update Inroad" in caught.value.remedy
    assert store.read("a").equals(A)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": "x"}', '{"format": 2, "facts": {}, "tables": {"a": 1}}']
)
def test_damaged_manifest(store: TableStore, content: str) -> None:
    store.write({"a": A})
    (store.path / "manifest.json").write_text(content)
    with pytest.raises(Damaged, match=r"manifest\.json is damaged") as caught:
        store.read("a")
    assert "build it again" in caught.value.remedy


def test_damaged_previous_manifest_does_not_matter(store: TableStore) -> None:
    store.write({"a": A})
    store.write({"a": B})
    (store.path / "manifest.previous.json").write_text("{")
    store.write({"a": A})
    assert store.read("a").equals(A)


def test_missing_cut_and_altered_files(store: TableStore) -> None:
    store.write({"a": A, "b": pl.DataFrame({"x": range(5000)})})
    file = store.path / store.manifest().tables["b"].file
    data = file.read_bytes()
    file.write_bytes(data[:-10])
    with pytest.raises(Damaged, match="bytes instead of"):
        store.read("b")
    file.write_bytes(data[:100] + bytes(len(data) - 100))
    with pytest.raises(Damaged, match="its bytes have changed"):
        store.read("b")
    file.unlink()
    with pytest.raises(Damaged, match="missing"):
        store.read("b")
    assert store.verify() == ("b",)
    assert store.read("a").equals(A)


def test_every_message_says_what_to_do(store: TableStore) -> None:
    store.write({"a": A})
    (store.path / "manifest.json").write_text("{")
    with pytest.raises(InroadError) as caught:
        store.manifest()
    assert caught.value.remedy


# -- papers ---------------------------------------------------------------------------------------


def test_no_papers_yet(tmp_path: Path) -> None:
    table = corpus_store.read(Config(tmp_path)).collect()
    assert table.schema == PAPERS
    assert table.is_empty()


def test_manifest_can_be_read_by_people(store: TableStore) -> None:
    store.write({"a": A}, facts={"papers": 2})
    raw = json.loads((store.path / "manifest.json").read_text())
    assert raw["format"] == 2
    assert raw["tables"]["a"]["rows"] == 2
