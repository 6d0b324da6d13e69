"""What several rooms' tests share: the made-up field, and one home built from it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

# Tests elsewhere use the generators of papers and of observations too.
sys.path.append(str(Path(__file__).parent / "atlas"))
sys.path.append(str(Path(__file__).parent / "signals"))
sys.path.append(str(Path(__file__).parent / "openings"))

import corpus

from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config

# Wall time says more of the machine than of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A home with the whole made-up field and its atlas; for reading only."""
    return corpus.home(tmp_path_factory.mktemp("built"), corpus.papers())


@pytest.fixture(scope="session")
def atlas(built: Config) -> Atlas:
    """The atlas of that home."""
    return open_atlas(built)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; one for all, since Playwright cannot be started twice in a process."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()
