"""Makers of archives are shared with the tests of trees."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "source"))
sys.path.append(str(Path(__file__).parent))
