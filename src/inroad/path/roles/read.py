"""The door: texts of posts in, a report out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from inroad.path import english
from inroad.path.phrases import words
from inroad.path.plain_text import checked, plain
from inroad.path.roles import axes, demands, neighbours, sections
from inroad.path.roles.lexicon import lexicon
from inroad.types.roles import HowKnown, Role, RoleHave, RolesReport

SHORT = 40
"""Words below which a place is told, if at all, with a warning."""
_LEAST_ENGLISH = 0.08
SAID: HowKnown = "said"


def read(
    texts: Iterable[tuple[str, str]],
    have: Iterable[str] = (),
    mine: Sequence[RoleHave] = (),
    unread: tuple[str, ...] = (),
) -> RolesReport:
    """Posts side by side.

    Args:
        texts: name and text of each.
        have: what the reader can do, in their own words.
        mine: the same with how each is known, where more is known of them (:mod:`inroad.path.roles.mine`).
        unread: what of their words was not understood there.

    Raises:
        InputError: a text is empty or too long.
    """
    known, not_known = named(have)
    how: dict[str, HowKnown] = {}
    how.update(dict.fromkeys(known, SAID))
    how.update((each.name, each.how) for each in mine)
    told = (*unread, *not_known)
    found = tuple(_role(name, text, how, told) for name, text in texts)
    return RolesReport(found, tuple(sorted(how)), told, tuple(mine))


def named(have: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """What of a list the lexicon knows, by its names, and what it does not."""
    known, unread = set[str](), list[str]()
    for each in (part.strip() for part in have):
        found = lexicon().things.find(words(each))
        known |= {one.value.name for one in found}
        if each and not found:
            unread.append(each)
    return frozenset(known), tuple(unread)


def _role(name: str, text: str, how: Mapping[str, HowKnown], unread: Sequence[str]) -> Role:
    have = frozenset(how)
    told = plain(checked(text, name))
    found = words(told)
    lexical = lexicon()
    laid = sections.layout(told, lexical.heads, lexical.wrapping)
    first, second = (axes.axis(told, found, laid, each) for each in lexical.axes)
    foreign = _is_foreign([word.text for word in found])
    if foreign:
        first, second = (replace(each, step=None, position=None) for each in (first, second))
    asked = demands.demands(told, found, laid, lexical.things)
    place = (first.step, second.step)
    near = (
        ()
        if place[0] is None or place[1] is None
        else neighbours.neighbours((place[0], place[1]), asked, have)
    )
    return Role(
        name=name,
        title=told[slice(*laid.title)] if laid.title else None,
        words=len(found),
        pure_applied=first,
        models_infrastructure=second,
        demands=tuple(demands.held(each, how) for each in asked),
        steps=near,
        warnings=tuple(_warnings(len(found), foreign, [first.step, second.step], unread)),
    )


def _is_foreign(found: Sequence[str]) -> bool:
    """Whether a text is in another language than the lexicon's."""
    return len(found) >= SHORT and english.share(found) < _LEAST_ENGLISH


def _warnings(count: int, foreign: bool, steps: Sequence[int | None], unread: Sequence[str]) -> Iterable[str]:
    if foreign:
        yield "this does not read like English, the only language that posts are read in yet"
    elif count < SHORT:
        yield f"only {count} words: what so few say may mislead"
    elif None in steps:
        yield "too little is said of the work itself to tell where it stands"
    if unread:
        yield f"not in the lexicon, so not compared: {', '.join(unread)}"
