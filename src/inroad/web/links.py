"""Where things are on this site.  Templates ask for addresses by what they lead to."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from inroad.types import Method

LIVE = True
"""Pages of the site can sort, slide and act; a page that stands alone cannot."""


def paper(paper_id: str | None) -> str:
    """A paper with its abstract, if the corpus has it, and the way to the paper itself."""
    return f"/paper/{quote(paper_id, safe='/')}" if paper_id else ""


def method(method: Method) -> str:
    """All about one method."""
    plain = not method.namesakes and "@" not in method.method_id
    return f"/method/{quote(method.method_id, safe='')}" if plain else method_id(method.method_id)


def method_id(identity: str) -> str:
    """The same by its id; ``dora@`` is the one of that id, ``dora`` whichever of that name is meant most."""
    exact = identity if "@" in identity else f"{identity}@"
    return f"/method/{quote(exact, safe='@')}"


def field(query: str, **more: Any) -> str:
    """The state of a field."""
    return _with("/field", q=query, **more)


def people(query: str = "", **more: Any) -> str:
    """Who is active in a field."""
    return _with("/people", q=query, **more)


def venues(query: str = "", **more: Any) -> str:
    """Where a field is published, and by when."""
    return _with("/venues", q=query, **more)


def openings(query: str = "", **more: Any) -> str:
    """What could be taken up."""
    return _with("/openings", q=query, **more)


def opening(opening_id: str) -> str:
    """One opening."""
    return _with("/opening", id=opening_id)


def search(query: str = "", **more: Any) -> str:
    """Papers that match."""
    return _with("/search", q=query, **more)


def similar(paper_id: str) -> str:
    """Papers about the same."""
    return _with("/similar", id=paper_id)


def author(name: str) -> str:
    """Papers by somebody, told apart by written name only."""
    return search(f'author:"{name.replace(chr(34), "")}"')


def uses(identity: str, **more: Any) -> str:
    """Papers that use a method, by how they do."""
    return _with("/uses", method=identity, **more)


def field_methods(query: str, **more: Any) -> str:
    """All methods of a field as one table."""
    return _with("/field/methods", q=query, **more)


def drill(drill_id: str) -> str:
    """One drill, to solve."""
    return f"/practice/{quote(drill_id, safe='')}"


def practice(part: str = "") -> str:
    """What can be practised; ``recall`` and ``placement`` are parts of it."""
    return f"/practice/{part}" if part else "/practice"


def map_(query: str = "", **more: Any) -> str:
    """All papers as points."""
    return _with("/map", q=query, **more)


def record(kind: str = "") -> str:
    """How often forecasts were right."""
    return _with("/record", kind=kind)


def compare(*names: str, what: str = "methods") -> str:
    """Two things side by side."""
    return _with("/compare", what=what, **dict(zip("ab", names, strict=False)))


def claim(claim_id: str = "", **more: Any) -> str:
    """One claim that was or can be checked; without an id all of them."""
    return _with(f"/claims/{quote(claim_id, safe='')}", **more) if claim_id else "/claims"


def figure(claim_id: str, **more: Any) -> str:
    """Where a paper's figure for a claim is read off its picture."""
    return _with(f"{claim(claim_id)}/figure", **more)


def roles() -> str:
    """Where a job post is read."""
    return "/roles"


def outreach() -> str:
    """Whom one writes to."""
    return "/outreach"


def letter(contact_id: str = "") -> str:
    """The letter to somebody; without anybody, one of which nothing is kept."""
    return _with("/outreach/letter", to=contact_id)


def letter_file(contact_id: str) -> str:
    """The same as a file for a mail program."""
    return _with("/outreach/letter.eml", to=contact_id)


def plan(part: str = "", **more: Any) -> str:
    """What to do next; ``paths`` and ``calendar`` are parts of it."""
    return _with(f"/plan/{part}" if part else "/plan", **more)


def profile() -> str:
    """Who the reader is."""
    return "/profile"


def portfolio(file: str = "") -> str:
    """What the reader can show; ``portfolio.zip`` and ``portfolio.pdf`` are what others get of it."""
    return f"/portfolio/{file}" if file else "/portfolio"


def log(week: object = "") -> str:
    """Where time goes; with a day, the week of that day."""
    return _with("/log/week", of=str(week)) if week else "/log"


def helped() -> str:
    """Whom the reader helped."""
    return "/helped"


def value() -> str:
    """What a model is worth."""
    return "/value"


def _with(path: str, **names: Any) -> str:
    left = {name: value for name, value in names.items() if value not in ("", None)}
    return f"{path}?{urlencode(left)}" if left else path
