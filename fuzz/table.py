"""What is fuzzed: one table for both drivers.

A harness takes any bytes.  It lets through only what its parser does not document to raise, and asserts one
invariant of what came out: read again what was written, counts that add up, output that is escaped or bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Run = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Parser:
    """One parser under attack."""

    name: str
    reads: str
    """What the bytes stand for."""
    run: Run
    """Raises for a defect only."""
    seeds: tuple[bytes, ...]
    """Made-up inputs of the right form."""
    words: tuple[bytes, ...]
    """Pieces of the format, for mutations that keep it."""
    grammar: Callable[[], SearchStrategy[bytes]] | None = None
    """Inputs that are right in form, where bytes alone seldom are."""
    slow: bool = False
    """Takes milliseconds an input; a million is then out of reach."""


_ROOMS = Path(__file__).parent / "parsers"
_TABLE: dict[str, Parser] = {}


def parser(
    reads: str,
    seeds: Iterable[bytes | str],
    words: str | Iterable[bytes] = (),
    grammar: Callable[[], SearchStrategy[bytes]] | None = None,
    *,
    slow: bool = False,
) -> Callable[[Run], Run]:
    """Put a harness into the table under its function's name.

    Args:
        reads: what the bytes stand for.
        seeds: made-up inputs of the right form.
        words: pieces of the format; a text is cut at its blanks.
        grammar: a strategy for inputs that are right in form.
        slow: whether an input takes milliseconds.
    """

    def enter(run: Run) -> Run:
        pieces = (word.encode() for word in words.split()) if isinstance(words, str) else words
        given = tuple(seed.encode() if isinstance(seed, str) else seed for seed in seeds)
        name = run.__name__
        assert name not in _TABLE, name
        _TABLE[name] = Parser(name, reads, run, given, tuple(pieces), grammar, slow)
        return run

    return enter


def parsers() -> dict[str, Parser]:
    """All of them by name."""
    for module in _modules():
        import_module(module)
    return dict(sorted(_TABLE.items()))


def _modules() -> list[str]:
    return sorted(f"fuzz.parsers.{module.name}" for module in iter_modules([str(_ROOMS)]))


def one(name: str) -> Parser:
    """A parser by its name.

    Raises:
        SystemExit: there is none.
    """
    for module in _modules():
        # Only its own module is loaded: each costs seconds where branches are counted.
        if f"def {name}(" in (_ROOMS / f"{module.rpartition('.')[2]}.py").read_text("utf-8"):
            import_module(module)
    if name not in _TABLE:
        raise SystemExit(f"there is no parser {name!r}: choose one of {', '.join(parsers())}")
    return _TABLE[name]
