"""The folder in which somebody writes an answer: the task, the shapes, and one file that is theirs."""

from __future__ import annotations

import hashlib
from pathlib import Path

from inroad.errors import InputError, StoreError
from inroad.practice import content
from inroad.types import Drill

ANSWER, TASK = "answer.py", "TASK.md"
_MOST = 1 << 20
"""Bytes of an answer; a longer file is not one."""


def lay(drill: Drill, folder: Path, *, anew: bool = False) -> Path:
    """Put a drill's task and stub into a folder; an answer that is there stays.

    Args:
        drill: the drill.
        folder: made if it is missing.
        anew: begin with the stub again; the old answer is kept beside it under a new name.

    Returns:
        The file to write the answer in.

    Raises:
        StoreError: the folder cannot be written to.
    """
    answer = folder / ANSWER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / TASK).write_text(
            f"{content.task(drill).rstrip()}\n\n## Shapes\n\n{_indented(drill)}\n", "utf-8"
        )
        if anew and answer.exists():
            answer.rename(_free(folder))
        if not answer.exists():
            answer.write_text(content.stub(drill), "utf-8")
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written to ({error.strerror or error})", "choose another folder with --into"
        ) from error
    return answer


def read(folder: Path) -> str:
    """The answer in a folder.

    Raises:
        InputError: there is none, it is too long, or it is no text.
    """
    answer = folder / ANSWER
    try:
        if answer.stat().st_size > _MOST:
            raise InputError(f"{answer} is longer than an answer can be", "make it shorter than a megabyte")
        return answer.read_text("utf-8")
    except FileNotFoundError as error:
        raise InputError(f"{answer} is not there", "lay it again with `inroad drill start`") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{answer} is not UTF-8 text", "save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"{answer} cannot be read ({error.strerror})", "check its permissions") from error


def write(folder: Path, answer: str, seen: str | None = None) -> Path | None:
    """Put an answer in place of the one that is there, whole or not at all.

    Args:
        folder: that of a drill that was begun.
        answer: its text.
        seen: digest of the version that it goes back to; what is there and is neither that nor the same as
            ``answer`` was written by somebody else and is kept beside.  None: nothing is kept.

    Returns:
        Where the other version lies now; None if there was none.

    Raises:
        InputError: it is too long.
        StoreError: the folder cannot be written to.
    """
    goal, text = folder / ANSWER, _plain(answer)
    if len(text.encode()) > _MOST:
        raise InputError("this is longer than an answer can be", "make it shorter than a megabyte")
    there = goal.read_text("utf-8", "replace") if goal.exists() else None
    if there == text:
        return None
    beside = _free(folder) if seen is not None and there is not None and digest(there) != seen else None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if beside is not None:
            goal.replace(beside)
        part = goal.with_name(f".{ANSWER}.part")
        part.write_text(text, "utf-8")
        part.replace(goal)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written to ({error.strerror or error})", "make it writable"
        ) from error
    return beside


def digest(answer: str) -> str:
    """Tells one version of an answer from another."""
    return hashlib.sha256(_plain(answer).encode("utf-8", "replace")).hexdigest()[:16]


def _plain(answer: str) -> str:
    """Lines end as Python's do, whoever has sent them."""
    return answer.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()


def _indented(drill: Drill) -> str:
    return "\n".join(f"    {line}" for line in drill.shapes.splitlines())


def _free(folder: Path) -> Path:
    number = 1
    while (folder / f"answer-{number}.py").exists():
        number += 1
    return folder / f"answer-{number}.py"
