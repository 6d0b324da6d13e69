"""Tables laid out as plain arrays, so that a few rows can be read where they lie and the rest stays on disk.

A column of numbers is an array; one of texts its bytes and where each text ends, or, of few different texts,
these and which of them each row has; one of lists its values and where each list ends.  Beside a column that
rows are asked for by stands where the rows of each number are.  Rows come back with the same types and values
as the table had, in the same order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

Array = npt.NDArray[np.generic]
Rows = npt.NDArray[np.int64]
"""Positions of rows."""
_NULL, _ENDS, _BYTES, _WORDS, _VALUES, _START, _ORDER = "?", ">", "*", "#", ".", "<", "="
"""Ends of the names of what belongs to a column."""
_FEW = 4_096
"""So many different texts are few."""
_SPARSE = 256
"""Of so many positions one is asked for, and a mask of all costs more than to sort what is asked."""


# -- laying out -----------------------------------------------------------------------------------


def laid_out(name: str, table: pl.DataFrame, by: Iterable[str] = ()) -> Iterator[tuple[str, Array]]:
    """Arrays of a table by name.

    Args:
        name: of the table.
        table: its columns have numbers, days, truth values, texts, or lists of these.
        by: columns of numbers from 0 on, or of lists of them, by which its rows are going to be asked for.
    """
    for column in table.columns:
        yield from _laid_out(f"{name}/{column}", table[column])
    for column in by:
        yield from _places(f"{name}/{column}", table[column])


def _laid_out(name: str, column: pl.Series) -> Iterator[tuple[str, Array]]:
    if column.null_count():
        yield name + _NULL, column.is_null().to_numpy()
    if column.dtype == pl.String:
        yield from _texts(name, column.fill_null(""))
    elif isinstance(column.dtype, pl.List):
        lengths = column.list.len().fill_null(0)
        yield name + _ENDS, np.cumsum(lengths.to_numpy(), dtype=np.uint64)
        yield from _laid_out(name + _VALUES, column.filter(lengths > 0).explode())
    else:
        physical = column.cast(pl.UInt8) if column.dtype == pl.Boolean else column.to_physical()
        yield name, physical.fill_null(0).to_numpy()


def _texts(name: str, column: pl.Series) -> Iterator[tuple[str, Array]]:
    words = column.unique().sort()
    if _FEW >= words.len() < column.len():
        yield name, (column.rank("dense") - 1).cast(pl.UInt16).to_numpy()
        yield from _texts(name + _WORDS, words)
    else:
        yield from plain_texts(name, column)


def plain_texts(name: str, column: pl.Series) -> Iterator[tuple[str, Array]]:
    """Arrays of a column of texts without nulls; sorted ones are found by :func:`equal_texts`."""
    yield name + _ENDS, np.cumsum(column.str.len_bytes().to_numpy(), dtype=np.uint64)
    yield name + _BYTES, np.frombuffer(column.str.join("").item().encode(), dtype=np.uint8)


def _places(name: str, column: pl.Series) -> Iterator[tuple[str, Array]]:
    """Where each number's rows are: its first place, and the rows themselves if they are not in order."""
    rows = pl.DataFrame({"row": np.arange(len(column)), "key": column})
    rows = rows.explode("key") if isinstance(column.dtype, pl.List) else rows
    there, keys = (rows.drop_nulls("key")[name].to_numpy() for name in ("row", "key"))
    order = np.argsort(keys, kind="stable")
    if len(there) < len(column) or isinstance(column.dtype, pl.List) or not column.is_sorted():
        yield name + _ORDER, there[order].astype(np.uint32)
    most = int(keys.max()) if len(keys) else -1
    yield name + _START, np.searchsorted(keys[order], np.arange(most + 2)).astype(np.uint32)


# -- reading back -----------------------------------------------------------------------------------


def rows_of(arrays: Mapping[str, Array], name: str, by: str, numbers: Sequence[int] | pl.Series) -> Rows:
    """Rows in which a column of a table has one of some numbers, in order."""
    column = f"{name}/{by}"
    start = arrays[column + _START]
    wanted = positions(numbers, len(start) - 1)
    firsts = start[wanted].astype(np.int64)
    places = _ranges(firsts, start[wanted + 1].astype(np.int64) - firsts)
    if column + _ORDER not in arrays:
        return places
    return _once(arrays[column + _ORDER][places].astype(np.int64))


