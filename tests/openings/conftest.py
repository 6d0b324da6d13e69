"""One home with the field in which promise can be told, built once."""

from __future__ import annotations

import sys
from pathlib import Path

# The hand-made openings stand beside the tests of the command line and serve here too.
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))

import corpus
import promise_field
import pytest

from inroad.atlas.open import Atlas, open_atlas


@pytest.fixture(scope="session")
def field_atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The whole made-up field; for reading only."""
    return open_atlas(corpus.home(tmp_path_factory.mktemp("promise"), promise_field.papers()))
