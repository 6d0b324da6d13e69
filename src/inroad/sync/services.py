"""Where each service is, and the key by which we ask.

Keys come from the environment, else from the system's keyring where the ``keyring`` extra is installed; they
live in memory only.  Base addresses can be changed for a mirror, a proxy or a test.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from inroad.sources import github, hub, openalex, semantic_scholar
from inroad.sources.headers import Access

KEYRING = "inroad"
"""Name under which the keyring holds our keys; the user is the variable's name."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the outside world."""

    name: str
    """As the ``source`` of observations."""
    title: str
    base: str | None
    """Where it is; None: only the user can say."""
    variable: str
    """Environment variable that gives another address."""
    key_variable: str | None = None
    key_name: str = "Authorization"
    key_prefix: str = "Bearer "
    key_place: Literal["header", "query"] = "header"
    needs_key: bool = False

    def address(self, environment: Mapping[str, str] | None = None) -> str | None:
        """The base address in force, without a slash at its end."""
        given = (os.environ if environment is None else environment).get(self.variable, "").strip()
        return (given or self.base or "").rstrip("/") or None

    def access(self, environment: Mapping[str, str] | None = None) -> Access | None:
        """The key, if the user has given one.

        Raises:
            errors.InputError: it cannot be a key, or would be sent unencrypted.
        """
        base = self.address(environment)
        key = find_key(self.key_variable, environment) if self.key_variable and base else None
        if key is None or base is None:
            return None
        return Access(base, self.key_name, key, self.key_place, self.key_prefix)

    def missing(self, environment: Mapping[str, str] | None = None) -> str | None:
        """Why it cannot be asked; None if it can."""
        if self.address(environment) is None:
            return f"no address: set {self.variable}"
        if self.needs_key and self.access(environment) is None:
            return f"no key: set {self.key_variable}"
        return None


SERVICES: Mapping[str, Service] = MappingProxyType(
    {
        service.name: service
        for service in (
            Service("hub", "Hugging Face Hub", hub.BASE_URL, "INROAD_HUB", "HF_TOKEN"),
            Service("github", "GitHub", github.BASE_URL, "INROAD_GITHUB", "GITHUB_TOKEN"),
            Service("pypi", "package index", None, "INROAD_PYPI"),
            Service(
                *("openalex", "OpenAlex", openalex.BASE_URL, "INROAD_OPENALEX", "OPENALEX_API_KEY"),
                key_name="api_key",
                key_prefix="",
                key_place="query",
                needs_key=True,
            ),
            Service(
                *("semantic scholar", "Semantic Scholar", semantic_scholar.BASE_URL),
                *("INROAD_SEMANTIC_SCHOLAR", "S2_API_KEY", "x-api-key", ""),
                needs_key=True,
            ),
        )
    }
)
"""In the order in which they are asked."""


def find_key(variable: str, environment: Mapping[str, str] | None = None) -> str | None:
    """A key from the environment, else from the system's keyring."""
    given = (os.environ if environment is None else environment).get(variable, "").strip()
    if given or environment is not None:
        return given or None
    # The keyring is a convenience: one that is missing, locked or broken means only "no key".
    with suppress(Exception):
        import keyring

        return keyring.get_password(KEYRING, variable) or None
    return None