def _numbers(numbers: Sequence[int] | pl.Series) -> Rows:
    given = numbers.drop_nulls().to_numpy() if isinstance(numbers, pl.Series) else numbers
    return np.asarray(given, dtype=np.int64)


def positions(numbers: Sequence[int] | pl.Series, count: int) -> Rows:
    """Numbers that are positions of rows, each once, in order; there are so many rows."""
    wanted = _numbers(numbers)
    return _once(wanted[wanted < count])


def _once(numbers: Rows) -> Rows:
    """Each once, in order: ``numpy.unique`` hashes them, which takes longer where they are many and close."""
    size = int(numbers.max()) + 1 if len(numbers) else 0
    if len(numbers) * _SPARSE < size:
        return np.unique(numbers)
    there = np.zeros(size, dtype=np.bool_)
    there[numbers] = True
    return np.flatnonzero(there)


def taken(
    arrays: Mapping[str, Array], name: str, schema: Mapping[str, pl.DataType], rows: Rows
) -> pl.DataFrame:
    """Some rows of a table, in the columns of a schema."""
    return pl.DataFrame([_taken(arrays, f"{name}/{each}", each, schema[each], rows) for each in schema])


def _taken(arrays: Mapping[str, Array], name: str, called: str, dtype: pl.DataType, rows: Rows) -> pl.Series:
    if dtype == pl.String:
        column = pl.Series(called, texts_at(arrays, name, rows), dtype=pl.String)
    elif isinstance(dtype, pl.List):
        column = _lists(arrays, name, dtype, rows).alias(called)
    else:
        values = pl.Series(called, np.asarray(arrays[name][rows]))
        column = values.cast(pl.Boolean if dtype == pl.Boolean else dtype)
    if name + _NULL not in arrays:
        return column
    return column.zip_with(~pl.Series(np.asarray(arrays[name + _NULL][rows])), pl.Series([None], dtype=dtype))


def texts_at(arrays: Mapping[str, Array], name: str, rows: Rows) -> list[str] | pl.Series:
    """The texts of some rows of a column."""
    if name in arrays:
        which, words = arrays[name][rows].astype(np.int64), len(arrays[name + _WORDS + _ENDS])
        if len(which) < words:
            return texts_at(arrays, name + _WORDS, which)
        every = pl.Series(texts_at(arrays, name + _WORDS, np.arange(words)), dtype=pl.String)
        return every.gather(pl.Series(which))
    first, last = _spans(arrays, name, rows)
    told = arrays[name + _BYTES].data
    return [str(told[a:b], "utf-8") for a, b in zip(first.tolist(), last.tolist(), strict=True)]


def equal_texts(arrays: Mapping[str, Array], name: str, text: str) -> range:
    """Rows of a column of sorted texts that have this one."""
    ends, told, wanted = arrays[name + _ENDS], memoryview(arrays[name + _BYTES].data), text.encode()

    def at(row: int) -> bytes:
        return told[int(ends[row - 1]) if row else 0 : int(ends[row])].tobytes()

    every = range(len(ends))
    return range(bisect_left(every, wanted, key=at), bisect_right(every, wanted, key=at))


def _lists(arrays: Mapping[str, Array], name: str, dtype: pl.List, rows: Rows) -> pl.Series:
    first, last = _spans(arrays, name, rows)
    lengths, inner = last - first, pl.Series(dtype=dtype.inner).dtype
    values = _taken(arrays, name + _VALUES, "values", inner, _ranges(first, lengths))
    places = pl.DataFrame({"row": np.repeat(np.arange(len(rows)), lengths), "values": values})
    lists = places.group_by("row", maintain_order=True).agg("values")
    every = pl.DataFrame({"row": np.arange(len(rows))}).join(
        lists, on="row", how="left", maintain_order="left"
    )
    return every["values"].fill_null(pl.Series([[]], dtype=dtype))


def _spans(arrays: Mapping[str, Array], name: str, rows: Rows) -> tuple[Rows, Rows]:
    """Where the texts or lists of some rows begin and end."""
    ends = arrays[name + _ENDS]
    first = np.where(rows > 0, ends[np.maximum(rows - 1, 0)], 0)
    return first.astype(np.int64), ends[rows].astype(np.int64)


def _ranges(firsts: Rows, lengths: Rows) -> Rows:
    """All numbers of some ranges, one range after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    found: Rows = np.arange(total, dtype=np.int64) + np.repeat(firsts - (ends - lengths), lengths)
    return found
