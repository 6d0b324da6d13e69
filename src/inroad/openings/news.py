"""Whether there is news of an opening that somebody dismissed."""

from __future__ import annotations

import re

from inroad.types import Evidence, Opening

NEW_PART = 0.5
"""So much of the evidence must be new for an opening to come back: a corpus that grows brings a newer
example now and then, which is no news."""
DOUBLED = 2.0
"""So many times larger or smaller must an observed figure be."""

_FIGURES = re.compile(r"\d[\d,.]*")


def news(before: Opening, now: Opening) -> str | None:
    """What has changed since an opening was dismissed, in a few words; None if nothing that counts."""
    if _words(before.obstacle) != _words(now.obstacle):
        return f"what was in the way then: {before.obstacle or 'nothing named'}"
    new = _new(before, now)
    if new and len(new) >= NEW_PART * len(now.evidence):
        return f"{len(new)} of {len(now.evidence)} pieces of its evidence are new"
    return _moved(before, now)


def _words(text: str) -> str:
    """The text without its figures, which change every day."""
    return " ".join(_FIGURES.sub("", text.lower()).split())


def _key(each: Evidence) -> tuple[str | None, str]:
    return each.paper_id, "" if each.paper_id else _words(each.note)


def _new(before: Opening, now: Opening) -> list[Evidence]:
    known = {_key(each) for each in (*before.evidence, *before.refutation.nearest)}
    return [each for each in now.evidence if _key(each) not in known]


def _moved(before: Opening, now: Opening) -> str | None:
    then = {_key(each): each.figure for each in before.evidence if each.figure is not None}
    for each in now.evidence:
        old = then.get(_key(each))
        if old and each.figure and max(old / each.figure, each.figure / old) >= DOUBLED:
            return f"{_words(each.note)}: {old:g} then, {each.figure:g} now"
    return None
