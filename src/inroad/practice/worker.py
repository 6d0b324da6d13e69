"""Check one answer; the program that runs inside the sandbox.

It reads a job as one JSON line from stdin and writes events as JSON lines to the descriptor named in
its first argument: ``{"stage": ..., "check": ...}`` before each check, so that whoever waits knows where an
answer hung, and at last ``{"verdict": ...}``.  The answer comes as text, not as a file: what the drill says
is loaded first, then the process gives up its rights, and only then does a line of the answer run.
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from inroad.practice import diagnosis, limits, modules
from inroad.practice.kit.check import Check, Failed, blamed, raised, search
from inroad.practice.kit.given import array, inputs, size
from inroad.practice.kit.order import ordered
from inroad.practice.kit.show import named
from inroad.practice.poison import Banned, poisoned
from inroad.types import CheckStage, Verdict

STAGES: tuple[CheckStage, ...] = get_args(CheckStage)
ANSWER = "answer"
"""Name of the module that an answer becomes."""

Tell = Callable[[dict[str, str]], None]


def main() -> None:
    """Do one job."""
    tell = os.fdopen(int(sys.argv[1]), "w", buffering=1, encoding="utf-8")
    job = json.loads(sys.stdin.buffer.readline())
    verdict = work(job, lambda event: print(json.dumps(event), file=tell))
    print(json.dumps({"verdict": asdict(verdict)}), file=tell)
    tell.flush()
    os._exit(0)  # nothing that an answer has registered for the end is run


def work(job: dict[str, Any], tell: Tell = lambda event: None) -> Verdict:
    """The verdict on one answer.

    Args:
        job: ``drill`` (its id), ``folder``, ``calls`` (functions of an answer), ``answer`` (text), ``banned``
            (dotted names), ``limits`` (of :class:`inroad.practice.limits.Limits`; none: the process keeps its
            rights).
        tell: told of each check before it begins.
    """
    folder = Path(job["folder"])
    reference = _file("solution", folder / "solution.py")
    checks = ordered(
        _file("checks", folder / "checks.py").CHECKS,
        (folder / "solution.py").read_text("utf-8"),
        job["calls"],
        STAGES,
    )
    mistakes = _file("mistakes", folder / "mistakes.py") if (folder / "mistakes.py").is_file() else None
    if job.get("limits"):
        if os.geteuid() == 0:
            _load_all()
        limits.submit(limits.Limits(**job["limits"]))
    with poisoned(tuple(job["banned"]), caller=ANSWER):
        return _judged(job, checks, reference, mistakes, tell)


def _judged(
    job: dict[str, Any],
    checks: list[Check],
    reference: ModuleType,
    mistakes: ModuleType | None,
    tell: Tell,
) -> Verdict:
    drill, passed = job["drill"], list[str]()
    tell({"stage": "runs", "check": "the answer is imported"})
    try:
        answer = _answer(job["answer"])
    except Failed as failed:
        return Verdict(drill, "wrong", "runs", failed.message, ())
    except Banned as banned:
        return Verdict(drill, "refused", "guard", str(banned), ())
    except MemoryError:
        return Verdict(drill, "stopped", "runs", limits.OUT_OF_MEMORY, ())
    for check in checks:
        tell({"stage": check.stage, "check": check.name})
        try:
            _there(check, answer, job["calls"])
            check.run(answer, reference)
        except Failed as failed:
            told = diagnosis.diagnose(check, failed, answer, reference, mistakes)
            return _failed(drill, check, failed, tuple(passed), told, reference)
        except Banned as banned:
            return Verdict(drill, "refused", "guard", str(banned), tuple(passed), failed=check.name)
        except MemoryError:
            told = limits.OUT_OF_MEMORY
            return Verdict(drill, "stopped", check.stage, told, tuple(passed), failed=check.name)
        except Exception as error:
            told = blamed(error, answer)
            return Verdict(drill, "wrong", check.stage, told, tuple(passed), failed=check.name)
        passed.append(check.name)
    return Verdict(drill, "passed", None, f"all {len(passed)} checks passed", tuple(passed))


def _there(check: Check, answer: ModuleType, calls: Sequence[str]) -> None:
    """Raise a failure if the answer lacks what a check calls."""
    wanted = [name for name in calls if name == check.calls or name in check.reads]
    lacking = [name for name in wanted if not callable(getattr(answer, name, None))]
    if lacking:
        raise Failed(f"there is no function {' and no function '.join(lacking)} in the answer")


NOT_THERE = ("in the answer", "is not written yet")
"""How failures end that are none of the stage at which they came up."""


def _failed(
    drill: str, check: Check, failed: Failed, passed: tuple[str, ...], told: str | None, reference: ModuleType
) -> Verdict:
    """The verdict of a failed check, its arguments called as the task calls them."""
    names = check.arguments
    if names is None:
        function = getattr(reference, check.calls or "", None)
        names = tuple(inspect.signature(function).parameters) if callable(function) else ()
    if failed.arguments is not None and len(failed.arguments) != len(names):
        names = ()
    example = failed.example and named(failed.example, names)
    stage: CheckStage = "runs" if failed.message.endswith(NOT_THERE) else check.stage
    return Verdict(
        drill, "wrong", stage, named(failed.message, names), passed, told, example, failed=check.name
    )


def _load_all() -> None:
    """Import whatever is imported late, since nobody, which root becomes, may not read where Python lies."""
    late = ("encodings.ascii", "encodings.latin_1", "traceback")
    for module in (*sorted(modules.ALLOWED), *sorted(modules.INSIDE), *late):
        with suppress(ImportError):  # numpy.emath is there by another name
            importlib.import_module(module)
    with suppress(Failed):  # takes Hypothesis through drawing, failing and shrinking
        search(_fails_on_many, inputs(lambda draw: (array(draw, size(draw)),)))


def _fails_on_many(numbers: Any) -> None:
    if len(numbers) > 2:
        raise Failed("many")


def _answer(source: str) -> ModuleType:
    """The answer as a module; what goes wrong while it is imported becomes a failure."""
    module = ModuleType(ANSWER)
    sys.modules[ANSWER] = module  # dataclasses look their module up
    try:
        exec(compile(source, f"{ANSWER}.py", "exec"), module.__dict__)  # noqa: S102 - this is what it is for
    except (Banned, MemoryError):
        raise
    except SystemExit as error:
        raise Failed("the answer ends the program while it is imported") from error
    except Exception as error:
        raise Failed(f"importing the answer {raised(error, module)}") from error
    return module


def _file(name: str, file: Path) -> ModuleType:
    """A drill's own Python file as a module."""
    spec = spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # so that checks and mistakes may import the solution
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
