"""Freed arrays are the system's again, even when a later one still stands behind them."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

import inroad

SRC = str(Path(inroad.__file__).parents[1])
HELD = """
import sys
import numpy as np
from pathlib import Path
from inroad.atlas.heap import give_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20

if sys.argv[1] == "yes":
    give_back()
large = np.ones(1 << 20)
del large
before = resident()
arrays = [np.ones(1 << 18) for _ in range(60)]
last = arrays[-1]
del arrays
print(resident() - before)
"""


def held(lean: str) -> int:
    """Megabytes that a process still holds of 120 when it has freed all but the last two."""
    command = [sys.executable, "-c", HELD, lean]
    environment = os.environ | {"PYTHONPATH": SRC}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told")
def test_freed_arrays_go_back() -> None:
    assert held("no") > 60, "the C library gives them back by itself: heap.py is not needed any more"
    assert held("yes") < 20
