"""Templates of the page: those of the reports, in a frame with a way around, and the page's own.

A template extends ``base``: alone it becomes a file that stands by itself, here a page of the site, from
the same text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus, urlencode

from jinja2 import Environment

from inroad.report import html
from inroad.report.clean import clean
from inroad.web import links

HERE = Path(__file__).parent
STATIC, STYLES = HERE / "static", HERE / "styles"
STYLE = "site.css"
"""The name under which all styles are one file."""


def page(template: str, names: Mapping[str, Any]) -> bytes:
    """One page, rendered."""
    return _environment().get_template(template).render(**names).encode("utf-8", "replace")


def line(kept: str) -> str:
    """What a cookie brought, as one harmless line."""
    return clean(unquote_plus(kept), 300)


@cache
def style() -> str:
    """The style of all pages; what only one room needs, it loads itself."""
    rooms = sorted(STYLES.glob("*.css"), key=lambda path: (path.name != "frame.css", path.name))
    return html.style() + "\n".join(path.read_text(encoding="utf-8") for path in rooms)


@cache
def static(name: str) -> str:
    """The address of one of our files; it changes with their content, so that it can be kept for ever.

    All share one digest: a script that imports another one by its name then gets the one that belongs to it.
    """
    return f"/static/{_digest()}/{name}"


@cache
def _digest() -> str:
    parts = [style().encode(), *(path.read_bytes() for path in sorted(STATIC.iterdir()))]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:12]


def with_(address: str, **changes: Any) -> str:
    """An address with some of its query changed; None takes a name away."""
    path, _, query = address.partition("?")
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    kept = [(unquote_plus(name), unquote_plus(value)) for name, _, value in pairs]
    kept = [(name, value) for name, value in kept if name not in changes]  # a name may stand several times
    left = urlencode([*kept, *((name, value) for name, value in changes.items() if value is not None)])
    return f"{path}?{left}" if left else path


@cache
def _environment() -> Environment:
    made = html.environment(HERE / "templates")
    made.globals |= {"base": "site.html", "to": links, "static": static, "with_": with_}
    return made
