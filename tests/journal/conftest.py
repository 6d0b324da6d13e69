import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# The hand-made openings stand beside the tests of the command line and serve here too.
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))

from filled import filled, grown

from inroad.journal.store import Journal

Lay = Callable[[str, Path], Journal]


@pytest.fixture(scope="session")
def lay(tmp_path_factory: pytest.TempPathFactory) -> Lay:
    """Lays a copy of a journal that was made once: "filled", or "grown" with a backup of another day."""
    made = {}
    for name, make in (("filled", filled), ("grown", grown)):
        made[name] = make(tmp_path_factory.mktemp(name) / "journal.sqlite3").path.parent

    def copy(name: str, home: Path) -> Journal:
        shutil.copytree(made[name], home)
        return Journal(home / "journal.sqlite3")

    return copy
