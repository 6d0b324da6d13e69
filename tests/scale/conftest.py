"""One cluster for all tests of this room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from cluster import MASTER

from inroad.scale.session import session


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """A running session; whatever is built meanwhile uses it."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("no Spark or no Java on this machine")
    with session(MASTER) as running:
        yield running
