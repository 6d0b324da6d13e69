"""``claim.toml`` to a claim (pure): what it may say, and what is wrong with it otherwise."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, cast

from inroad.errors import InputError
from inroad.types import Claim, ClaimNotes, ClaimPart

FILL = "TODO"
"""What stands where something is to be filled in."""
SECONDS = 600.0
"""Limit of a run that the manifest does not limit."""
MOST_SEEDS = 10_000
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_TABLES = {
    "": {"id", "statement", "paper", "run", "decision", "part", "notes"},
    "paper": {"id", "title", "method"},
    "run": {
        "file", "command", "python", "files", "variants", "seeds", "data", "varies", "fixed", "seconds"
    },
    "decision": {"alpha"},
    "part": {
        "name", "metric", "better", "kind", "variant", "baseline", "interest", "figure", "tolerance",
        "source", "where",
    },
    "notes": {"scope", "easy", "hard", "data", "contact"},
}  # fmt: skip
_KINDS = ("better", "same", "not worse")


def parse(text: str, where: str = "claim.toml") -> dict[str, Any]:
    """The manifest as plain tables.

    Raises:
        InputError: it is no TOML.
    """
    try:
        raw = tomllib.loads(text)
        if not _deep(raw):
            return raw
    except ValueError as error:
        raise InputError(f"{where} cannot be read: {error}", "mend that line") from None
    except RecursionError:
        pass
    raise InputError(f"{where} is nested too deep for a claim", "write it as its template has it")


def _deep(value: object, left: int = 20) -> bool:
    """Whether tables and lists stand in one another more often than a claim needs."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left == 0 or any(_deep(each, left - 1) for each in inner)


def claim_of(raw: Mapping[str, Any], where: str = "claim.toml") -> Claim:
    """The claim that a manifest describes.

    Raises:
        InputError: something is missing, unknown, not of its type, or cannot be; says all that is.
    """
    wrong = [*_unknown(raw), *_unfilled(raw)]
    reader = _Reader(raw, wrong)
    claim = reader.claim()
    wrong += _impossible(claim) if not wrong else []
    if wrong:
        raise InputError(f"{where}: {'; '.join(wrong)}", "mend it there; its comments say what is meant")
    return claim


def notes_of(raw: Mapping[str, Any]) -> ClaimNotes:
    """What the person who did it tells; anything that is no text is passed over."""
    said = raw.get("notes", {})
    given = said if isinstance(said, dict) else {}
    kept = {key: str(given.get(key, "")).strip() for key in ("scope", "easy", "hard", "data", "contact")}
    return ClaimNotes(**{key: "" if text == FILL else text for key, text in kept.items()})


