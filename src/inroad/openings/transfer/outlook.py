"""Methods and tasks on an atlas's last day: which are joined, and how likely others are to be joined soon.

It does not depend on what is asked, so it is worked out once an atlas and kept (:mod:`.latest`): the
methods that may be transferred, the tasks, what the model looks at for both, and which papers speak of which
task.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.openings.transfer.arrays import Floats, Ints, Lists
from inroad.openings.transfer.known import Snapshot, pair_features
from inroad.openings.transfer.weights import Weights, shipped

HORIZON = 180
"""Days that a forecast looks ahead."""
_ALIGNED = 64
"""Arrays begin at multiples of so many bytes."""


@dataclass(frozen=True)
class Outlook:
    """Methods x tasks at the end of a day."""

    ids: tuple[str, ...]
    """method_id of each method; they are the first nodes of ``known``."""
    tasks: tuple[str, ...]
    """The next nodes."""
    known: Snapshot
    used: Lists
    """Of each method the tasks that its papers speak of."""
    spoken: Lists
    """Of each task the papers that speak of it in title or abstract."""
    speaking: Lists
    """Of each paper the tasks that it speaks of."""

    @cached_property
    def place(self) -> dict[str, int]:
        """method_id -> row."""
        return {name: row for row, name in enumerate(self.ids)}

    def probabilities(
        self, methods: Sequence[int], tasks: Ints, weights: Weights | None = None
    ) -> list[Floats]:
        """Of each of some methods (tasks,) probability that a paper joins it with each within ``HORIZON``
        days."""
        told = weights or shipped()
        nodes = np.concatenate([np.array(methods, dtype=np.int64), len(self.ids) + tasks])
        few, others = self.known.part(nodes), slice(len(methods), None)  # looked up once for all of them
        every = (pair_features(few, slice(row, row + 1), others) for row in range(len(methods)))
        return [told.calibration.probability(told.model.log_odds(each, few.names)) for each in every]

    def nearest_used(self, method: int, task: int) -> int | None:
        """Of the tasks that a method is used for, the one whose company is most like a task's."""
        others = self.used[method]
        if not len(others):
            return None
        size = len(self.ids)
        alike = [left for left, right in self.known.close.values() if right is None]
        return int(others[np.argmax(sum(left[size + others] @ left[size + task] for left in alike))])


# -- at rest --------------------------------------------------------------------------------------


def pack(told: Outlook) -> bytes:
    """All of it as the bytes of an archive of arrays."""
    return _joined(arrays_of(told))


def unpack(data: bytes) -> Outlook:
    """What :func:`pack` wrote.

    Raises:
        ValueError: it was cut short, or is something else.
    """
    try:
        return outlook_of(_parted(data))
    except (KeyError, TypeError, IndexError, UnicodeDecodeError) as error:
        raise ValueError(f"no outlook of transfers: {error}") from error


def arrays_of(told: Outlook) -> dict[str, NDArray[Any]]:
    """All of it as arrays."""
    known = told.known
    names = {
        "ids": told.ids,
        "tasks": told.tasks,
        "own": tuple(known.own),
        "close": tuple(known.close),
        "logs": tuple(known.logs),
        "day": known.day,
    }
    arrays: dict[str, NDArray[Any]] = {
        "names": np.frombuffer(json.dumps(names).encode(), np.uint8),
        "papers": known.papers,
    }
    arrays["own"] = np.stack(list(known.own.values()))
    for kind, pairs in (("close", known.close), ("logs", known.logs)):
        for number, sides in enumerate(pairs.values()):
            arrays |= {f"{kind} {number} {side}": rows for side, rows in enumerate(sides) if rows is not None}
    for name, lists in (("used", told.used), ("spoken", told.spoken), ("speaking", told.speaking)):
        arrays |= {f"{name} bounds": lists.bounds, f"{name} values": lists.values.astype(np.int32)}
    return arrays


def outlook_of(arrays: Mapping[str, NDArray[Any]]) -> Outlook:
    """Undoes :func:`arrays_of`.  They may lie in a file: only what is asked for is read."""
    names = json.loads(arrays["names"].tobytes())

    def sides(kind: str) -> dict[str, Any]:
        return {
            name: (arrays[f"{kind} {number} 0"], arrays.get(f"{kind} {number} 1"))
            for number, name in enumerate(names[kind])
        }

    own = dict(zip(names["own"], arrays["own"], strict=True))
    known = Snapshot(names["day"], arrays["papers"], own, sides("close"), sides("logs"))
    lists = (
        Lists(arrays[f"{name} bounds"], arrays[f"{name} values"]) for name in ("used", "spoken", "speaking")
    )
    return Outlook(tuple(names["ids"]), tuple(names["tasks"]), known, *lists)


def _joined(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Arrays one behind the other, after a line that tells them."""
    whole = {name: np.ascontiguousarray(each) for name, each in arrays.items()}
    told = json.dumps([(name, each.dtype.str, each.shape) for name, each in whole.items()]).encode()
    head = told + b" " * (-(len(told) + 1) % _ALIGNED) + b"\n"
    return head + b"".join(each.tobytes() + bytes(-each.nbytes % _ALIGNED) for each in whole.values())


def _parted(data: bytes) -> dict[str, NDArray[Any]]:
    """The arrays that :func:`_joined` joined, without a copy: an archive takes ten times as long to open."""
    start = data.index(b"\n") + 1
    arrays = {}
    for name, dtype, shape in json.loads(data[:start]):
        count = math.prod(shape)
        arrays[name] = np.frombuffer(data, np.dtype(dtype), count, start).reshape(shape)
        start += arrays[name].nbytes + -arrays[name].nbytes % _ALIGNED
    if start != len(data):
        raise ValueError(f"{len(data)} bytes where {start} were told")
    return arrays
