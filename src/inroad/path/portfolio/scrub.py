"""Takes out of what is shown what is nobody's business: places on a disk, addresses of people (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from inroad.types import ClaimNotes, ClaimReport

T = TypeVar("T")

_HOST = r"@[\w-]+(?:\.[\w-]+)+"
MAIL = re.compile(rf"(?<![\w.+%-])[\w.+%-]+{_HOST}(?:[\w.+%-]*{_HOST})*")
"""An address, and one that begins where it ends (``a@b.org.@c.org``), which else would be left."""
_PATH = re.compile(
    r"""(?<![\w:/.>~-])          # not within a word or an address of the web
    (?: ~?/(?:[\w.@+~-]+/)+[\w.@+~-]*   # /home/ada/x, ~/x/y
      | ~/[\w.@+~-]+
      | /(?:home|root|Users|tmp|var|mnt|opt|srv|data|private)\b[\w.@+~/-]*
      | [A-Za-z]:\\[^\s"'<>|]*          # C:\Users\ada
      | \\\\[\w.$-]+\\[^\s"'<>|]* )      # \\server\share
    """,
    re.VERBOSE,
)
PATH_WORDS, MAIL_WORDS = "(place on my disk)", "(address)"
_FILE = re.compile(r"file://\S*", re.IGNORECASE)


def scrubbed(text: str) -> str:
    """``text`` without paths and e-mail addresses; addresses of the web stay."""
    return MAIL.sub(MAIL_WORDS, _PATH.sub(PATH_WORDS, _FILE.sub(PATH_WORDS, text)))


def public(record: T) -> T:
    """The same record with every text in it scrubbed."""
    changed: Any = _public(record)
    return changed  # type: ignore[no-any-return]


def public_claim(report: ClaimReport) -> ClaimReport:
    """A claim's report as others may see it: without notes, what failed runs complained with, and
    interpreters."""
    bare = replace(
        report,
        claim=replace(report.claim, python=None),
        notes=ClaimNotes(),
        runs=tuple(replace(run, error="") for run in report.runs),
    )
    return public(bare)


def leaks(text: str, private: Iterable[str]) -> tuple[str, ...]:
    """What of some private strings stands in a text, and e-mail addresses in it."""
    return (*(each for each in private if each and each in text), *MAIL.findall(text))


def _public(value: Any) -> Any:
    if isinstance(value, str):
        return scrubbed(value)
    if isinstance(value, tuple):
        return tuple(map(_public, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _public(getattr(value, each.name)) for each in fields(value)})
    return value
