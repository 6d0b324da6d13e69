"""The only way to the network: slow, patient and bounded.

arXiv's terms ask for no more than one request every three seconds over one connection, whatever the
program; a blocked address is a user without data.  So every request of Inroad goes through
:class:`Client`, which promises:

- one connection, and ``Manners.interval`` seconds between the starts of two requests;
- a server that says "later" (429, 503 with ``Retry-After`` as seconds or date) is obeyed up to
  ``Manners.patience``, and beyond that told to the user with the time to come back (``Throttled``);
- cut connections, timeouts and failing servers are tried again with growing pauses;
- no page can fill the memory or hold the program for ever, packed or not;
- no redirect leads to another scheme, from https to http, or from outside into this machine;
- what a server says about caching is handed out as opaque data and sent back when handed in;
- a key is shown to the one origin that it is for, and stands in no message (``headers.Access``);
- a server that says how many requests are left is not asked beyond them.

The clock and the sleep are passed in.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode, urlsplit

import httpx
import stamina

from inroad import __version__
from inroad.errors import SourceError, Throttled
from inroad.sources.bodies import led, refuse_redirect, unpacked
from inroad.sources.headers import Access, Limit, limit_of

_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_LONGEST_WAIT = 10 * 365 * 86_400

# Waits are told through ``on_wait``; without a handler Python would print stamina's notices bare.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Manners:
    """How a server is treated.  The defaults are what arXiv asks for."""

    interval: float = 3.0
    """Seconds between the starts of two requests."""
    attempts: int = 8
    """How often one page is asked for before giving up."""
    backoff: float = 5.0
    """First pause after a failure, in seconds; doubles each time, up to two minutes."""
    patience: float = 900.0
    """Longest wait that a server may ask for, in seconds."""
    silence: float = 120.0
    """Longest wait for the next byte, in seconds."""
    page_seconds: float = 600.0
    """Longest time for one page from asking to its last byte."""
    page_bytes: int = 64 * 2**20
    """Largest page, unpacked."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said about a page's version.  Keep it, and hand it back with the same request."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The request headers by which the server may answer "unchanged"."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer.  Any status that is no reason to ask again is the caller's to judge."""

    url: str
    status: int
    body: bytes
    validators: Validators = field(default_factory=Validators)
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    cut: bool = False
    """There is more than was wanted, which was not read."""

    @property
    def date(self) -> dt.datetime | None:
        """The server's clock."""
        return _http_date(self.headers.get("date"))

    @property
    def limit(self) -> Limit | None:
        """How many more requests the server allows, where it tells."""
        return limit_of(self.headers, self.date or dt.datetime.now(dt.UTC))

    @property
    def unchanged(self) -> bool:
        """The page is what it was when the validators were given."""
        return self.status == 304


class _Later(Exception):
    """This attempt failed in a way that may pass; ``wait`` is what the server asked for."""

    def __init__(self, reason: str, wait: float | None = None, busy: bool = False) -> None:
        super().__init__(reason)
        self.wait = wait
        self.busy = busy


