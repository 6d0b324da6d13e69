"""Arrays in mapped files: believed as they were written, made anew when they were cut, changed or lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from inroad.atlas import mapped
from inroad.atlas.mapped import Mapped

ARRAYS = {
    "days": np.arange(1000, dtype=np.int32),
    "none": np.empty(0, np.float64),
    "x": np.linspace(0, 1, 77),
}


def _made(folder: Path) -> tuple[Mapped, Path]:
    keep = Mapped(folder, "0a")
    assert keep.get("rows-1", lambda: (ARRAYS, {"papers": 7})) is not None
    return keep, next(folder.glob("*.arrays"))


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _emptied(file: Path) -> None:
    os.truncate(file, 0)


def _flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[40] ^= 4
    file.write_bytes(data)


def _grown(file: Path) -> None:
    with file.open("ab") as out:
        out.write(b"more")


def _cut_within_the_same_moment(file: Path) -> None:
    """As a restore does that sets the time of change back."""
    stat = file.stat()
    _cut(file)
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize(
    "harm",
    [_cut, _emptied, _flipped, _grown, _cut_within_the_same_moment, Path.unlink],
    ids=lambda each: each.__name__,
)
def test_what_was_spoilt_before_opening_is_told_and_made_anew(
    harm: Callable[[Path], None], tmp_path: Path
) -> None:
    keep, file = _made(tmp_path)
    harm(file)
    assert keep.only("rows-1") is None
    assert mapped.damaged(tmp_path) == [file]
    again = keep.get("rows-1", lambda: (ARRAYS, {"papers": 7}))
    assert again is not None
    assert again[1] == {"papers": 7}
    assert all((again[0][name] == array).all() for name, array in ARRAYS.items())
    assert mapped.damaged(tmp_path) == []


def test_arrays_come_back_as_they_were_and_cannot_be_written_to(tmp_path: Path) -> None:
    keep, _ = _made(tmp_path)
    found = keep.only("rows-1")
    assert found is not None
    assert all(found[0][name].dtype == array.dtype for name, array in ARRAYS.items())
    with pytest.raises(ValueError, match="read-only"):
        found[0]["days"][0] = 1


def test_a_file_that_is_cut_between_being_looked_at_and_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, file = _made(tmp_path)
    looked = mapped.digests.faults

    def then_cut(*asked: object) -> dict[str, str]:
        found = looked(*asked)  # type: ignore[arg-type]
        _cut(file)
        return found

    monkeypatch.setattr(mapped.digests, "faults", then_cut)
    assert keep.only("rows-1") is None


def test_a_file_replaced_or_removed_under_an_open_one_changes_nothing(tmp_path: Path) -> None:
    keep, file = _made(tmp_path)
    found = keep.only("rows-1")
    assert found is not None
    file.with_suffix(".new").write_bytes(b"")
    file.with_suffix(".new").replace(file)
    file.unlink()
    assert (found[0]["days"] == ARRAYS["days"]).all()
