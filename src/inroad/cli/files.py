"""Writing one file that a command was asked for: whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from inroad.cli import terminal
from inroad.errors import InputError

PAGES = (".html", ".htm")


def write_page(path: Path, text: str) -> None:
    """Write ``text`` and say so; a reader never meets half of it."""
    write_text(path, text)
    hint = "; open it in a browser" if path.suffix.lower() in PAGES else ""
    terminal.show(f"Wrote {path}{hint}.")


def write_text(path: Path, text: str) -> None:
    """The same without a word; line ends stay as they are."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        problem, remedy = f"cannot write {path} ({reason})", "choose a file in a folder you may write"
        raise InputError(problem, remedy) from None
