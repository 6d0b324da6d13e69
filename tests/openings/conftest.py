import sys
from pathlib import Path

# The hand-made openings stand beside the tests of the command line and serve here too.
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
