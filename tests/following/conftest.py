import sys
from pathlib import Path

# The made-up papers of the atlas's tests.
sys.path.append(str(Path(__file__).parents[1] / "atlas"))
