"""Mistakes that people make, written down as functions, so that an answer's output can be recognised."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def mistake(name: str) -> Callable[[Function], Function]:
    """Mark a function of a drill's ``mistakes.py`` as one way to get the drill wrong.

    Args:
        name: what is wrong, as one tells a learner: "the scaling by 1/sqrt(d) is missing".  Several functions
            of one name are one mistake.

    The decorated function bears the name of the answer's function whose output it copies; write
    ``def attention(...)`` several times, the list keeps all of them.
    """

    def mark(function: Function) -> Function:
        module = function.__globals__
        module.setdefault("MISTAKES", []).append((name, function.__name__, function))
        return function

    return mark


def mistakes_of(module: ModuleType, function: str) -> list[tuple[str, Callable[..., Any]]]:
    """The known mistakes of one function of a drill."""
    return [(name, made) for name, of, made in getattr(module, "MISTAKES", []) if of == function]
