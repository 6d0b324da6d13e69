"""What is said of the journal: written out, taken in, its backups and its health."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from inroad.report import words
from inroad.report.clean import clean
from inroad.types import (
    BackupsReport,
    DoctorReport,
    Finding,
    JournalBackup,
    JournalExport,
    JournalImport,
    JournalRestore,
    MergeConflict,
    MergedTable,
    SubjectCount,
)

CONFLICTS = 10
"""As many are listed."""


def exported(found: JournalExport) -> Iterator[str]:
    """What an export wrote."""
    rows = sum(each.rows for each in found.subjects)
    if not rows:
        yield "The journal is empty; so is the export."
    else:
        yield f"{words.plural(rows, 'row')}: {_subjects(found.subjects)}."
    yield f"Wrote {found.folder}; begin with its README.md."
    yield f"Take it in elsewhere with: inroad import journal {_quoted(found.folder)}"


def imported(found: JournalImport) -> Iterator[str]:
    """What taking a journal in did, or would do."""
    verb = "would be " if found.dry_run else ""
    read, added = sum(each.read for each in found.tables), sum(each.added for each in found.tables)
    yield f"{words.plural(read, 'row')} read from {found.source}; {words.number(added)} {verb}added."
    yield from (line for each in found.tables if (line := _merged(each, verb)))
    for conflict in found.conflicts[:CONFLICTS]:
        yield _conflict(conflict)
    if len(found.conflicts) > CONFLICTS:
        yield words.left_out(len(found.conflicts) - CONFLICTS)
    if any(not each.taken for each in found.conflicts):
        yield "To let what is taken in hold instead, add --theirs (what happened is never changed)."
    if found.dry_run:
        yield "Nothing was written (--dry-run)."
    elif found.backup:
        yield f"The journal as it was before: {found.backup}"


def _merged(each: MergedTable, verb: str) -> str:
    parts = (
        (each.added, f"{verb}added"),
        (each.same, "here already"),
        (each.renewed, f"{verb}renewed by a later state"),
        (each.older, "left, since ours is later"),
        (each.conflicts, "in conflict"),
    )
    told = ", ".join(f"{words.number(count)} {what}" for count, what in parts if count)
    return f"  {each.table}: {told}" if told else ""


def _conflict(each: MergeConflict) -> str:
    holds = "the one taken in holds" if each.taken else "ours holds"
    return f"conflict: {each.table} {each.key} differs in {', '.join(each.differs)}; {holds}"


def backups(found: BackupsReport) -> Iterator[str]:
    """All copies, and what each would lose."""
    if not found.backups:
        yield f"There is no backup of {found.journal} yet: one is made before the first change of each day."
        return
    yield f"Backups of {found.journal}, the latest first:"
    yield from (f"- {backup(each)}" for each in found.backups)
    yield f"Put one in its place with: inroad journal restore {found.backups[0].name}"


def backup(each: JournalBackup) -> str:
    """One copy in a line."""
    if not each.whole:
        return f"{each.name}: damaged, cannot be used"
    until = f"knows of all until {each.until:%Y-%m-%d %H:%M} UTC" if each.until else "is empty"
    return f"{each.name}: {until}; {_lost(each)}"


def _lost(each: JournalBackup) -> str:
    if each.lost is None:
        return "what came after it cannot be counted, since the journal cannot be read"
    if not each.lost:
        return "nothing would be lost"
    return f"{words.plural(each.lost, 'row')} would be lost ({_subjects(each.lost_subjects)})"


def _subjects(counts: tuple[SubjectCount, ...]) -> str:
    return ", ".join(f"{each.subject} {words.number(each.rows)}" for each in counts if each.rows)


def doctor(found: DoctorReport) -> Iterator[str]:
    """What a check found, what was done about it, and what can be done."""
    yield from (f"mended: {each.subject}: {each.done}" for each in found.mended)
    yield from (_finding(each) for each in found.findings)
    if any(each.health == "damaged" and each.subject == "journal" for each in found.findings):
        yield (
            "Backups of the journal, the latest first:"
            if found.backups
            else "There is no backup of the journal."
        )
        yield from (f"- {backup(each)}" for each in found.backups)
        if found.backups:
            yield f"Put one in its place with: inroad journal restore {_best(found.backups)}"
    if not found.mended and any(each.health != "ok" for each in found.findings):
        yield "Nothing was changed."
    if any(each.mends for each in found.findings):
        yield "Mend what can be mended with: inroad doctor --mend"


def _finding(each: Finding) -> str:
    means = f"; {each.means}" if each.means else ""
    remedy = f": {each.remedy}" if each.remedy else ""
    return f"{each.health}: {each.subject}: {each.problem}{means}{remedy}"


def _best(found: tuple[JournalBackup, ...]) -> str:
    return next((each.name for each in found if each.whole), found[0].name)


def restored(found: JournalRestore) -> Iterator[str]:
    """What a restore did."""
    yield f"The journal is again as in the backup {found.backup}."
    if found.kept:
        yield f"{words.plural(found.kept, 'row')} could still be read from the file before and were put back."
    elif found.lost is None:
        yield "What came after it could not be read from the file before."
    elif found.lost and found.aside:
        yield f"{words.plural(found.lost, 'row')} of the file before are not in it."
        yield f"If that file is whole, take them in with: inroad import journal {_quoted(found.aside)}"
    if found.aside:
        yield f"The file before is kept as {found.aside}; nothing was deleted."


def _quoted(path: str) -> str:
    return shlex.quote(clean(path))
