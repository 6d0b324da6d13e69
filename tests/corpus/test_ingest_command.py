from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from inroad.cli import main

LINES = '{"id": "2305.00001", "title": "One"}\n{"id": "2305.00002", "title": " "}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.json"
    path.write_text(LINES)
    return path


def run(home: Path, *words: object) -> int:
    return main(["--home", str(home), "ingest", "--no-index", *map(str, words)])


def test_summary_in_words(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "home", file.parent) == 0
    out = capsys.readouterr().out
    assert "2 records read: 1 new papers, 0 updated, 0 unchanged, 1 rejected" in out
    assert "rejected: 1 because it has no title" in out
    assert str(tmp_path / "home" / "rejects") in out


def test_summary_as_json(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "home", file, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["version"]) == ("inroad.ingest-summary", 1)
    assert (found["read"], found["new"], found["rejected"], found["failures"]) == (2, 1, 1, [])
    assert Path(found["rejects_file"]).exists()


def test_failed_file_is_named_and_the_others_go_on(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "home", tmp_path / "missing", file) == 1
    shown = capsys.readouterr()
    assert "1 new papers" in shown.out
    assert f"inroad: {tmp_path / 'missing'} does not exist: check the name" in shown.err.splitlines()
    assert "Traceback" not in shown.err


def test_many_skipped_files_are_not_all_listed(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(15):
        (file.parent / f"{number:02}.txt").write_text("text")
    assert run(tmp_path / "home", file.parent) == 0
    assert "and 5 more files" in capsys.readouterr().out


def test_nothing_heavy_is_loaded_for_the_command_itself() -> None:
    import subprocess

    code = "import sys, inroad.cli.ingest; print('polars' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )
