"""The folder in which somebody writes an answer: the task, the shapes, and one file that is theirs."""

from __future__ import annotations

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
            answer.write_text((Path(drill.folder) / "stub.py").read_text("utf-8"), "utf-8")
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


def _indented(drill: Drill) -> str:
    return "\n".join(f"    {line}" for line in drill.shapes.splitlines())


def _free(folder: Path) -> Path:
    number = 1
    while (folder / f"answer-{number}.py").exists():
        number += 1
    return folder / f"answer-{number}.py"
