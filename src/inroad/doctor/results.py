"""Places with what single commands keep: harvests under way, kept results, shown openings, runs of claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from inroad.doctor.place import MEND, Sight, damaged, fine, noted, some
from inroad.errors import Damaged, InputError
from inroad.types import Finding

if TYPE_CHECKING:
    from inroad.sync.listing import State

Tell = Callable[[str, int, int | None], None]

# -- harvests -------------------------------------------------------------------------------------


def look_at_sync(sight: Sight) -> Iterator[Finding]:
    """How far each list was harvested, and the pages that wait for the corpus."""
    files = _lists(sight)
    bad = list(_bad_lists(sight, files))
    for file, said in bad:
        means = "the list that it tells of cannot be harvested on; papers in the corpus stay"
        yield damaged("sync", f"{file} {said}", means, f"{MEND} lets the list begin again")
    if not bad:
        yield fine("sync", f"{len(files)} lists under way or done" if files else "nothing is there yet")


def mend_sync(sight: Sight, tell: Tell) -> Iterator[str]:
    """Begin a list again: where it last began if that is known, else at its first page."""
    from inroad.sync.ledger import alone, load_state, restart

    with alone(sight.config.sync):
        for file, _ in _bad_lists(sight, _lists(sight)):
            try:
                state = load_state(file)
            except Damaged:
                file.replace(file.with_name(f"{file.name}.damaged"))
                yield f"{file.stem} begins at its first page; papers that are there already are not doubled"
            else:
                restart(file, replace(state, listing=None))
                yield f"{file.stem} begins again with changes of {state.next_from or 'its first day'}"


def _lists(sight: Sight) -> list[Path]:
    return sorted(sight.config.sync.glob("*.json"))


def _bad_lists(sight: Sight, files: list[Path]) -> Iterator[tuple[Path, str]]:
    from inroad.sync.ledger import load_state

    for file in files:
        try:
            state = load_state(file)
        except Damaged:
            yield file, "is damaged"
            continue
        missing = [page.name for page in _waiting(sight, file, state) if not _is_page(page)]
        if missing:
            yield file, f"needs harvested pages that are gone or damaged ({some(missing)})"


def _waiting(sight: Sight, file: Path, state: State) -> list[Path]:
    listing = state.listing
    numbers = range(listing.in_corpus + 1, listing.pages + 1) if listing else ()
    return [sight.config.sync / file.stem / f"{number:06d}.xml" for number in numbers]


def _is_page(file: Path) -> bool:
    from inroad.sources.feedxml import read

    with suppress(OSError):
        return read(file.read_bytes(), "record").root is not None
    return False


# -- what can be worked out again -----------------------------------------------------------------


def look_at_kept(sight: Sight) -> Iterator[Finding]:
    """What was worked out for any question."""
    files = _kept(sight)
    bad = _bad(sight)
    for file in bad:
        means = "nothing is lost: it is worked out again when it is needed, which takes time once"
        yield noted("kept results", f"{file} is damaged; {means}", f"{MEND} removes it", mends=True)
    if not bad:
        yield fine("kept results", f"{len(files)} files, all whole" if files else "nothing is there yet")


def mend_kept(sight: Sight, tell: Tell) -> Iterator[str]:
    """Remove what is damaged."""
    for file in _bad(sight):
        file.unlink(missing_ok=True)
        yield f"{file.name} is removed"


def _kept(sight: Sight) -> list[Path]:
    folder = sight.config.kept
    return sorted(each for each in folder.glob("[!.]*") if each.suffix != ".part")


def _bad(sight: Sight) -> list[Path]:
    """What is not what was written, of kept results and of the atlas laid out for reading parts."""
    from inroad.atlas.mapped import damaged

    return [each for each in _kept(sight) if not _is_kept(each)] + damaged(sight.config.mapped)


def _is_kept(file: Path) -> bool:
    from inroad.atlas.kept import content

    try:
        content(file.read_bytes())
    except ValueError:
        return False
    return True


def look_at_shown(sight: Sight) -> Iterator[Finding]:
    """The reports on openings that were shown last."""
    from inroad.shown import damaged as damaged_reports

    bad = damaged_reports(sight.config)
    for file in bad:
        said = f"{file} is damaged: openings that only it tells of are not found by their ids"
        yield noted("shown openings", said, f"{MEND} removes it; ask `inroad openings` again", mends=True)
    if not bad:
        count = len(list(sight.config.shown.glob("*.json")))
        yield fine("shown openings", f"{count} reports, all whole" if count else "nothing is there yet")


def mend_shown(sight: Sight, tell: Tell) -> Iterator[str]:
    """Remove what is damaged."""
    from inroad.shown import damaged as damaged_reports

    for file in damaged_reports(sight.config):
        file.unlink(missing_ok=True)
        yield f"{file.name} is removed; the same question makes it anew"


# -- claims ---------------------------------------------------------------------------------------


def look_at_claims(sight: Sight) -> Iterator[Finding]:
    """The user's own claims: what is claimed, and the runs."""
    from inroad.workshop.claim import folder as folders
    from inroad.workshop.claim import runs

    found = list(folders.folders(folders.own(sight.config)))
    well = True
    for each in found:
        try:
            _ = each.claim
        except InputError as error:
            well = False
            yield damaged(
                "claims", error.problem, "this claim cannot be run or judged", error.remedy, mends=False
            )
        if unreadable := runs.read(each.runs).unreadable:
            said = f"{unreadable} {'line' if unreadable == 1 else 'lines'} of {each.runs} cannot be read"
            again = f"`inroad claim run {each.path.name}` makes the runs again that are missing"
            yield noted("claims", f"{said} and do not count", again)
    if well:
        yield fine("claims", f"{len(found)} of your own" if found else "nothing is there yet")
