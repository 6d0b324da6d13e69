"""How well answers to drills are judged, and how long a learner waits for it.

    python benchmarks/practice.py [--runs 5] [--drills attention lora ...]

Judging: of all wrong answers in the catalogue, how many are caught and how many are told their mistake; of
all right ones written otherwise, how many are refused.  Beside it stands the way of practice sites that
compare what an answer prints with what the reference prints, on the same answers: one input, six digits.

Mutants: right answers with one small slip, which nobody who wrote a drill has seen; those that pass are
listed with --list, since some are no mistakes (another maximum subtracted before a softmax).

Tricks: ways to borrow a banned function from a library, each tried on each function that a drill bans.  Shown
is how many really bind the function if nobody hinders them, how many are refused by reading, and how many of
those that work are refused when they are run without being read.

Waiting: `inroad drill check` as a whole process, median over all drills, beside a bare interpreter that
imports NumPy and Hypothesis, which no check can be faster than.  Time of the processor stands beside it:
waiting means little on a machine that does something else, too.  Bubblewrap is left out here, since it hides
what its processes cost; it adds some milliseconds.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import practice_mutants as slips
import practice_tricks as tricks

from inroad.practice import content, diagnosis, worker
from inroad.practice.guard import refusals
from inroad.practice.kit.same import call
from inroad.practice.kit.show import value
from inroad.practice.validate import expected_diagnosis, judge
from inroad.types import Drill, Verdict


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--drills", nargs="*", default=[])
    parser.add_argument("--only", choices=("judging", "mutants", "tricks", "waiting"))
    parser.add_argument("--mutants", type=int, default=6, help="of each drill")
    parser.add_argument("--list", action="store_true", help="print mutants that pass")
    asked = parser.parse_args()
    drills = [content.load(folder) for folder in content.folders(content.bundled())]
    drills = [drill for drill in drills if not asked.drills or drill.drill_id in asked.drills]
    if asked.only in (None, "judging"):
        show_judging(drills)
    if asked.only in (None, "mutants"):
        show_mutants(drills, asked.mutants, asked.list)
    if asked.only in (None, "tricks"):
        show_tricks(drills)
    if asked.only in (None, "waiting"):
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


# -- mutants --------------------------------------------------------------------------------------


def show_mutants(drills: list[Drill], count: int, listed: bool) -> None:
    print(f"\n{'family':<14}{'mutants':>9}{'caught':>8}{'mistake told':>14}")
    rows: dict[str, list[int]] = {}
    for drill in drills:
        file = answers(drill, "alternatives")[0]
        for line, text in slips.mutants(file.read_text("utf-8"), count, drill.drill_id):
            verdict = within(8.0, drill, text)
            row = rows.setdefault(drill.family, [0, 0, 0])
            row[0] += 1
            row[1] += verdict.outcome != "passed"
            row[2] += verdict.diagnosis is not None
            if listed and verdict.outcome == "passed":
                new = text.splitlines()
                old = ast.unparse(ast.parse(file.read_text("utf-8"))).splitlines()
                changed = [b for a, b in zip(old, new, strict=False) if a != b]
                print(f"  {drill.drill_id} {file.name}:{line}: {' | '.join(map(str.strip, changed))}")
    for family, (tried_, caught, told) in rows.items():
        print(f"{family:<14}{tried_:>9}{caught:>8}{told:>14}")
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    print(f"{'all':<14}{total[0]:>9}{total[1]:>8}{total[2]:>14}")


def within(seconds: float, drill: Drill, text: str) -> Verdict:
    """The verdict in this process; a mutant that never ends is interrupted, which fails it."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt  # the search for small examples lets nothing else through

    signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        return judge(drill, text)
    except KeyboardInterrupt:
        return Verdict(drill.drill_id, "stopped", "runs", "it did not end", ())
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


# -- tricks ---------------------------------------------------------------------------------------


