"""The servers that stand in for the outside world lie beside the tests of sources and sync."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "sources"), str(ROOT / "sync")]
