import os
import pathlib

if "INROAD_DEMO_TRAP" in os.environ:
    pathlib.Path(os.environ["INROAD_DEMO_TRAP"], "import-ran").write_text("the package was imported")

from rower.core import impute
