from __future__ import annotations

import made_map
import pytest
from made_map import learnt

from inroad.config import Config
from inroad.search.map.build import build


@pytest.fixture(scope="session")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A home with vectors and a map of 360 papers; for reading only."""
    config = learnt(tmp_path_factory.mktemp("map"), map(made_map.paper, range(360)))
    build(config)
    return config
