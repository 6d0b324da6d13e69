"""How many of 57 small repositories become something that people can try, in a real browser.

    python benchmarks/demo.py [--only stub|real] [REPOSITORY ...]

Each repository (``tests/workshop/demo/repositories``) is read and a package made of it; its app is imported,
started on loopback and answers one request in Chromium, once with made-up answers and once for real, on the
processor.  What was expected was written down before (``expected.toml``).  Other folders or archives may be
named instead.
"""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from pathlib import Path

from inroad.errors import InroadError
from inroad.types import DemoReport, DemoTestReport
from inroad.workshop.demo.make import make
from inroad.workshop.demo.trying import started_browser, tried

HERE = Path(__file__).resolve().parent.parent / "tests" / "workshop" / "demo"


def main() -> None:
    """Print one line a repository and a sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repositories", nargs="*", type=Path)
    parser.add_argument("--only", choices=["stub", "real"])
    asked = parser.parse_args()
    expected = tomllib.loads((HERE / "expected.toml").read_text())
    places = asked.repositories or sorted((HERE / "repositories").iterdir())
    ways = [asked.only] if asked.only else ["stub", "real"]
    sums = dict.fromkeys(ways, 0)
    with started_browser() as browser, tempfile.TemporaryDirectory() as folder:
        print(
            f"{'repository':24} {'entry point':46} {'asks':>4}  "
            + "  ".join(f"{way:5}" for way in ways)
            + "  why not"
        )
        for place in places:
            made = _made(place, Path(folder) / place.name)
            if made is None or made.entry is None:
                print(f"{place.name:24} no way in was found")
                continue
            tests = {
                way: tried(
                    Path(made.folder), real=way == "real", python=None, tell=lambda *_: None, browser=browser
                )
                for way in ways
            }
            for way, each in tests.items():
                sums[way] += each.passed
            print(_line(place.name, made, tests, expected.get(place.name, {})), flush=True)
    print(", ".join(f"{way}: {count} of {len(places)}" for way, count in sums.items()))


def _made(place: Path, out: Path) -> DemoReport | None:
    try:
        return make(place, out, stub=False, entry=None, tell=lambda *_: None)
    except InroadError as error:
        print(f"{place.name:24} {error}")
        return None


def _line(name: str, made: DemoReport, tests: dict[str, DemoTestReport], expected: dict[str, object]) -> str:
    assert made.entry is not None
    marks = "  ".join(f"{'yes' if each.passed else 'no':5}" for each in tests.values())
    reasons = [
        f"{way}: {step.reason}" for way, each in tests.items() for step in each.steps if step.passed is False
    ]
    other = (
        ""
        if expected.get("entry", made.entry.entry_id) == made.entry.entry_id
        else " OTHER ENTRY THAN EXPECTED"
    )
    surprise = "".join(
        f" EXPECTED {way} {'yes' if expected[way] else 'no'}"
        for way, each in tests.items()
        if expected.get(way, each.passed) != each.passed
    )
    why = f"{'; '.join(reasons)}{other}{surprise}"
    return f"{name:24} {made.entry.entry_id:46} {len(made.questions):4}  {marks}  {why}"


if __name__ == "__main__":
    main()
