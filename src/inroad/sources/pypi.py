"""A package index that answers in JSON: is there a package of this name, of when, and whose?

There is no address built in: ``INROAD_PYPI`` gives one (``.../pypi``), a mirror's or the public index's.
A package may share its name with a method by chance, so the repository that it names is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from inroad.signals.subjects import repository
from inroad.sources.answers import Record, day, part, record, text


@dataclass(frozen=True, slots=True)
class Package:
    """The latest release of a package."""

    name: str
    version: str
    released: str | None
    """Day, ISO."""
    repository: str | None
    """owner/name in lower case, as its page names it."""


def package_path(name: str) -> str:
    """Where a package is described."""
    return f"/{name}/json"


def parse_package(data: bytes) -> Package | None:
    """The latest release; None where there is a name but no release.

    Raises:
        Unreadable: the answer is none.
    """
    found = record(data)
    info = part(found.get("info"))
    version = text(info.get("version"), 60)
    if version is None:
        return None
    files = found.get("urls") if isinstance(found.get("urls"), list) else []
    days = [day(part(file).get("upload_time_iso_8601")) for file in files or []]
    released = max((known for known in days if known), default=None)
    return Package(text(info.get("name"), 100) or "", version, released, _repository(info))


def _repository(info: Record) -> str | None:
    """The first address on GitHub: of the source if the page says which that is, else of anything."""
    addresses = part(info.get("project_urls"))
    named = sorted(addresses.items(), key=lambda item: (not _is_source(item[0]), item[0]))
    found = [repository(text(address)) for _, address in named] + [repository(text(info.get("home_page")))]
    return next((name for name in found if name), None)


def _is_source(label: str) -> bool:
    return any(word in label.lower() for word in ("source", "code", "repo", "github"))
