"""Banned functions made unusable for an answer at run time, whatever name it found for them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any


class Banned(BaseException):
    """An answer called what it should have built.  No ``except Exception`` of the answer's hides it."""


@contextmanager
def poisoned(names: tuple[str, ...], caller: str) -> Iterator[None]:
    """Replace functions by ones that refuse to work for one module.

    Args:
        names: dotted names; what is not there, or no function, is left alone.
        caller: name of the module for which they raise :class:`Banned`, also when it calls them through
            something else (``map``, ``functools.partial``, ``numpy.vectorize``).
    """
    kept = []
    for name in names:
        module, _, attribute = name.rpartition(".")
        owner = _module(module) if module else None
        real = getattr(owner, attribute, None)
        if owner is not None and callable(real) and not isinstance(real, type):
            kept.append((owner, attribute, real))
            setattr(owner, attribute, _refusing(name, real, caller))
    try:
        yield
    finally:
        for owner, attribute, real in kept:
            setattr(owner, attribute, real)


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _refusing(name: str, real: Callable[..., Any], caller: str) -> Callable[..., Any]:
    @wraps(real)
    def refuse(*args: Any, **kwargs: Any) -> Any:
        if _called_by(caller):
            raise Banned(f"{name}: this is what the drill asks you to build")
        return real(*args, **kwargs)

    del refuse.__wrapped__  # else the real one could be taken from here
    return refuse


def _called_by(module: str) -> bool:
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_globals.get("__name__") == module:
            return True
        frame = frame.f_back  # type: ignore[assignment]
    return False
