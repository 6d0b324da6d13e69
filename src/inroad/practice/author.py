"""The folder of a new drill, to be filled by whoever writes it."""

from __future__ import annotations

import re
from pathlib import Path

from inroad.errors import InputError, StoreError

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_MANIFEST = '''id = "{id}"
title = "{title}"
family = "own"
methods = []
source = ""
requires = []
minutes = 20
calls = ["{function}"]
banned = []
shapes = """
x (n,) --> y (n,)
"""
hints = ["a nudge", "a step", "the decisive formula"]
'''
_FILES = {
    "task.md": "# {title}\n\nWrite `{function}(x)`: say what goes in, what comes out, and what must hold.\n",
    "explain.md": ("What it is: ...\n\nThe idea: ...\n\nFormula:\n\n    y = 2 x\n\nWhere it is used: ...\n"),
    "stub.py": (
        '"""{title}: from memory, with NumPy alone."""\n\n\n'
        'def {function}(x):\n    """x (n,) -> (n,)."""\n    raise NotImplementedError\n'
    ),
    "solution.py": '"""{title}, written plainly."""\n\n\ndef {function}(x):\n    return 2 * x\n',
    "checks.py": (
        '"""What is checked of an answer."""\n\n'
        "from inroad.practice.kit import array, inputs, same, size\n\n\n"
        "@inputs\ndef vectors(draw):\n    return (array(draw, size(draw, 1, 6)),)\n\n\n"
        'CHECKS = [*same("{function}", vectors)]\n'
    ),
    "mistakes.py": (
        '"""Known mistakes."""\n\nfrom inroad.practice.kit import mistake\n\n\n'
        '@mistake("the factor is missing")\ndef {function}(x):\n    return x\n'
    ),
    "cards.toml": '[[cards]]\nquestion = "Why ...?"\nanswer = "Because ..."\n',
    "wrong/no_factor.py": "# diagnosis: the factor is missing\n\n\ndef {function}(x):\n    return x + 0.0\n",
    "alternatives/sum.py": "def {function}(x):\n    return x + x\n",
}


def make(drill_id: str, place: Path) -> Path:
    """Make the folder ``place/drill_id`` with every file that a drill has.

    Raises:
        InputError: the id is none, or the folder is there already.
        StoreError: it cannot be written.
    """
    if not _ID.fullmatch(drill_id):
        raise InputError(f"{drill_id!r} is no id for a drill", "use lower-case words joined by hyphens")
    folder = place / drill_id
    if folder.exists():
        raise InputError(f"{folder} is there already", "choose another id, or remove the folder")
    words = {
        "id": drill_id,
        "title": drill_id.replace("-", " ").capitalize(),
        "function": drill_id.replace("-", "_"),
    }
    try:
        for name, text in {"drill.toml": _MANIFEST, **_FILES}.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.format(**words), "utf-8")
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be made ({error.strerror or error})", "choose another folder with --into"
        ) from error
    return folder
