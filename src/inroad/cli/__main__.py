"""``python -m inroad.cli`` is ``inroad``."""

import sys

from inroad.cli import main

if __name__ == "__main__":
    sys.exit(main())