class _Reader:
    """Fields of their types; what is not of its type is written down in ``wrong``."""

    def __init__(self, raw: Mapping[str, Any], wrong: list[str]) -> None:
        self.raw, self.wrong = raw, wrong

    def claim(self) -> Claim:
        """All of it; only good if nothing is wrong."""
        paper, run = self._table("paper"), self._table("run")
        decision = self._table("decision")
        return Claim(
            claim_id=self._text(self.raw, "id", "", True),
            statement=self._text(self.raw, "statement", "", True),
            paper_id=self._text(paper, "id", "paper.") or None,
            title=self._text(paper, "title", "paper.") or None,
            method=self._text(paper, "method", "paper.") or None,
            parts=self._parts(),
            variants=self._words(run, "variants"),
            seeds=self._seeds(run.get("seeds")),
            data=self._words(run, "data"),
            varies=self._words(run, "varies"),
            fixed=self._words(run, "fixed"),
            alpha=self._number(decision, "alpha", "decision.", 0.05) or 0.05,
            seconds=self._number(run, "seconds", "run.", SECONDS) or SECONDS,
            file=None if "command" in run else self._text(run, "file", "run.") or "run.py",
            command=self._words(run, "command"),
            python=self._text(run, "python", "run.") or None,
            files=self._words(run, "files"),
        )

    def _parts(self) -> tuple[ClaimPart, ...]:
        rows = self.raw.get("part")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            self.wrong.append("there must be at least one [[part]]")
            return ()
        return tuple(self._part(row, number) for number, row in enumerate(rows, 1))

    def _part(self, row: Mapping[str, Any], number: int) -> ClaimPart:
        name = str(row.get("name", f"part {number}"))
        at = f"part {name!r}: "
        constant = row.get("baseline") if _is_number(row.get("baseline")) else None
        return ClaimPart(
            name=name,
            metric=self._text(row, "metric", at, True),
            better=cast(Any, self._one_of(row, "better", at, ("higher", "lower"))),
            kind=cast(Any, self._one_of(row, "kind", at, _KINDS)),
            variant=self._text(row, "variant", at, True),
            baseline=None if constant is not None else self._text(row, "baseline", at, True),
            constant=None if constant is None else float(constant),
            interest=self._number(row, "interest", at, None) or 0.0,
            figure=self._number(row, "figure", at, None),
            tolerance=self._number(row, "tolerance", at, None),
            source=cast(Any, self._one_of(row, "source", at, ("text", "digitised"), "text")),
            where=self._text(row, "where", at),
        )

    def _table(self, name: str) -> Mapping[str, Any]:
        found = self.raw.get(name, {})
        if isinstance(found, dict):
            return found
        self.wrong.append(f"[{name}] must be a table")
        return {}

    def _text(self, table: Mapping[str, Any], key: str, at: str, needed: bool = False) -> str:
        value = table.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            self.wrong.append(f"{at}{key} must be a text")
            return ""
        return value.strip()

    def _words(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong.append(f"run.{key} must be a list of texts")
            return ()
        return tuple(value)

    def _number(self, table: Mapping[str, Any], key: str, at: str, default: float | None) -> float | None:
        value = table.get(key, default)
        if value is None:
            return None
        if not _is_number(value) or not math.isfinite(value):
            self.wrong.append(f"{at}{key} must be a number")
            return None
        return float(value)

    def _one_of(
        self, table: Mapping[str, Any], key: str, at: str, allowed: Iterable[str], default: str = ""
    ) -> str:
        value = table.get(key, default)
        if value not in allowed:
            self.wrong.append(f"{at}{key} must be one of {', '.join(map(repr, allowed))}")
        return str(value)

    def _seeds(self, value: Any) -> tuple[int, ...]:
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_SEEDS:
            return tuple(range(1, value + 1))
        whole = isinstance(value, list) and all(
            isinstance(seed, int) and not isinstance(seed, bool) and 0 <= seed < PILOT for seed in value
        )
        if whole and value and len(set(value)) == len(value) <= MOST_SEEDS:
            return tuple(value)
        self.wrong.append(f"run.seeds must be how many, or a list of different numbers below {PILOT}")
        return ()


PILOT = 1_000_000
"""Seeds from here on are those of pilots, so that a pilot never decides."""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _unknown(raw: Mapping[str, Any]) -> list[str]:
    found = [key for key in raw if key not in _TABLES[""]]
    for name in ("paper", "run", "decision", "notes"):
        table = raw.get(name, {})
        found += (
            [f"{name}.{key}" for key in table if key not in _TABLES[name]] if isinstance(table, dict) else []
        )
    rows = raw.get("part", [])
    for row in rows if isinstance(rows, list) else []:
        found += [f"part.{key}" for key in row if key not in _TABLES["part"]] if isinstance(row, dict) else []
    return [f"unknown field {key}" for key in dict.fromkeys(found)]


def _unfilled(raw: Mapping[str, Any]) -> list[str]:
    """Fields that still hold what ``claim new`` left to be filled."""
    fields = flat({key: value for key, value in raw.items() if key != "notes"})
    return [f"{key} is still to be filled in" for key, value in fields.items() if FILL in value]


def _impossible(claim: Claim) -> list[str]:
    """What each field allows but all of them together do not."""
    found = [] if _ID.fullmatch(claim.claim_id) else ["id must be of a-z, 0-9, '.', '_' and '-'"]
    found += [] if 0 < claim.alpha <= 0.2 else ["decision.alpha must lie above 0 and be at most 0.2"]
    found += [] if claim.seconds > 0 else ["run.seconds must be above 0"]
    found += ["run.variants names one twice"] if _twice(claim.variants) else []
    found += ["run.data names one twice"] if _twice(claim.data) else []
    found += ["two parts have the same name"] if _twice([part.name for part in claim.parts]) else []
    return found + [each for part in claim.parts for each in _impossible_part(part, claim)]


def _impossible_part(part: ClaimPart, claim: Claim) -> list[str]:
    at, found = f"part {part.name!r}: ", []
    for side in (part.variant, part.baseline):
        if side is not None and side not in claim.variants:
            found.append(f"{at}{side!r} is not among run.variants")
    if part.variant == part.baseline:
        found.append(f"{at}variant and baseline are the same")
    if part.interest <= 0:
        found.append(f"{at}interest, the smallest difference that matters, must be above 0")
    if part.tolerance is not None and (part.tolerance < 0 or part.figure is None):
        found.append(f"{at}tolerance must not be negative and needs a figure")
    return found


def _twice(names: Iterable[str]) -> bool:
    names = list(names)
    return len(set(names)) < len(names)


def flat(raw: Mapping[str, Any], before: str = "") -> dict[str, str]:
    """Every field by dotted name as canonical JSON; parts go by their names."""
    import json

    found: dict[str, str] = {}
    for key, value in sorted(raw.items()):
        if isinstance(value, dict):
            found |= flat(value, f"{before}{key}.")
        elif key == "part" and isinstance(value, list) and all(isinstance(row, dict) for row in value):
            for number, row in enumerate(value, 1):
                found |= flat(row, f"{before}part.{row.get('name', number)}.")
        else:
            found[before + key] = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return found