class Client:
    """A polite client; use it as a context manager, one for a whole run.

    Args:
        manners: rates and bounds.
        monotonic: seconds that never go back.
        now: the time of day, to read dates in ``Retry-After`` when the server sends no ``Date``.
        sleep: waits so many seconds.
        on_wait: told how long a wait will be and why, before every wait longer than the usual pause.
        access: the key for the service asked, if there is one.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        sleep: Callable[[float], None] = time.sleep,
        on_wait: Callable[[float, str], None] = lambda seconds, why: None,
        access: Access | None = None,
    ) -> None:
        self.manners = manners or Manners()
        self._monotonic = monotonic
        self._now = now
        self._sleep = sleep
        self._on_wait = on_wait
        self._access = access
        self._earliest = monotonic()
        self._http = httpx.Client(
            headers={"User-Agent": f"inroad/{__version__} (metadata harvester of the Inroad project)"},
            timeout=httpx.Timeout(self.manners.silence, connect=min(30.0, self.manners.silence)),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    # -- asking -----------------------------------------------------------------------------------

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        validators: Validators | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        enough: int | None = None,
    ) -> Reply:
        """The answer to a GET; of a page longer than ``enough`` bytes only these, the rest stays unread.

        Raises:
            errors.Throttled: the server asks for more patience than we have, or stays busy.
            errors.SourceError: it cannot be reached, keeps failing, or sends what must not be read.
        """
        address = f"{url}{'&' if '?' in url else '?'}{urlencode(params)}" if params else url
        wanted = _Wanted({**(headers or {}), **(validators.headers() if validators else {})}, enough)
        tries = stamina.retry_context(on=self._retry, attempts=self.manners.attempts, timeout=None)
        try:
            for attempt in tries:
                with attempt:
                    return self._followed(address, wanted, attempt.num)
        except _Later as last:
            raise self._gave_up(address, last) from last.__cause__
        raise AssertionError("a retry context either returns or raises")

    def _retry(self, error: Exception) -> bool | float:
        # The pause itself is made before the next request, where the rate is kept: one place that waits.
        return 0.0 if isinstance(error, _Later) else False

    def _gave_up(self, address: str, last: _Later) -> SourceError:
        host, tried = urlsplit(address).netloc, self.manners.attempts
        if last.busy:
            return Throttled(
                f"{host} stays busy after {tried} requests ({last})", "run the same command again later"
            )
        return SourceError(
            f"{host} could not be read in {tried} attempts ({last})",
            "check the connection, then run the same command again",
        )

    def _followed(self, address: str, wanted: _Wanted, number: int) -> Reply:
        origin = address
        for _ in range(self.manners.redirects + 1):
            reply, location = self._once(address, wanted, number)
            if location is None:
                return reply
            target = led(address, location)
            refuse_redirect(origin, target)
            address = target
        raise SourceError(
            f"{urlsplit(origin).netloc} redirects more than {self.manners.redirects} times",
            "check the base address",
        )

    def _once(self, address: str, wanted: _Wanted, number: int) -> tuple[Reply, str | None]:
        """One request: the answer, and where it leads instead."""
        self._pause(address)
        deadline = self._monotonic() + self.manners.page_seconds
        headers = {"Accept-Encoding": "gzip", **wanted.headers}
        try:
            with self._http.stream(
                "GET", self._with_key(address), headers=headers | self._key_headers(address)
            ) as response:
                self._heed(response)
                if response.status_code in _AGAIN or _limited(response):
                    self._come_back(response, number)
                if response.status_code in _MOVED and "location" in response.headers:
                    return Reply(address, response.status_code, b""), response.headers["location"]
                return self._reply(address, response, deadline, wanted.enough), None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise SourceError(
                f"{address[:200]!r} is no web address ({error})", "check the base address"
            ) from error
        except httpx.TransportError as error:
            self._hold(self._growing(number), _told(error))
            raise _Later(_told(error)) from error

    def _with_key(self, address: str) -> str:
        return self._access.address(address) if self._access else address

    def _key_headers(self, address: str) -> dict[str, str]:
        return self._access.headers(address) if self._access else {}

    def _reply(self, address: str, response: httpx.Response, deadline: float, enough: int | None) -> Reply:
        validators = Validators(response.headers.get("etag"), response.headers.get("last-modified"))
        body = bytearray()
        for chunk in self._bounded(address, unpacked(response, address), deadline):
            body += chunk
            if enough is not None and len(body) > enough:
                break
        cut = enough is not None and len(body) > enough
        headers = dict(response.headers.items())
        return Reply(address, response.status_code, bytes(body[:enough]), validators, headers, cut)

    def _bounded(self, address: str, chunks: Iterator[bytes], deadline: float) -> Iterator[bytes]:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > self.manners.page_bytes:
                raise SourceError(
                    f"the page {address[:200]} is larger than {self.manners.page_bytes:,} bytes",
                    "a page of this service is never that large: check the base address, or try again later",
                )
            if self._monotonic() > deadline:
                raise SourceError(
                    f"the page {address[:200]} took longer than {self.manners.page_seconds:g} seconds",
                    "run the same command again later",
                )
            yield chunk

    # -- waiting ----------------------------------------------------------------------------------

    def rest(self, since_last: float) -> None:
        """Count a request made by an earlier process so many seconds ago, so that the rate outlives us."""
        left = min(max(self.manners.interval - since_last, 0.0), self.manners.interval)
        self._earliest = max(self._earliest, self._monotonic() + left)

    def _pause(self, address: str) -> None:
        left = self._earliest - self._monotonic()
        if left > max(self.manners.patience, self.manners.interval, 120.0):
            raise self._too_long(urlsplit(address).netloc, left)
        if left > 0:
            self._sleep(left)
        self._earliest = self._monotonic() + self.manners.interval

    def _hold(self, seconds: float, why: str) -> None:
        self._earliest = max(self._earliest, self._monotonic() + seconds)
        if self.manners.interval < seconds <= max(self.manners.patience, 120.0):
            self._on_wait(seconds, why)

    def _growing(self, number: int) -> float:
        return min(self.manners.backoff * 2.0 ** (number - 1), 120.0)

    def _heed(self, response: httpx.Response) -> None:
        """Ask no more before a used-up limit is counted anew."""
        now = self._server_time(response)
        told = limit_of(response.headers, now)
        if told and told.left == 0 and told.resets and response.status_code not in _AGAIN | {403}:
            self._hold(_until(told.resets, now), "no more requests are allowed before then")

    def _come_back(self, response: httpx.Response, number: int) -> None:
        """Say that this answer is none, and when to ask again."""
        reason = f"it answers {response.status_code} {response.reason_phrase}".rstrip()
        asked = self._asked_for(response)
        if asked is not None and asked > self.manners.patience:
            self._earliest = max(self._earliest, self._monotonic() + asked)
            raise self._too_long(response.url.host, asked)
        wait = self._growing(number) if asked is None else asked
        self._hold(wait, reason)
        raise _Later(reason, busy=response.status_code in (403, 429, 503))

    def _asked_for(self, response: httpx.Response) -> float | None:
        """Seconds that the server asks us to wait, where it does."""
        now = self._server_time(response)
        asked = retry_after(response.headers.get("retry-after"), now)
        told = limit_of(response.headers, now)
        used_up = asked is None and told and told.left == 0
        return _until(told.resets, now) if used_up and told and told.resets else asked

    def _server_time(self, response: httpx.Response) -> dt.datetime:
        return _http_date(response.headers.get("date")) or self._now()

    def _too_long(self, host: str, seconds: float) -> Throttled:
        back = self._now() + dt.timedelta(seconds=seconds)
        return Throttled(
            f"{host} asks us to wait {_spelled(seconds)}",
            f"run the same command again after {back.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC; it goes on",
        )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for besides the address."""

    headers: Mapping[str, str]
    enough: int | None = None


def _limited(response: httpx.Response) -> bool:
    """Whether a refusal is one for now only: GitHub says 403 where others say 429."""
    used_up = response.headers.get("x-ratelimit-remaining", "").strip() == "0"
    return response.status_code == 403 and (used_up or "retry-after" in response.headers)


def _until(resets: dt.datetime, now: dt.datetime) -> float:
    # A second more: the server's clock has whole seconds only.
    return min(max((resets - now).total_seconds(), 0.0) + 1.0, _LONGEST_WAIT)


# -- reading headers ----------------------------------------------------------------------------------


def retry_after(words: str | None, now: dt.datetime) -> float | None:
    """Seconds to wait by a ``Retry-After`` header, never negative; None where it says nothing readable."""
    if words is None:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", words):
        return float(min(int(words.strip()[:12]), _LONGEST_WAIT))
    date = _http_date(words)
    return None if date is None else min(max((date - now).total_seconds(), 0.0), _LONGEST_WAIT)


def _http_date(words: str | None) -> dt.datetime | None:
    try:
        date = email.utils.parsedate_to_datetime(words or "")
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=dt.UTC)


def _spelled(seconds: float) -> str:
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def _told(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return str(error).splitlines()[0] if str(error) else type(error).__name__
