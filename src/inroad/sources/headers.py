"""What stands around a page: who may see it, how often one may ask, and where the next page is.

Keys are secrets.  :class:`Access` holds one together with the only origin (scheme, host and port) that may
see it; it never shows its value, and a value that could not be sent without being shown is refused.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from inroad.errors import InputError

_SENDABLE = re.compile(r"[\x21-\x7e]{1,4096}")
_LINK = re.compile(r"<([^<>]*)>\s*;[^<>,]*?rel=\"?(\w+)\"?")
_RATE_LIMIT = re.compile(r";\s*r=(\d{1,9})\b.*?;\s*t=(\d{1,9})\b")
_LONG_AGO = 10**9
"""A reset time below this is no time since 1970 but seconds from now."""


# -- keys ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Access:
    """A key, how it is shown, and to whom alone."""

    base: str
    """Address of the service; nothing of another scheme, host or port is ever shown the key."""
    name: str
    """Of the header or the parameter."""
    value: str = field(repr=False)
    place: Literal["header", "query"] = "header"
    prefix: str = ""
    """Before the value in a header (``Bearer ``)."""

    def __post_init__(self) -> None:
        if not _SENDABLE.fullmatch(self.value):
            raise InputError(
                f"the key for {urlsplit(self.base).netloc} has characters that no key has",
                "copy it again, without blanks or line ends",
            )
        if urlsplit(self.base).scheme != "https" and not _here(urlsplit(self.base).hostname):
            raise InputError(
                f"a key may not be sent to {urlsplit(self.base).netloc} without encryption",
                "give an address that begins with https://",
            )

    def allows(self, address: str) -> bool:
        """Whether the key may be shown to this address."""
        return _origin(address) == _origin(self.base)

    def headers(self, address: str) -> dict[str, str]:
        """Headers that show the key, none for strangers."""
        if self.place == "header" and self.allows(address):
            return {self.name: self.prefix + self.value}
        return {}

    def address(self, address: str) -> str:
        """The address to ask at, with the key where it belongs there."""
        if self.place != "query" or not self.allows(address):
            return address
        return f"{address}{'&' if '?' in address else '?'}{urlencode({self.name: self.value})}"


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, parts.hostname, port


def _here(host: str | None) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


class _WithoutQuery(logging.Filter):
    """Cuts the parameters off addresses that the HTTP library logs: one of them may be a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(str(arg).split("?")[0] if _is_address(arg) else arg for arg in record.args)
        return True


def _is_address(arg: object) -> bool:
    return str(arg).startswith(("http://", "https://"))


logging.getLogger("httpx").addFilter(_WithoutQuery())


# -- rates --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limit:
    """How many more requests a service allows."""

    left: int
    of: int | None
    resets: dt.datetime | None
    """When it begins to count anew, by the server's clock."""


def limit_of(headers: Mapping[str, str], now: dt.datetime) -> Limit | None:
    """The limit that an answer tells, in GitHub's way or in that of the ``RateLimit`` draft."""
    left = _number(headers.get("x-ratelimit-remaining"))
    if left is not None:
        resets = _number(headers.get("x-ratelimit-reset"))
        return Limit(left, _number(headers.get("x-ratelimit-limit")), _moment(resets, now))
    if found := _RATE_LIMIT.search(headers.get("ratelimit", "")):
        quota = re.search(r";\s*q=(\d{1,9})\b", headers.get("ratelimit-policy", ""))
        return Limit(int(found[1]), int(quota[1]) if quota else None, _moment(int(found[2]), now))
    return None


def _moment(value: int | None, now: dt.datetime) -> dt.datetime | None:
    if value is None:
        return None
    return (
        now + dt.timedelta(seconds=value) if value < _LONG_AGO else dt.datetime.fromtimestamp(value, dt.UTC)
    )


def _number(words: str | None) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,10})\s*", words or "")
    return int(found[1]) if found else None


# -- pages --------------------------------------------------------------------------------------------


def links(headers: Mapping[str, str]) -> dict[str, str]:
    """The ``Link`` header: relation ("next", "last") to address."""
    return {relation: address for address, relation in _LINK.findall(headers.get("link", ""))}


def last_page(headers: Mapping[str, str]) -> int | None:
    """Number of the last page, where the server tells."""
    _, _, query = links(headers).get("last", "").partition("#")[0].partition("?")
    try:
        return _number(parse_qs(query).get("page", [""])[0])
    except ValueError:  # more fields than any honest address has
        return None
