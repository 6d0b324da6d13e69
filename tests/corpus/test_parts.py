"""A made-up OpenAlex snapshot on disk, read part by part."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from inroad.cli import main
from inroad.config import Config
from inroad.corpus import ingest as at_once
from inroad.corpus import parts as by_parts
from inroad.corpus.ingest import ingest
from inroad.corpus.parts import NOTES, ingest_by_parts
from inroad.corpus.store import papers_store, read

TOPIC = {"subfield": {"id": "https://openalex.org/subfields/1702"}}


def work(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{number}",
        "title": f"Weaving, part {number}",
        "doi": None,
        "publication_date": "2023-05-02",
        "type": "article",
        "primary_topic": TOPIC,
        "abstract_inverted_index": {"We": [0], "weave.": [1]},
    } | fields


CHANGED = work(5, title="Weaving Anew", updated_date="2024-02-03T00:00:00")


def put(folder: Path, name: str, *works: dict[str, Any] | bytes) -> Path:
    lines = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in works]
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(b"\n".join(lines) + b"\n"))
    return file


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    put(
        data, "works/updated_date=2023-06-01/part_000.gz", work(1), work(2), b'{"id": "https://openalex.org/W'
    )
    put(data, "works/updated_date=2023-06-02/part_000.gz", work(3), work(4, primary_topic=None))
    put(data, "works/updated_date=2023-06-02/part_001.gz", work(5))
    entries = [{"url": "s3://openalex/data/works/part_000.gz", "meta": {"content_length": 7}}]
    (data / "works" / "manifest").write_text(json.dumps({"entries": entries}))
    return data


def ids(config: Config) -> list[str]:
    return read(config).collect()["paper_id"].to_list()


def test_all_parts(snapshot: Path, tmp_path: Path) -> None:
    whole, cut = Config(tmp_path / "whole"), Config(tmp_path / "cut")
    one = ingest(whole, [snapshot])
    other = ingest_by_parts(cut, [snapshot], at_a_time=1)
    assert ids(whole) == ids(cut) == [f"openalex:W{number}" for number in (1, 2, 3, 5)]
    assert (other.new, other.rejected, other.papers) == (one.new, one.rejected, one.papers) == (4, 1, 4)
    assert papers_store(whole).manifest().tables == papers_store(cut).manifest().tables
    assert [Path(name).name for name in other.skipped] == ["manifest"]
    assert not other.failures


def test_an_interrupted_run_goes_on(snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, taken = Config(tmp_path / "home"), list[str]()

    def failing(config: Config, paths: Any, **options: Any) -> at_once.Summary:
        taken.extend(str(path) for path in paths)
        if len(taken) == 3:
            raise KeyboardInterrupt
        return ingest(config, paths, **options)

    monkeypatch.setattr(by_parts, "ingest", failing)
    with pytest.raises(KeyboardInterrupt):
        ingest_by_parts(config, [snapshot], at_a_time=1)
    assert ids(config) == ["openalex:W1", "openalex:W2"]
    again = ingest_by_parts(config, [snapshot], at_a_time=1)
    assert (again.new, again.papers) == (2, 4)
    assert len(taken) == 5, "what was taken in is not opened again"


def test_what_was_taken_in_is_passed_over_until_it_changes(snapshot: Path, tmp_path: Path) -> None:
    config = Config(tmp_path / "home")
    ingest_by_parts(config, [snapshot])
    assert ingest_by_parts(config, [snapshot]).read == 0
    put(snapshot, "works/updated_date=2023-06-02/part_001.gz", CHANGED, work(6))
    changed = ingest_by_parts(config, [snapshot])
    assert (changed.read, changed.new, changed.updated) == (2, 1, 1)


@pytest.mark.parametrize("notes", ["", "{", "[1]", '[["a", "b", 3]]'])
def test_broken_notes_cost_time_only(notes: str, snapshot: Path, tmp_path: Path) -> None:
    config = Config(tmp_path / "home")
    ingest_by_parts(config, [snapshot])
    (config.corpus / NOTES).write_text(notes)
    assert ingest_by_parts(config, [snapshot]).unchanged == 4


def test_works_that_were_merged_away_go(snapshot: Path, tmp_path: Path) -> None:
    config = Config(tmp_path / "home")
    ingest_by_parts(config, [snapshot])
    put(snapshot, "merged_ids/works/2023-07-01.csv.gz", b"merge_date,id,merge_into_id\n2023-07-01,W2,W1")
    assert ingest_by_parts(config, [snapshot]).deleted == 1
    assert "openalex:W2" not in ids(config)


def test_a_part_that_is_cut_off_is_tried_again(snapshot: Path, tmp_path: Path) -> None:
    config = Config(tmp_path / "home")
    file = snapshot / "works" / "updated_date=2023-06-02" / "part_001.gz"
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    assert [failure.path for failure in ingest_by_parts(config, [snapshot]).failures] == [str(file)]
    file.write_bytes(whole)
    assert ingest_by_parts(config, [snapshot]).papers == 4


def test_the_command(snapshot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--home", str(tmp_path / "home"), "ingest", "--no-index", "--by-parts", str(snapshot)]
    assert main(words) == 0
    assert "4 new papers" in capsys.readouterr().out
    assert main([*words, "--all-subjects"]) == 0
    assert "0 records read" in capsys.readouterr().out
