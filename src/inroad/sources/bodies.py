"""What may be read and where one may be led: bodies unpacked within bounds, redirects that do no harm."""

from __future__ import annotations

import ipaddress
import socket
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from inroad.errors import SourceError

_PIECE = 1 << 20

# -- reading bodies -----------------------------------------------------------------------------------


def unpacked(response: httpx.Response, address: str) -> Iterator[bytes]:
    """The body in small pieces, however much a few packed bytes may stand for."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if response.status_code == 304 or coding == "identity":
        yield from response.iter_raw()
    elif coding in ("gzip", "x-gzip"):
        yield from _inflated(response.iter_raw())
    else:
        raise SourceError(
            f"{address[:200]} is packed with {coding!r}, which was not asked for", "check the base address"
        )


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    # httpx would unpack a chunk at a time without bound; a chunk of 64 kB can stand for 64 MB.
    packer = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for chunk in chunks:
            yield from _pieces(packer, chunk)
    except zlib.error as error:
        raise httpx.RemoteProtocolError(f"the packed page is damaged: {error}") from error
    if not packer.eof:
        raise httpx.RemoteProtocolError("the packed page ends in the middle")


def _pieces(packer: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    while not packer.eof:
        piece = packer.decompress(chunk, _PIECE)
        chunk = packer.unconsumed_tail
        yield piece
        if not chunk and len(piece) < _PIECE:
            return


# -- redirects ----------------------------------------------------------------------------------------


def refuse_redirect(origin: str, target: str, resolve: Callable[[str], list[str]] | None = None) -> None:
    """Raise SourceError where following from ``origin`` to ``target`` could do harm."""
    start, end = urlsplit(origin), _split(target)
    reason = None
    if end.scheme not in ("http", "https") or not end.hostname:
        reason = "which is no web address"
    elif start.scheme == "https" and end.scheme == "http":
        reason = "which gives up encryption"
    elif (
        end.hostname != start.hostname
        and _inside(end.hostname, resolve)
        and not _inside(start.hostname, resolve)
    ):
        reason = "which is an address inside this machine or network"
    if reason:
        raise SourceError(f"{start.netloc} redirects to {target[:200]!r}, {reason}", "check the base address")


def led(address: str, location: str) -> str:
    """Where a ``Location`` leads from ``address``; what is no address stays as it is, to be refused."""
    try:
        return urljoin(address, location)
    except ValueError:
        return location


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # "http://[x"
        return urlsplit("")


def _inside(host: str | None, resolve: Callable[[str], list[str]] | None) -> bool:
    """Whether a name stands for this machine or a private network."""
    return any(not ipaddress.ip_address(found).is_global for found in (resolve or _addresses)(host or ""))


def _addresses(host: str) -> list[str]:
    try:
        return [str(found[4][0]).split("%")[0] for found in socket.getaddrinfo(host, None)]
    except (OSError, ValueError):  # a name with an empty or endless part cannot even be asked for
        return []
