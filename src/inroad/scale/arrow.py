"""Tables of ours as tables of Spark: it knows no unsigned numbers, so each is a longer signed one there.

64 bits stay 64 bits: cues are bits and no amount, so they are the same bits with a sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
import pyarrow as pa

_SIGNED: dict[Any, pl.DataType] = {
    pl.UInt8: pl.Int16(),
    pl.UInt16: pl.Int32(),
    pl.UInt32: pl.Int64(),
    pl.UInt64: pl.Int64(),
}
_KINDS: dict[Any, tuple[str, Any]] = {
    pl.String: ("string", pa.string()),
    pl.Boolean: ("boolean", pa.bool_()),
    pl.Int16: ("smallint", pa.int16()),
    pl.Int32: ("int", pa.int32()),
    pl.Int64: ("bigint", pa.int64()),
    pl.Float32: ("float", pa.float32()),
    pl.Float64: ("double", pa.float64()),
    pl.Date: ("date", pa.date32()),
}


def ddl(schema: pl.Schema) -> str:
    """A schema as Spark writes it."""
    return ", ".join(f"`{name}` {_spelt(dtype)}" for name, dtype in schema.items())


def _spelt(dtype: Any) -> str:
    if isinstance(dtype, pl.List):
        return f"array<{_spelt(dtype.inner)}>"
    if isinstance(dtype, pl.Struct):
        return f"struct<{', '.join(f'`{field.name}`: {_spelt(field.dtype)}' for field in dtype.fields)}>"
    return _KINDS[_signed(dtype).base_type()][0]


def to_arrow(table: pl.DataFrame) -> pa.Table:
    """A table as Spark takes it."""
    signed = table.select(
        pl.col(name).cast(_signed(dtype), wrap_numerical=True) for name, dtype in table.schema.items()
    )
    return signed.to_arrow().cast(pa.schema([(name, _arrow(dtype)) for name, dtype in signed.schema.items()]))


def from_arrow(table: pa.Table, schema: pl.Schema) -> pl.DataFrame:
    """The columns of ``schema``, as ours, of what Spark gave."""
    return as_ours(pl.DataFrame(pl.from_arrow(table)), schema)


def as_ours(table: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """The columns of ``schema``, their numbers without sign where they have none."""
    return table.select(_as_ours(name, dtype) for name, dtype in schema.items())


def _as_ours(name: str, dtype: Any) -> pl.Expr:
    return pl.col(name).cast(dtype, wrap_numerical=True)


def batches(table: pl.DataFrame) -> Iterable[Any]:
    """A table as the record batches that a function on executors gives."""
    found: Iterable[Any] = to_arrow(table).combine_chunks().to_batches()
    return found


def _signed(dtype: Any) -> Any:
    if isinstance(dtype, pl.List):
        return pl.List(_signed(dtype.inner))
    if isinstance(dtype, pl.Struct):
        return pl.Struct({field.name: _signed(field.dtype) for field in dtype.fields})
    return _SIGNED.get(dtype.base_type(), dtype)


def _arrow(dtype: Any) -> Any:
    if isinstance(dtype, pl.List):
        return pa.list_(_arrow(dtype.inner))
    if isinstance(dtype, pl.Struct):
        return pa.struct([(field.name, _arrow(field.dtype)) for field in dtype.fields])
    return _KINDS[dtype.base_type()][1]
