import sys
from pathlib import Path

# The hand-made reports stand beside the tests of the command line and serve these, too.
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
