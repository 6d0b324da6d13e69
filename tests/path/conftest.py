import sys
from pathlib import Path

# Whole commands are run as the tests of the command line run them.
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
