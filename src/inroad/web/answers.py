"""What was worked out, kept for those who ask again: once for many readers, forgotten oldest first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Answers(Generic[Value]):
    """A bounded memory in which each answer is made once, also when many ask at the same moment.

    Args:
        most: how much is kept, in units of ``size``.
        size: how much one answer counts; by default each counts one.
    """

    def __init__(self, most: int, size: Callable[[Value], int] = lambda value: 1) -> None:
        self._most, self._size = most, size
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._making: dict[Hashable, Future[Value]] = {}
        self._total = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The answer of ``key``; made here, or waited for if somebody is making it.

        What ``make`` raises reaches all who wait, and nothing is kept.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            waited, mine = self._making.get(key), Future[Value]()
            if waited is None:
                self._making[key] = mine
        return self._make(key, mine, make) if waited is None else waited.result()

    def __contains__(self, key: Any) -> bool:
        with self._lock:
            return key in self._kept

    def clear(self) -> None:
        """Forget all; answers in the making still reach those who wait for them."""
        with self._lock:
            self._kept.clear()
            self._making.clear()
            self._total = 0

    def _make(self, key: Hashable, future: Future[Value], make: Callable[[], Value]) -> Value:
        try:
            value = make()
        except BaseException as error:
            self._done(key, future)
            future.set_exception(error)
            raise
        self._keep(key, future, value)
        future.set_result(value)
        return value

    def _done(self, key: Hashable, future: Future[Value]) -> bool:
        """Whether this was still wanted: after ``clear`` it is not."""
        with self._lock:
            return self._making.get(key) is future and self._making.pop(key) is future

    def _keep(self, key: Hashable, future: Future[Value], value: Value) -> None:
        if not self._done(key, future):
            return
        with self._lock:
            self._kept[key] = value
            self._total += self._size(value)
            while self._total > self._most and len(self._kept) > 1:
                self._total -= self._size(self._kept.popitem(last=False)[1])
