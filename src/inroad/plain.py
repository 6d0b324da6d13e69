"""Records of :mod:`inroad.types` as plain JSON text and back, without loss.

What is written today is read by a later version: fields it does not know are passed over, and a field that
was not there yet gets its default, else "unknown" or "none of them" where its type allows that.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from inroad.errors import Damaged

T = TypeVar("T")


def to_json(record: Any) -> str:
    """One record as one line; keys in the order of its fields, ASCII only."""
    return json.dumps(asdict(record), default=_plain, separators=(",", ":"), allow_nan=False)


def from_json(kind: type[T], text: str | bytes) -> T:
    """The record of type ``kind`` that ``to_json`` wrote.

    Raises:
        Damaged: the text is not such a record.
    """
    try:
        return cast(T, _read(kind, json.loads(text)))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Damaged(f"a stored {kind.__name__} cannot be read ({error})") from None


def _plain(value: object) -> str:
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not plain")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{each.name: _field(kind, each, value) for each in fields(kind)})
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(next(each for each in inner if each is not _NONE), value)
    if origin is tuple:
        return _read_tuple(inner, value)
    if origin is Literal:
        return _one_of(inner, value)
    return _read_leaf(kind, value)


_NONE = type(None)


def _field(kind: type, each: Field[Any], value: Any) -> Any:
    if not isinstance(value, dict):
        raise TypeError(f"{kind.__name__} is not an object")
    wanted = _hints(kind)[each.name]
    if each.name in value:
        return _read(wanted, value[each.name])
    if each.default is not MISSING:
        return each.default
    if get_origin(wanted) is tuple and Ellipsis in get_args(wanted):
        return ()
    if _NONE in get_args(wanted):
        return None
    raise KeyError(f"{kind.__name__}.{each.name} is missing")


def _read_tuple(inner: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    each = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
    return tuple(_read(kind, item) for kind, item in zip(each, value, strict=True))


def _one_of(allowed: tuple[Any, ...], value: Any) -> Any:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(map(str, allowed))}")
    return value


def _read_leaf(kind: Any, value: Any) -> Any:
    if kind in (dt.date, dt.datetime):
        return kind.fromisoformat(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} was expected")
    return value
