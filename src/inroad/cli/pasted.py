"""Texts that a user hands over: files, or ``-`` for what is piped in."""

from __future__ import annotations

import sys
from pathlib import Path

from inroad.errors import InputError

PIPE = "-"
MOST = 2_000_000
"""Bytes that are read at most; whoever needs less says so in words."""


def read(name: str) -> tuple[str, bytes]:
    """What it is called, and its bytes.

    Raises:
        InputError: it cannot be read.
    """
    if name == PIPE:
        return "what was piped in", sys.stdin.buffer.read(MOST)
    try:
        with Path(name).expanduser().open("rb") as file:
            return Path(name).name, file.read(MOST)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"cannot read {name} ({reason})", "give the name of a text file, or - to pipe"
        ) from None
    except ValueError:
        raise InputError("that is no name of a file", "give the name of a text file, or - to pipe") from None
