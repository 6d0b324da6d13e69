"""The portfolio's door: journal, claims' folders, disk and browser meet here."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from inroad.config import Config
from inroad.errors import InputError, InroadError, NotFound, StoreError
from inroad.journal import claims as journal_claims
from inroad.journal import demos, events, hours
from inroad.journal import portfolio as kept
from inroad.journal.about_me import about_me
from inroad.journal.helped import helped
from inroad.journal.store import open_journal
from inroad.path.portfolio.items import Sources, chosen, items
from inroad.path.portfolio.scrub import leaks
from inroad.types import (
    ClaimNotes,
    ClaimReport,
    ItemState,
    LinkKind,
    PortfolioItem,
    PortfolioReport,
    PortfolioWritten,
)

MANIFEST = "portfolio.json"
"""What was written into a folder, so that a later writing takes away what may no longer be seen."""
MOST = 300


def report(config: Config, now: dt.datetime, said: str = "") -> PortfolioReport:
    """All statements and whether they may be seen."""
    return _report(_items(config, now), now, said)


def sources(config: Config, now: dt.datetime, *, whole: bool = False) -> Sources:
    """All that statements are made of.

    Args:
        config: the home.
        now: the moment.
        whole: whether claims come with their runs, which must be judged anew; to list them, the kept
        verdict does.
    """
    from inroad.practice.room import Room

    journal = open_journal(config)
    if not journal.exists:
        return Sources(about_me(journal))
    with journal.reading() as connection:
        tested = events.read(connection, demos.ROOM)
    return Sources(
        about_me(journal),
        _claims(config, now, whole=whole),
        Room(config, now).states().drills,
        kept.links(journal),
        helped(journal),
        hours.entries(journal),
        tested,
    )


def _claims(config: Config, now: dt.datetime, *, whole: bool) -> tuple[ClaimReport, ...]:
    """Reports of the user's own verdicts whose folders are still there; whole ones still say what was
    kept."""
    mine = [
        each
        for each in journal_claims.verdicts(open_journal(config))
        if each.folder and each.verdict.outcome != "not attempted"
    ]
    if not mine:
        return ()
    from inroad.workshop.claim.bench import Bench  # much to load for those who have no claim
    from inroad.workshop.claim.folder import Folder

    bench, found = Bench(config, lambda: now), []
    for each in mine:
        with suppress(InroadError, OSError):
            folder = Folder(Path(each.folder))
            if not whole:
                found.append(ClaimReport(folder.claim, each.verdict, ClaimNotes(), ()))
                continue
            told = bench.look(folder)
            if told.verdict.outcome == each.verdict.outcome:
                found.append(ClaimReport(told.claim, each.verdict, told.notes, told.runs))
    return tuple(found)


def _items(config: Config, now: dt.datetime) -> tuple[PortfolioItem, ...]:
    return items(sources(config, now), kept.states(open_journal(config)))


def _report(found: Sequence[PortfolioItem], now: dt.datetime, said: str) -> PortfolioReport:
    counts = [each.state for each in found]
    return PortfolioReport(now.date(), tuple(found), counts.count("shown"), counts.count("undecided"), said)


# -- deciding -------------------------------------------------------------------------------------


def mark(config: Config, names: Sequence[str], state: ItemState, now: dt.datetime) -> PortfolioReport:
    """Say of some statements that others may, or may not, see them.

    Args:
        config: the home.
        names: ``KIND:ID``; of an id the beginning is enough.
        state: shown or hidden.
        now: the moment.

    Raises:
        NotFound, InputError: no statement, or several, are called so; then nothing is changed.
    """
    found = _items(config, now)
    wanted = [_named(found, name) for name in names]
    kept.mark(open_journal(config), wanted, state, now)
    back = "hide" if state == "shown" else "show"
    verb = "May be seen" if state == "shown" else "Hidden"
    return report(
        config, now, f"{verb}: {', '.join(wanted)}. Undo it with: inroad portfolio {back} {wanted[0]}"
    )


def _named(found: Sequence[PortfolioItem], name: str) -> str:
    known = [*(each.item for each in found), "hours:all"]
    if name in known:
        return name
    begins = [each for each in known if ":" in name and each.startswith(name)]
    if len(begins) == 1:
        return begins[0]
    if begins:
        raise InputError(f"{len(begins)} statements begin with {name!r}", "write more of it")
    from inroad.near import near

    raise NotFound(f"there is no statement {name!r}", "`inroad portfolio` lists them", near(name, known))


def add(
    config: Config, url: str, title: str, kind: LinkKind, skill: str, day: dt.date, now: dt.datetime
) -> PortfolioReport:
    """Keep a link of the user's; it is not shown yet.

    Raises:
        InputError: it is no address that others could open, or it has no title.
    """
    address, words = url.strip(), " ".join(title.split())
    _check_address(address)
    if not words or len(words) > MOST:
        raise InputError("a link needs a title of up to 300 characters", "say with --title what it is")
    if skill:
        _check_skill(skill)
    made = kept.add(open_journal(config), address, words, kind, skill, day, now)
    item = f"link:{made.link_id}"
    return report(config, now, f"Kept, not shown yet. Show it with: inroad portfolio show {item}")


def remove(config: Config, link_id: str, now: dt.datetime) -> PortfolioReport:
    """Take a link out."""
    gone = kept.remove(open_journal(config), link_id.removeprefix("link:"), now)
    return report(config, now, f"Taken out: {gone.title}.")


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good or any(each.isspace() or ord(each) < 32 for each in url) or len(url) > 2000:
        raise InputError(f"{url!r} is no address that others can open", "give one that begins with https://")


def _check_skill(skill: str) -> None:
    from inroad.path.skills import skills

    known = [each.skill_id for each in skills()]
    if skill not in known:
        raise NotFound(f"there is no skill {skill!r}", f"choose one of {', '.join(known)}")


# -- writing --------------------------------------------------------------------------------------


def write(
    config: Config, now: dt.datetime, folder: Path | None, pdf: Path | None, address: str = ""
) -> PortfolioWritten:
    """Write what may be seen: a folder with page and proofs, one sheet as PDF, or both.

    Raises:
        InputError: the folder holds a page of somebody else, or there is no browser for the PDF.
        StoreError: something cannot be written, or something private would be.
    """
    if address:
        _check_address(address)
    held, found = _whole(config, now)
    shown = chosen(found)
    made = _site(config, held, found, now.date()) if folder else {}
    if folder:
        _lay(folder, made)
    left = _print(config, shown, now.date(), address, pdf) if pdf else ()
    return PortfolioWritten(
        str(folder) if folder else None,
        tuple(sorted(made)),
        str(pdf) if pdf else None,
        tuple(each.statement for each in left),
        len(shown),
        len(found) - len(shown),
    )


def zipped(config: Config, now: dt.datetime) -> bytes:
    """The folder that ``write`` would write, file by file, as a zip archive.

    Raises:
        StoreError: something private would stand in it.
    """
    from inroad.path.portfolio.archive import archive

    return archive(_files(_site(config, *_whole(config, now), now.date())))


def printed(config: Config, now: dt.datetime, address: str = "") -> bytes:
    """The PDF that ``write`` would write.

    Raises:
        InputError: the address is none that others could open, or there is no browser to print with.
        StoreError: it did not print, or something private would stand on the sheet.
    """
    if address:
        _check_address(address)
    return _sheet(config, chosen(_whole(config, now)[1]), now.date(), address, "the PDF")[0]


def _whole(config: Config, now: dt.datetime) -> tuple[Sources, tuple[PortfolioItem, ...]]:
    """Claims with their runs, and all statements."""
    held = sources(config, now, whole=True)
    return held, items(held, kept.states(open_journal(config)))


def _site(config: Config, held: Sources, found: Sequence[PortfolioItem], day: dt.date) -> dict[str, str]:
    """Page and proofs, with nothing private in them."""
    from inroad.path.portfolio.site import files

    made = files(held, found, day)
    _guard(config, made)
    return made


def _files(made: dict[str, str]) -> dict[str, bytes]:
    """The same as bytes, with the list of what was written."""
    told = {**made, MANIFEST: json.dumps({"files": sorted(made)}) + "\n"}
    return {name: text.encode("utf-8", "replace") for name, text in told.items()}


def _guard(config: Config, made: dict[str, str]) -> None:
    """A last look, whatever went wrong before: nothing with a place of this disk or an address is written."""
    private = (str(config.home), f"{Path.home()}/")
    for name, text in made.items():
        if found := leaks(text, private):
            raise StoreError(
                f"{name} would hold something private ({found[0][:60]!r}), so nothing was written",
                "hide the statement that it comes from, or change its words",
            )


def _lay(folder: Path, made: dict[str, str]) -> None:
    before = _written_before(folder)
    try:
        for name, data in _files(made).items():
            _replace(folder / name, data)
        for name in sorted(before - set(made)):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise _cannot(folder, error) from None


def _written_before(folder: Path) -> set[str]:
    """Files of an earlier portfolio there; nothing of anybody else is replaced."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {each for each in told if isinstance(each, str) and _ours(each)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        if (folder / "index.html").exists():
            raise InputError(
                f"{folder} holds a page that is no portfolio of Inroad", "choose an empty folder"
            ) from None
        return set()


def _ours(name: str) -> bool:
    return name == "index.html" or (name.startswith("proofs/") and name.count("/") == 1 and ".." not in name)


def _print(
    config: Config, shown: Sequence[PortfolioItem], day: dt.date, address: str, pdf: Path
) -> tuple[PortfolioItem, ...]:
    made, left = _sheet(config, shown, day, address, pdf.name)
    try:
        _replace(pdf, made)
    except OSError as error:
        raise _cannot(pdf, error) from None
    return left


def _sheet(
    config: Config, shown: Sequence[PortfolioItem], day: dt.date, address: str, name: str
) -> tuple[bytes, tuple[PortfolioItem, ...]]:
    """One page of PDF, and what had no room on it."""
    from inroad.path.portfolio import sheet
    from inroad.report import portfolio_html

    _guard(config, {name: portfolio_html.sheet(shown, day, address, 0)})
    return sheet.fitted(shown, day, address, sheet.print_with(sheet.browser()))


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)


def _cannot(path: Path, error: OSError) -> StoreError:
    reason = (error.strerror or str(error)).lower()
    return StoreError(f"cannot write {path} ({reason})", "choose a place that you may write")
