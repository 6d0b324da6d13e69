"""What was typed becomes a value: plain types here, all else by Typer's own way.

Typer makes values with Pydantic.  Loading that takes a third of a short command's time (docs/decisions.md),
for what is nearly always a word, a number or a path.  Whatever is not plainly right (another type, a number
out of bounds, a file that cannot be read) is left to Typer, so that rules and messages stay its own.
"""

from __future__ import annotations

import enum
import os
import re
from pathlib import Path
from typing import Any, get_args, get_origin

_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)


class _Doubtful(Exception):
    """Typer has to look at it."""


def quickly(command: Any) -> None:
    """Let the options of a command, and of those below it, make plain values by themselves."""
    for param in command.params:
        _quick(param)
    make_help = command.get_help_option
    # Typer makes --help only when the command is called.
    command.get_help_option = lambda context: _quick(make_help(context))
    for below in getattr(command, "commands", {}).values():
        quickly(below)


def _quick(param: Any) -> Any:
    # The one thing of Typer's that is not public here: without it, all goes Typer's own way.
    if hasattr(param, "type_descriptor") and getattr(param, "_runtime_param", 0) is None:
        param._runtime_param = _Quick()
    return param


class _Quick:
    """In the place of what Typer would make for one option."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        try:
            return _made(value, param.type_descriptor.annotation, param.type_descriptor.parameter_info)
        except (_Doubtful, ValueError):
            param._runtime_param = None
            return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _made(value: Any, kind: Any, info: Any) -> Any:
    if get_origin(kind) is list and isinstance(value, list | tuple):
        (inside,) = get_args(kind)
        return [_made(each, inside, info) for each in value]
    if not isinstance(value, str):
        return _given(value, kind)
    if info.parser is not None:
        return info.parser(value)
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        return kind(value)
    makers = {str: _text, int: _whole, float: _number, Path: _path}
    if kind not in makers:
        raise _Doubtful
    return makers[kind](value, info)


def _given(value: Any, kind: Any) -> Any:
    """A value that the command itself gives where nothing was typed."""
    if kind is float and type(value) is int:
        return float(value)
    if not isinstance(kind, type) or not isinstance(value, kind):
        raise _Doubtful
    return value


def _text(value: str, info: Any) -> str:
    return value


def _whole(value: str, info: Any) -> int:
    return int(_bounded(value, _WHOLE, info))


def _number(value: str, info: Any) -> float:
    return _bounded(value, _NUMBER, info)


def _bounded(value: str, pattern: re.Pattern[str], info: Any) -> float:
    if not pattern.fullmatch(value) or info.clamp:
        raise _Doubtful
    made = float(value)
    if (info.min is not None and made < info.min) or (info.max is not None and made > info.max):
        raise _Doubtful
    return made


def _path(value: str, info: Any) -> Path:
    asked = info.exists or info.resolve_path or info.allow_dash or info.path_type or info.writable
    anything = info.file_okay and info.dir_okay and not asked
    if not anything or (Path(value).exists() and not os.access(value, os.R_OK)):
        raise _Doubtful
    return Path(value)
