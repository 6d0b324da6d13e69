"""The map of the starter as named parts, and back; a starter without it is whole all the same.

A place takes four bytes, which nothing packs much better.  The area of a paper follows from the cell of a
grid that it lies in, so that areas are a small picture and not a number a paper.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import polars as pl

from inroad.starter.codec import Ints, bundled, numbers, read_numbers, read_texts, texts, unbundled

Parts = dict[str, bytes]
Read = Callable[[str], pl.DataFrame]

MAP = pl.Schema({"paper": pl.UInt32, "x": pl.Int16, "y": pl.Int16, "area": pl.UInt8})
"""Papers of PAPERS that have a place, in their order; ``area`` is one of the finest level, 255 is none."""
MAP_AREAS = pl.Schema(
    [
        ("area", pl.UInt32()),
        ("level", pl.UInt8()),
        ("parent", pl.UInt32()),
        ("label", pl.String()),
        ("words", pl.List(pl.String())),
        ("papers", pl.UInt32()),
        ("x", pl.Int16()),
        ("y", pl.Int16()),
    ]
)
"""See :class:`inroad.types.MapArea`."""
TABLES: Final = ("map", "map_areas")

GRID: Final = 384
"""Cells a side; that of :mod:`inroad.search.map.areas`."""
_EXTENT: Final = 32_768
_NONE: Final = 255


def _cells(x: Ints, y: Ints) -> Ints:
    return ((x + _EXTENT) * GRID // (2 * _EXTENT)) * GRID + (y + _EXTENT) * GRID // (2 * _EXTENT)


def _ints(column: pl.Series) -> Ints:
    return column.cast(pl.Int64).to_numpy()


def pack_map(table: pl.DataFrame, read: Read) -> Parts:
    """Parts of MAP."""
    paper, x, y, area = (_ints(table[name]) for name in MAP.names())
    picture = np.full(GRID * GRID, -1)
    cell = _cells(x, y)
    picture[cell] = area
    if not np.array_equal(picture[cell], area):
        raise ValueError("papers of one cell are in different areas")
    # An empty cell says what the one before it does, which takes no room.
    last = np.maximum.accumulate(np.where(picture >= 0, np.arange(len(picture)), 0))
    filled = np.where(picture[last] >= 0, picture[last], _NONE)
    return {
        "paper": numbers(np.diff(paper, prepend=-1) - 1),
        "x": numbers(x + _EXTENT),
        "y": numbers(y + _EXTENT),
        "areas": filled.astype(np.uint8).tobytes(),
    }


def unpack_map(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_map`."""
    x, y = (read_numbers(parts[name]) - _EXTENT for name in ("x", "y"))
    columns = {
        "paper": pl.Series(np.cumsum(read_numbers(parts["paper"]) + 1) - 1),
        "x": pl.Series(x),
        "y": pl.Series(y),
        "area": pl.Series(np.frombuffer(parts["areas"], np.uint8)[_cells(x, y)]),
    }
    return pl.DataFrame({name: columns[name].cast(dtype) for name, dtype in MAP.items()})


_WHOLE = ("area", "level", "papers")
_SIGNED = ("x", "y")


def pack_map_areas(table: pl.DataFrame, read: Read) -> Parts:
    """Parts of MAP_AREAS."""
    said = table["words"].list.join("\t")
    return {
        **{name: numbers(_ints(table[name])) for name in _WHOLE},
        **{name: numbers(_ints(table[name]) + _EXTENT) for name in _SIGNED},
        "parent": numbers(_ints((table["parent"].cast(pl.Int64) + 1).fill_null(0))),
        "said": bundled([texts(table["label"]), texts(said)]),
    }


def unpack_map_areas(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_map_areas`."""
    label, said = (read_texts(part) for part in unbundled(parts["said"]))
    parent = pl.Series(read_numbers(parts["parent"]) - 1)
    columns = {
        **{name: pl.Series(read_numbers(parts[name])) for name in _WHOLE},
        **{name: pl.Series(read_numbers(parts[name]) - _EXTENT) for name in _SIGNED},
        "parent": parent.set(parent < 0, None),
        "label": label,
        "words": said.str.split("\t").list.eval(pl.element().filter(pl.element() != "")),
    }
    return pl.DataFrame({name: columns[name].cast(dtype) for name, dtype in MAP_AREAS.items()})
