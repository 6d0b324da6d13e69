"""What is known of methods and tasks on the last day, kept and found again; tasks; the shipped weights."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import transfer_field as field

from inroad.atlas.kept import FILES, Kept
from inroad.atlas.mapped import Mapped
from inroad.atlas.open import Atlas
from inroad.openings.transfer import latest
from inroad.openings.transfer.latest import outlook
from inroad.openings.transfer.making import made
from inroad.openings.transfer.outlook import Outlook, pack, unpack
from inroad.openings.transfer.tasks import is_task, tasks, transferable
from inroad.openings.transfer.weights import Weights, rounded, shipped
from inroad.openings.transfer.weights import pack as pack_weights
from inroad.openings.transfer.weights import unpack as unpack_weights


@pytest.fixture(scope="module")
def known(transfers: Atlas) -> Outlook:
    return made(transfers)


# -- the outlook ----------------------------------------------------------------------------------


def test_methods_tasks_and_what_joins_them(known: Outlook, transfers: Atlas) -> None:
    assert set(known.tasks) == {task for _, names in field.KINDS.values() for task in names}
    kora, poem = known.place[_id(transfers, "KoRA")], known.tasks.index("poem translation")
    papers = [
        each for each in field.papers() if "poem translation" in f"{each.title} {each.abstract}".lower()
    ]
    assert len(known.spoken[poem]) == len(papers)
    assert (poem in known.used[kora]) == any("KoRA" in (each.abstract or "") for each in papers)


def test_papers_tell_the_tasks_that_they_speak_of(known: Outlook, transfers: Atlas) -> None:
    some = np.arange(0, transfers.size, 3)
    counted = known.speaking.counts(some, len(known.tasks))
    assert counted.sum() > 0
    assert counted.tolist() == [np.isin(known.spoken[task], some).sum() for task in range(len(known.tasks))]
    assert known.speaking.counts(some[:0], len(known.tasks)).tolist() == [0] * len(known.tasks)


def test_it_is_kept_beside_the_atlas_and_read_where_it_lies(transfers: Atlas, tmp_path: Path) -> None:
    atlas = replace(transfers, mapped=Mapped(tmp_path, "g"))
    assert not latest.at_hand(atlas)
    first = latest.outlook(atlas)
    assert latest.at_hand(atlas)
    assert pack(latest.outlook(atlas)) == pack(first) == pack(made(transfers))
    nowhere = replace(transfers, mapped=Mapped(tmp_path / "file" / "g", "g"))
    (tmp_path / "file").write_text("no folder")
    assert pack(latest.outlook(nowhere)) == pack(first)


def _id(atlas: Atlas, name: str) -> str:
    return str(atlas.methods.row(by_predicate=pl.col("name") == name, named=True)["method_id"])


def test_the_nearest_task_is_of_the_same_kind(known: Outlook, transfers: Atlas) -> None:
    row = known.place[_id(transfers, "GloNet")]
    near = known.nearest_used(row, known.tasks.index("stamp restoration"))
    assert near is not None
    assert known.tasks[near] in field.KINDS["pictures"][1]


def test_it_comes_back_from_bytes(known: Outlook) -> None:
    again = unpack(pack(known))
    tasks_ = np.arange(len(known.tasks))
    assert again.ids == known.ids
    assert again.tasks == known.tasks
    assert np.array_equal(again.probabilities([0, 2], tasks_), known.probabilities([0, 2], tasks_))
    assert [again.used[row].tolist() for row in range(len(again.ids))] == [
        known.used[row].tolist() for row in range(len(known.ids))
    ]
    assert pack(again) == pack(known)


@pytest.mark.parametrize("spoil", [lambda data: data[:-50], lambda data: b"", lambda data: b"x" * 90])
def test_spoilt_bytes_are_refused(known: Outlook, spoil) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError):
        unpack(spoil(pack(known)))


def test_it_is_worked_out_once(transfers: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = replace(transfers, keep=_kept(tmp_path))
    first = outlook(atlas)
    monkeypatch.setattr("inroad.openings.transfer.making.made", lambda atlas: pytest.fail("made again"))
    assert outlook(atlas).ids == first.ids


def test_another_day_has_another_outlook(transfers: Atlas, tmp_path: Path) -> None:
    atlas = replace(transfers, keep=_kept(tmp_path))
    before = atlas.until(dt.date(2023, 1, 1))
    assert outlook(before).known.day < outlook(atlas).known.day
    assert outlook(before).known.day < outlook(atlas).known.day  # the second time from what is kept


# -- what is kept ---------------------------------------------------------------------------------


def _kept(folder: Path, sha: str = "1") -> Kept:
    return Kept(folder, sha)


def _read(data: bytes) -> str:
    if not data.startswith(b"good"):
        raise ValueError("spoilt")
    return data.decode()


def test_what_is_kept_is_given_until_the_atlas_changes(tmp_path: Path) -> None:
    assert _kept(tmp_path).get("a", lambda: b"good 1", _read) == "good 1"
    assert _kept(tmp_path).get("a", lambda: b"good 2", _read) == "good 1"
    assert _kept(tmp_path, "2").get("a", lambda: b"good 3", _read) == "good 3"


def test_a_spoilt_file_is_made_again(tmp_path: Path) -> None:
    _kept(tmp_path).get("a", lambda: b"good 1", _read)
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"bad")
    assert _kept(tmp_path).get("a", lambda: b"good 2", _read) == "good 2"
    assert path.read_bytes().startswith(b"good 2")


def test_a_folder_that_cannot_be_made_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = _kept(tmp_path / "file" / "folder")
    assert kept.get("a", lambda: b"good 1", _read) == "good 1"
    assert kept.get("a", lambda: b"good 2", _read) == "good 2"


def test_few_files_stay(tmp_path: Path) -> None:
    for number in range(FILES + 3):
        _kept(tmp_path, str(number)).get("a", lambda: b"good", _read)
    assert len(list(tmp_path.iterdir())) == FILES


# -- tasks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("polyp segmentation", True),
        ("medical image segmentation", True),
        ("robust segmentation", False),  # of what?
        ("speculative decoding", False),  # how models work
        ("ary relation extraction", False),  # torn from "n-ary"
        ("segmentation", False),
        ("low_rank_adaptation", False),
    ],
)
def test_a_task_says_what_is_done_to_what(phrase: str, told: bool) -> None:
    assert is_task(phrase) is told


def test_a_phrase_that_lacks_its_beginning_is_no_task() -> None:
    counts = {
        "brain tumor detection": 9,
        "tumor detection": 10,
        "leaf detection": 20,
        "tea leaf detection": 8,
    }
    phrases = pl.DataFrame({"phrase": list(counts), "papers": list(counts.values())})
    assert tasks(phrases) == ["brain tumor detection", "leaf detection", "tea leaf detection"]


def test_methods_must_be_named_and_have_a_paper(transfers: Atlas) -> None:
    rows = transferable(transfers, least=3)
    assert set(rows["name"]) <= {name for names, _ in field.KINDS.values() for name in names}
    assert (rows["papers"] >= 3).all()
    assert rows.height > transferable(transfers, least=40).height


# -- the weights ----------------------------------------------------------------------------------


def test_the_shipped_weights_are_of_these_features_and_have_their_record(known: Outlook) -> None:
    assert set(shipped().model.weights) == set(known.known.names)
    record = shipped().record
    assert record.kind == "transfer"
    assert (shipped().fitted_on - record.as_of).days == record.horizon_days
    assert record.tool.auc is not None
    assert record.tool.auc > 0.9


def test_weights_come_back_from_their_file() -> None:
    told = Weights(
        rounded(shipped().model), shipped().calibration.rounded(5), shipped().fitted_on, shipped().record
    )
    assert unpack_weights(pack_weights(told)) == told
