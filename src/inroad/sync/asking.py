"""Asking several services in one run: who can be asked, who is used up, and what time it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from inroad.errors import SourceError, Throttled
from inroad.sources.answers import Unreadable
from inroad.sources.headers import Limit, links
from inroad.sources.http import Client, Manners, Reply, Validators
from inroad.sync.services import SERVICES, Service

FAILURES = 3
"""After so many failures one after the other a service is left alone."""
DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Asker:
    """A client for every service that can be asked; a context manager, one for a whole run."""

    services: Iterable[Service]
    manners: Manners
    now: Callable[[], dt.datetime]
    on_wait: Callable[[float, str], None]
    warn: Callable[[str], None]
    skipped: list[str] = field(default_factory=list)
    """Services that cannot be asked at all, and why."""
    limits: dict[str, Limit] = field(default_factory=dict)
    _clients: dict[str, Client] = field(default_factory=dict)
    _bases: dict[str, str] = field(default_factory=dict)
    _closed: set[str] = field(default_factory=set)
    _failures: dict[str, int] = field(default_factory=dict)
    _offset: dt.timedelta = field(default_factory=dt.timedelta)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        for service in self.services:
            why = service.missing()
            if why is not None:
                self.skipped.append(f"{service.title}: {why}")
                continue
            client = Client(self.manners, now=self.now, on_wait=self.on_wait, access=service.access())
            self._clients[service.name] = self._stack.enter_context(client)
            self._bases[service.name] = service.address() or ""
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    # -- asking -----------------------------------------------------------------------------------

    def can_ask(self, service: str) -> bool:
        """Whether a service is configured."""
        return service in self._clients

    def closed(self, service: str) -> bool:
        """Whether a service is used up, or does not answer."""
        return service in self._closed

    def get(
        self,
        service: str,
        path: str,
        params: Mapping[str, str] | None = None,
        same: Validators | None = None,
        headers: Mapping[str, str] | None = None,
        enough: int | None = None,
    ) -> Reply:
        """One answer of a service.

        Raises:
            errors.SourceError: there is none.
        """
        address = path if "://" in path else self._bases[service] + path
        reply = self._clients[service].get(address, params, same, headers=headers, enough=enough)
        self._note(service, reply)
        if reply.status == 401:
            key = SERVICES[service].key_variable
            raise Throttled(f"{SERVICES[service].title} refuses the key", f"give a valid one in {key}")
        self._failures[service] = 0
        return reply

    def after(self, service: str, reply: Reply) -> str | None:
        """Address of the next page, if it is at the same place as this one."""
        found = links(reply.headers).get("next")
        here = found is not None and urlsplit(found)[:2] == urlsplit(self._bases[service])[:2]
        return found if here and reply.status == 200 else None

    def failed(self, service: str, error: SourceError) -> None:
        """Count a failure: a service that is used up, or fails again and again, is left alone."""
        if isinstance(error, Unreadable):
            return
        self._failures[service] = self._failures.get(service, 0) + 1
        if isinstance(error, Throttled) or self._failures[service] >= FAILURES:
            self._closed.add(service)
            self.warn(f"{SERVICES[service].title}: {error}")

    # -- time -------------------------------------------------------------------------------------

    def time(self) -> dt.datetime:
        """Now: by this machine, or by the servers if they are more than a day apart from it."""
        return self.now() + self._offset

    def _note(self, service: str, reply: Reply) -> None:
        if reply.limit is not None:
            self.limits[service] = reply.limit
        if reply.date is None:
            return
        gap = reply.date - self.now()
        wrong = abs(gap) > DAY
        if wrong and not self._offset:
            title, days = SERVICES[service].title, abs(gap).days
            self.warn(f"the clocks of this machine and {title} are {days} days apart; theirs is believed")
        self._offset = gap if wrong else dt.timedelta()

    def limits_told(self) -> tuple[str, ...]:
        """How many more requests each service allows, in words."""
        return tuple(_told(SERVICES[name].title, limit) for name, limit in sorted(self.limits.items()))


def _told(title: str, limit: Limit) -> str:
    of = f" of {limit.of:,}" if limit.of is not None else ""
    resets = f", resets {limit.resets:%H:%M} UTC" if limit.resets else ""
    return f"{title}: {limit.left:,}{of} left{resets}"
