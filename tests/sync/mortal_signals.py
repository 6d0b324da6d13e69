"""``mortal``, for looks at the world instead of harvests."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import mortal

from inroad.config import Config
from inroad.sources.http import Manners
from inroad.sync.signals import signals


def look(order: dict) -> int:
    """The number of steps that a whole run took."""
    steps = mortal.Steps(order["home"], order.get("die_at", 0))
    sys.addaudithook(steps)
    now = dt.datetime.fromisoformat(order["now"])
    signals(Config(Path(order["home"])), None, manners=Manners(interval=0), now=lambda: now)
    return steps.count


mortal.harvest = look

if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(mortal.life(json.loads(line))), flush=True)
