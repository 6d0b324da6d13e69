"""Which libraries a command line loads, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence

_TOLD = "LOADED"


def loading(environment: Mapping[str, str], *lines: Sequence[str]) -> tuple[str, set[str]]:
    """What the commands print, one after another, and the packages that are loaded then."""
    asked = [list(line) for line in lines]
    code = (
        f"import sys; from inroad.cli import main; [main(line) for line in {asked!r}];"
        f"print({_TOLD!r}, *{{name.partition('.')[0] for name in sys.modules}})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    said, _, names = done.stdout.rpartition(_TOLD)
    return said, set(names.split())
