"""Killed at random moments while command lines and the server write at once; the benchmark does more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill many processes quickly")
def test_no_acknowledged_entry_is_lost_however_its_writer_dies():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "journal.py"), "--kills", str(KILLS), "--json"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)
    assert done.returncode == 0, found
    assert (found["lost"], found["doubled"], found["half"], found["file"]) == (0, 0, 0, ["ok"])
    assert found["same after export and import"]
    assert found["refused"] == {}
    assert found["acknowledged"] > KILLS
    assert found["forms answered"] > 0
    assert sum(found["kills"].values()) >= KILLS // 2
