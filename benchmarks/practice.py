"""How well answers to drills are judged, and how long a learner waits for it.

    python benchmarks/practice.py [--runs 5] [--drills attention lora ...]

Judging: of all wrong answers in the catalogue, how many are caught and how many are told their mistake; of
all right ones written otherwise, how many are refused.  Beside it stands the way of practice sites that
compare what an answer prints with what the reference prints, on the same answers: one input, six digits.

Tricks: ways to borrow the answer from a library, each put into a family's drill; refused or not.

Waiting: `inroad drill check` as a whole process, median over all drills, beside a bare interpreter that
imports NumPy and Hypothesis, which no check can be faster than.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from inroad.practice import content, diagnosis, worker
from inroad.practice.guard import refusals
from inroad.practice.kit.same import call
from inroad.practice.kit.show import value
from inroad.practice.validate import expected_diagnosis, judge
from inroad.types import Drill

TRICKS = (
    "import numpy\nnumpy.{name}",
    "import numpy as np\nnp.{name}",
    "import numpy as np\nf = np.{name}\nf",
    "import numpy as np\ng = np{dotted}\ng.{last}",
    "from numpy{dotted} import {last}",
    "from numpy{dotted} import {last} as mine",
    "import numpy as np\ngetattr(np{dotted}, '{last}')",
    "import numpy as np\ngetattr(np{dotted}, '{half}' + '{rest}')",
    "import numpy as np\nnp{dotted}.__dict__['{last}']",
    "import numpy as np\nvars(np{dotted})['{last}']",
    "import importlib\nimportlib.import_module('numpy{dotted}').{last}",
    "__import__('numpy').{name}",
    "exec('import numpy; numpy.{name}')",
    "import operator, numpy as np\noperator.attrgetter('{name}')(np)",
    "import torch",
    "from sklearn import linear_model",
    "import scipy.linalg as la",
    "import sys\nsys.modules['numpy']",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--drills", nargs="*", default=[])
    asked = parser.parse_args()
    drills = [content.load(folder) for folder in content.folders(content.bundled())]
    drills = [drill for drill in drills if not asked.drills or drill.drill_id in asked.drills]
    show_judging(drills)
    show_tricks(drills)
    show_waiting(drills, asked.runs)


# -- judging --------------------------------------------------------------------------------------


def show_judging(drills: list[Drill]) -> None:
    rows = {"Inroad": [0, 0, 0, 0, 0], "what is printed": [0, 0, 0, 0, 0]}
    for drill in drills:
        for file in answers(drill, "wrong"):
            text = file.read_text("utf-8")
            verdict = judge(drill, text)
            add(rows["Inroad"], wrong=1, caught=verdict.outcome == "wrong")
            rows["Inroad"][2] += verdict.diagnosis == expected_diagnosis(text)
            add(rows["what is printed"], wrong=1, caught=not prints_the_same(drill, text))
        for file in answers(drill, "alternatives"):
            text = file.read_text("utf-8")
            add(rows["Inroad"], right=1, refused=judge(drill, text).outcome != "passed")
            add(rows["what is printed"], right=1, refused=not prints_the_same(drill, text))
    print(f"{len(drills)} drills")
    print(f"{'way':<18}{'wrong':>7}{'caught':>9}{'mistake told':>14}{'right':>7}{'refused':>9}")
    for name, (wrong, caught, told, right, refused) in rows.items():
        named = f"{told / wrong:.3f}" if name == "Inroad" else "-"
        print(f"{name:<18}{wrong:>7}{caught / wrong:>9.3f}{named:>14}{right:>7}{refused:>9}")


def add(
    row: list[int], *, wrong: int = 0, caught: bool = False, right: int = 0, refused: bool = False
) -> None:
    row[0] += wrong
    row[1] += caught
    row[3] += right
    row[4] += refused


def answers(drill: Drill, kind: str) -> list[Path]:
    return sorted((Path(drill.folder) / kind).glob("*.py"))


def prints_the_same(drill: Drill, answer: str) -> bool:
    """Whether every function prints what the reference prints, for one drawn input."""
    folder = Path(drill.folder)
    reference = worker._file("solution", folder / "solution.py")
    checks = worker._file("checks", folder / "checks.py").CHECKS
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            mine = worker._answer(answer)
        except Exception:
            return False
        firsts = {
            check.calls: check.given
            for check in checks
            if check.stage == "values" and check.given is not None
        }
        return all(
            printed(mine, function, given) == printed(reference, function, given)
            for function, given in firsts.items()
        )


def printed(module: ModuleType, function: str, given: Any) -> str:
    try:
        return value(call(module, function, diagnosis.probes(given, 1)[0]))
    except Exception as error:
        return repr(error)


# -- tricks ---------------------------------------------------------------------------------------


def show_tricks(drills: list[Drill]) -> None:
    print(f"\n{'family':<14}{'tricks':>8}{'refused':>9}")
    for family in content.FAMILIES:
        banned = sorted({b for d in drills if d.family == family for b in d.banned if b.startswith("numpy.")})
        if any(drill.family == family for drill in drills):
            tried = [trick(form, name) for name in banned or ["numpy.linalg.lstsq"] for form in TRICKS]
            ban = tuple(banned) or ("numpy.linalg.lstsq",)
            print(f"{family:<14}{len(tried):>8}{sum(bool(refusals(each, ban)) for each in tried):>9}")


def trick(form: str, banned: str) -> str:
    name = banned.removeprefix("numpy.")
    before, _, last = name.rpartition(".")
    dotted = f".{before}" if before else ""
    return form.format(name=name, dotted=dotted, last=last, half=last[:2], rest=last[2:])


# -- waiting --------------------------------------------------------------------------------------


def show_waiting(drills: list[Drill], runs: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        times = [checked(drill, home, runs) for drill in drills]
    bare = timed([sys.executable, "-c", "import numpy, hypothesis"], os.environ.copy(), runs)
    print(f"\n`inroad drill check`: median {statistics.median(times):.2f} s, longest {max(times):.2f} s")
    print(f"an interpreter that imports NumPy and Hypothesis: {bare:.2f} s (limit for a check: 1.5 s)")


def checked(drill: Drill, home: str, runs: int) -> float:
    env = os.environ | {"INROAD_HOME": home}
    inroad = [sys.executable, "-m", "inroad.cli"]
    subprocess.run([*inroad, "drill", "start", drill.drill_id], env=env, capture_output=True, check=True)
    answer = Path(home) / "practice" / drill.drill_id / "answer.py"
    answer.write_text((Path(drill.folder) / "solution.py").read_text("utf-8"), "utf-8")
    return timed([*inroad, "drill", "check", drill.drill_id], env, runs)


def timed(command: list[str], env: dict[str, str], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, env=env, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
