"""Who may ask, and what a page may do in the browser: nothing from or to anywhere else.

A server on this machine can be reached by every page that the user's browser has open.  Three doors are
shut: names that were bent to point here (DNS rebinding) are told by ``Host``; posts from other sites by
``Origin`` or ``Sec-Fetch-Site``; and a page here may load and send nothing but here (content security
policy), so that text which slipped through escaping could still do nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HERE = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.ASCII | re.IGNORECASE)
"""Names of this machine, and nothing around them: urllib reads "[::1].evil" as ``::1``."""
MOST_BYTES = 2_000_000
"""Longest body of a post: an answer to a drill or a library of papers, not a disk."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_SAFE = frozenset({"GET", "HEAD"})


class Guard:
    """Lets this machine's own pages through and adds what keeps them to themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        why = refused(scope["method"], Headers(scope=scope))
        app: ASGIApp = PlainTextResponse(f"{why}\n", status_code=403) if why else self.app
        await app(scope, _limited(receive), _with_headers(send))


def refused(method: str, headers: Headers) -> str | None:
    """Why a request may not pass; None if it may."""
    host = headers.get("host", "")
    if not _HERE.fullmatch(host):
        return "This page answers to localhost only: open it by the address that `inroad serve` printed."
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if method in _SAFE:
        # Opening a link from elsewhere is fine; being loaded into another page is not.
        embedded = site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate"
        return "Other sites may not load this." if embedded else None
    if origin is not None:
        return None if origin == f"http://{host}" else "Only this page itself may send that."
    return None if site in (None, "same-origin", "none") else "Only this page itself may send that."


def _limited(receive: Receive) -> Receive:
    """The same body, cut off where nobody sends more on purpose."""
    seen = 0

    async def read() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > MOST_BYTES else message

    return read


def _with_headers(send: Send) -> Send:
    began = time.perf_counter()

    async def write(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            # Shown by the tools of every browser, and what the benchmark of the pages reads.
            headers["server-timing"] = f"total;dur={1000 * (time.perf_counter() - began):.1f}"
            for name, value in _missing(headers):
                headers[name] = value
        await send(message)

    return write


def _missing(headers: MutableHeaders) -> Iterator[tuple[str, str]]:
    yield from HEADERS.items()
    if "cache-control" not in headers:
        # Pages change with the corpus and the journal, and belong to one person.
        yield "cache-control", "private, no-cache"
