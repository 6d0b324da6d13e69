"""The lock files are whole: what pyproject.toml asks for is in them, in a version that fits, with hashes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = {"requirements.lock": (), "requirements-dev.lock": ("dev", "demo", "fuzz", "keyring", "map", "spark")}


@cache
def locked(name: str) -> dict[str, list[Requirement]]:
    """Package to its pins: one, or several for different Pythons."""
    found: dict[str, list[Requirement]] = {}
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    for line in filter(None, (row.split("#")[0].strip() for row in text.splitlines())):
        pin, *hashes = re.split(r"\s+--hash=", line)
        assert hashes, f"{pin} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), pin
        read = Requirement(pin)
        assert [each.operator for each in read.specifier] == ["=="], pin
        assert read.url is None, pin
        found.setdefault(canonicalize_name(read.name), []).append(read)
    return found


def asked(extras: tuple[str, ...]) -> list[Requirement]:
    rows = [
        *PROJECT["dependencies"],
        *(row for extra in extras for row in PROJECT["optional-dependencies"][extra]),
    ]
    return [Requirement(row) for row in rows]


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_asked_for_is_locked_in_a_version_that_fits(name: str) -> None:
    for wanted in asked(LOCKS[name]):
        pins = locked(name).get(canonicalize_name(wanted.name), [])
        assert pins, f"{wanted} is not in {name}: run tools/lock"
        for pin in pins:
            version = next(iter(pin.specifier)).version
            assert wanted.specifier.contains(version), f"{name} has {pin}, pyproject.toml wants {wanted}"


def test_every_extra_is_locked() -> None:
    assert set(PROJECT["optional-dependencies"]) == set(LOCKS["requirements-dev.lock"])


def test_what_runs_is_what_is_tested() -> None:
    tested = locked("requirements-dev.lock")
    for name, pins in locked("requirements.lock").items():
        assert {str(pin.specifier) for pin in pins} <= {str(pin.specifier) for pin in tested[name]}, name


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_is_named(name: str) -> None:
    assert not re.search(r"https?:|file:|index-url|find-links", (ROOT / name).read_text("utf-8"))
