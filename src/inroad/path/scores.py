"""A table of scores and labels, read from CSV (pure: text in, columns out)."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inroad.errors import InputError, NotFound

Floats = npt.NDArray[np.float64]
SCORES = ("score", "probability", "prob", "prediction", "pred")
LABELS = ("label", "target", "outcome", "y")
_YES = ("1", "1.0", "true", "yes", "y", "t", "positive", "pos")
_NO = ("0", "0.0", "false", "no", "n", "f", "negative", "neg")
_MEANT = dict.fromkeys(_YES, 1.0) | dict.fromkeys(_NO, 0.0)


@dataclass(frozen=True, slots=True)
class Scores:
    """Cases in an order of their own, whatever that of the file was."""

    score: str
    """Name of the column."""
    label: str
    positives: Floats
    """Scores of positive cases, ascending: (p,)."""
    negatives: Floats
    """Scores of the others, ascending: (n,)."""
    simple_positives: Floats | None = None
    """Scores of the simple model for the same cases in the same order."""
    simple_negatives: Floats | None = None


def read(
    data: bytes,
    score: str | None = None,
    label: str | None = None,
    simple: str | None = None,
    positive: str | None = None,
) -> Scores:
    """Scores and labels.

    Args:
        data: the file.
        score: name of its column; None: one of ``SCORES``.
        label: the same; None: one of ``LABELS``.
        simple: column of another score; None: there is none.
        positive: the label of positive cases; None: 1, true or yes.

    Raises:
        NotFound: a column is not there; carries near names.
        InputError: a value is missing or is no number, a label is not known, or all are alike; says where.
    """
    rows = _rows(data)
    head = [each.strip() for each in next(rows, (0, []))[1]]
    if not any(head):
        raise InputError(
            "the file is empty", "give a CSV file with a header, a score and a label in each row"
        )
    _check_head(head)
    names = [_column(head, score, SCORES, "score"), _column(head, label, LABELS, "label")]
    names += [_column(head, simple, (), "simple")] if simple else []
    places = [head.index(name) for name in names]
    found = [_values(number, row, head, places, names, positive) for number, row in rows]
    if not found:
        raise InputError("the file has a header and no rows", "give a score and a label in each row")
    return _sorted(np.array(found, dtype=np.float64), names)


# -- reading --------------------------------------------------------------------------------------


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with the number of their line."""
    if b"\0" in data[:4096]:
        raise InputError("the file is not text", "save it as CSV in UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"the file is not UTF-8 (byte {error.start})", "save it as CSV in UTF-8") from None
    first = text.lstrip("\r\n").partition("\n")[0]
    mark = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for row in reader:
            if any(each.strip() for each in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise InputError(f"line {reader.line_num} cannot be read ({error})", "mend that line") from None


def _check_head(head: Sequence[str]) -> None:
    twice = sorted({each for each in head if each and head.count(each) > 1})
    if twice:
        raise InputError(f"two columns are called {twice[0]!r}", "name them differently")


def _column(head: Sequence[str], wanted: str | None, usual: Sequence[str], what: str) -> str:
    if wanted is not None:
        if wanted in head:
            return wanted
        from inroad.near import near

        named = ", ".join(each for each in head if each)
        raise NotFound(f"there is no column {wanted!r}", f"the file has {named}", near(wanted, head))
    for name in usual:
        for each in head:
            if each.lower() == name:
                return each
    named = ", ".join(each for each in head if each)
    raise InputError(
        f"which column is the {what} cannot be told (there are {named})", f"name it with --{what}"
    )


def _values(
    number: int,
    row: Sequence[str],
    head: Sequence[str],
    places: Sequence[int],
    names: Sequence[str],
    positive: str | None,
) -> list[float]:
    if len(row) != len(head):
        raise InputError(
            f"line {number} has {len(row)} fields, the header has {len(head)}",
            "quote fields that hold the separator; write numbers without thousands separators",
        )
    cells = [row[place].strip() for place in places]
    made = [_number(cells[0], names[0], number), _label(cells[1], names[1], number, positive)]
    return made + [_number(cell, name, number) for cell, name in zip(cells[2:], names[2:], strict=True)]


def _number(cell: str, name: str, number: int) -> float:
    try:
        value = float(cell)
        if math.isfinite(value) and "_" not in cell:
            return value
    except ValueError:
        value = None
    where = f"line {number}, column {name!r}"
    if not cell:
        raise InputError(f"{where}: the score is missing", "fill it in, or leave the row out")
    if value is None:
        mark = "," in cell or "'" in cell or "\u202f" in cell or "\xa0" in cell or " " in cell
        remedy = "write numbers like 1234.5" if mark else "write a number, or leave the row out"
        raise InputError(f"{where}: {cell!r} is no number", remedy) from None
    raise InputError(f"{where}: {cell!r} is no score", "write a number, or leave the row out")


def _label(cell: str, name: str, number: int, positive: str | None) -> float:
    known = _MEANT.get(cell.lower()) if positive is None else None
    if known is not None:
        return known
    where = f"line {number}, column {name!r}"
    if not cell or cell.lower() in ("nan", "na", "null", "none"):
        raise InputError(f"{where}: the label is missing", "fill it in, or leave the row out")
    if positive is not None:
        return float(cell == positive)
    raise InputError(
        f"{where}: {cell!r} is neither 1 nor 0, true nor false, yes nor no",
        "say which label is the positive one with --positive",
    )


def _sorted(found: Floats, names: Sequence[str]) -> Scores:
    """Cases by label, score and the simple model's score."""
    ordered = found[np.lexsort(tuple(found[:, each] for each in (found.shape[1] - 1, 0, 1)))]
    yes = ordered[:, 1] == 1
    if min(yes.sum(), (~yes).sum()) < 2:
        have = f"{int(yes.sum())} of {len(yes)} cases are positive"
        raise InputError(
            f"{have}; a threshold can only be judged with both kinds", "give at least two of each"
        )
    simple = (ordered[yes, 2], ordered[~yes, 2]) if len(names) > 2 else (None, None)
    return Scores(names[0], names[1], ordered[yes, 0], ordered[~yes, 0], *simple)
