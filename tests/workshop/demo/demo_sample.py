"""What tests of demos share: small repositories, what was expected of them, packages made of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from inroad.types import DemoReport
from inroad.workshop.demo.make import make

HERE = Path(__file__).parent
REPOSITORIES = {place.name: place for place in sorted((HERE / "repositories").iterdir())}
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))


def made(place: Path, out: Path, **options: Any) -> DemoReport:
    """A package of a repository, in silence."""
    return make(place, out, **({"stub": True, "entry": None, "tell": lambda *_: None} | options))


def written(folder: Path, files: dict[str, str]) -> Path:
    """A repository of these texts."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def python(folder: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code as somebody in the package's folder would."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "DEMO_STUB")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=kept | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def notebook_call(folder: Path) -> str:
    """The cell of the notebook that calls the original."""
    cells = json.loads((folder / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    return next("".join(cell["source"]) for cell in cells if "from api import run" in "".join(cell["source"]))
