"""A real server of a real home, and a real browser that looks at it and at nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import corpus
import pytest
from playwright.sync_api import Browser, Page
from windows import looking, serving

from inroad.config import Config


@pytest.fixture(scope="session")
def web_home(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A home of its own with the made-up field: pages may write into its journal."""
    return corpus.home(tmp_path_factory.mktemp("web"), corpus.papers())


@pytest.fixture(scope="session")
def site(web_home: Config) -> Iterator[str]:
    """The address of a server that answers for ``web_home``, without a slash at its end."""
    with serving(web_home.home, "--port", "0") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """One window on a desk."""
    with looking(browser) as made:
        yield made
