"""One home with the field in which transfers can be told, built once."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

import corpus
import pytest
import transfer_field

from inroad.atlas.open import Atlas, open_atlas


@pytest.fixture(scope="session")
def transfers(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The whole made-up field; for reading only."""
    return open_atlas(corpus.home(tmp_path_factory.mktemp("transfer"), transfer_field.papers()))