def show_tricks(drills: list[Drill]) -> None:
    """For each family: tricks that work if nobody hinders them, refused by reading, refused when run."""
    print(f"\n{'family':<14}{'tricks':>8}{'that work':>11}{'refused':>9}{'refused when run':>18}")
    for family in content.FAMILIES:
        mine = [drill for drill in drills if drill.family == family]
        if mine:
            rows = [row for drill in mine for row in tried(drill)]
            total = [len(rows), *(sum(column) for column in zip(*rows, strict=True))]
            print(f"{family:<14}{total[0]:>8}{total[1]:>11}{total[2]:>9}{total[3]:>18}")


def tried(drill: Drill) -> list[tuple[bool, bool, bool]]:
    """Each trick on one drill: whether it works, is refused by reading, and when it is run unread."""
    rows = []
    for banned in drill.banned:
        if banned.startswith("numpy.") and borrowed(f"import numpy\nf = {banned}"):
            for text in tricks.borrowing(banned):
                works = borrowed(text)
                rows.append((works, bool(refusals(text, drill.banned)), works and when_run(drill, text)))
        elif banned.startswith("."):
            texts = tricks.attributes(banned)
            rows += [(False, bool(refusals(text, drill.banned)), False) for text in texts]
    return rows + [(False, bool(refusals(text, drill.banned)), False) for text in tricks.FRAMEWORKS]


def borrowed(text: str) -> bool:
    """Whether a trick really binds a function."""
    names: dict[str, Any] = {"__name__": "trick"}
    try:
        exec(text, names)
    except Exception:
        return False
    return callable(names.get("f"))


def when_run(drill: Drill, text: str) -> bool:
    """Whether an answer that does all by the trick is refused at run time, if nobody has read it before."""
    answer = text + "".join(f"\n\n\ndef {name}(*all): return f(*all)" for name in drill.calls)
    banned = [name for name in drill.banned if not name.startswith(".")]
    job = {"drill": drill.drill_id, "folder": drill.folder, "calls": drill.calls, "banned": banned}
    return worker.work({**job, "answer": answer}).outcome == "refused"


# -- waiting --------------------------------------------------------------------------------------


def show_waiting(drills: list[Drill], runs: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        times = [checked(drill, home, runs) for drill in drills]
    bare = timed([sys.executable, "-c", "import numpy, hypothesis"], os.environ.copy(), runs)
    print(f"\n{'seconds':<52}{'waiting':>9}{'processor':>11}")
    for name, (wall, cpu) in {
        "an interpreter that imports NumPy and Hypothesis": bare,
        "`inroad drill check`, median over drills (limit 1.5)": middle(times),
        "`inroad drill check`, slowest drill": max(times, key=lambda each: each[1]),
    }.items():
        print(f"{name:<52}{wall:>9.2f}{cpu:>11.2f}")


def checked(drill: Drill, home: str, runs: int) -> tuple[float, float]:
    env = os.environ | {"INROAD_HOME": home, "PATH": home}  # where there is no bwrap
    inroad = [sys.executable, "-m", "inroad.cli"]
    subprocess.run([*inroad, "drill", "start", drill.drill_id], env=env, capture_output=True, check=True)
    answer = Path(home) / "practice" / drill.drill_id / "answer.py"
    answer.write_text((Path(drill.folder) / "solution.py").read_text("utf-8"), "utf-8")
    return timed([*inroad, "drill", "check", drill.drill_id], env, runs)


def timed(command: list[str], env: dict[str, str], runs: int) -> tuple[float, float]:
    """Medians of what somebody waits, and of what the processor works, the sandbox included."""
    times = []
    for _ in range(runs):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=env, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        times.append((time.perf_counter() - start, cpu))
    return middle(times)


def middle(times: list[tuple[float, float]]) -> tuple[float, float]:
    wall, cpu = zip(*times, strict=True)
    return statistics.median(wall), statistics.median(cpu)


if __name__ == "__main__":
    main()
