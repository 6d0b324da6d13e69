"""The door to what a draft stands on: the corpus for their paper, the journal for what the user did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from inroad.config import Config
from inroad.errors import InputError, InroadError, NotFound
from inroad.journal.store import Journal, open_journal
from inroad.near import near
from inroad.path.outreach.authorship import author_of, check
from inroad.path.outreach.forms import YOURS, flat, short
from inroad.types import Contact

_ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z", re.I)
WHERE = (
    "a claim that was run, a drill that you passed, an opening that you took, help that you noted, or a URL"
)


def paper(config: Config, paper_id: str, contact: Contact) -> tuple[dict[str, str], list[str]]:
    """What is known of a paper, and what to know before calling it theirs.

    Raises:
        NotFound: the corpus does not have it.
        InputError: it is not by that person, or the corpus does not say whose it is.
    """
    from inroad.search import open_search

    wanted = paper_id.strip().removeprefix("arXiv:").removeprefix("arxiv:")
    index = open_search(config)
    # An id is found by its letters; nearness of meaning would only load NumPy.
    index.searched = replace(index.searched, vectors=False)
    hits = index.find(wanted, top=1).hits if wanted else ()
    if not hits or hits[0].paper_id != wanted:
        problem = f"the paper {paper_id} is not in this corpus"
        raise NotFound(problem, "get it with `inroad sync arxiv`, or search for its title")
    hit = hits[0]
    author = _by(contact, hit.title, hit.authors)
    warnings = [*check(author), *_doubts(config, wanted, author[0])]
    fields = {"title": flat(hit.title), "paper": _named(hit.paper_id), "short": short(flat(hit.title))}
    return fields | ({"year": str(hit.date.year)} if hit.date else {}), warnings


def _doubts(config: Config, paper_id: str, name: str) -> list[str]:
    """Whether the paper may be another's of that name; an atlas that cannot be asked is told."""
    from inroad.path.people.writer import doubts
    from inroad.path.register.opened import open_register

    try:
        return [*doubts(open_register(config), paper_id, name)]
    except InroadError:
        return ["whether several people bear this name could not be looked up; `inroad doctor` tells why"]


def _by(contact: Contact, title: str, authors: tuple[str, ...] | None) -> tuple[str, str]:
    """The author who is meant, and how the names agree."""
    if not authors:
        raise InputError(
            f"the corpus does not say who wrote “{title}”", "choose a paper whose authors it knows"
        )
    found = author_of(contact.name, authors)
    if found is None:
        raise InputError(
            f"“{title}” is not by {contact.name}, as far as the corpus tells",
            f"it is by {', '.join(authors[:6])}{' and others' if len(authors) > 6 else ''}",
        )
    return found


def _named(paper_id: str) -> str:
    from inroad.report.words import paper as named

    return named(paper_id)


# -- what the user did ----------------------------------------------------------------------------


def did(config: Config, told: str) -> tuple[str, dict[str, str]]:
    """The source that is meant, and what it says.

    Args:
        config: the home.
        told: an id, with or without ``claim:``, ``drill:``, ``opening:`` or ``helped:``; or an address.

    Raises:
        NotFound: the journal knows nothing of that id; carries near ones.
        InputError: it was begun, but there is nothing to show yet.
    """
    if _ADDRESS.match(told.strip()):
        return YOURS, {"url": told.strip()}
    wanted, found = told.strip(), known(config)
    for source, fields in found.items():
        kind, _, identity = source.partition(":")
        if wanted in (source, identity) or (kind == "helped" and _begins(source, wanted)):
            return source, _shown(source, fields)
    raise NotFound(
        f"your journal knows nothing of {flat(told)!r}", f"give {WHERE}", near(wanted, sorted(found))
    )


def known(config: Config) -> dict[str, dict[str, str]]:
    """All that the journal knows that the user did, by source."""
    journal = open_journal(config)
    found = {"claim": claims(journal), "drill": drills(journal, config), "helped": helps(journal)}
    found["opening"] = openings(journal)
    return {f"{kind}:{each}": fields for kind, all_ in found.items() for each, fields in all_.items()}


def _begins(source: str, wanted: str) -> bool:
    least = wanted.removeprefix("helped:")
    return len(least) >= 4 and source.removeprefix("helped:").startswith(least)


def _shown(source: str, fields: dict[str, str]) -> dict[str, str]:
    if "not yet" in fields:
        raise InputError(f"{source} is nothing to show yet: {fields['not yet']}", f"give {WHERE}")
    return fields


def claims(journal: Journal) -> dict[str, dict[str, str]]:
    """Claims by id, with statement, outcome and runs."""
    from inroad.journal.claims import verdicts
    from inroad.report.words import plural

    found = {}
    for kept in verdicts(journal):
        verdict = kept.verdict
        found[verdict.claim_id] = (
            {"not yet": "it was not run"}
            if verdict.outcome == "not attempted"
            else {
                "statement": flat(verdict.statement).rstrip("."),
                "outcome": verdict.outcome,
                "runs": plural(verdict.runs, "run"),
            }
        )
    return found


def drills(journal: Journal, config: Config | None = None) -> dict[str, dict[str, str]]:
    """Drills that something happened with, by id, with title and the day of the last pass."""
    from inroad.journal import events
    from inroad.practice.progress import ROOM, progress

    with journal.reading() as connection:
        happened = events.read(connection, ROOM)
    standing = progress(happened)
    passed = {e.subject: e.at.date() for e in happened if e.what == "passed"}
    titles = _titles(config) if standing else {}
    return {
        each: {"drill": flat(titles.get(each, each)), "day": passed[each].isoformat()}
        if each in passed
        else {"not yet": "it was not passed"}
        for each in standing
    }


def _titles(config: Config | None) -> dict[str, str]:
    from inroad.practice.catalogue import drills as every

    return {each.drill_id: each.title for each in every(config.drills)} if config else {}


def helps(journal: Journal) -> dict[str, dict[str, str]]:
    """Help that was given, by id."""
    from inroad.journal.helped import helped

    return {
        each.helped_id: {"whom": flat(each.whom), "what": flat(each.what).rstrip(".")}
        for each in helped(journal)
    }


def openings(journal: Journal) -> dict[str, dict[str, str]]:
    """Openings in the plan, by id."""
    from inroad.journal.openings import choices

    return {
        each.opening.opening_id: {"opening": flat(each.opening.title).rstrip(".")}
        for each in choices(journal).taken
    }


# -- what the paper leaves open -------------------------------------------------------------------


def left_open(config: Config, paper_id: str) -> Iterable[tuple[str, str, str, str]]:
    """Kind, source, place and words of what a paper says of its limits; none where that is not known."""
    from inroad.path.register.opened import open_register
    from inroad.report.words import place

    register = open_register(config)
    stated = [each for number in register.numbers([paper_id]) for each in register.stated(int(number))]
    texts = _texts(config, paper_id) if stated else {}
    for each in stated:
        words = texts.get(each.place or "", "")[each.start or 0 : each.end] if each.start is not None else ""
        yield each.note, f"paper:{paper_id}", place(each), flat(words)


def _texts(config: Config, paper_id: str) -> dict[str, str]:
    """A paper's title and abstract: from the index, else from its month of the corpus."""
    from inroad.search.saying import Saying

    found = Saying(config).texts((), (paper_id,))
    if found is None:
        import polars as pl

        from inroad.atlas.open import open_atlas

        found = open_atlas(config).texts_of(pl.Series([paper_id])).rows()
    return {name: text or "" for _, *texts in found for name, text in zip(_FIELDS, texts, strict=True)}


_FIELDS = ("title", "abstract")
