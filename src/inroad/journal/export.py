"""The whole journal as plain files: Markdown for people, lines of JSON for programs.

The same journal gives the same bytes.  A table that no subject names is a mistake and stops the export, for
an export that is not complete is worse than none.  The folder may be under version control: only files that
an export wrote are ever replaced or removed, one by one, the manifest last; without it nothing is taken in.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from inroad.errors import InputError, StoreError
from inroad.journal import lines
from inroad.journal.migrations import FORMAT
from inroad.journal.store import Journal
from inroad.journal.subjects import SUBJECTS, tables
from inroad.types import JournalExport, SubjectCount

MANIFEST = "journal.json"
SCHEMA = "inroad.journal"
README = f"""# Journal

Written by `inroad export journal`; `inroad import journal` takes it in again.

The Markdown files are for reading.  `data/` holds every row of every table, a line of JSON each, and is what
is read back; columns with binary content are in base64.  `{MANIFEST}` says of which format it is and how many
rows there are.  All times are in UTC.
"""


def export(journal: Journal, folder: Path) -> JournalExport:
    """Write the whole journal into a folder.

    Raises:
        InputError: the folder holds something else, or cannot be written.
        StoreError: the journal cannot be read.
    """
    with journal.reading() as connection:
        found = list(files(connection))
        counts = _counts(connection)
    _write(folder, found, _manifest(found, counts))
    return JournalExport(str(folder), FORMAT, tuple(SubjectCount(*each) for each in counts.items()))


def files(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Names and texts of all files but the manifest."""
    check_complete(connection)
    yield "README.md", README
    for subject in SUBJECTS:
        rows = {table.name: list(lines.rows(connection, table)) for table in subject.tables}
        for name, held in rows.items():
            yield f"data/{name}.jsonl", "".join(f"{lines.to_line(row)}\n" for row in held)
        yield f"{subject.name}.md", "\n".join([f"# {subject.title}", "", *subject.page(rows)]) + "\n"


def check_complete(connection: sqlite3.Connection) -> None:
    """Refuse to leave a table out.

    Raises:
        StoreError: a table of the journal belongs to no subject.
    """
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    known = {table.name for table in tables()}
    forgotten = [name for (name,) in found if not name.startswith("sqlite_") and name not in known]
    if forgotten:
        raise StoreError(
            f"the journal has tables that no export knows ({', '.join(forgotten)})",
            "use the version of Inroad that made them",
        )


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {subject.name: sum(_count(connection, t.name) for t in subject.tables) for subject in SUBJECTS}


def _count(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608


def _manifest(found: Sequence[tuple[str, str]], counts: dict[str, int]) -> str:
    rows = {Path(name).stem: text.count("\n") for name, text in sorted(found) if name.startswith("data/")}
    value: dict[str, Any] = {"schema": SCHEMA, "format": FORMAT, "rows": rows, "subjects": counts}
    value["files"] = sorted(name for name, _ in found)
    return json.dumps(value, indent=2) + "\n"


# -- the folder -----------------------------------------------------------------------------------


def _write(folder: Path, found: Sequence[tuple[str, str]], manifest: str) -> None:
    try:
        _check_ours(folder)
        old = _old_files(folder)
        (folder / MANIFEST).unlink(missing_ok=True)
        for name, text in found:
            _replace(folder / name, text)
        for name in old - {name for name, _ in found}:
            (folder / name).unlink(missing_ok=True)
        _replace(folder / MANIFEST, manifest)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"cannot write the export into {folder} ({reason})",
            "choose a folder that you may write, with room",
        ) from None


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _check_ours(folder: Path) -> None:
    """Whether the folder is empty, an export, or one that was cut short."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    readme = folder / "README.md"
    if not (folder / MANIFEST).exists() and not (readme.is_file() and readme.read_text("utf-8") == README):
        raise InputError(
            f"{folder} holds something that is no export of a journal", "choose an empty or a new folder"
        )


def _old_files(folder: Path) -> set[str]:
    try:
        named = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {str(name) for name in named if _OURS.fullmatch(str(name))}


# Whatever a manifest says, nothing outside the folder is removed.
_OURS = re.compile(r"(data/[a-z_]+\.jsonl|[a-z_]+\.md)")
