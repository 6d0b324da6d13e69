"""Verdicts as evidence on methods and papers; light, because it is asked with every method."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from inroad.config import Config
from inroad.errors import InroadError
from inroad.journal.claims import reproductions as own
from inroad.journal.store import open_journal
from inroad.types import Method, Reproduction
from inroad.workshop.claim import folder as folders
from inroad.workshop.claim.folder import Folder


def reproductions(config: Config) -> list[Reproduction]:
    """The user's own verdicts, then those that came with Inroad."""
    shipped = (_shipped(folder) for folder in folders.folders(folders.shipped()))
    return [*own(open_journal(config)), *(each for each in shipped if each is not None)]


def on_method(
    found: Iterable[Reproduction], method: Method, as_of: dt.date | None = None
) -> tuple[Reproduction, ...]:
    """Those on a method or on the paper that introduced it, made by a day."""
    names = {name.casefold() for name in (method.name, *method.aliases)}
    return tuple(
        each
        for each in found
        if (method.introduced_by is not None and each.paper_id == method.introduced_by)
        or (_same_origin(each, method) and each.method is not None and each.method.casefold() in names)
        if as_of is None or (each.at is not None and each.at.date() <= as_of)
    )


def _same_origin(each: Reproduction, method: Method) -> bool:
    """A name can be that of several methods; papers that are known to differ tell them apart."""
    return each.paper_id is None or method.introduced_by is None or each.paper_id == method.introduced_by


def _shipped(folder: Folder) -> Reproduction | None:
    try:
        kept = json.loads(folder.kept_verdict.read_bytes())
        claim = folder.claim
        at = dt.datetime.fromisoformat(kept["at"]) if kept["at"] else None
        return Reproduction(
            claim.claim_id,
            claim.statement,
            kept["outcome"],
            kept["reason"],
            at,
            claim.method,
            claim.paper_id,
            True,
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError, InroadError):
        return None  # a claim that has no verdict yet is no evidence
