"""What a query says, as a tree that cannot change, and its canonical text.

Words that stand at the top are wishes: papers with more of them come first.  All else is demanded: phrases,
fields, alternatives and what is excluded decide whether a paper is found at all.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

FIELDS = ("title", "abstract", "author", "cat", "venue", "method", "after", "before", "year", "has")
"""Names that may stand before a colon."""
OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without space; at least one is a letter or digit."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together, in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """``name:value``; the name is one of FIELDS.  Days are written in full: ``after:2024-03-01``."""

    name: str
    value: str

    @property
    def day(self) -> dt.date:
        """The value of ``after`` and ``before``."""
        return dt.date.fromisoformat(self.value)


@dataclass(frozen=True, slots=True)
class Not:
    """A paper with this is not found."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part is demanded, words too; two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One part at least is demanded; two or more."""

    parts: tuple[Node, ...]


Node = Word | Phrase | Field | Not | All | Any


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query: parts side by side."""

    parts: tuple[Node, ...]
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What was mended while reading, for the user; no part of what the query says."""

    @property
    def text(self) -> str:
        """The canonical form: ``parse(query.text) == query``."""
        if len(self.parts) == 1 and isinstance(self.parts[0], Any):
            return _sides(self.parts[0])
        return " ".join(map(written, self.parts))


_STARTS = re.compile(r"[^()]*[^\W_]")
"""A word with a letter or digit before its first bracket."""


def written(node: Node) -> str:
    """One part, as it may stand beside others."""
    match node:
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Field(name, value):
            return f"{name}:{value}" if re.fullmatch(r"[\w.@/+-]+", value) else f'{name}:"{value}"'
        case Not(Not() as inner):
            return f"-({written(inner)})"
        case Not(Word(text)) if not _STARTS.match(text):
            return f"-({text})"  # a minus needs a letter or bracket behind it: "?(x)" has neither
        case Not(part):
            return "-" + written(part)
        case All(parts):
            return f"({_chain(parts)})"
        case Any():
            return f"({_sides(node)})"


def _chain(parts: tuple[Node, ...]) -> str:
    return " AND ".join(map(written, parts))


def _sides(node: Any) -> str:
    sides = (_chain(part.parts) if isinstance(part, All) else written(part) for part in node.parts)
    return " OR ".join(sides)
